//! The manual page, in roff.

use std::fmt::Write;

use super::{Item, PROGRAM, Page};

impl Page {
    /// The page, for section 1 of the manual.
    pub(crate) fn manual(&self) -> String {
        let name = self.name().replace(' ', "-");
        let mut text = String::new();
        let version = env!("CARGO_PKG_VERSION");
        let _ = writeln!(text, ".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '");
        let _ =
            writeln!(text, ".TH \"{}\" 1 \"\" \"{PROGRAM} {version}\" \"\"", escape(&name.to_uppercase()));
        // Neither hyphens in names nor gaps in Chinese text.
        text.push_str(".nh\n.ad l\n");
        section(&mut text, self.pick("NAME", "名称"));
        let _ = writeln!(text, "{} \\- {}", escape(&name), escape(&self.about));
        section(&mut text, self.pick("SYNOPSIS", "概要"));
        for (number, synopsis) in self.synopses.iter().enumerate() {
            if number > 0 {
                text.push_str(".br\n");
            }
            let _ = writeln!(text, "\\fB{}\\fR {}", escape(&self.name()), escape(synopsis));
        }
        section(&mut text, self.pick("DESCRIPTION", "描述"));
        match self.details.as_str() {
            "" => lines(&mut text, &self.about),
            details => lines(&mut text, details),
        }
        if !self.commands.is_empty() {
            section(&mut text, self.pick("COMMANDS", "命令"));
            for (name, about) in &self.commands {
                let _ = writeln!(text, ".TP\n\\fB{}\\fR", escape(name));
                lines(&mut text, about);
            }
        }
        for group in &self.groups {
            section(&mut text, &group.heading.to_uppercase());
            for item in &group.items {
                self.manual_item(&mut text, item);
            }
        }
        if !self.after.is_empty() {
            self.manual_after(&mut text);
        }
        self.see_also(&mut text);
        text
    }

    fn manual_item(&self, text: &mut String, item: &Item) {
        let name = item.name.trim_start();
        let end = name.find(['<', '[']).unwrap_or(name.len());
        let (flags, placeholder) = name.split_at(end);
        let _ = writeln!(text, ".TP\n\\fB{}\\fR{}", escape(flags), escape(placeholder));
        lines(text, &item.help);
        if !item.details.is_empty() {
            text.push_str(".sp\n");
            lines(text, &item.details);
        }
        let explained = item.values.iter().any(|(_, help)| help.is_some());
        if explained {
            let _ = writeln!(text, ".sp\n{}", self.pick("Possible values:", "可选值："));
            text.push_str(".RS\n");
            for (name, help) in &item.values {
                let help = help.as_deref().map(|help| format!("{}{}", self.pick(": ", "："), escape(help)));
                let _ = writeln!(text, ".IP \\(bu 2\n\\fB{}\\fR{}", escape(name), help.unwrap_or_default());
            }
            text.push_str(".RE\n");
        }
        for note in self.notes(item, !explained) {
            text.push_str(".sp\n");
            lines(text, &note);
        }
    }

    /// A line that begins a paragraph and ends in a colon is a heading; what follows keeps its lines.
    fn manual_after(&self, text: &mut String) {
        let mut is_open = false;
        let mut before = "";
        for line in self.after.lines() {
            let heading = line.strip_suffix([':', '：']).filter(|_| before.is_empty());
            before = line;
            if let Some(heading) = heading {
                if is_open {
                    text.push_str(".fi\n");
                }
                section(text, &heading.to_uppercase());
                text.push_str(".nf\n");
                is_open = true;
            } else {
                if !is_open {
                    text.push_str(".PP\n.nf\n");
                    is_open = true;
                }
                let _ = writeln!(text, "{}", escape(line));
            }
        }
        if is_open {
            text.push_str(".fi\n");
        }
    }

    fn see_also(&self, text: &mut String) {
        let mut pages: Vec<String> = Vec::new();
        for end in 0..self.path.len() {
            let above = self.path.get(..end).unwrap_or_default();
            pages.push(
                [PROGRAM].into_iter().chain(above.iter().map(String::as_str)).collect::<Vec<_>>().join("-"),
            );
        }
        let below = self.commands.iter().map(|(name, _)| name).filter(|name| *name != "help");
        pages.extend(below.map(|name| format!("{}-{name}", self.name().replace(' ', "-"))));
        if pages.is_empty() {
            return;
        }
        section(text, self.pick("SEE ALSO", "另请参阅"));
        let pages: Vec<String> = pages.iter().map(|page| format!("\\fB{}\\fR(1)", escape(page))).collect();
        let _ = writeln!(text, "{}", pages.join(self.pick(", ", "、")));
    }
}

fn section(text: &mut String, heading: &str) {
    let _ = writeln!(text, ".SH \"{}\"", escape(heading));
}

/// Paragraphs.
fn lines(text: &mut String, paragraphs: &str) {
    for line in paragraphs.lines() {
        match line.trim() {
            "" => text.push_str(".sp\n"),
            line => {
                let _ = writeln!(text, "{}", escape(line));
            }
        }
    }
}

/// A line as roff reads it: no escapes, no requests, and hyphens that can be copied.
fn escape(line: &str) -> String {
    let text = line.replace('\\', "\\e").replace('-', "\\-").replace('\'', "\\*(Aq").replace('"', "\\(dq");
    if text.starts_with(['.', '\\']) { format!("\\&{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_not_requests() {
        assert_eq!(escape(".TH"), "\\&.TH");
        assert_eq!(escape("a-b \\n"), "a\\-b \\en");
        assert_eq!(escape("it's \"x\""), "it\\*(Aqs \\(dqx\\(dq");
    }
}
