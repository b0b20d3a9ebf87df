//! `sandbox`: clients are answered as the platform answers them.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

use tmall_schema::gateway::{App, Moment, Reply, Scheme, Signed, TopDigest, aop, iop, top};
use tmall_schema::{Call, gateway::Advice};

const PROGRAM: &str = env!("CARGO_BIN_EXE_tmall-schema");
pub(super) const KEY: &str = "12345678";
/// It must be in no output.
pub(super) const SECRET: &str = "s3cr3t-of-the-sandbox";

const SCHEMA: &str = r#"<itemRule>
<field id="title" name="商品标题" type="input"><rules><rule name="requiredRule" value="true"/>
<rule name="maxLengthRule" value="10" unit="byte"/></rules></field>
<field id="outer_id" name="商家编码" type="input"/></itemRule>"#;

/// A gateway on this machine, which ends with the value.
pub(super) struct Sandbox {
    child: Child,
    pub(super) address: String,
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Sandbox {
    pub(super) fn start(schemas: &Path, more: &[&str]) -> Sandbox {
        let mut command = Command::new(PROGRAM);
        command
            .env_clear()
            .env("LC_ALL", "C")
            .arg("sandbox")
            .arg("--no-config")
            .arg("--schemas")
            .arg(schemas);
        command.arg("--app").arg(format!("{KEY}:{SECRET}")).args(more);
        let mut child =
            command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(!line.contains(SECRET));
        let line: serde_json::Value = serde_json::from_str(&line).unwrap();
        let url = line["url"].as_str().unwrap();
        let address = url.strip_prefix("http://").unwrap().strip_suffix("/router/rest").unwrap();
        assert!(address.starts_with("127.0.0.1:"));
        Sandbox { child, address: address.to_owned() }
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}/router/rest", self.address)
    }

    /// Sends bytes and gives the status and the body; nothing if there is no answer.
    fn send(&self, path: &str, content_type: &str, body: &[u8]) -> Option<(u16, String)> {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
            self.address,
            body.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(!answer.contains(SECRET));
        let (head, body) = answer.split_once("\r\n\r\n")?;
        Some((head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned()))
    }

    fn call(&self, signed: &Signed) -> Option<(u16, String)> {
        let path = signed.url().strip_prefix(&format!("http://{}", self.address)).unwrap();
        let (_, content_type) = signed.headers().find(|(name, _)| *name == "Content-Type").unwrap();
        self.send(path, content_type, signed.body())
    }

    pub(super) fn top(&self, request: &top::Request) -> Option<String> {
        let signed = request.sign(&app(), &self.url(), Moment::at(now())).unwrap();
        self.call(&signed).map(|(status, answer)| {
            assert_eq!(status, 200, "{answer}");
            answer
        })
    }
}

fn app() -> App {
    App::new(KEY, SECRET)
}

fn now() -> i64 {
    i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis()).unwrap()
}

fn schemas() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    std::fs::write(place.path().join("1512.xml"), SCHEMA).unwrap();
    place
}

fn add(title: &str, outer_id: &str) -> top::Request {
    let xml = format!(
        "<itemParam><field id=\"title\" type=\"input\"><value>{title}</value></field>\
         <field id=\"outer_id\" type=\"input\"><value>{outer_id}</value></field></itemParam>"
    );
    top::Request::new("tmall.item.schema.add")
        .param("category_id", "1512")
        .param("product_id", "0")
        .param("xml_data", xml)
}

fn rules() -> top::Request {
    top::Request::new("tmall.item.add.schema.get").param("category_id", "1512").param("product_id", "0")
}

