//! What the program says about itself: help, usage errors, manual pages and completions, in both languages.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const PROGRAM: &str = env!("CARGO_BIN_EXE_tmall-schema");

const SUBCOMMANDS: [&[&str]; 10] = [
    &["validate"],
    &["diff"],
    &["inspect"],
    &["fmt"],
    &["fill"],
    &["fill", "init"],
    &["fill", "check"],
    &["explain"],
    &["completions"],
    &["man"],
];

fn run_with(args: &[&str], variables: &[(&str, &str)]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(PROGRAM);
    command.env_clear().env("LC_ALL", "C").current_dir(folder.path());
    command.args(args).envs(variables.iter().copied()).output().unwrap()
}

fn run(args: &[&str]) -> Output {
    run_with(args, &[])
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|character| ('\u{4E00}'..='\u{9FFF}').contains(&character))
}

/// Phrases of clap, serde and the standard library that are not for users, and headings in the other language.
const FOREIGN: &[&str] = &[
    "error: invalid value '",
    "tip:",
    "invalid digit",
    "float literal",
    "nonzero",
    "target type",
    "were not provided",
    "unexpected argument '",
    "unrecognized subcommand",
    "cannot be used with:",
    "try '--help'",
    "missing field",
    "unknown field",
    "invalid type",
    "expected one of `",
    "struct ",
];

/// English that must not be left in Chinese text.
const ENGLISH: &[&str] = &[
    "Usage",
    "Options",
    "Arguments",
    "Commands",
    "default:",
    "possible values",
    "Possible values",
    "Print ",
    "error:",
    "For more",
    "Examples",
    "Exit codes",
    "OPTIONS",
    "<COMMAND>",
];

#[test]
fn help_in_both_languages() {
    let mut paths: Vec<&[&str]> = vec![&[]];
    paths.extend(SUBCOMMANDS);
    for path in paths {
        for flag in ["-h", "--help"] {
            let with = |more: &[&str]| {
                let output = run(&[path, &[flag], more].concat());
                assert_eq!(output.status.code(), Some(0), "{path:?}");
                assert_eq!(stderr(&output), "", "{path:?}");
                stdout(&output)
            };
            let (en, zh) = (with(&[]), with(&["--lang", "zh"]));
            assert!(en.contains("Usage: tmall-schema") && !is_chinese(&en), "{en}");
            let name = [&["tmall-schema"], path].concat().join(" ");
            assert!(zh.contains(&format!("用法：{name}")), "{zh}");
            for phrase in ENGLISH {
                assert!(!zh.contains(phrase), "{path:?}: {phrase} in\n{zh}");
            }
            // The same options, and a line for each in the short help.
            let options = |text: &str| -> Vec<String> {
                let words = text.split_whitespace().filter(|word| word.starts_with("--"));
                let mut words: Vec<String> = words.map(str::to_owned).collect();
                words.retain(|word| {
                    word.chars().all(|character| character.is_ascii_lowercase() || character == '-')
                });
                words.sort();
                words.dedup();
                words
            };
            assert_eq!(options(&en), options(&zh), "{path:?}");
            let longest = |text: &str| text.lines().map(|line| line.chars().count()).max();
            assert!(flag == "--help" || longest(&en) <= Some(100), "{path:?}");
        }
    }
}

#[test]
fn language_of_help() {
    let is_zh = |args: &[&str], variables: &[(&str, &str)]| is_chinese(&stdout(&run_with(args, variables)));
    assert!(is_zh(&["--lang", "zh", "validate", "-h"], &[]));
    assert!(is_zh(&["validate", "-h", "--lang=zh"], &[]));
    assert!(is_zh(&["validate", "-h"], &[("LC_ALL", "zh_CN.UTF-8")]));
    assert!(is_zh(&["help", "fill", "init"], &[("LC_ALL", "zh_CN.UTF-8")]));
    assert!(!is_zh(&["validate", "-h", "--lang", "en"], &[("LC_ALL", "zh_CN.UTF-8")]));
    assert!(!is_zh(&["validate", "-h"], &[("LC_ALL", "de_DE.UTF-8")]));
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("tmall-schema.toml"), "lang = \"zh\"\n").unwrap();
    let help = |args: &[&str]| {
        let mut command = Command::new(PROGRAM);
        let output = command.env_clear().env("LC_ALL", "C").current_dir(folder.path()).args(args).output();
        is_chinese(&stdout(&output.unwrap()))
    };
    assert!(help(&["validate", "-h"]));
    assert!(!help(&["validate", "-h", "--no-config"]));
    assert!(!help(&["validate", "-h", "--lang", "en"]));
}

