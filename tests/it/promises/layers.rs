//! The rooms of the library are layered: a room uses only rooms before it.

use std::path::Path;

use crate::support::layers::{Order, uses};

/// The rooms, the ground floor first. A room is a file or a folder of `src`.
#[rustfmt::skip]
const ROOMS: &[&str] = &[
    "lang", "word", "vocab", "span", "path", "decimal", "code", "asset", "suggest", "answer", "error", "json_text", "catalogue", "note", "value", "xml",
    "schema", "param", "java_regex", "check", "describe", "condition", "readback", "read", "write", "json", "validate", "export", "diff", "mapping", "rules",
    "gateway", "api",
];

/// What is not a room: the root of the library, which names all, and the program.
const OUTSIDE: &[&str] = &["lib.rs", "main.rs", "cli"];

fn order(folder: &Path) -> Order<'_> {
    Order { folder, module: &[], rooms: ROOMS, outside: OUTSIDE }
}

#[test]
fn rooms_use_only_rooms_before_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let violations = order(&folder).violations();
    assert!(violations.is_empty(), "{} uses break the order:\n{}", violations.len(), violations.join("\n"));
}

/// A file has one concern, and 500 lines are more than that takes.
#[test]
fn files_are_short() {
    const MOST: usize = 500;
    let files = super::layers_cli::sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    assert!(files.len() > 500, "{}", files.len());
    let lines = |file: &Path| std::fs::read_to_string(file).unwrap().lines().count();
    let long: Vec<String> = files
        .iter()
        .map(|file| (lines(file), file))
        .filter(|(lines, _)| *lines > MOST)
        .map(|(lines, file)| format!("{}: {lines}", file.display()))
        .collect();
    assert!(long.is_empty(), "split these files: {long:#?}");
}

/// What breaks the order in a file of this text.
fn found(file: &str, text: &str) -> Vec<String> {
    order(Path::new("src")).violations_of(Path::new(file), text)
}

#[test]
fn a_use_of_a_later_room_is_found() {
    let wrong = ["1: schema uses diff, which comes after it"];
    for text in [
        "use crate::diff::Level;",
        "use crate::diff;",
        "use crate::{value::Row, diff::{Level, Change}};",
        "use crate::{value::Row, diff};",
        "pub(crate) use crate::diff::*;",
        "fn f() -> Option<crate::diff::Level> { None }",
        "macro_rules! m { () => { $crate::diff::level() } }",
        "use super::super::diff::Level;",
        "mod inner { use super::super::super::diff::Level; }",
        "const C: char = '\"'; use crate::diff::Level; const D: char = '\"';",
        "fn f<'a>(a: &'a str) -> crate::diff::Level { g('\\'', b'\"', a) }",
        "const R: &str = r#\"\"quoted\"\"#; type T = crate::diff::Level;",
    ] {
        assert_eq!(found("schema/field.rs", text), wrong, "{text}");
    }
    assert_eq!(found("schema.rs", "use super::diff::Level;"), wrong);
    assert_eq!(
        found("schema/mod.rs", "\n\nuse super::diff::Level;"),
        ["3: schema uses diff, which comes after it"]
    );
}

#[test]
fn a_use_of_an_earlier_room_or_of_its_own_is_none() {
    for text in [
        "use crate::{vocab::FieldKind, value::{Row, Value}};\nuse std::fmt;",
        "use crate::schema::Schema; use super::rule::Rule; use self::inner::X;",
        "mod inner { use super::super::rule::Rule; use super::X; } use super::Schema;",
        "// use crate::diff::Level;\n/* crate::diff /* nested */ */ /// [`crate::diff::Level`]\nfn f() {}",
        "const S: &str = \"crate::diff::Level \\\" crate::diff\"; const B: &[u8] = br##\"crate::diff\"#crate::diff\"##;",
        "#[cfg(test)]\nmod tests { use crate::diff::Level; }\nuse crate::value::Row;",
        "#[cfg(test)] use crate::diff::Level;",
        "#[cfg(test)] #[allow(dead_code)] fn f(_: [u8; 2]) { crate::diff::f(); }",
        "pub(in crate::diff) struct S; pub(crate) struct T; pub(super) fn f() {}",
        "use tmall_schema::diff; let r#crate = a.diff::<u8>();",
    ] {
        assert_eq!(found("schema/field.rs", text), [""; 0], "{text}");
    }
}

#[test]
fn a_name_without_a_room_and_a_room_that_is_not_listed_are_found() {
    assert_eq!(found("schema/field.rs", "use crate::Value;"), ["1: Value names no room"]);
    assert_eq!(found("schema/field.rs", "use crate::*;"), ["1: * names no room"]);
    assert_eq!(found("schema/field.rs", "use crate::{Value, vocab::Symbol};"), ["1: Value names no room"]);
    assert_eq!(found("utils.rs", "fn f() {}"), [" utils is not in the list of rooms"]);
    assert_eq!(found("utils/mod.rs", "fn f() {}"), [" utils is not in the list of rooms"]);
}

/// The same of a folder of the program.
#[test]
fn rooms_of_a_module_are_layered_too() {
    let order =
        Order { folder: Path::new("src/cli"), module: &["cli"], rooms: &["args", "render"], outside: &[] };
    let found = |file: &str, text: &str| order.violations_of(Path::new(file), text);
    assert_eq!(found("args.rs", "use crate::cli::render::X;"), ["1: args uses render, which comes after it"]);
    assert_eq!(found("args.rs", "use super::render::X;"), ["1: args uses render, which comes after it"]);
    assert_eq!(found("render/text.rs", "use crate::cli::args::Args; use tmall_schema::Schema;"), [""; 0]);
    assert_eq!(found("render/text.rs", "use crate::other::X;"), ["1: other::X leads out of the rooms"]);
}

/// Test modules in files of their own are passed over, whatever they are called; others are not.
#[test]
fn files_of_test_modules_are_passed_over() {
    let place = tempfile::tempdir().unwrap();
    let write = |file: &str, text: &str| {
        let file = place.path().join(file);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    };
    write("lib.rs", "pub use schema::Schema;");
    write("schema/mod.rs", "#[cfg(test)]\nmod tests;\n#[cfg(test)]\npub(crate) mod samples;\nmod field;");
    for file in ["tests.rs", "tests/more.rs", "samples/mod.rs", "field.rs"] {
        write(&format!("schema/{file}"), "use crate::diff::Level;");
    }
    let violations = order(place.path()).violations();
    let field = place.path().join("schema/field.rs");
    assert_eq!(violations, [format!("{}:1: schema uses diff, which comes after it", field.display())]);
}

#[test]
fn paths_are_read_from_the_root_of_the_crate() {
    let module = ["a".to_owned(), "b".to_owned()];
    let paths =
        |text: &str| uses(&module, text).into_iter().map(|one| one.path.join("::")).collect::<Vec<_>>();
    assert_eq!(paths("use crate::{x::{self, Y as Z}, w::*};"), ["x", "x::Y", "w::*"]);
    assert_eq!(paths("use super::{c, d::E as F}; use super::super::g::H;"), ["a::c", "a::d::E", "g::H"]);
    assert_eq!(paths("use self::f::G; let h = self.i; impl Self {}"), ["a::b::f::G"]);
    assert_eq!(paths("let x = crate::m::f::<u8>(crate::n::G { a: 1 });"), ["m::f", "n::G"]);
}
