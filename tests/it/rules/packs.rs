//! The packs: they read, their codes are in the catalogue and the other way round, and rules of one code are one rule.
//! That each rule reports an item that breaks it, and nothing of one that meets it, is held by the examples of the
//! catalogue (`tests/it/docs/catalogue.rs`).

use std::collections::{BTreeMap, BTreeSet};

use tmall_schema::catalogue::{Grade, HouseRules};
use tmall_schema::{Pack, Param, RuleCode, RuleSet, Schema, Validator};

fn of(pack: Pack) -> RuleSet {
    RuleSet::pack(pack).unwrap()
}

#[test]
fn packs_and_catalogue_have_the_same_rules() {
    let mut codes = BTreeSet::new();
    for &pack in Pack::ALL {
        let set = RuleSet::parse(pack.toml()).unwrap_or_else(|problems| panic!("{pack:?}: {problems}"));
        assert!(set.codes().eq(of(pack).codes()) && !set.is_empty());
        codes.extend(set.codes().map(str::to_owned));
        assert_eq!(pack.as_str().parse(), Ok(pack));
    }
    let known: BTreeSet<String> = RuleCode::ALL.iter().map(|code| code.as_str().to_owned()).collect();
    assert_eq!(codes, known);
    assert_eq!("jd".parse::<Pack>(), Err(()));
}

#[test]
fn rules_of_one_code_are_one_rule() {
    let schema = Schema::parse("<itemRule/>").unwrap();
    let mut rules: BTreeMap<String, String> = BTreeMap::new();
    for &pack in Pack::ALL {
        let (_, text) = pack.toml().split_once("\n[roles]\n").unwrap();
        let (roles, text) = text.split_once("\n\n").unwrap();
        let known = |line: &str| roles.lines().any(|role| role == line);
        for other in Pack::ALL {
            let (_, text) = other.toml().split_once("\n[roles]\n").unwrap();
            for role in text.split_once("\n\n").unwrap().0.lines() {
                let name = role.split(' ').next().unwrap();
                let is_same = known(role) || !roles.lines().any(|own| own.split(' ').next() == Some(name));
                assert!(is_same, "{pack:?} and {other:?} differ in {role}");
            }
        }
        for rule in text.split("[[rule]]\n").skip(1) {
            let code = rule.lines().next().unwrap().to_owned();
            // Prices stand in other fields where there are tiers.
            let rule = rule.split("\n\n").next().unwrap().trim().to_owned();
            if code != "code = \"zero-price\"" {
                assert_eq!(rules.entry(code).or_insert_with(|| rule.clone()), &rule, "{pack:?}");
            }
        }
        for state in of(pack).bind(&schema).states() {
            let grade = state.code().parse::<RuleCode>().unwrap().entry().grade();
            assert_eq!(Some(grade), state.severity().map(Grade::Severity), "{}", state.code());
            assert_eq!(state.pack(), Some(pack));
        }
    }
    for code in RuleCode::ALL {
        let Some(HouseRules::Pack(name)) = code.entry().rules() else { panic!("{code}") };
        let pack: Pack = name.parse().unwrap();
        assert!(of(pack).codes().any(|one| one == code.as_str()), "{code}");
    }
}

/// The findings of packs on an item of another dialect than that of the catalogue's example.
fn found(pack: Pack, schema: &str, item: &str) -> Vec<String> {
    let schema = Schema::parse(schema).unwrap();
    let validator = Validator::compile(&schema).with_rules(of(pack).bind(&schema));
    let report = validator.check(&Param::parse(item).unwrap());
    let own = report.findings().iter().filter(|finding| finding.code_text() != finding.code().as_str());
    own.map(|finding| format!("{} {}", finding.code_text(), finding.path())).collect()
}

#[test]
fn units_of_taobao() {
    let schema = r#"<itemSchema><field id="price" type="input"/>
      <field id="sku" type="multiComplex"><fields>
        <field id="props" type="complex"><fields><field id="p-1" type="input"/><field id="p-2" type="input"/></fields></field>
        <field id="skuPrice" type="input"/><field id="skuStock" type="input"/></fields></field></itemSchema>"#;
    let unit = |color: &str, price: &str| {
        format!(
            "<complex-value><field id='props' type='complex'><complex-value><field id='p-1'><value>{color}</value></field>\
             <field id='p-2'><value>M</value></field></complex-value></field><field id='skuPrice'><value>{price}</value></field>\
             <field id='skuStock'><value>0</value></field></complex-value>"
        )
    };
    let item = format!(
        "<itemSchema><field id='price'><value>9</value></field><field id='sku' type='multiComplex'>{}{}{}</field></itemSchema>",
        unit("red", "10"),
        unit("blue", "0"),
        unit("red", "11")
    );
    assert_eq!(
        found(Pack::Taobao, schema, &item),
        [
            "duplicate-sku /sku/2",
            "zero-price /sku/1/skuPrice",
            "zero-stock /sku/0/skuStock",
            "zero-stock /sku/1/skuStock",
            "zero-stock /sku/2/skuStock"
        ]
    );
    let item = item.replace("<value>9</value>", "<value>12</value>");
    assert!(found(Pack::Taobao, schema, &item).contains(&"price-outside-sku-prices /price".to_owned()));
}