#[test]
fn short_and_long_help() {
    let (short, long) = (stdout(&run(&["validate", "-h"])), stdout(&run(&["validate", "--help"])));
    assert!(!short.contains("Examples:") && long.contains("Examples:"));
    assert_eq!(stdout(&run(&["help", "validate"])), long);
    assert!(long.contains("Exit codes:"));
    let version = format!("tmall-schema {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(stdout(&run(&["--version"])), version);
    // Without a subcommand the help is an error message.
    let output = run(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(stderr(&output), stdout(&run(&["-h"])));
    let colored = stdout(&run(&["-h", "--color", "always"]));
    assert!(colored.contains("\u{1B}[1m"));
    assert!(!stdout(&run(&["-h"])).contains('\u{1B}'));
}

/// Arguments, and what is wrong with them in both languages. The first line of the message is compared.
const USAGE: &[(&[&str], &str, &str)] = &[
    (
        &["inspect", "x", "--tip"],
        "unknown option \"--tip\"; did you mean --tips?",
        "未知的选项“--tip”；是不是 --tips？",
    ),
    (&["inspect", "x", "--zzz"], "unknown option \"--zzz\"", "未知的选项“--zzz”"),
    (
        &["--schema", "x", "validate"],
        "unknown option \"--schema\"; it belongs after the subcommand",
        "未知的选项“--schema”；请写在子命令之后",
    ),
    (
        &["fill", "x", "init"],
        "the subcommand \"init\" cannot be used after <DATA>",
        "子命令“init”不能用在 <DATA> 之后",
    ),
    (&["inspect", "x", "-z"], "unknown option \"-z\"", "未知的选项“-z”"),
    (&["inspect", "x", "y"], "unexpected argument \"y\"", "多余的参数“y”"),
    (
        &["validat"],
        "unknown subcommand \"validat\"; did you mean validate?",
        "未知的子命令“validat”；是不是 validate？",
    ),
    (
        &["help", "validat"],
        "unknown subcommand \"validat\"; did you mean validate?",
        "未知的子命令“validat”；是不是 validate？",
    ),
    (&["validate"], "missing required argument: <ITEM>...", "缺少必需的参数：<ITEM>..."),
    (&["diff", "a"], "missing required argument: <NEW>", "缺少必需的参数：<NEW>"),
    (&["diff"], "missing required arguments: <OLD>, <NEW>", "缺少必需的参数：<OLD>、<NEW>"),
    (
        &["validate", "x", "--format", "jsno"],
        "invalid value \"jsno\" for --format <FORMAT>: expected one of text, concise, json, ndjson, sarif, junit, github, gitlab; did you mean json?",
        "--format <FORMAT> 的值“jsno”无效：应为 text、concise、json、ndjson、sarif、junit、github、gitlab 之一；是不是 json？",
    ),
    (
        &["validate", "x", "--format"],
        "--format <FORMAT> requires a value: one of text, concise, json, ndjson, sarif, junit, github, gitlab",
        "--format <FORMAT> 缺少值，应为 text、concise、json、ndjson、sarif、junit、github、gitlab 之一",
    ),
    (&["validate", "x", "--schema"], "--schema <SCHEMA> requires a value", "--schema <SCHEMA> 缺少值"),
    (&["validate", "x", "--output", ""], "--output <FILE> requires a value", "--output <FILE> 缺少值"),
    (
        &["validate", "x", "--jobs", "0"],
        "invalid value \"0\" for --jobs <N>: expected a whole number, 1 or more",
        "--jobs <N> 的值“0”无效：应为不小于 1 的整数",
    ),
    (
        &["validate", "x", "--max-findings", "1.5"],
        "invalid value \"1.5\" for --max-findings <N>: expected a whole number, 0 or more",
        "--max-findings <N> 的值“1.5”无效：应为不小于 0 的整数",
    ),
    (
        &["fill", "x", "--limit", "99999999999999999999999"],
        "invalid value \"99999999999999999999999\" for --limit <N>: the number is too large",
        "--limit <N> 的值“99999999999999999999999”无效：数值过大",
    ),
    (
        &["validate", "x", "--severity", "max-lenght=off"],
        "invalid value \"max-lenght=off\" for --severity <CODE=error|warning|note|off>: \"max-lenght\" is not a finding code; did you mean max-length?",
        "--severity <CODE=error|warning|note|off> 的值“max-lenght=off”无效：“max-lenght”不是问题代码；是不是 max-length？",
    ),
    (
        &["validate", "x", "--severity", "max-length"],
        "invalid value \"max-length\" for --severity <CODE=error|warning|note|off>: expected CODE=error|warning|note|off",
        "--severity <CODE=error|warning|note|off> 的值“max-length”无效：应为 CODE=error|warning|note|off",
    ),
    (
        &["validate", "x", "--severity", "max-length=warn"],
        "invalid value \"max-length=warn\" for --severity <CODE=error|warning|note|off>: expected one of error, warning, note, off, found \"warn\"; did you mean warning?",
        "--severity <CODE=error|warning|note|off> 的值“max-length=warn”无效：应为 error、warning、note、off 之一，实际为“warn”；是不是 warning？",
    ),
    (
        &["diff", "a", "b", "--ignore", "option-remved"],
        "invalid value \"option-remved\" for --ignore <CODE[:PATH-GLOB]>: \"option-remved\" is not a change code; did you mean option-removed?",
        "--ignore <CODE[:PATH-GLOB]> 的值“option-remved”无效：“option-remved”不是变更代码；是不是 option-removed？",
    ),
    (
        &["diff", "a", "b", "--ignore", "option-removed:["],
        "invalid value \"option-removed:[\" for --ignore <CODE[:PATH-GLOB]>: \"[\" is not a valid glob: \"[\" without \"]\"",
        "--ignore <CODE[:PATH-GLOB]> 的值“option-removed:[”无效：“[”不是有效的通配模式：“[”缺少对应的“]”",
    ),
    (
        &["validate", "x", "--schema", "a", "--schema-dir", "b"],
        "--schema <SCHEMA> cannot be used with --schema-dir <DIR>",
        "--schema <SCHEMA> 不能与 --schema-dir <DIR> 同时使用",
    ),
    (
        &["validate", "x", "--schema", "a", "--schema", "b"],
        "--schema <SCHEMA> is given more than once",
        "--schema <SCHEMA> 重复给出",
    ),
    (
        &["fmt", "x", "--check", "--stdout", "--to", "xml"],
        "--check cannot be used with --stdout, --to <FORM>",
        "--check 不能与 --stdout、--to <FORM> 同时使用",
    ),
    (&["validate", "x", "--quiet=yes"], "--quiet does not take the value \"yes\"", "--quiet 不接受值“yes”"),
    (&["man", "nothing"], "\"nothing\" is not a subcommand", "没有子命令“nothing”"),
];

#[test]
fn usage_errors_in_both_languages() {
    for (args, en, zh) in USAGE {
        for (lang, label, expected) in [("en", "error: ", en), ("zh", "错误：", zh)] {
            let output = run(&[args, &["--lang", lang][..]].concat());
            // An option without a value is the last one.
            let output = if args.last().is_some_and(|last| ["--format", "--schema"].contains(last)) {
                run(&[&["--lang", lang], *args].concat())
            } else {
                output
            };
            assert_eq!(output.status.code(), Some(2), "{args:?}");
            assert_eq!(stdout(&output), "", "{args:?}");
            let text = stderr(&output);
            let first = text.lines().next().unwrap_or_default();
            assert_eq!(first, format!("{label}{expected}"), "{args:?}");
            for phrase in FOREIGN {
                assert!(!text.contains(phrase), "{args:?}: {phrase} in\n{text}");
            }
            for phrase in ENGLISH.iter().filter(|_| lang == "zh") {
                assert!(!text.contains(phrase), "{args:?}: {phrase} in\n{text}");
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn arguments_that_are_not_text() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    for (lang, message) in
        [("en", "error: an argument is not valid UTF-8"), ("zh", "错误：有参数不是有效的 UTF-8 文本")]
    {
        let bytes = OsStr::from_bytes(b"\xFF");
        let output = Command::new(PROGRAM).args(["--lang", lang, "explain"]).arg(bytes).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(stderr(&output).lines().next(), Some(message));
    }
}

#[test]
fn terminal_codes_in_arguments_are_not_printed() {
    let output = run(&["validate", "x", "--format", "\u{1B}[31mred"]);
    assert!(!stderr(&output).contains('\u{1B}'), "{}", stderr(&output));
}

#[test]
fn manual_pages() {
    for path in SUBCOMMANDS.iter().chain([&&[][..]]) {
        let page = |lang: &str| {
            let output = run(&[&["man", "--lang", lang], *path].concat());
            assert_eq!(output.status.code(), Some(0), "{path:?}: {}", stderr(&output));
            stdout(&output)
        };
        let (en, zh) = (page("en"), page("zh"));
        let title = [&["tmall\\-schema"], *path].concat().join("\\-").to_uppercase();
        assert!(en.contains(&format!(".TH \"{title}\" 1")), "{en}");
        assert!(en.contains(".SH \"OPTIONS\"") && !is_chinese(&en), "{en}");
        assert!(zh.contains(".SH \"选项\"") && zh.contains(".SH \"概要\""), "{zh}");
        for phrase in
            ENGLISH.iter().chain(&["NAME", "SYNOPSIS", "DESCRIPTION"]).filter(|word| **word != "Print ")
        {
            // Titles, placeholders and variables may contain them.
            let lines = zh.lines().filter(|line| line.starts_with(".SH") || line.contains('['));
            for line in lines {
                assert!(!line.contains(phrase) || line.contains("\\fB"), "{path:?}: {phrase} in {line}");
            }
        }
        let requests =
            |text: &str, request: &str| text.lines().filter(|line| line.starts_with(request)).count();
        let synopsis = format!("\\fB{}\\fR [选项]", [&["tmall\\-schema"], *path].concat().join(" "));
        assert!(zh.contains(&synopsis), "{synopsis}: {zh}");
        for request in [".SH", ".TP", ".IP"] {
            assert_eq!(requests(&en, request), requests(&zh, request), "{path:?} {request}");
        }
    }
}

#[test]
fn the_manual_page_of_help() {
    let page = stdout(&run(&["man", "help"]));
    assert!(page.contains("\\fBtmall\\-schema help\\fR [COMMAND]..."), "{page}");
    assert!(!page.contains(".SH \"COMMANDS\""), "{page}");
}

/// The candidates that a script prints, one per line.
fn completed(shell: &str, script: &str, folder: &Path) -> Vec<String> {
    let output = Command::new(shell).arg("-c").arg(script).current_dir(folder).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{shell}: {}", String::from_utf8_lossy(&output.stderr));
    text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// A line up to the cursor, and candidates that must be there.
const COMPLETIONS: &[(&[&str], &[&str])] = &[
    (&["tmall-schema", "va"], &["validate"]),
    (&["tmall-schema", "validate", "--sch"], &["--schema", "--schema-dir"]),
    (&["tmall-schema", "validate", "--format", ""], &["text", "sarif", "gitlab"]),
    (&["tmall-schema", "validate", "--lang", ""], &["en", "zh"]),
    (&["tmall-schema", "validate", "--ignore", "max-"], &["max-length"]),
    (&["tmall-schema", "fill", "in"], &["init"]),
    (&["tmall-schema", "fill", "init", "--da"], &["--data-format"]),
    (&["tmall-schema", "diff", "--ignore", "option-"], &["option-removed", "option-added"]),
    (&["tmall-schema", "explain", "max-l"], &["max-length"]),
    (&["tmall-schema", "explain", "option-re"], &["option-removed"]),
    (&["tmall-schema", "completions", ""], &["bash", "fish", "zsh"]),
];

fn is_installed(shell: &str) -> bool {
    let found =
        Command::new(shell).arg("-c").arg("exit 0").output().is_ok_and(|output| output.status.success());
    if !found {
        eprintln!("skipped: {shell} is not installed");
    }
    found
}

fn script(shell: &str, folder: &Path) {
    let output = run(&["completions", shell]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    fs::write(folder.join("script"), output.stdout).unwrap();
}

#[test]
fn bash_completes() {
    if !is_installed("bash") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    script("bash", folder.path());
    for (words, expected) in COMPLETIONS {
        let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
        let (last, before) = (words.len() - 1, words.len() - 2);
        // As readline does it: the function that is registered, with the words of the line.
        let line = format!(
            "source ./script; spec=$(complete -p tmall-schema); [[ $spec =~ -F\\ ([^ ]+) ]]; \
             COMP_WORDS=({}); COMP_CWORD={last}; \
             \"${{BASH_REMATCH[1]}}\" tmall-schema \"${{COMP_WORDS[{last}]}}\" \"${{COMP_WORDS[{before}]}}\"; \
             printf '%s\\n' \"${{COMPREPLY[@]}}\"",
            quoted.join(" "),
        );
        let found = completed("bash", &line, folder.path());
        for wanted in *expected {
            assert!(found.iter().any(|found| found == wanted), "{words:?}: {found:?}");
        }
        let typed = words.last().unwrap();
        assert!(found.iter().all(|found| found.starts_with(typed)), "{words:?}: {found:?}");
    }
    // Words with "=" are one word to the program and three to bash.
    for (words, typed, wanted) in [
        ("tmall-schema validate --severity max-l", "max-l", "max-length=off"),
        ("tmall-schema validate --severity max-length =", "=", "off"),
        ("tmall-schema validate --severity max-length = o", "o", "off"),
        ("tmall-schema validate --format = js", "js", "json"),
        ("tmall-schema diff --view =", "=", "changes"),
    ] {
        let count = words.split(' ').count();
        let line = format!(
            "source ./script; spec=$(complete -p tmall-schema); [[ $spec =~ -F\\ ([^ ]+) ]]; \
             COMP_WORDS=({words}); COMP_CWORD={}; \"${{BASH_REMATCH[1]}}\" tmall-schema '{typed}' \"${{COMP_WORDS[{}]}}\"; \
             printf '%s\\n' \"${{COMPREPLY[@]}}\"",
            count - 1,
            count - 2,
        );
        let found = completed("bash", &line, folder.path());
        assert!(found.iter().any(|found| found == wanted), "{words}: {found:?}");
    }
}

/// The descriptions that shells show beside candidates.
#[test]
fn completions_in_both_languages() {
    for shell in ["fish", "zsh"] {
        let script = |lang: &str| stdout(&run(&["completions", shell, "--lang", lang]));
        let (en, zh) = (script("en"), script("zh"));
        assert!(en.contains("Validate items against a schema") && !is_chinese(&en));
        for wanted in ["按 schema 校验商品", "输出格式", "纯文本", "输出帮助"] {
            assert!(zh.contains(wanted), "{shell}: {wanted}");
        }
        for phrase in ["Print help", "Validate items", "Output format", "Plain text"] {
            assert!(!zh.contains(phrase), "{shell}: {phrase}");
        }
    }
}

#[test]
fn fish_completes() {
    if !is_installed("fish") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    script("fish", folder.path());
    for (words, expected) in COMPLETIONS {
        let line = format!("source ./script; complete -C '{}'", words.join(" "));
        let found = completed("fish", &line, folder.path());
        let found: Vec<&str> = found.iter().filter_map(|line| line.split('\t').next()).collect();
        for wanted in *expected {
            assert!(found.contains(wanted), "{words:?}: {found:?}");
        }
    }
}

/// zsh completes in a terminal only, so its script is parsed, and must name what is to be completed.
#[test]
fn zsh_reads_the_script() {
    let folder = tempfile::tempdir().unwrap();
    script("zsh", folder.path());
    let text = fs::read_to_string(folder.path().join("script")).unwrap();
    assert!(text.starts_with("#compdef tmall-schema"));
    for wanted in ["max-length", "max-length=off", "option-removed", "sarif", "_tmall-schema"] {
        assert!(text.contains(wanted), "{wanted}");
    }
    if is_installed("zsh") {
        let output = Command::new("zsh").args(["-n", "script"]).current_dir(folder.path()).output().unwrap();
        assert!(output.status.success(), "{}", stderr(&output));
    }
}
