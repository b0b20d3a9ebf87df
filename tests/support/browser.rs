//! A real browser, driven through its debugging pipe: pages are opened, clicked and asked as people use them.
//!
//! Wants Chromium: `chromium`, `chromium-browser` or `google-chrome` on the path, or the one that `CHROMIUM`
//! names. Without one a test fails: a page that was not opened is not tested.

// Each test that takes this in uses another part of it.
#![allow(dead_code, unreachable_pub)]

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value as Json, json};
use tempfile::TempDir;

/// A browser with one page.
pub struct Browser {
    process: Child,
    commands: File,
    answers: BufReader<File>,
    session: String,
    last: u64,
    _profile: TempDir,
}

fn program() -> String {
    let named = std::env::var("CHROMIUM").ok();
    let usual = ["chromium", "chromium-browser", "google-chrome"].map(str::to_owned);
    let is_there = |name: &String| {
        let version =
            Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        version.is_ok_and(|status| status.success())
    };
    named
        .into_iter()
        .chain(usual)
        .find(is_there)
        .expect("no browser to open the page with: apt-get install chromium, or set CHROMIUM")
}

impl Browser {
    pub fn start() -> Browser {
        let profile = tempfile::tempdir().unwrap();
        let (inward, outward) = (profile.path().join("in"), profile.path().join("out"));
        assert!(Command::new("mkfifo").args([&inward, &outward]).status().unwrap().success());
        // The browser reads from descriptor 3 and writes to 4.
        let process = Command::new("sh")
            .args([
                "-c",
                "browser=$1 in=$2 out=$3; shift 3; exec \"$browser\" \"$@\" 3<\"$in\" 4>\"$out\"",
                "sh",
            ])
            .arg(program())
            .args([&inward, &outward])
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--remote-debugging-pipe",
            ])
            .arg(format!("--user-data-dir={}", profile.path().join("profile").display()))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let commands = OpenOptions::new().write(true).open(&inward).unwrap();
        let answers = BufReader::new(File::open(&outward).unwrap());
        let mut browser =
            Browser { process, commands, answers, session: String::new(), last: 0, _profile: profile };
        let target = browser.call("Target.createTarget", json!({"url": "about:blank"}));
        let page = json!({"targetId": target["targetId"], "flatten": true});
        browser.session =
            browser.call("Target.attachToTarget", page)["sessionId"].as_str().unwrap().to_owned();
        browser.call("Page.enable", json!({}));
        // So that a click is where the page was measured.
        browser.size(1200, 900);
        browser
    }

    pub fn size(&mut self, width: u32, height: u32) {
        let is_phone = width < 600;
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": is_phone});
        self.call("Emulation.setDeviceMetricsOverride", metrics);
    }

    /// Opens a file, at a place in it if `hash` is not empty.
    pub fn open(&mut self, file: &Path, hash: &str) {
        // From elsewhere, so that it is loaded and not only scrolled.
        self.go("about:blank");
        self.go(&format!("file://{}{hash}", file.display()));
    }

    fn go(&mut self, url: &str) {
        let answer = self.call("Page.navigate", json!({"url": url}));
        assert!(answer.get("errorText").is_none(), "{url}: {answer}");
        let started = Instant::now();
        loop {
            let state = self.ask("location.href + ' ' + document.readyState");
            if state.as_str().is_some_and(|state| {
                let Some((here, state)) = state.rsplit_once(' ') else { return false };
                state == "complete" && here.starts_with(url.split('#').next().unwrap_or(url))
            }) {
                return;
            }
            assert!(started.elapsed() < Duration::from_secs(30), "{url} does not load: {state}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// The value of an expression in the page.
    pub fn ask(&mut self, expression: &str) -> Json {
        let answer = self.call("Runtime.evaluate", json!({"expression": expression, "returnByValue": true}));
        assert!(answer.get("exceptionDetails").is_none(), "{expression}: {answer}");
        answer["result"]["value"].clone()
    }

    /// Clicks with the mouse on what a selector finds first.
    pub fn click(&mut self, selector: &str) {
        let selector = Json::from(selector);
        let place = self.ask(&format!(
            "(() => {{ const element = document.querySelector({selector});
                element.scrollIntoView({{block: 'center'}});
                const box = element.getBoundingClientRect();
                return [box.x + Math.min(box.width / 2, 60), box.y + box.height / 2]; }})()"
        ));
        for kind in ["mousePressed", "mouseReleased"] {
            let event =
                json!({"type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1});
            self.call("Input.dispatchMouseEvent", event);
        }
    }

    /// Types into what has the focus.
    pub fn write(&mut self, text: &str) {
        self.call("Input.insertText", json!({"text": text}));
    }

    fn call(&mut self, method: &str, params: Json) -> Json {
        self.last += 1;
        let mut message = json!({"id": self.last, "method": method, "params": params});
        if !self.session.is_empty() {
            message["sessionId"] = Json::from(self.session.as_str());
        }
        let mut bytes = serde_json::to_vec(&message).unwrap();
        bytes.push(0);
        self.commands.write_all(&bytes).unwrap();
        loop {
            let mut bytes = Vec::new();
            self.answers.read_until(0, &mut bytes).unwrap();
            assert_eq!(bytes.pop(), Some(0), "the browser has gone");
            let mut answer: Json = serde_json::from_slice(&bytes).unwrap();
            // Events come in between.
            if answer["id"].as_u64() == Some(self.last) {
                assert!(answer.get("error").is_none(), "{method}: {answer}");
                return answer["result"].take();
            }
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
