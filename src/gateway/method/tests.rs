use std::collections::BTreeSet;

use super::*;

/// The lists of the guides, one name a line; `#` starts a comment.
#[test]
fn no_method_of_the_guides_is_missing() {
    let list = include_str!("../../../fixtures/gateway/guide-methods.txt");
    let named: Vec<&str> =
        list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    assert_eq!(named.len(), 110);
    let missing: Vec<&str> =
        named.iter().copied().filter(|name| !Method::all().any(|method| method.name == *name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// A guide, if it is beside the checkout.
#[allow(clippy::print_stderr, reason = "says that the guide is not there")]
fn guide(file: &str) -> Option<String> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(file);
    let text = std::fs::read_to_string(path).ok();
    if text.is_none() {
        eprintln!("{file} is not beside the checkout; the list in fixtures alone is walked");
    }
    text
}

/// Where the guides themselves are beside the checkout, every name in them that looks like a method is known.
#[test]
fn the_guides_name_no_other_method() {
    for file in ["guide/platform-guide.zh.txt", "gateways/tmall-global-developer-guide.txt"] {
        let Some(text) = guide(file) else { continue };
        let names = text
            .split(|c: char| !(c.is_ascii_lowercase() || c == '.' || c == '_'))
            .filter(|word| {
                (word.starts_with("tmall.") || word.starts_with("taobao.")) && word.matches('.').count() >= 2
            })
            .map(|word| word.trim_end_matches('.'));
        // The names of hosts and of the example's own calls are not methods.
        let unknown: BTreeSet<&str> =
            names.filter(|name| Method::find(name).is_none() && !name.ends_with(".com")).collect();
        assert!(unknown.is_empty(), "{file}: {unknown:?}");
    }
}

/// The same of the tables of 1688, whose columns put spaces into names; some `O` were read as zeros, and one name has its
/// version.
#[test]
fn the_guide_of_1688_names_no_other_method() {
    let Some(text) = guide("gateways/1688-cloud-hub-developer-guide.txt") else { return };
    let name = |line: &str| {
        let mut columns = line.split('\t').map(|column| column.replace(' ', ""));
        let (namespace, api) = (columns.next()?, columns.next()?);
        let is_namespace = ["com.alibaba.", "cn.alibaba."].iter().any(|start| namespace.starts_with(start));
        is_namespace.then(|| format!("{namespace}:{}", api.replace(".0p", ".Op").trim_end_matches("-1")))
    };
    let names: BTreeSet<String> = text.lines().filter_map(name).collect();
    assert_eq!(names.len(), 39);
    let known = Method::all().filter(|method| method.gateway == Gateway::Aop);
    assert_eq!(known.map(|method| method.name.to_owned()).collect::<BTreeSet<_>>(), names);
}

/// The same of the addresses of the external API.
#[test]
fn the_document_of_the_external_api_names_no_other_path() {
    let Some(text) = guide("gateways/tmall-global-external-api.txt") else { return };
    let paths = text.split("nengmao.net/tmg/api/").skip(1);
    let end = |c: char| !c.is_ascii_alphabetic() && c != '/';
    let names: BTreeSet<&str> = paths.filter_map(|rest| rest.split(end).next()).collect();
    let known = Method::all().filter(|method| method.gateway == Gateway::External);
    assert_eq!(known.map(|method| method.name).collect::<BTreeSet<_>>(), names);
}

#[test]
fn the_table_is_consistent() {
    let mut names = BTreeSet::new();
    for method in Method::all() {
        assert!(names.insert(method.name), "twice: {}", method.name);
        for lang in [Lang::En, Lang::Zh] {
            assert!(!method.purpose(lang).is_empty(), "{}", method.name);
        }
        let params: BTreeSet<&str> = method.params.iter().map(|param| param.name).collect();
        assert_eq!(params.len(), method.params.len(), "{}", method.name);
        if let State::Retired { successor: Some(successor) }
        | State::Doubtful { successor: Some(successor) } = method.state
        {
            assert!(
                Method::find(successor).is_some_and(|next| next.state == State::Alive),
                "{}: {successor}",
                method.name
            );
        }
        // A method whose name says that it gets something reads.
        let is_get = method.name.ends_with(".get")
            || method.name.ends_with("list")
            || method.name.ends_with("getList");
        assert!(!is_get || method.call == Call::Read, "{}", method.name);
        assert_eq!(method.namespace().is_some(), method.gateway == Gateway::Aop, "{}", method.name);
    }
    let schema_methods = Method::all().filter(|method| {
        let name = method.name;
        name.starts_with("tmall.product.") && name.contains("schema")
            || name.starts_with("tmall.item.")
                && name.contains("schema")
                && !name.contains("vip")
                && !name.contains("store")
    });
    assert_eq!(schema_methods.count(), 17);
}

#[test]
fn the_same_key_holds_an_id_or_a_schema_by_method() {
    let carries = |name: &str| Method::find(name).unwrap().results[0];
    assert_eq!(carries("tmall.item.add.schema.get"), schema("add_item_result"));
    assert_eq!(carries("tmall.item.schema.add"), id("add_item_result"));
    assert_eq!(carries("tmall.product.match.schema.get"), schema("match_result"));
    assert_eq!(carries("tmall.product.schema.match"), id("match_result"));
    assert_eq!(Method::find("alibaba.trade.cancel").unwrap().namespace(), Some("com.alibaba.trade"));
    assert_eq!(Method::find("tmall.item.schema.add").unwrap().dialect(), Some("classic"));
    assert_eq!(Method::find("alibaba.item.publish.submit").unwrap().dialect(), Some("item-schema"));
    assert!(Method::similar("tmall.item.schema.ad").contains(&"tmall.item.schema.add"));
}
