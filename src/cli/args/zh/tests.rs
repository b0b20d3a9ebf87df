use std::collections::BTreeSet;

use clap::{ArgAction, Command, CommandFactory};

use super::*;
use crate::cli::args::Cli;

fn is_chinese(text: &str) -> bool {
    text.chars().any(|character| ('\u{4E00}'..='\u{9FFF}').contains(&character))
}

/// What was looked up, and what is missing.
#[derive(Default)]
struct Walk {
    commands: BTreeSet<String>,
    arguments: BTreeSet<(&'static str, &'static str)>,
    values: BTreeSet<(&'static str, &'static str)>,
    command_values: BTreeSet<(&'static str, &'static str, &'static str)>,
    headings: BTreeSet<&'static str>,
    missing: Vec<String>,
}

impl Walk {
    fn require(&mut self, what: &str, en: &str, zh: Option<&str>) {
        // A text with several paragraphs needs as many in Chinese, examples as many lines.
        let paragraphs = |text: &str| text.split("\n\n").count();
        match zh {
            None => self.missing.push(format!("{what}: no Chinese")),
            Some(zh) if en.is_empty() != zh.is_empty() => {
                self.missing.push(format!("{what}: {en:?} and {zh:?}"));
            }
            Some(zh) if !zh.is_empty() && !is_chinese(zh) => {
                self.missing.push(format!("{what}: not Chinese: {zh}"));
            }
            Some(zh) if paragraphs(en) != paragraphs(zh) => {
                self.missing.push(format!("{what}: {} and {} paragraphs", paragraphs(en), paragraphs(zh)));
            }
            Some(_) => {}
        }
    }

    fn command(&mut self, command: &Command, path: &str) {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        let long = command.get_long_about().map(ToString::to_string).unwrap_or_default();
        let details = long.strip_prefix(&about).unwrap_or_default().trim();
        let after = command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
        let text = super::command(path);
        self.commands.insert(path.to_owned());
        self.require(&format!("{path}: about"), &about, text.map(|text| text.about));
        self.require(&format!("{path}: details"), details, text.map(|text| text.details));
        self.require(&format!("{path}: after"), &after, text.map(|text| text.after));
        if let Some(text) = text {
            // Commands to copy are the same in both languages.
            let examples = |text: &str| -> Vec<String> {
                let lines =
                    text.lines().filter(|line| line.starts_with("  ") && line.contains("tmall-schema "));
                lines.map(|line| line.trim().split("  ").next().unwrap_or_default().to_owned()).collect()
            };
            assert_eq!(examples(&after), examples(text.after), "{path}: examples");
        }
        for arg in command.get_arguments() {
            if matches!(arg.get_action(), ArgAction::Help | ArgAction::Version) {
                continue;
            }
            let id = arg.get_id().as_str();
            let what = format!("{path} {id}");
            let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
            let long = arg.get_long_help().map(ToString::to_string).unwrap_or_default();
            let text = super::argument(path, id);
            self.require(&what, &help, text.map(|text| text.help));
            let details = long.strip_prefix(&help).unwrap_or_default().trim();
            self.require(&format!("{what}: details"), details, text.map(|text| text.details));
            self.arguments.extend(text.map(|text| (text.path, text.id)));
            if let Some(en) = arg.get_help_heading() {
                self.require(&format!("heading {en}"), en, super::heading(en));
                self.headings.extend(HEADINGS.iter().map(|text| text.0).find(|text| *text == en));
            }
            for value in arg.get_possible_values() {
                let name = value.get_name();
                let help = value.get_help().map(ToString::to_string).unwrap_or_default();
                let zh = super::value(path, id, name);
                if !help.is_empty() {
                    self.require(&format!("{what} {name}"), &help, zh);
                    let own = COMMAND_VALUES.iter().find(|text| (text.0, text.1, text.2) == (path, id, name));
                    self.command_values.extend(own.map(|text| (text.0, text.1, text.2)));
                    let found = VALUES.iter().find(|text| (text.0, text.1) == (id, name) && own.is_none());
                    self.values.extend(found.map(|text| (text.0, text.1)));
                }
            }
        }
        for command in command.get_subcommands() {
            self.command(command, format!("{path} {}", command.get_name()).trim());
        }
    }
}

#[test]
fn all_texts_are_there() {
    let mut walk = Walk::default();
    // Not built: what clap adds has texts of its own.
    walk.command(&Cli::command(), "");
    assert!(walk.missing.is_empty(), "{:#?}", walk.missing);
    for text in COMMANDS {
        assert!(walk.commands.contains(text.path), "a text of no command: {text:?}");
    }
    for text in ARGUMENTS {
        assert!(walk.arguments.contains(&(text.path, text.id)), "a text of no argument: {text:?}");
    }
    for text in VALUES {
        assert!(walk.values.contains(&(text.0, text.1)), "a text of no value: {text:?}");
    }
    for text in COMMAND_VALUES {
        assert!(walk.command_values.contains(&(text.0, text.1, text.2)), "a text of no value: {text:?}");
    }
    for text in HEADINGS {
        assert!(walk.headings.contains(text.0), "a text of no heading: {text:?}");
    }
}
