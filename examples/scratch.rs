use tmall_schema::*;
fn doc(t: &str, root: &str, raw: bool) -> String {
    if raw || t.trim_start().starts_with("<?xml") { t.to_string() } else { format!("<{root}>{t}</{root}>") }
}
fn main() {
    let t: toml::Table =
        std::fs::read_to_string("../shared/conformance/validate.toml").unwrap().parse().unwrap();
    let (mut ok, mut bad) = (0, 0);
    for c in t["case"].as_array().unwrap() {
        let g = |k: &str| c.get(k).and_then(|v| v.as_str());
        let name = g("name").unwrap();
        let raw = c.get("raw").and_then(|v| v.as_bool()).unwrap_or(false);
        let root = g("root").unwrap_or("itemRule");
        let iroot = g("item_root").unwrap_or(if root == "itemSchema" { "itemSchema" } else { "itemParam" });
        let s = Schema::parse(&doc(g("schema").unwrap(), root, raw));
        let p = Param::parse(&doc(g("item").unwrap(), iroot, raw));
        let mut got: Vec<String> = vec![];
        let err = s.is_err() || p.is_err();
        if let (Ok(s), Ok(p)) = (&s, &p) {
            let v = Validator::compile(s);
            let r = v.check(p);
            got = r
                .findings()
                .iter()
                .filter(|f| f.severity() != Severity::Note)
                .map(|f| format!("{} {} {}", f.severity(), f.code(), f.path()))
                .collect();
            assert_eq!(v.is_valid(p), r.is_valid());
        }
        let mut want: Vec<String> = c
            .get("expect")
            .and_then(|v| v.as_array())
            .map(|a| a.iter().map(|x| x.as_str().unwrap().to_string()).collect())
            .unwrap_or_default();
        got.sort();
        want.sort();
        if got == want && err == c.get("error").is_some() {
            ok += 1
        } else {
            bad += 1;
            println!("FAIL {name}: got {got:?} want {want:?} {:?}", s.err());
        }
    }
    println!("{ok} ok {bad} bad");
}
