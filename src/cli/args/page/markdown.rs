//! `docs/cli.md` and its Chinese version, written from the same definitions as the help.
//!
//! `UPDATE_DOCS=1 cargo test --bin tmall-schema docs` writes the pages.

use std::fmt::Write;

use clap::Command;
use tmall_schema::Lang;

use super::{Item, Page, program};

impl Page {
    fn markdown(&self, text: &mut String) {
        let _ = writeln!(text, "\n## {}\n\n{}", self.name(), prose(&self.about));
        if !self.details.is_empty() {
            let _ = writeln!(text, "\n{}", prose(&self.details));
        }
        let synopses: Vec<String> =
            self.synopses.iter().map(|synopsis| format!("{} {synopsis}", self.name())).collect();
        let _ = writeln!(text, "\n```text\n{}\n```", synopses.join("\n"));
        if !self.commands.is_empty() {
            let _ = writeln!(text, "\n### {}\n", self.pick("Commands", "命令"));
            for (name, about) in &self.commands {
                let _ = writeln!(text, "- `{name}`{}{}", self.pick(": ", "："), prose(about));
            }
        }
        for group in self.groups.iter().filter(|group| !is_common(&group.heading) || self.path.is_empty()) {
            let _ = writeln!(text, "\n### {}\n", group.heading);
            for item in &group.items {
                self.markdown_item(text, item);
            }
        }
        if !self.after.is_empty() {
            let _ = writeln!(text, "\n```text\n{}\n```", self.after.trim_end());
        }
    }

    fn markdown_item(&self, text: &mut String, item: &Item) {
        let colon = self.pick(": ", "：");
        let _ = writeln!(text, "- `{}`{colon}{}", item.name.trim(), prose(&item.help));
        for line in item.details.lines().filter(|line| !line.trim().is_empty()) {
            let _ = writeln!(text, "  {}", prose(line));
        }
        let explained = item.values.iter().any(|(_, help)| help.is_some());
        for note in self.notes(item, !explained) {
            let _ = writeln!(text, "  {}", prose(&note));
        }
        if explained {
            for (name, help) in &item.values {
                let help = help.as_deref().map(|help| format!("{colon}{}", prose(help)));
                let _ = writeln!(text, "  - `{name}`{}", help.unwrap_or_default());
            }
        }
    }
}

fn is_common(heading: &str) -> bool {
    ["Global options", "通用选项"].contains(&heading)
}

/// Text in which Markdown and HTML find no marks.
fn prose(text: &str) -> String {
    text.replace('*', "\\*").replace('<', "&lt;")
}

fn document(lang: Lang) -> String {
    let intro = match lang {
        Lang::Zh => {
            "# 命令行\n\n<!-- 由程序的帮助信息生成：UPDATE_DOCS=1 cargo test --bin tmall-schema docs -->\n\n\
             本页列出所有命令和选项，内容与 `tmall-schema help` 相同。通用选项适用于每个命令，只在第一节列出。\n\
             设置文件见 [settings.zh-CN.md](settings.zh-CN.md)。英文版：[cli.md](cli.md)。\n"
        }
        _ => {
            "# The command line\n\n<!-- Generated from the help: UPDATE_DOCS=1 cargo test --bin tmall-schema docs -->\n\n\
             All commands and options, as `tmall-schema help` prints them. The global options apply to every\n\
             command and are listed once, in the first section. The settings file is described in\n\
             [settings.md](settings.md). 中文版：[cli.zh-CN.md](cli.zh-CN.md).\n"
        }
    };
    let mut text = intro.to_owned();
    fn add(command: &Command, path: &mut Vec<String>, lang: Lang, text: &mut String) {
        Page::new(command, path, lang).markdown(text);
        for command in command.get_subcommands().filter(|command| command.get_name() != "help") {
            path.push(command.get_name().to_owned());
            add(command, path, lang, text);
            path.pop();
        }
    }
    add(&program(), &mut Vec::new(), lang, &mut text);
    text
}

#[test]
fn docs_are_current() {
    crate::cli::docs::check("cli.md", &document(Lang::En));
    crate::cli::docs::check("cli.zh-CN.md", &document(Lang::Zh));
}
