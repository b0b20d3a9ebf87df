//! Methods of the gateways: what they take and answer.

use tmall_schema::api::MethodsAnswer;
use tmall_schema::gateway::{Carried, Method, ParameterKind, State};
use tmall_schema::{Call, Lang};

use super::json::line;
use crate::cli::lang::pick;
use crate::cli::style::{GUIDE, HEADING, ID, styled};
use crate::cli::text::padding;

fn kind(kind: ParameterKind, lang: Lang) -> &'static str {
    let (en, zh) = match kind {
        ParameterKind::Number => ("whole number", "整数"),
        ParameterKind::Text => ("text", "文本"),
        ParameterKind::Flag => ("true or false", "true 或 false"),
        ParameterKind::Date => ("time in GMT+8", "时间（GMT+8）"),
        ParameterKind::Price => ("amount in yuan", "金额（元）"),
        ParameterKind::File => ("file", "文件"),
        ParameterKind::Numbers => ("whole numbers, separated by commas", "整数，逗号分隔"),
        ParameterKind::Texts => ("list, separated by commas", "列表，逗号分隔"),
        ParameterKind::Json => ("JSON", "JSON"),
        other => return other.as_str(),
    };
    pick(lang, en, zh)
}

fn carried(carried: Carried, lang: Lang) -> &'static str {
    let (en, zh) = match carried {
        Carried::Schema => ("schema as XML", "schema XML"),
        Carried::Param => ("item as XML", "商品参数 XML"),
        Carried::Id => ("id", "ID"),
        Carried::Status => ("status", "状态"),
        Carried::Data => ("data", "数据"),
        other => return other.as_str(),
    };
    pick(lang, en, zh)
}

fn call(method: &Method, lang: Lang) -> &'static str {
    match method.call {
        Call::Read => pick(lang, "reads", "读"),
        _ => pick(lang, "writes", "写"),
    }
}

fn state(method: &Method, lang: Lang) -> String {
    let successor = |successor: Option<&str>| {
        successor
            .map(|next| pick(lang, format!("; use {next}"), format!("；请使用 {next}")))
            .unwrap_or_default()
    };
    match method.state {
        State::Alive => pick(lang, "offered", "可用").to_owned(),
        State::Retired { successor: next } => {
            format!("{}{}", pick(lang, "no longer offered", "已下线"), successor(next))
        }
        State::Doubtful { successor: next } => format!(
            "{}{}",
            pick(
                lang,
                "missing in the platform's catalogue, but still called",
                "平台目录中已没有，但仍有人调用"
            ),
            successor(next)
        ),
        _ => {
            pick(lang, "not in the known part of the platform's catalogue", "不在已知的平台目录中").to_owned()
        }
    }
}

/// The parameters and keys in rows: name, whether required, and what it is.
fn rows(method: &Method, lang: Lang) -> (Vec<[String; 3]>, Vec<[String; 2]>) {
    let params = method.params.iter().map(|param| {
        let need = if param.is_required {
            pick(lang, "required", "必填")
        } else {
            pick(lang, "optional", "可选")
        };
        let what = match param.carries {
            // alibaba.com: the item is a text inside of the JSON.
            Some(Carried::Param) if param.kind == ParameterKind::Json => {
                pick(lang, "JSON with the item as XML in it", "含商品参数 XML 的 JSON")
            }
            Some(what) => carried(what, lang),
            None => kind(param.kind, lang),
        };
        [param.name.to_owned(), need.to_owned(), what.to_owned()]
    });
    let results =
        method.results.iter().map(|key| [key.name.to_owned(), carried(key.carries, lang).to_owned()]);
    (params.collect(), results.collect())
}

fn heading(method: &Method, lang: Lang) -> [String; 3] {
    let mut facts =
        vec![method.gateway.as_str().to_owned(), call(method, lang).to_owned(), state(method, lang)];
    facts.extend(method.dialect().map(str::to_owned));
    if method.doc != 0 {
        facts.push(format!("{} {}", pick(lang, "page", "文档"), method.doc));
    }
    [method.name.to_owned(), method.purpose(lang).to_owned(), facts.join(pick(lang, ", ", "，"))]
}

/// For people.
pub(crate) fn text(methods: &[&Method], lang: Lang) -> String {
    let mut text = String::new();
    for method in methods {
        if !text.is_empty() {
            text.push('\n');
        }
        let [name, purpose, facts] = heading(method, lang);
        text.push_str(&format!("{}  {purpose}\n{}\n", styled(ID, &name), styled(GUIDE, &facts)));
        let (params, results) = rows(method, lang);
        let column = params
            .iter()
            .map(|[name, ..]| name.len())
            .chain(results.iter().map(|[name, _]| name.len()))
            .max()
            .unwrap_or(0);
        if !params.is_empty() {
            text.push_str(&format!("\n{}\n", styled(HEADING, pick(lang, "Parameters", "参数"))));
        }
        for [name, need, what] in &params {
            text.push_str(&format!("  {name}{}  {need}  {what}\n", padding(name.len(), column)));
        }
        if method.is_open {
            text.push_str(&format!(
                "  {}\n",
                pick(lang, "… others, which are not listed here", "……其他参数未列出")
            ));
        }
        if !results.is_empty() {
            text.push_str(&format!("\n{}\n", styled(HEADING, pick(lang, "Answer", "返回"))));
        }
        for [name, what] in &results {
            text.push_str(&format!("  {name}{}  {what}\n", padding(name.len(), column)));
        }
    }
    text
}

/// For a page or a chat.
pub(crate) fn markdown(methods: &[&Method], lang: Lang) -> String {
    let mut text = String::new();
    for method in methods {
        if !text.is_empty() {
            text.push('\n');
        }
        let [name, purpose, facts] = heading(method, lang);
        text.push_str(&format!("## `{name}`\n\n{purpose}\n\n{facts}\n"));
        let (params, results) = rows(method, lang);
        if !params.is_empty() {
            text.push_str(pick(
                lang,
                "\n| parameter | | value |\n|---|---|---|\n",
                "\n| 参数 | | 值 |\n|---|---|---|\n",
            ));
        }
        for [name, need, what] in &params {
            text.push_str(&format!("| `{name}` | {need} | {what} |\n"));
        }
        if !results.is_empty() {
            text.push_str(pick(lang, "\n| answer | |\n|---|---|\n", "\n| 返回 | |\n|---|---|\n"));
        }
        for [name, what] in &results {
            text.push_str(&format!("| `{name}` | {what} |\n"));
        }
    }
    text
}

/// For programs.
pub(crate) fn json(methods: &[&Method], lang: Lang) -> String {
    format!("{}\n", line(&MethodsAnswer::of(methods.iter().copied(), lang)))
}
