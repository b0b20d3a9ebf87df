//! `submit` against the sandbox: with faults and kills each item is stored exactly once.

use std::collections::BTreeMap;
use std::fs;

use tmall_schema::gateway::{Reply, top};

use super::gateway_shop::{Place, kill_when};
use super::sandbox::Sandbox;

const ADD: &str = "tmall.item.schema.add";

fn item(title: &str, outer_id: &str, price: &str) -> String {
    let field =
        |id: &str, value: &str| format!("<field id=\"{id}\" type=\"input\"><value>{value}</value></field>");
    format!(
        "<itemParam>{}{}{}<field id=\"color\" type=\"multiCheck\"><values><value>1</value><value>2</value></values></field></itemParam>",
        field("title", title),
        field("outer_id", outer_id),
        field("price", price)
    )
}

fn words<'w>(items: &'w str, method: &'w str, more: &[&'w str]) -> Vec<&'w str> {
    let mut words =
        vec!["submit", items, "--config", "fetch.toml", "--schema", "rules/1512.xml", "--method", method];
    words.extend(more);
    words
}

/// All items of the shop: how many there are of each outer_id, and their ids.
fn stored(sandbox: &Sandbox) -> BTreeMap<String, Vec<String>> {
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for page in 1.. {
        let list = top::Request::new("taobao.items.onsale.get")
            .param("fields", "num_iid,outer_id")
            .param("page_no", page.to_string())
            .param("page_size", "200");
        // Lists meet faults too.
        let reply = (0..100)
            .filter_map(|_| sandbox.top(&list))
            .map(|answer| Reply::read(None, 200, answer.as_bytes()))
            .find(|reply| reply.error().is_none())
            .unwrap();
        let items = reply.list("items");
        if items.is_empty() {
            return all;
        }
        for item in items {
            let item: serde_json::Value = serde_json::from_str(&item).unwrap();
            let outer_id = item["outer_id"].as_str().unwrap().to_owned();
            all.entry(outer_id).or_default().push(item["num_iid"].to_string());
        }
    }
    all
}

/// What the journal says of each item: its ends.
fn ends(place: &Place, journal: &str) -> BTreeMap<String, Vec<serde_json::Value>> {
    let mut all: BTreeMap<String, Vec<serde_json::Value>> = BTreeMap::new();
    for line in place.read(journal).lines().skip(1) {
        let Ok(entry) = serde_json::from_str::<serde_json::Value>(line) else { continue };
        if entry["event"] == "end" {
            all.entry(entry["item"].as_str().unwrap().to_owned()).or_default().push(entry["outcome"].clone());
        }
    }
    all
}

/// Sends items with faults, and kills the run at some numbers of lines in the journal.
fn exactly_once(count: usize, calls_per_second: u32, jobs: &str, kill_at: &[usize]) -> usize {
    let place = Place::new(&["1512"]);
    let sandbox = place.sandbox(&["--faults", "throttle=0.005,timeout=0.025,lost=0.02", "--seed", "11"]);
    place.settings(&sandbox.url(), &format!("calls_per_second = {calls_per_second}"), "");
    for number in 0..count {
        place.write(
            &format!("items/{number}.xml"),
            &item(&format!("衬衫 {number}"), &format!("o-{number}"), "9.90"),
        );
    }
    let words = words("items", ADD, &["--yes", "--jobs", jobs, "--journal", "j.ndjson"]);
    let lines = || {
        fs::read(place.path().join("j.ndjson"))
            .map_or(0, |text| text.iter().filter(|byte| **byte == b'\n').count())
    };
    let mut kills = 0;
    for at in kill_at {
        kills += usize::from(kill_when(place.start(&words), || lines() >= *at));
    }
    assert_eq!(kills, kill_at.len(), "each run was killed in the middle");
    let started = std::time::Instant::now();
    let (code, out, err) = place.run(&words);
    println!("the last run took {:?}: {out}{err}", started.elapsed());
    assert_eq!(code, 0, "{out}{err}");
    assert_eq!(out, format!("{count} items: {count} published\n"));

    let stored = stored(&sandbox);
    assert_eq!(stored.len(), count);
    let ends = ends(&place, "j.ndjson");
    assert_eq!(ends.len(), count);
    for (outer_id, ids) in &stored {
        let [id] = ids.as_slice() else { panic!("{outer_id} is there more than once: {ids:?}") };
        let said: Vec<_> = ends[outer_id].iter().collect();
        assert_eq!(said, [&serde_json::json!({ "end": "published", "item": id })], "{outer_id}");
    }
    let sends = place.read("j.ndjson").matches("\"event\":\"sending\"").count();
    println!("{count} items, {sends} requests that add, {kills} kills");
    sends
}