#[test]
fn tiers_in_numbered_fields() {
    let tier = |number: u8| {
        format!(
            "<field id='ladderPrice_{number}' type='complex'><fields><field id='quantity' type='input'/>\
             <field id='price' type='input'/></fields></field>"
        )
    };
    let schema = format!(
        "<itemSchema><field id='ladderPrice' type='complex'><fields>{}{}</fields></field></itemSchema>",
        tier(0),
        tier(1)
    );
    let value = |number: u8, quantity: u8, price: &str| {
        format!(
            "<field id='ladderPrice_{number}' type='complex'><complex-value><field id='quantity'><value>{quantity}</value></field>\
             <field id='price'><value>{price}</value></field></complex-value></field>"
        )
    };
    let item = |second: &str| {
        let first = value(0, 10, "2.00");
        format!(
            "<itemSchema><field id='ladderPrice' type='complex'><complex-value>{first}{second}</complex-value></field></itemSchema>"
        )
    };
    assert_eq!(found(Pack::Icbu, &schema, &item(&value(1, 20, "1.90"))), [""; 0]);
    assert_eq!(
        found(Pack::Icbu, &schema, &item(&value(1, 20, "0"))),
        ["zero-price /ladderPrice/ladderPrice_1/price"]
    );
    assert_eq!(
        found(Pack::Icbu, &schema, &item(&value(1, 10, "2.00"))),
        [
            "tier-quantity-order /ladderPrice/ladderPrice_1/quantity",
            "tier-price-order /ladderPrice/ladderPrice_1/price"
        ]
    );
}

/// Each rule of each pack reports the item that breaks it, and not the one that meets it. The examples of the catalogue are
/// of one pack each; a rule of the same code in another pack must say the same of them.
#[test]
fn each_rule_of_each_pack_has_an_item_that_meets_it_and_one_that_breaks_it() {
    let mut tried = BTreeSet::new();
    for &pack in Pack::ALL {
        for code in of(pack).codes() {
            // The prices of alibaba.com stand in tiers, which `tiers_in_numbered_fields` tries.
            if (pack, code) == (Pack::Icbu, "zero-price") {
                continue;
            }
            for example in code.parse::<RuleCode>().unwrap().entry().examples() {
                let schema = Schema::parse(&example.schema()).unwrap();
                let validator = Validator::compile(&schema).with_rules(of(pack).bind(&schema));
                let has = |item: &str| {
                    let report = validator.check(&Param::parse(item).unwrap());
                    report.findings().iter().any(|finding| finding.code_text() == code)
                };
                assert!(has(&example.item()), "{pack:?} {code}: not reported");
                assert!(!has(&example.fixed()), "{pack:?} {code}: reported");
                tried.insert((pack, code.to_owned()));
            }
        }
    }
    let all: usize = Pack::ALL.iter().map(|pack| of(*pack).codes().count()).sum();
    assert_eq!(tried.len(), all - 1);
}

/// The TOML of the pages, and the packs: read by the program and valid under the JSON Schema for editors.
#[test]
fn the_schema_for_editors_agrees() {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../../../docs/schemas/rules.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let is_valid = |text: &str| validator.is_valid(&toml::from_str::<serde_json::Value>(text).unwrap());
    let pages = [include_str!("../../../docs/rules.md"), include_str!("../../../docs/rules.zh-CN.md")];
    for page in pages {
        let blocks = page.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap());
        // The forms of the table, each as a rule of its own.
        let rows = page.lines().filter_map(|line| line.strip_prefix("| `")?.split("` | ").next());
        let forms = rows.filter(|row| row.contains(" = "));
        let roles = "[roles]\ntitle = \"/title\"\ncolor = \"/c\"\nsize = \"/s\"\n[[rule]]\ncode = \"a-b\"\n";
        let texts: Vec<String> =
            blocks.map(str::to_owned).chain(forms.map(|form| format!("{roles}{form}"))).collect();
        assert_eq!(texts.len(), 14);
        for text in texts {
            assert!(is_valid(&text), "{text}");
            if let Err(problems) = RuleSet::parse_with(&text, "rules.toml", |_| Ok(b"word".to_vec())) {
                panic!("{problems}\n{text}");
            }
        }
    }
    for pack in Pack::ALL {
        assert!(is_valid(pack.toml()), "{pack:?}");
    }
    for wrong in [
        "x = 1",
        "[[rule]]\ncode = \"a\"",
        "[[rule]]\ncode = \"A\"\nunique = \"/a\"",
        "[[rule]]\ncode = \"a\"\nunique = \"/a\"\nno_gaps = \"/a\"",
        "[[rule]]\ncode = \"a\"\nrange = { field = \"/a\" }",
        "[roles]\na = \"b\"",
    ] {
        assert!(!is_valid(wrong) && RuleSet::parse(wrong).is_err(), "{wrong}");
    }
}
