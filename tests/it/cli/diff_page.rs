//! The page of `diff --format html`, opened in a browser: it filters, opens and links as it should, asks for
//! nothing from outside, fits a phone, and shows all without scripts.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::support::browser::Browser;
use serde_json::json;

/// The page of the demonstration, in a file below a folder.
fn page(folder: &Path, lang: &str) -> PathBuf {
    let file = folder.join(format!("{lang}.html"));
    let output = Command::new(env!("CARGO_BIN_EXE_tmall-schema"))
        .args(["diff", "yesterday", "today", "--items", "items", "--format", "html", "--lang", lang])
        .arg("--output")
        .arg(&file)
        .env("SOURCE_DATE_EPOCH", "1790000000")
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/diff-demo"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    file
}

const SHOWN: &str = "[...document.querySelectorAll('[data-level]')].filter(e => !e.hidden)";

/// How many changes pass the filters.
fn shown(browser: &mut Browser) -> u64 {
    browser.ask(&format!("{SHOWN}.length")).as_u64().unwrap()
}

/// All in one test, since starting a browser takes longer than what is done in it.
#[test]
fn the_page_works() {
    let folder = tempfile::tempdir().unwrap();
    let (en, zh) = (page(folder.path(), "en"), page(folder.path(), "zh"));
    let mut browser = Browser::start();
    browser.open(&en, "");
    filters(&mut browser);
    opens(&mut browser, &en);
    addresses(&mut browser, &en);
    for (file, lang, title) in [(&en, "en", "Schema changes: "), (&zh, "zh-CN", "类目 schema 变更：")] {
        browser.open(file, "");
        let version = env!("CARGO_PKG_VERSION");
        let title = format!("{title}yesterday → today (2026-09-21, tmall-schema {version})");
        assert_eq!(browser.ask("[document.documentElement.lang, document.title]"), json!([lang, title]));
        fits(&mut browser);
        // Nothing was asked for but the page itself.
        assert_eq!(browser.ask("performance.getEntriesByType('resource').length"), json!(0));
    }
    // Old and new are side by side, on a phone one below the other.
    let columns = "getComputedStyle(document.querySelector('.sides')).gridTemplateColumns.split(' ').length";
    browser.ask("document.querySelectorAll('details').forEach(details => details.open = true)");
    assert_eq!(browser.ask(columns), json!(2));
    browser.size(390, 844);
    assert_eq!(browser.ask(columns), json!(1));
    browser.size(1200, 900);
    histories(&mut browser, folder.path());
    large(&mut browser, folder.path());
}

/// The pages of `log`: no scripts, nothing from outside, all changes shown, and it fits a phone.
fn histories(browser: &mut Browser, folder: &Path) {
    for (name, words, items) in [
        ("history", &["log", "."][..], "li"),
        ("field", &["log", "1512.xml", "/title"][..], "li"),
        ("blame", &["log", "--blame", "1512.xml", "/prop_20000"][..], "tr"),
    ] {
        let file = folder.join(format!("{name}.html"));
        let output = Command::new(env!("CARGO_BIN_EXE_tmall-schema"))
            .args(words)
            .args(["--format", "html", "--lang", "zh", "--output"])
            .arg(&file)
            .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/log-demo"))
            .output()
            .unwrap();
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        browser.open(&file, "");
        assert_eq!(browser.ask("document.documentElement.lang"), json!("zh-CN"), "{name}");
        let shown =
            format!("[...document.querySelectorAll('{items}')].filter(e => e.offsetHeight > 0).length");
        let all = browser.ask(&format!("document.querySelectorAll('{items}').length"));
        assert!(all.as_u64() > Some(0), "{name} is empty");
        assert_eq!(browser.ask(&shown), all, "{name}");
        fits(browser);
        let counts = "[performance.getEntriesByType('resource').length, document.scripts.length]";
        assert_eq!(browser.ask(counts), json!([0, 0]), "{name}");
    }
    browser.size(1200, 900);
}

/// A page of so many option changes opens and filters in seconds.
fn large(browser: &mut Browser, folder: &Path) {
    const OPTIONS: usize = 12_560;
    for name in ["old", "new"] {
        let options: String = (0..OPTIONS)
            .map(|number| format!("<option displayName=\"{name} {number}\" value=\"{number}\"/>"))
            .collect();
        let schema = format!(
            "<itemRule><field id=\"brand\" name=\"品牌\" type=\"singleCheck\"><options>{options}</options></field></itemRule>"
        );
        std::fs::write(folder.join(format!("{name}.xml")), schema).unwrap();
    }
    let status = Command::new(env!("CARGO_BIN_EXE_tmall-schema"))
        .args(["diff", "old.xml", "new.xml", "--format", "html", "--output", "large.html"])
        .current_dir(folder)
        .status()
        .unwrap();
    assert!(status.code().is_some_and(|code| code < 2), "{status}");
    let started = Instant::now();
    browser.open(&folder.join("large.html"), "");
    assert_eq!(shown(browser), OPTIONS as u64);
    let opened = started.elapsed();
    assert!(opened <= Duration::from_secs(3), "{opened:?}");
    let started = Instant::now();
    browser.click("input[type=search]");
    browser.write("品牌 12345");
    assert_eq!(shown(browser), 1);
    let found = started.elapsed();
    assert!(found <= Duration::from_secs(3), "{found:?}");
}