#[test]
fn from_a_schema_to_an_item() {
    let place = schemas();
    let sandbox = Sandbox::start(place.path(), &[]);
    for digest in TopDigest::ALL {
        let answer = sandbox.top(&rules().digest(digest).session("t0ken")).unwrap();
        let reply = Reply::read(None, 200, answer.as_bytes());
        assert_eq!(reply.text("add_item_result").as_deref(), Some(SCHEMA), "{answer}");
    }
    let answer = sandbox.top(&rules().simplify()).unwrap();
    assert!(answer.starts_with("{\"add_item_result\":"), "{answer}");

    let reply = |answer: String| Reply::read(None, 200, answer.as_bytes());
    let done = reply(sandbox.top(&add("棉", "a-1")).unwrap());
    assert_eq!(done.advice(Call::Write), Advice::Done);
    let id = done.text("add_item_result").unwrap();
    assert_eq!(id.len(), 12);
    // The same code of the seller again.
    let answer = sandbox.top(&add("棉", "a-1")).unwrap();
    assert!(answer.contains("IC_CHECKSTEP_ALREADY_EXISTS_SAME_SPU") && answer.contains(&id), "{answer}");
    let answer = sandbox.top(&add("一个太长的标题", "a-2")).unwrap();
    assert!(answer.contains("isv.invalid-parameter") && answer.contains("/title"), "{answer}");
    let update = top::Request::new("tmall.item.schema.update").param("item_id", &id);
    let answer = sandbox.top(
        &update.param("xml_data", "<itemParam><field id=\"title\"><value>麻</value></field></itemParam>"),
    );
    assert!(answer.unwrap().contains(&format!("\"update_item_result\":\"{id}\"")));
    let seller = top::Request::new("taobao.item.seller.get").param("fields", "num_iid").param("num_iid", &id);
    assert!(sandbox.top(&seller).unwrap().contains("麻"));
    let gone = top::Request::new("taobao.item.seller.get").param("fields", "num_iid").param("num_iid", "1");
    assert!(sandbox.top(&gone).unwrap().contains("isv.item-not-exist"));
    let unknown =
        top::Request::new("tmall.item.add.schema.get").param("category_id", "1").param("product_id", "0");
    assert!(sandbox.top(&unknown).unwrap().contains("category-not-found"));
}

