//! No snapshot of the command line holds a secret that its case uses.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use tmall_schema::gateway::is_secret;

use super::gateway_shop::files;

#[derive(Deserialize)]
struct Case {
    args: Vec<String>,
    #[serde(default)]
    env: std::collections::BTreeMap<String, String>,
}

/// The secrets that a case uses: in its environment, in its secret files, and of the apps of a sandbox.
fn secrets(case: &Case, folder: &Path) -> Vec<String> {
    let variables = ["TMALL_SCHEMA_APP_SECRET", "TMALL_SCHEMA_SESSION"];
    let mut all: Vec<String> = variables
        .iter()
        .filter_map(|name| case.env.get(*name))
        .filter(|secret| !secret.is_empty())
        .cloned()
        .collect();
    for pair in case.args.windows(2) {
        match pair[0].as_str() {
            "--app" => all.extend(pair[1].split_once(':').map(|(_, secret)| secret.to_owned())),
            "--param" if is_secret(pair[1].split('=').next().unwrap()) => {
                all.extend(pair[1].split_once('=').map(|(_, secret)| secret.to_owned()));
            }
            "--secret-file" | "--session-file" => {
                let text = fs::read_to_string(folder.join("files").join(&pair[1])).unwrap_or_default();
                all.push(text.trim().to_owned());
            }
            _ => {}
        }
    }
    all.retain(|secret| !secret.is_empty());
    all
}

#[test]
fn no_snapshot_holds_a_secret() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cli");
    let mut tried = 0;
    for entry in fs::read_dir(cases).unwrap() {
        let folder = entry.unwrap().path();
        let Ok(text) = fs::read_to_string(folder.join("case.toml")) else { continue };
        let case: Case = toml::from_str(&text).unwrap();
        let secrets = secrets(&case, &folder);
        let inputs = folder.join("files");
        for file in files(&folder) {
            if file.starts_with(&inputs) || file.ends_with("case.toml") {
                continue;
            }
            let text = String::from_utf8_lossy(&fs::read(&file).unwrap()).into_owned();
            for secret in &secrets {
                assert!(!text.contains(secret.as_str()), "a secret is in {}", file.display());
            }
        }
        tried += secrets.len();
    }
    assert!(tried >= 8, "{tried} secrets in the cases");
}