fn filters(browser: &mut Browser) {
    assert_eq!(shown(browser), 40);
    // By level, with the mouse.
    browser.click(".levels .compatible");
    browser.click(".levels .cosmetic");
    assert_eq!(shown(browser), 14);
    assert_eq!(browser.ask(&format!("{SHOWN}.every(e => e.dataset.level == 'breaking')")), json!(true));
    assert_eq!(browser.ask("document.querySelector('output').value"), json!("14 of 40 changes"));
    // Files without any are gone, and the address knows.
    let files = "[...document.querySelectorAll('.file')].filter(e => !e.hidden).map(e => e.querySelector('h2').textContent)";
    assert_eq!(browser.ask(files), json!(["1512.xml", "50010850.xml", "50011999.xml"]));
    assert_eq!(browser.ask("location.hash"), json!("#level=breaking"));
    // By text, typed.
    browser.click("input[type=search]");
    browser.write("品牌");
    assert_eq!(shown(browser), 1);
    assert_eq!(browser.ask(&format!("{SHOWN}[0].dataset.code")), json!("option-removed"));
    assert_eq!(browser.ask("document.querySelectorAll('.cause:not([hidden])').length"), json!(1));
    browser.write(" nowhere");
    assert_eq!(shown(browser), 0);
    assert_eq!(browser.ask("document.querySelector('.nothing').checkVisibility()"), json!(true));
    // By code.
    browser.ask("location.hash = '#'");
    browser.ask(
        "(() => { const code = document.querySelector('[name=code]'); code.value = 'rule-added';
            code.dispatchEvent(new Event('input', {bubbles: true})); })()",
    );
    assert_eq!(browser.ask(&format!("{SHOWN}.every(e => e.dataset.code == 'rule-added')")), json!(true));
    assert!(shown(browser) > 1);
}

fn opens(browser: &mut Browser, file: &Path) {
    browser.open(file, "");
    let change = "[data-code=rule-changed]";
    let sides = format!("document.querySelector('{change} .sides').checkVisibility()");
    assert_eq!(browser.ask(&sides), json!(false));
    browser.click(&format!("{change} > summary"));
    assert_eq!(browser.ask(&sides), json!(true));
    let text = browser.ask(&format!("document.querySelector('{change} .sides').innerText"));
    assert!(text.as_str().unwrap().contains("[0-9]{16}"), "{text}");
    browser.click("[name=close]");
    assert_eq!(browser.ask("document.querySelectorAll('details[open]').length"), json!(0));
    browser.click("[name=open]");
    assert_eq!(browser.ask("document.querySelectorAll('details:not([open])').length"), json!(0));
}

fn addresses(browser: &mut Browser, file: &Path) {
    browser.open(file, "#level=breaking&text=%E4%B8%80%E5%8F%A3%E4%BB%B7");
    assert_eq!(shown(browser), 1);
    // One option of a list, by its name.
    browser.open(file, "#text=%E9%B9%BF%E9%B8%A3");
    assert_eq!(
        browser.ask(&format!("{SHOWN}.map(e => e.querySelector('.is').textContent)")),
        json!(["29903 鹿鸣"])
    );
    // A change by its fingerprint, which is that of the other forms.
    let id = browser.ask("document.querySelector('tr[data-code=option-removed]').id");
    browser.open(file, &format!("#{}", id.as_str().unwrap()));
    let row = format!("document.getElementById({id})");
    assert_eq!(
        browser.ask(&format!("{row}.checkVisibility() && {row}.closest('details').open")),
        json!(true)
    );
}

fn fits(browser: &mut Browser) {
    for width in [360, 768, 1280] {
        browser.size(width, 800);
        browser.ask("document.querySelectorAll('details').forEach(details => details.open = true)");
        let widths = browser
            .ask("[document.documentElement.scrollWidth, document.documentElement.clientWidth, innerWidth]");
        assert!(widths[0].as_u64() <= widths[1].as_u64() && widths[2] == width, "at {width}: {widths}");
    }
}
