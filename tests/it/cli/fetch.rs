//! `fetch` against the sandbox and against gateways that misbehave.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::gateway_shop::{Place, SCHEMA, kill_when};

const FETCH: [&str; 5] = ["fetch", "--config", "fetch.toml", "--out", "today"];

fn report(place: &Place) -> serde_json::Value {
    serde_json::from_str(&place.read("fetch-report.json")).unwrap()
}

fn categories(ids: &[&str]) -> String {
    format!("[[fetch.schemas]]\ncategories = {ids:?}")
}

/// The two commands of the README, on two days.
#[test]
fn the_daily_job() {
    let readme = include_str!("../../../README.md");
    let commands = [
        "tmall-schema fetch --config fetch.toml --out today --previous yesterday",
        "tmall-schema diff yesterday today",
    ];
    let block = format!("```sh\n{}\n```", commands.join("\n"));
    assert!(readme.contains(&block), "{block}");
    let chinese = include_str!("../../../README.zh-CN.md");
    assert!(chinese.contains(&block));
    let words = |command: &'static str| command.split(' ').skip(1).collect::<Vec<_>>();

    let place = Place::new(&["1512", "50008901"]);
    for day in 0..2 {
        let sandbox = place.sandbox(&[]);
        place.settings(&sandbox.url(), "calls_per_second = 100", &categories(&["1512", "50008901"]));
        let (code, out, err) = place.run(&words(commands[0]));
        assert_eq!((code, err.as_str()), (0, ""), "{out}");
        assert_eq!(out, "2 schemas: 2 fetched; written to today\n");
        if day == 0 {
            assert_eq!(place.read("today/1512.xml"), SCHEMA);
            // Overnight a category becomes stricter.
            place.write("rules/1512.xml", &SCHEMA.replace("value=\"60\"", "value=\"30\""));
        }
    }
    let (code, out, err) = place.run(&words(commands[1]));
    assert_eq!(code, 1, "{out}{err}");
    assert!(out.contains("/title") && out.contains("1512.xml"), "{out}");
    assert!(!out.contains("50008901"), "{out}");
}

#[test]
fn answers_as_they_came_and_unwrapped() {
    let place = Place::new(&["1512"]);
    let sandbox = place.sandbox(&[]);
    let answers = "[fetch]\ncontent = \"answer\"\n";
    let more = "[[fetch.schemas]]\nmethod = \"tmall.product.match.schema.get\"\nfolder = \"match\"\ncategories = [1512]";
    place.settings(&sandbox.url(), "", &format!("{answers}{}\n{more}", categories(&["1512"])));
    let (code, out, _) = place.run(&FETCH);
    // Categories without key properties have no such schema.
    assert_eq!((code, out.as_str()), (0, "2 schemas: 1 fetched, 1 empty; written to today\n"));
    let answer = place.read("today/1512.json");
    assert!(answer.starts_with("{\"tmall_item_add_schema_get_response\":"), "{answer}");
    let (code, out, _) = place.run(&["inspect", "today/1512.json"]);
    assert_eq!(code, 0, "{out}");
    let schemas = &report(&place)["schemas"];
    assert_eq!((&schemas[0]["state"], &schemas[1]["state"]), (&"fetched".into(), &"empty".into()));
}

/// alibaba.com: the id of the category is inside of a JSON text, and the calls go over IOP.
#[test]
fn schemas_over_iop() {
    let place = Place::new(&["1512"]);
    let sandbox = place.sandbox(&["--faults", "timeout=0.3", "--seed", "5"]);
    let url = sandbox.url().replace("/router/rest", "/sync");
    let asked =
        "params.param_product_top_publish_request = '{\"cat_id\":\"{category}\",\"language\":\"en_US\"}'";
    let schemas = "[[fetch.schemas]]\nmethod = \"alibaba.icbu.product.schema.get\"\ncategories = [1512]\n";
    place.settings(&url, "protocol = \"iop\"", &format!("{schemas}{asked}"));
    let (code, out, err) = place.run(&FETCH);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert_eq!(place.read("today/1512.xml"), SCHEMA);
    // What the business refuses is a failure, though the call succeeded.
    place.settings(&url, "protocol = \"iop\"", &format!("{}{asked}", schemas.replace("1512", "1513")));
    let (code, _, err) = place.run(&FETCH);
    assert_eq!(code, 1, "{err}");
    assert!(err.contains("there is no category 1513"), "{err}");
    assert_eq!(place.read("today/1512.xml"), SCHEMA);
}