#[test]
fn what_is_wrong_is_refused_with_the_code_of_the_platform() {
    let place = schemas();
    let sandbox = Sandbox::start(place.path(), &[]);
    let form = "application/x-www-form-urlencoded;charset=utf-8";
    let code = |body: &str| {
        let (_, answer) = sandbox.send("/router/rest", form, body.as_bytes()).unwrap();
        let answer: serde_json::Value = serde_json::from_str(&answer).unwrap_or_else(|_| panic!("{answer}"));
        answer["error_response"]["code"].as_u64().unwrap()
    };
    let signed = rules().sign(&app(), &sandbox.url(), Moment::at(now())).unwrap();
    let body = String::from_utf8(signed.body().to_vec()).unwrap();
    let sign = signed.signature().text();
    for (old, new, expected) in [
        ("method=tmall.item.add.schema.get&", "", 21),
        ("app_key=12345678", "app_key=1", 29),
        ("app_key=12345678", "app_key=", 28),
        ("v=2.0", "v=1.0", 33),
        ("v=2.0&", "", 32),
        ("sign_method=hmac-sha256", "sign_method=sha", 25),
        ("category_id=1512", "category_id=1513", 25),
        (sign, &sign.to_lowercase(), 25),
        ("sign=", "sign0=", 24),
    ] {
        assert!(body.contains(old), "{body}");
        assert_eq!(code(&body.replace(old, new)), expected, "{old} {new}");
    }
    for off in [-8 * 3_600_000, 11 * 60_000] {
        let late = rules().sign(&app(), &sandbox.url(), Moment::at(now() + off)).unwrap();
        assert_eq!(code(std::str::from_utf8(late.body()).unwrap()), 31);
    }
    let missing = top::Request::new("tmall.item.add.schema.get").param("category_id", "1512");
    let unsigned = missing.sign(&app(), &sandbox.url(), Moment::at(now()));
    assert!(unsigned.is_err(), "the library refuses it before the gateway does");
    let unlisted = top::Request::new("taobao.no.such.method").unlisted();
    let unlisted = unlisted.sign(&app(), &sandbox.url(), Moment::at(now())).unwrap();
    assert_eq!(code(std::str::from_utf8(unlisted.body()).unwrap()), 22);
    // Of what is not a request at all.
    let mut stream = TcpStream::connect(&sandbox.address).unwrap();
    stream.write_all(b"\x16\x03\x01 nonsense\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert_eq!(sandbox.send("/", form, b"").unwrap().0, 404);
}

#[test]
fn the_form_of_1688() {
    let place = schemas();
    let sandbox = Sandbox::start(place.path(), &[]);
    let url = format!("http://{}/openapi", sandbox.address);
    let request = aop::Request::new("system", "currentTime").param("emptyVal", "").unlisted();
    let signed = request.sign(&app(), &url, &Moment::at(now())).unwrap();
    let (status, answer) = sandbox.call(&signed).unwrap();
    assert_eq!((status, answer.len()), (200, "\"20260101000000000+0800\"".len()), "{answer}");
    let wrong = App::new(KEY, "other");
    let (status, answer) = sandbox.call(&request.sign(&wrong, &url, &Moment::at(now())).unwrap()).unwrap();
    assert_eq!(status, 400);
    assert!(answer.contains("gw.InvalidSignature"), "{answer}");
}

/// The documentation knows only times of GMT+8; the official SDK for Python sends milliseconds.
#[test]
fn milliseconds_are_a_time_too() {
    let place = schemas();
    let sandbox = Sandbox::start(place.path(), &[]);
    let answer = |timestamp: &str| {
        let pairs = [
            ("method", "taobao.time.get"),
            ("app_key", KEY),
            ("timestamp", timestamp),
            ("v", "2.0"),
            ("format", "json"),
            ("sign_method", "md5"),
        ];
        let signature = Scheme::Top(TopDigest::Md5).sign(&SECRET.into(), &pairs, None);
        // None of these texts needs an escape.
        let pairs = pairs.iter().copied().chain([("sign", signature.text())]);
        let form: Vec<String> = pairs.map(|(name, value)| format!("{name}={value}")).collect();
        let form = form.join("&");
        sandbox.send("/router/rest", "application/x-www-form-urlencoded", form.as_bytes()).unwrap().1
    };
    assert!(answer(&now().to_string()).starts_with("{\"time_get_response\":"));
    for wrong in [now() - 700_000, now() / 1000] {
        assert!(answer(&wrong.to_string()).contains("Invalid Timestamp"), "{wrong}");
    }
}

fn icbu(sandbox: &Sandbox, method: &str, asked: &serde_json::Value) -> Reply {
    let request = iop::Request::new(method)
        .param("param_product_top_publish_request", asked.to_string())
        .session("t0ken");
    let url = format!("http://{}/sync", sandbox.address);
    let signed = request.sign(&app(), &url, &Moment::at(now())).unwrap();
    let (status, answer) = sandbox.call(&signed).unwrap();
    assert_eq!(status, 200, "{answer}");
    Reply::read(None, status, answer.as_bytes())
}

/// Products of alibaba.com over IOP: rules, a product, its changes, and a draft.
#[test]
fn the_form_of_iop() {
    let place = schemas();
    let schema = SCHEMA.replace("itemRule", "itemSchema");
    std::fs::write(place.path().join("127684037.xml"), &schema).unwrap();
    let sandbox = Sandbox::start(place.path(), &[]);
    let ask = |method: &str, asked: serde_json::Value| {
        icbu(&sandbox, &format!("alibaba.icbu.product.schema.{method}"), &asked)
    };
    let item = |title: &str| {
        format!("<itemSchema><field id=\"title\" type=\"input\"><value>{title}</value></field></itemSchema>")
    };
    let rules = ask("get", serde_json::json!({"cat_id": "127684037", "language": "en_US"}));
    assert_eq!(rules.text("data").as_deref(), Some(schema.as_str()));
    let product = |xml: String| serde_json::json!({"cat_id": "127684037", "xml": xml});
    let done = ask("add", product(item("shirt")));
    assert_eq!((done.text("biz_success").as_deref(), done.advice(Call::Write)), (Some("true"), Advice::Done));
    let id = done.text("product_id").unwrap();
    let stored = ask("render", serde_json::json!({"cat_id": "127684037", "product_id": id}));
    assert!(stored.text("data").unwrap().contains("<value>shirt</value>"));
    // What the business refuses is inside of a success.
    let refused = ask("add", product(item("a shirt that is too long")));
    assert_eq!(refused.text("biz_success").as_deref(), Some("false"));
    assert!(refused.text("message").unwrap().contains("/title"));
    assert_ne!(refused.advice(Call::Write), Advice::Done);
    let change = serde_json::json!({"cat_id": "127684037", "product_id": id, "xml": item("skirt")});
    assert_eq!(ask("update", change).text("product_id"), Some(id.clone()));
    let stored = ask("render", serde_json::json!({"cat_id": "127684037", "product_id": id}));
    assert!(stored.text("data").unwrap().contains("<value>skirt</value>"));
    // A draft may break the rules.
    let draft = ask("add.draft", product(item("a draft that is too long"))).text("product_id").unwrap();
    let kept = ask("render.draft", serde_json::json!({"cat_id": "127684037", "product_id": draft}));
    assert!(kept.text("data").unwrap().contains("a draft that is too long"));
    let level = iop::Request::new("alibaba.icbu.category.schema.level.get").param("cat_id", "127684037");
    let url = format!("http://{}/sync", sandbox.address);
    let signed = level.sign(&app(), &url, &Moment::at(now())).unwrap();
    assert!(sandbox.call(&signed).unwrap().1.contains("itemSchema"));

    // What is wrong with the call, on both addresses.
    let rest = format!("http://{}/rest", sandbox.address);
    let of = |request: iop::Request, url: &str, key: &str, secret: &str, at: i64| {
        let signed = request.sign(&App::new(key, secret), url, &Moment::at(at)).unwrap();
        let answer: serde_json::Value = serde_json::from_str(&sandbox.call(&signed).unwrap().1).unwrap();
        let error = answer.get("error_response").unwrap_or(&answer).clone();
        (error["code"].as_str().unwrap().to_owned(), error.get("message").is_some())
    };
    let get = || {
        iop::Request::new("alibaba.icbu.product.schema.get")
            .param("param_product_top_publish_request", "{\"cat_id\":\"1\"}")
    };
    let token = || iop::Request::new("/auth/token/create").unlisted().param("code", "0_1");
    let late = now() - 8_000_000;
    for (found, wanted) in [
        (of(get(), &url, "999", SECRET, now()), ("InvalidAppKey", false)),
        (of(get(), &url, KEY, "another", now()), ("IncompleteSignature", false)),
        (of(get(), &url, KEY, SECRET, late), ("IllegalTimestamp", false)),
        (
            of(iop::Request::new("alibaba.icbu.nothing").unlisted(), &url, KEY, SECRET, now()),
            ("InvalidApi", false),
        ),
        (of(token(), &rest, KEY, "another", now()), ("IncompleteSignature", true)),
        (of(token(), &rest, KEY, SECRET, now()), ("InvalidApiPath", true)),
    ] {
        assert_eq!((found.0.as_str(), found.1), wanted);
    }
}

/// Faults come in the words of each gateway.
#[test]
fn every_form_has_faults() {
    let place = schemas();
    let all = |fault: &str| Sandbox::start(place.path(), &["--faults", fault]);
    let asked = serde_json::json!({"cat_id": "1512"});
    let throttled = all("throttle=1");
    let reply = icbu(&throttled, "alibaba.icbu.product.schema.get", &asked);
    assert!(matches!(reply.advice(Call::Read), Advice::Wait { .. }), "{:?}", reply.advice(Call::Read));
    let time = |sandbox: &Sandbox| {
        let request = aop::Request::new("system", "currentTime").unlisted();
        let url = format!("http://{}/openapi", sandbox.address);
        sandbox.call(&request.sign(&app(), &url, &Moment::at(now())).unwrap())
    };
    assert!(time(&throttled).unwrap().1.contains("gw.NoUsageLeftError"));
    let late = all("timeout=1");
    let reply = icbu(&late, "alibaba.icbu.product.schema.get", &asked);
    assert_eq!(reply.error().unwrap().code, "ServiceTimeout");
    assert_eq!(time(&late).unwrap().0, 504);
    let lost = all("lost=1");
    assert_eq!(time(&lost), None);
}

/// A client that looks before it sends again publishes each item exactly once, whatever happens.
#[test]
fn faults_do_not_publish_twice() {
    let place = schemas();
    let sandbox = Sandbox::start(place.path(), &["--faults", "timeout=0.2,lost=0.2", "--seed", "7"]);
    let read = |request: &top::Request| {
        (0..100).find_map(|_| {
            let reply = sandbox
                .top(request)
                .map_or_else(Reply::none, |answer| Reply::read(None, 200, answer.as_bytes()));
            (reply.advice(Call::Read) == Advice::Done).then_some(reply)
        })
    };
    let find = |outer_id: &str| {
        let list = top::Request::new("taobao.items.onsale.get")
            .param("fields", "num_iid,outer_id")
            .param("outer_id", outer_id);
        read(&list).unwrap().list("items").len()
    };
    let mut looked = 0;
    for item in 0..40 {
        let outer_id = format!("o-{item}");
        loop {
            let reply = sandbox
                .top(&add("a", &outer_id))
                .map_or_else(Reply::none, |answer| Reply::read(None, 200, answer.as_bytes()));
            match reply.advice(Call::Write) {
                Advice::Done => break,
                Advice::Look => {
                    looked += 1;
                    if find(&outer_id) == 1 {
                        break;
                    }
                }
                other => panic!("{other:?} {reply:?}"),
            }
        }
        assert_eq!(find(&outer_id), 1);
    }
    assert!(looked > 5, "{looked}");
    let all = top::Request::new("taobao.items.onsale.get").param("fields", "num_iid");
    assert_eq!(read(&all).unwrap().list("items").len(), 40);
}
