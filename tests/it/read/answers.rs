//! Error answers of the platform: each case of `fixtures/conformance/answers.toml` through the library, where a schema
//! and where an item is expected, and as JSON on the command line.

use serde::Deserialize;
use tmall_schema::envelope::{self, Opened};
use tmall_schema::{ApiErrorClass, Error, ErrorKind, FieldRef, Param, ReadOptions};

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    answer: String,
    error: Option<Parts>,
    holds: Option<Holds>,
}

/// What an answer holds that is not an error.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Holds {
    /// A schema with one field, `a`.
    Document,
    /// It is an item in its JSON form.
    Item,
    /// Nothing that is a document.
    None,
}

/// The parts of an error; those that are left out are not there.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Parts {
    code: String,
    message: String,
    sub_code: Option<String>,
    sub_message: Option<String>,
    request_id: Option<String>,
    class: String,
    seconds: Option<u64>,
}

fn cases() -> Vec<Case> {
    toml::from_str::<Cases>(include_str!("../../../fixtures/conformance/answers.toml")).unwrap().case
}

fn parts(error: &Error) -> Option<Parts> {
    let ErrorKind::Answer(answer) = error.kind() else { return None };
    Some(Parts {
        code: answer.code.clone(),
        message: answer.message.clone(),
        sub_code: answer.sub_code.clone(),
        sub_message: answer.sub_message.clone(),
        request_id: answer.request_id.clone(),
        class: answer.class().to_string(),
        seconds: answer.wait_seconds(),
    })
}

/// As the command line reads an item.
fn item(answer: &str) -> Result<Param, Error> {
    let options = ReadOptions::new();
    match envelope::open(answer.as_bytes(), &options)? {
        Opened::Document(document) => document.param(&options),
        Opened::Json(json) => Param::from_json_with(json.text(), None, &options),
    }
}

#[test]
fn every_answer_is_what_it_says() {
    let mut wrong = Vec::new();
    for case in cases() {
        let schema = envelope::schema(case.answer.as_bytes(), &ReadOptions::new());
        let found = match &schema {
            Ok(schema) if schema.fields().map(FieldRef::id).eq(["a"]) => Ok(Some(Holds::Document)),
            Ok(_) => Ok(None),
            Err(error) => match error.kind() {
                ErrorKind::NoDocument { .. } if item(&case.answer).is_ok() => Ok(Some(Holds::Item)),
                ErrorKind::NoDocument { .. } => Ok(Some(Holds::None)),
                _ => parts(error).ok_or_else(|| error.to_string()).map_or_else(Err, |parts| {
                    let as_item = item(&case.answer).err().as_ref().and_then(self::parts);
                    assert_eq!(as_item.as_ref(), Some(&parts), "{}: as an item", case.name);
                    if Some(&parts) == case.error.as_ref() { Ok(None) } else { Err(format!("{parts:?}")) }
                }),
            },
        };
        let wanted = case.holds;
        // A case is an error or holds something, and not both.
        if found != Ok(wanted) || wanted.is_some() == case.error.is_some() {
            wrong.push(format!("{}: {found:?}, wanted {wanted:?} {:?}", case.name, case.error));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_class_has_a_case() {
    let classes: Vec<String> = cases().into_iter().filter_map(|case| Some(case.error?.class)).collect();
    for class in ApiErrorClass::ALL {
        assert!(classes.iter().any(|found| found == class.as_str()), "{class}");
    }
}

/// Whatever is expected, a schema or an item, the parts are data in JSON.
#[cfg(feature = "cli")]
#[test]
fn errors_on_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).unwrap();
    };
    write("rule.xml", "<itemRule><field id='a' type='input'/></itemRule>");
    for case in cases() {
        let Some(wanted) = &case.error else { continue };
        write("answer", &case.answer);
        let run = |args: &[&str]| {
            let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_tmall-schema"));
            command.env_clear().env("LC_ALL", "C").current_dir(folder.path());
            let output = command.args(args).output().unwrap();
            assert_eq!(output.status.code(), Some(2), "{}: {args:?}", case.name);
            serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap()
        };
        let as_schema = run(&["inspect", "answer", "--format", "json"]);
        let as_item = run(&["validate", "--schema", "rule.xml", "answer", "--format", "json"]);
        for error in [&as_schema["error"], &as_item["files"][0]["error"]] {
            let text = |key: &str| error[key].as_str().map(str::to_owned);
            let message = text("message").unwrap();
            let found = Parts {
                code: text("code").unwrap(),
                // An answer without a message gets a sentence of ours.
                message: if wanted.message.is_empty() { String::new() } else { message.clone() },
                sub_code: text("sub_code"),
                sub_message: text("sub_message"),
                request_id: text("request_id"),
                class: text("class").unwrap(),
                seconds: error["seconds"].as_u64(),
            };
            assert!(!message.is_empty(), "{}", case.name);
            assert_eq!(&found, wanted, "{}", case.name);
        }
    }
}