#[test]
fn a_killed_run_is_continued() {
    let ids: Vec<String> = (1..=40).map(|id| id.to_string()).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let place = Place::new(&ids);
    let sandbox = place.sandbox(&["--faults", "throttle=0.01,timeout=0.05,lost=0.05", "--seed", "3"]);
    place.settings(&sandbox.url(), "calls_per_second = 40", &categories(&ids));
    place.write("today/old.xml", "<itemRule/>");
    place.write("today/.fetch.ndjson", "");
    let gathered = || fs::read_dir(place.path().join(".today.partial")).map_or(0, Iterator::count);
    assert!(kill_when(place.start(&FETCH), || gathered() > 12));
    assert!(place.path().join("today/old.xml").exists(), "the last good folder stays");
    let (code, out, err) = place.run(&FETCH);
    assert_eq!(code, 0, "{out}{err}");
    assert!(err.starts_with("continuing an earlier run: "), "{err}");
    let report = report(&place);
    let kept = report["summary"]["kept"].as_u64().unwrap();
    assert!(kept >= 10, "{report}");
    assert_eq!(report["summary"]["fetched"].as_u64().unwrap() + kept, 40);
    assert!(!place.path().join("today/old.xml").exists() && !place.path().join(".today.partial").exists());
    for id in ids {
        assert_eq!(place.read(&format!("today/{id}.xml")), SCHEMA);
    }
}

#[test]
fn a_failed_run_leaves_the_last_good_folder() {
    let place = Place::new(&["1512"]);
    let sandbox = place.sandbox(&[]);
    place.settings(&sandbox.url(), "", &categories(&["1512"]));
    assert_eq!(place.run(&FETCH).0, 0);
    place.write("rules/1512.xml", "<itemRule/>");
    place.settings(&sandbox.url(), "", &categories(&["1512", "7"]));
    let (code, out, err) = place.run(&FETCH);
    assert_eq!(code, 1);
    assert_eq!(out, "2 schemas: 1 fetched, 1 failed; today is unchanged, see fetch-report.json\n");
    assert!(err.contains("7.xml: ") && err.contains("category-not-found"), "{err}");
    assert_eq!(place.read("today/1512.xml"), SCHEMA);
    let report = report(&place);
    assert_eq!(report["complete"], false);
    let error = &report["schemas"][1]["error"];
    assert_eq!(error["class"], "parameter");
    assert_eq!(error["sub_code"], "isv.invalid-parameter:category-not-found");
    assert!(error["request_id"].as_str().is_some_and(|id| id.starts_with("sandbox")), "{error}");
    // A directory that it did not write.
    let mut foreign = FETCH;
    foreign[4] = "rules";
    let (code, _, err) = place.run(&foreign);
    assert_eq!(code, 2);
    assert!(err.contains("rules was not written by fetch"), "{err}");
}

#[test]
fn a_refused_app_ends_the_run() {
    let place = Place::new(&["1", "2", "3"]);
    let sandbox = place.sandbox(&[]);
    place.settings(&sandbox.url(), "", &categories(&["1", "2", "3"]));
    place.write("secret", "another-secret");
    let (code, out, err) = place.run(&["fetch", "--config", "fetch.toml", "--out", "today", "--jobs", "1"]);
    assert_eq!(code, 2, "{out}{err}");
    assert!(out.contains("1 failed, 2 not tried"), "{out}");
    assert!(err.contains("Invalid Signature") && err.contains("the secret is not that of the app"), "{err}");
    assert!(!err.contains("another-secret"));
}

#[cfg(unix)]
#[test]
fn a_secret_that_others_can_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new(&["1512"]);
    place.settings("https://127.0.0.1:1/router/rest", "", &categories(&["1512"]));
    fs::set_permissions(place.path().join("session"), fs::Permissions::from_mode(0o640)).unwrap();
    let (code, _, err) = place.run(&FETCH);
    assert_eq!(code, 2);
    assert!(err.contains("session can be read by others"), "{err}");
}

/// A gateway that answers every call with the same bytes, or with what a function writes.
fn gateway(answer: impl Fn(&mut TcpStream) + Send + 'static) -> String {
    listener(move |stream| {
        let mut buffer = [0; 4096];
        let _ = stream.read(&mut buffer);
        answer(stream);
    })
}

/// The same before anything of a request is read.
fn listener(each: impl Fn(&mut TcpStream) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            each(&mut stream.unwrap());
        }
    });
    format!("http://{address}/router/rest")
}