#[test]
fn with_faults_and_kills_each_item_is_stored_once() {
    let sends = exactly_once(60, 120, "8", &[20, 60, 110]);
    assert!(sends >= 60, "{sends}");
}

/// `cargo test --release --test it ten_thousand -- --ignored --nocapture`
#[test]
#[ignore = "takes some minutes; run it after changes to submit, net or the flow"]
fn ten_thousand_items_with_faults_and_kills() {
    let sends = exactly_once(10_000, 2_000, "8", &[3_000, 12_000, 24_000]);
    assert!(sends > 10_000, "{sends}");
}

#[test]
fn nothing_is_sent_without_yes_nor_with_errors() {
    let place = Place::new(&["1512"]);
    let sandbox = place.sandbox(&[]);
    place.settings(&sandbox.url(), "calls_per_second = 100", "");
    place.write("items/a.xml", &item("衬衫", "a", "9.90"));
    let (code, out, err) = place.run(&words("items", ADD, &[]));
    assert_eq!((code, err.as_str()), (0, "nothing was sent; use --yes to send\n"));
    assert!(out.starts_with("items/a.xml: tmall.item.schema.add, category 1512, outer_id a, "), "{out}");
    assert!(!place.path().join("submit.ndjson").exists());

    place.write("items/b.xml", &item("衬衫", "b", "cheap"));
    let (code, out, _) = place.run(&words("items", ADD, &["--yes", "--format", "json"]));
    assert_eq!(code, 1);
    let result: serde_json::Value = serde_json::from_str(&out).unwrap();
    let states: Vec<&str> =
        result["items"].as_array().unwrap().iter().map(|item| item["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["published", "invalid"], "{out}");
    assert_eq!(result["items"][0]["readback"]["kept"], true);
    assert_eq!(result["items"][1]["errors"][0]["path"], "/price");
    assert_eq!(stored(&sandbox).keys().collect::<Vec<_>>(), ["a"]);

    // Two files of one item, and an argument that is not offered.
    place.write("items/c.xml", &item("衬衫", "a", "1"));
    let (code, _, err) = place.run(&words("items", ADD, &["--yes"]));
    assert!(code == 2 && err.contains("items/a.xml and items/c.xml are the same item: a"), "{err}");
    assert_eq!(place.run(&words("items", ADD, &["--force"])).0, 2);
}

#[test]
fn a_journal_goes_on_and_knows_what_changed() {
    let place = Place::new(&["1512"]);
    let sandbox = place.sandbox(&[]);
    place.settings(&sandbox.url(), "calls_per_second = 100", "");
    place.write("items/a.xml", &item("衬衫", "a", "9.90"));
    let add = words("items", ADD, &["--yes", "--no-readback"]);
    assert_eq!(place.run(&add).1, "1 item: 1 published\n");
    let id = stored(&sandbox)["a"][0].clone();

    // Somebody changes the item; a run that reads back sees it, and sends nothing.
    let update = top::Request::new("tmall.item.schema.update").param("item_id", &id);
    let changed = item("裤子", "a", "9.9");
    assert!(sandbox.top(&update.param("xml_data", changed)).unwrap().contains(&id));
    let (code, out, _) = place.run(&words("items", ADD, &["--yes"]));
    assert_eq!(code, 1);
    assert!(
        out.contains("items/a.xml: /title ") && out.contains("1 published, 1 not stored as sent"),
        "{out}"
    );

    // The file changes after it was published.
    place.write("items/a.xml", &item("裙子", "a", "9.90"));
    let (code, out, _) = place.run(&words("items", ADD, &["--yes"]));
    assert_eq!(code, 1);
    assert!(out.contains(&format!("it was published as {id} and has changed since")), "{out}");
    // Without the journal the platform says that it is there.
    let (code, out, _) = place.run(&words("items", ADD, &["--yes", "--journal", "new.ndjson"]));
    assert_eq!(code, 1);
    assert!(out.contains(&format!("it exists already: {id}")), "{out}");
    // A journal of another gateway.
    place.settings("https://127.0.0.1:1/router/rest", "", "");
    let (code, _, err) = place.run(&words("items", ADD, &["--yes"]));
    assert!(
        code == 2 && err.contains("submit.ndjson is not a journal of tmall.item.schema.add at https"),
        "{err}"
    );
}

#[test]
fn updates_in_full_and_of_some_fields() {
    let place = Place::new(&["1512"]);
    let sandbox = place.sandbox(&["--faults", "timeout=0.1,lost=0.05", "--seed", "5"]);
    place.settings(&sandbox.url(), "calls_per_second = 100", "");
    place.write("items/a.xml", &item("衬衫", "a", "9.90"));
    assert_eq!(place.run(&words("items", ADD, &["--yes"])).0, 0);
    let id = stored(&sandbox)["a"][0].clone();

    place.write(&format!("full/{id}.xml"), &item("裤子", "a", "19.90"));
    let (code, out, err) =
        place.run(&words("full", "tmall.item.schema.update", &["--yes", "--journal", "full.ndjson"]));
    assert_eq!((code, out.as_str()), (0, "1 item: 1 updated\n"), "{err}");

    let price = "<itemParam><field id=\"price\" type=\"input\"><value>29.90</value></field>\
        <field id=\"update_fields\" type=\"multiCheck\"><values><value>price</value></values></field></itemParam>";
    place.write(&format!("part/{id}.xml"), price);
    let (code, out, err) = place.run(&words(
        "part",
        "tmall.item.schema.increment.update",
        &["--yes", "--journal", "part.ndjson"],
    ));
    assert_eq!((code, out.as_str()), (0, "1 item: 1 updated\n"), "{err}");
    let get = top::Request::new("taobao.item.seller.get").param("fields", "num_iid").param("num_iid", &id);
    let answer =
        (0..20).find_map(|_| sandbox.top(&get).filter(|answer| !answer.contains("error_response"))).unwrap();
    assert!(answer.contains("29.90") && answer.contains("裤子") && !answer.contains("19.90"), "{answer}");

    let (code, _, err) = place.run(&words("items", "tmall.item.schema.update", &["--yes"]));
    assert!(code == 2 && err.contains("an update is for the item that its file is named after"), "{err}");
}

#[test]
fn the_newer_methods() {
    let place = Place::new(&["1512"]);
    let sandbox = place.sandbox(&["--faults", "lost=0.2", "--seed", "4"]);
    place.settings(&sandbox.url(), "calls_per_second = 100", "");
    for number in 0..3 {
        place.write(&format!("items/{number}.xml"), &item("衬衫", &format!("o-{number}"), "9.90"));
    }
    let publish = words("items", "alibaba.item.publish.submit", &["--market", "taobao", "--yes"]);
    let (code, out, err) = place.run(&publish);
    assert_eq!((code, out.as_str()), (0, "3 items: 3 published\n"), "{err}");
    let stored = stored(&sandbox);
    assert!(stored.len() == 3 && stored.values().all(|ids| ids.len() == 1), "{stored:?}");
    let id = &stored["o-1"][0];
    place.write(&format!("edit/{id}.xml"), &item("裤子", "o-1", "19.90"));
    let edit = words("edit", "alibaba.item.edit.submit", &["--journal", "edit.ndjson", "--yes"]);
    let (code, out, err) = place.run(&edit);
    assert_eq!((code, out.as_str()), (0, "1 item: 1 updated\n"), "{err}");
    // The market is required.
    assert_eq!(place.run(&words("items", "alibaba.item.publish.submit", &["--yes"])).0, 2);
}

/// Without an outer_id nobody can look; so such an item is never sent twice.
#[test]
fn what_cannot_be_looked_for_stays_uncertain() {
    let place = Place::new(&["1512"]);
    let sandbox = place.sandbox(&["--faults", "lost=1"]);
    place.settings(&sandbox.url(), "calls_per_second = 100\nattempts = 1", "");
    let without = item("衬衫", "x", "9.90")
        .replace("<field id=\"outer_id\" type=\"input\"><value>x</value></field>", "");
    place.write("items/a.xml", &without);
    // Schemas are lost too: the run gives up before anything was sent.
    drop(sandbox);
    let sandbox = place.sandbox(&["--faults", "lost=0.5", "--seed", "2"]);
    place.settings(&sandbox.url(), "calls_per_second = 100", "");
    let mut sent = 0;
    for _ in 0..4 {
        let (code, out, _) = place.run(&words("items", ADD, &["--yes", "--no-readback"]));
        sent = place.read("submit.ndjson").matches("\"event\":\"sending\"").count();
        assert!(sent <= 1, "{out}");
        if out.contains("uncertain") {
            assert_eq!(code, 1);
        }
    }
    assert_eq!(sent, 1);
    // Nor under an outer_id that it gets afterwards.
    place.write("items/a.xml", &item("衬衫", "x", "9.90"));
    let (code, out, _) = place.run(&words("items", ADD, &["--yes", "--no-readback"]));
    assert_eq!(code, 1);
    assert!(out.contains("has changed"), "{out}");
    assert_eq!(place.read("submit.ndjson").matches("\"event\":\"sending\"").count(), 1);
}
