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

/// Where the guides themselves are beside the checkout, every name in them that looks like a method is known.
#[test]
#[allow(clippy::print_stderr, reason = "says that the guides are not there")]
fn the_guides_name_no_other_method() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let files = ["guide/platform-guide.zh.txt", "gateways/tmall-global-developer-guide.txt"];
    for file in files {
        let Ok(text) = std::fs::read_to_string(folder.join(file)) else {
            eprintln!("{file} is not beside the checkout; the list in fixtures alone is walked");
            continue;
        };
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