#[test]
fn redirects_are_not_followed() {
    // Whoever it redirects to must not be called: it would get the session.
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    other.set_nonblocking(true).unwrap();
    let to = other.local_addr().unwrap();
    for status in ["301 Moved", "302 Found", "307 Temporary", "308 Permanent"] {
        let url = gateway(move |stream| {
            let head = format!(
                "HTTP/1.1 {status}\r\nLocation: http://{to}/router/rest?session=x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            );
            let _ = stream.write_all(head.as_bytes());
        });
        let place = Place::new(&["1512"]);
        place.settings(&url, "", &categories(&["1512"]));
        let (code, _, err) = place.run(&FETCH);
        assert_eq!(code, 1);
        assert!(err.contains(&format!("the answer is a redirect to {to}, which is not followed")), "{err}");
        assert_eq!(report(&place)["schemas"][0]["attempts"], 1);
    }
    assert!(other.accept().is_err(), "nobody came");
}

#[test]
fn answers_are_bounded() {
    let url = gateway(|stream| {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n";
        let _ = stream.write_all(head.as_bytes());
        let block = vec![b' '; 1 << 20];
        // It would go on for ever; the client is the one that ends it.
        while stream.write_all(&block).is_ok() {}
    });
    let place = Place::new(&["1512"]);
    place.settings(&url, "", &categories(&["1512"]));
    let (code, _, err) = place.run(&FETCH);
    assert_eq!(code, 1);
    assert!(err.contains("the answer is larger than 64 MiB"), "{err}");
    assert_eq!(report(&place)["schemas"][0]["error"]["class"], "network");
}

/// Where an answer comes from that is encrypted with the certificate of `fixtures/gateway/tls`, whose authority nobody
/// knows; and how many requests arrived.
fn encrypted(answer: String) -> (String, Arc<AtomicUsize>) {
    let pem = |name: &str| {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/gateway/tls").join(name);
        fs::read(path).unwrap()
    };
    let chain = CertificateDer::pem_slice_iter(&pem("server.pem")).collect::<Result<Vec<_>, _>>().unwrap();
    let key = PrivateKeyDer::from_pem_slice(&pem("key.pem")).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    let config = Arc::new(config);
    let requests = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&requests);
    let url = listener(move |stream| {
        let mut connection = rustls::ServerConnection::new(Arc::clone(&config)).unwrap();
        let mut tls = rustls::Stream::new(&mut connection, stream);
        let mut buffer = [0; 4096];
        let mut request: Vec<u8> = Vec::new();
        // With its body: a connection that is closed with unread data is reset, and the client asks again.
        while !is_whole(&request) {
            match tls.read(&mut buffer) {
                Ok(read @ 1..) => request.extend(&buffer[..read]),
                _ => return,
            }
        }
        seen.fetch_add(1, Ordering::Relaxed);
        let _ = write!(tls, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{answer}", answer.len());
        let _ = tls.flush();
    });
    (url.replace("http:", "https:"), requests)
}

/// Whether a request has come with as many bytes as its head says.
fn is_whole(request: &[u8]) -> bool {
    let Some(head) = request.windows(4).position(|end| end == b"\r\n\r\n") else { return false };
    let text = String::from_utf8_lossy(&request[..head]).to_ascii_lowercase();
    let length =
        text.split_once("content-length:").and_then(|(_, rest)| rest.lines().next()?.trim().parse().ok());
    request.len() >= head + 4 + length.unwrap_or(0)
}

/// A certificate that nobody vouches for is refused, nothing is sent, and no setting changes that.
#[test]
fn tls_is_always_verified() {
    let place = Place::new(&["1512"]);
    let (url, requests) = encrypted(String::new());
    place.settings(&url, "", &categories(&["1512"]));
    let (code, _, err) = place.run(&FETCH);
    assert_eq!(code, 1, "{err}");
    assert!(err.contains("the connection is not secure, so nothing was sent"), "{err}");
    assert!(err.contains("not issued by a trusted authority") && err.contains("ca_file"), "{err}");
    assert_eq!(requests.load(Ordering::Relaxed), 0);
    // It would be refused again; so it is tried once.
    assert_eq!(report(&place)["schemas"][0]["attempts"], 1, "{}", report(&place));
    // It speaks no TLS at all.
    let url = gateway(|stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
    });
    place.settings(&url.replace("http:", "https:"), "attempts = 1", &categories(&["1512"]));
    assert_eq!(place.run(&FETCH).0, 1);
    // Without TLS other machines are refused before a connection is made.
    place.settings("http://192.0.2.1/router/rest", "", &categories(&["1512"]));
    let (code, _, err) = place.run(&FETCH);
    assert_eq!(code, 2, "{err}");
    for key in ["insecure = true", "verify_tls = false", "verify = false"] {
        place.settings("https://127.0.0.1:1/router/rest", key, &categories(&["1512"]));
        let (code, _, err) = place.run(&FETCH);
        assert!(code == 2 && err.contains("unknown key"), "{err}");
    }
}

