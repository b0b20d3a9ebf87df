//! What is required of an item now, and what is disabled and why.

use anstyle::Style;
use serde::Serialize;
use tmall_schema::{Lang, Requirement, RequirementState, Schema};

use super::json::{FORMAT_VERSION, line};
use crate::cli::style::{HEADING, ID, MARK, TIP, styled};
use crate::cli::text::{one_line, padding, width};
use crate::cli::words::Words;

/// Longer paths and names do not widen their columns.
const WIDEST_PATH: usize = 40;
const WIDEST_NAME: usize = 24;

/// For people, the missing ones first.
pub(crate) fn text<'s>(
    requirements: &[Requirement<'s>],
    schema: &'s Schema,
    name: &str,
    lang: Lang,
) -> String {
    let words = &Words::new(schema, lang);
    let group = |state: RequirementState, filled: Option<bool>| -> Vec<&Requirement<'s>> {
        requirements
            .iter()
            .filter(|one| one.state == state && filled.is_none_or(|filled| one.filled == filled))
            .collect()
    };
    let groups = [
        (words.pick("missing", "必填，缺少值"), MARK, group(RequirementState::Required, Some(false))),
        (words.pick("required and given", "必填，已有值"), ID, group(RequirementState::Required, Some(true))),
        (words.pick("cannot be decided", "无法判断是否必填"), ID, group(RequirementState::Unknown, None)),
        (
            words.pick("disabled, value ignored", "禁用，所填的值会被忽略"),
            MARK,
            group(RequirementState::Disabled, Some(true)),
        ),
        (
            words.pick("required if the complex value around it is given", "填写所在的复合字段时必填"),
            ID,
            group(RequirementState::IfGiven, None),
        ),
        (words.pick("disabled", "禁用"), TIP, group(RequirementState::Disabled, Some(false))),
    ];
    let mut text = format!("{}\n", styled(ID, &one_line(name)));
    for (heading, style, group) in groups {
        if group.is_empty() {
            continue;
        }
        text.push_str(&format!("\n{} ({})\n", styled(HEADING, heading), group.len()));
        lines(&mut text, &group, style, words);
    }
    if requirements.is_empty() {
        text.push_str(words.pick("nothing is required\n", "没有必填字段\n"));
    }
    text
}

fn lines<'s>(text: &mut String, group: &[&Requirement<'s>], style: Style, words: &Words<'s>) {
    let name = |one: &Requirement<'_>| one_line(one.field.name().unwrap_or_default()).into_owned();
    let path_column = group.iter().map(|one| width(&one_line(&one.path))).max().unwrap_or(0).min(WIDEST_PATH);
    let name_column = group.iter().map(|one| width(&name(one))).max().unwrap_or(0).min(WIDEST_NAME);
    for one in group {
        let (path, name) = (one_line(&one.path), name(one));
        let mut line = format!("  {}{}", styled(style, &path), padding(width(&path), path_column));
        line.push_str(&format!("  {name}{}", padding(width(&name), name_column)));
        if let Some(around) = &one.around {
            line.push_str(&format!("  {}", one_line(&words.required_inside(around))));
        }
        if let Some(why) = words.conditions(&one.conditions, one.field) {
            line.push_str(&format!("  {}", one_line(&words.when(&why))));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
}

/// For programs.
pub(crate) fn json(requirements: &[Requirement<'_>], name: &str) -> String {
    #[derive(Serialize)]
    struct RequirementsObject<'j> {
        format_version: u32,
        file: &'j str,
        requirements: Vec<RequirementObject<'j>>,
    }
    #[derive(Serialize)]
    struct RequirementObject<'j> {
        path: &'j str,
        #[serde(skip_serializing_if = "Option::is_none")]
        field: Option<&'j str>,
        state: &'static str,
        filled: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        why: Option<&'j str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        around: Option<&'j str>,
    }
    let requirements = requirements
        .iter()
        .map(|one| RequirementObject {
            path: &one.path,
            field: one.field.name(),
            state: match one.state {
                RequirementState::Required => "required",
                RequirementState::Disabled => "disabled",
                RequirementState::IfGiven => "if-given",
                RequirementState::Unknown | _ => "unknown",
            },
            filled: one.filled,
            why: one.why.as_deref(),
            around: one.around.as_deref(),
        })
        .collect();
    let mut text = line(&RequirementsObject { format_version: FORMAT_VERSION, file: name, requirements });
    text.push('\n');
    text
}