/// A company whose proxy has certificates of its own names their authority; those of others are refused then.
#[test]
fn an_authority_of_ones_own_can_be_trusted() {
    let authority = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/gateway/tls/authority.pem");
    let place = Place::new(&["1512"]);
    place.write("company.pem", &fs::read_to_string(&authority).unwrap());
    let answer = serde_json::json!({"tmall_item_add_schema_get_response": {"add_item_result": SCHEMA}});
    let (url, requests) = encrypted(answer.to_string());
    place.settings(&url, "ca_file = \"company.pem\"", &categories(&["1512"]));
    let (code, out, err) = place.run(&FETCH);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert_eq!(place.read("today/1512.xml"), SCHEMA);
    assert_eq!(requests.load(Ordering::Relaxed), 1);
    for (content, complaint) in [
        ("", "company.pem holds no certificates"),
        ("-----BEGIN CERTIFICATE-----\n%\n-----END CERTIFICATE-----\n", "company.pem holds no certificates"),
    ] {
        place.write("company.pem", content);
        let (code, _, err) = place.run(&FETCH);
        assert!(code == 2 && err.contains(complaint), "{err}");
    }
    place.settings(&url, "ca_file = \"nowhere.pem\"", &categories(&["1512"]));
    let (code, _, err) = place.run(&FETCH);
    assert!(code == 2 && err.contains("nowhere.pem"), "{err}");
}

#[test]
fn settings_are_checked_with_their_place() {
    let place = Place::new(&["1512"]);
    for (line, expected) in [
        (
            "categorie = [\"1\"]",
            "fetch.toml:8:1: unknown key \"categorie\" in [[fetch.schemas]]; did you mean categories?",
        ),
        (
            "categories = [\"../a\"]",
            "fetch.toml:8:15: categories: expected letters, digits, - and _, found \"../a\"",
        ),
        ("method = \"tmall.item.add.schema.gt\"\ncategories = [1]", "did you mean tmall.item.add.schema.get"),
        ("method = \"tmall.item.schema.add\"\ncategories = [1]", "tmall.item.schema.add does not only read"),
        ("brands = [1]", "has no parameter for {brand}"),
        ("folder = \"a\"", "set categories, brands or products"),
    ] {
        place.write("fetch.toml", &format!("[gateway]\n# 2\n# 3\n# 4\napp_key = \"1\"\nsecret_file = \"secret\"\n[[fetch.schemas]]\n{line}\n"));
        let (code, _, err) = place.run(&FETCH);
        assert_eq!(code, 2, "{line}");
        assert!(err.contains(expected), "{line}: {err}");
    }
    let (code, _, err) = place.run(&["fetch", "--out", "today", "--no-config"]);
    assert!(code == 2 && err.contains("nothing to fetch"), "{err}");
}

/// The JSON Schema for editors takes what the program takes: the examples of the pages, and not what is wrong.
#[test]
fn the_schema_for_editors_agrees() {
    let schema = include_str!("../../../docs/schemas/fetch-settings.schema.json");
    let validator = jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap();
    let is_valid = |text: &str| validator.is_valid(&toml::from_str::<serde_json::Value>(text).unwrap());
    let mut count = 0;
    for page in [include_str!("../../../docs/settings.md"), include_str!("../../../docs/gateway.md")] {
        let blocks = page.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next());
        for block in blocks.filter(|block| block.contains("[gateway]") || block.contains("fetch")) {
            assert!(is_valid(block), "{block}");
            count += 1;
        }
    }
    assert_eq!(count, 4);
    for wrong in [
        "[gateway]\napp_keys = \"1\"",
        "[gateway]\nprotocol = \"http\"",
        "[gateway]\nurl = \"http://gateway.example\"",
        "[gateway]\nattempts = 0",
        "[gateway]\nsecret = \"abc\"",
        "[fetch]\ncontent = \"xml\"",
        "[[fetch.schemas]]\nmethod = \"x\"",
        "[[fetch.schemas]]\ncategories = [\"../1\"]",
        "[[fetch.schemas]]\ncategories = [1]\nfolder = \"a/b\"",
    ] {
        assert!(!is_valid(wrong), "{wrong}");
        let place = Place::new(&["1512"]);
        let gateway =
            if wrong.contains("[gateway]") { "" } else { "[gateway]\nurl = \"https://127.0.0.1:1/\"\n" };
        place.write("fetch.toml", &format!("{gateway}{wrong}\n"));
        let mut command = place.command(&FETCH);
        let output =
            command.env("TMALL_SCHEMA_APP_SECRET", "x").env("TMALL_SCHEMA_APP_KEY", "1").output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{wrong}");
    }
}
