//! What came of the items, as text and as JSON.

use serde::Serialize;
use tmall_schema::gateway::End;
use tmall_schema::{Finding, Lang};

use super::task::{Outcome, Stored, Task, id_of};
use crate::cli::lang::{Message, counted, pick};
use crate::cli::render::json::{FORMAT_VERSION, line};

/// The most errors that are shown of one item.
const MOST_ERRORS: usize = 5;

#[derive(Serialize)]
struct Submitted<'r> {
    format_version: u32,
    method: &'r str,
    dry_run: bool,
    items: Vec<Row<'r>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Row<'r> {
    file: &'r str,
    outer_id: Option<&'r str>,
    category: Option<&'r str>,
    state: &'static str,
    item_id: Option<String>,
    /// Whether an earlier run settled it.
    earlier: bool,
    message: Option<String>,
    /// Of a refusal: its class, and what it means for publishing.
    class: Option<&'r str>,
    problem: Option<&'r str>,
    errors: Vec<Error<'r>>,
    readback: Option<Readback<'r>>,
}

#[derive(Serialize)]
struct Error<'r> {
    code: &'r str,
    path: &'r str,
    message: String,
}

#[derive(Serialize)]
struct Readback<'r> {
    kept: Option<bool>,
    differences: &'r [String],
    error: Option<&'r str>,
}

/// Counts of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Summary {
    pub(super) items: usize,
    /// Valid, and sent with `--yes`.
    pub(super) ready: usize,
    pub(super) invalid: usize,
    pub(super) published: usize,
    pub(super) updated: usize,
    pub(super) exists: usize,
    pub(super) uncertain: usize,
    pub(super) failed: usize,
    pub(super) pending: usize,
    /// Stored, but not as it was sent, or not read back.
    pub(super) different: usize,
}

impl Summary {
    pub(super) fn of(tasks: &[Task], dry_run: bool) -> Summary {
        let mut summary = Summary { items: tasks.len(), ..Summary::default() };
        for task in tasks {
            *match (&task.outcome, dry_run) {
                (Outcome::Invalid, _) => &mut summary.invalid,
                (Outcome::NotSent(_), _) => &mut summary.failed,
                (Outcome::Pending, true) => &mut summary.ready,
                (Outcome::Pending, false) => &mut summary.pending,
                (Outcome::End(End::Published { .. }), _) => &mut summary.published,
                (Outcome::End(End::Updated { .. }), _) => &mut summary.updated,
                (Outcome::End(End::Exists { .. }), _) => &mut summary.exists,
                (Outcome::End(End::Uncertain), _) => &mut summary.uncertain,
                (Outcome::End(_), _) => &mut summary.failed,
            } += 1;
            if !matches!(task.stored, None | Some(Ok(Stored { kept: true, .. }))) {
                summary.different += 1;
            }
        }
        summary
    }
}

/// The word of a state.
fn state(task: &Task, dry_run: bool) -> &'static str {
    match &task.outcome {
        Outcome::Invalid => "invalid",
        Outcome::NotSent(_) => "not-sent",
        Outcome::Pending if dry_run => "ready",
        Outcome::Pending => "pending",
        Outcome::End(end) => match end {
            End::Published { .. } => "published",
            End::Updated { .. } => "updated",
            End::Exists { .. } => "exists",
            End::ProductWaits { .. } => "product-waits",
            End::ProductRejected { .. } => "product-rejected",
            End::ItemGone => "item-gone",
            End::Refused { .. } => "refused",
            End::Uncertain => "uncertain",
            End::GaveUp => "gave-up",
            End::Unintelligible { .. } => "unintelligible",
            _ => "ended",
        },
    }
}

/// What is to be said of an item that did not end well.
fn message(task: &Task) -> Option<Message> {
    let Outcome::End(end) = &task.outcome else {
        return if let Outcome::NotSent(message) = &task.outcome { Some(message.clone()) } else { None };
    };
    Some(match end {
        End::Published { .. } | End::Updated { .. } => return None,
        End::Exists { items } => {
            let items = items.join(", ");
            Message::new(format!("it exists already: {items}"), format!("商品已存在：{items}"))
        }
        End::ProductWaits { product } => Message::new(
            format!("product {product} is waiting for review; run again in a few hours"),
            format!("产品 {product} 正在审核；请过几小时再运行"),
        ),
        End::ProductRejected { product } => {
            Message::new(format!("product {product} was rejected"), format!("产品 {product} 未通过审核"))
        }
        End::ItemGone => Message::new("the item no longer exists", "商品已不存在"),
        End::Refused { method, code, sub_code, message, .. } => Message::new(
            format!("{method} was refused: {code} {sub_code} {message}"),
            format!("{method} 被拒绝：{code} {sub_code} {message}"),
        ),
        End::Uncertain => Message::new(
            "it is unknown whether it was stored; check it on the platform, it is not sent again",
            "无法确定是否已保存；请到平台查看，不会再次发送",
        ),
        End::GaveUp => Message::new(
            "the platform was not available; it is safe to run again",
            "平台暂不可用；可以放心地再次运行",
        ),
        End::Unintelligible { method } => Message::new(
            format!("the answer of {method} lacks required content"),
            format!("{method} 的应答缺少必要内容"),
        ),
        _ => Message::new("it ended", "已结束"),
    })
}

fn item_id(task: &Task) -> Option<String> {
    if let Outcome::End(end) = &task.outcome { id_of(end) } else { None }
}

/// The class and the problem of a refusal.
fn refusal(task: &Task) -> Option<(&str, &str)> {
    match &task.outcome {
        Outcome::End(End::Refused { class, problem, .. }) => Some((class, problem)),
        Outcome::End(_) | Outcome::Invalid | Outcome::NotSent(_) | Outcome::Pending => None,
    }
}

/// One JSON object.
pub(super) fn json(method: &str, tasks: &[Task], dry_run: bool, is_adding: bool, lang: Lang) -> String {
    let rows = tasks.iter().map(|task| Row {
        file: &task.item.file,
        outer_id: task.item.outer_id.as_deref(),
        category: is_adding.then_some(task.item.target.as_str()),
        state: state(task, dry_run),
        item_id: item_id(task).or_else(|| (!is_adding).then(|| task.item.target.clone())),
        earlier: task.is_earlier,
        message: message(task).map(|message| message.get(lang).to_owned()),
        class: refusal(task).map(|(class, _)| class).filter(|class| !class.is_empty()),
        problem: refusal(task).map(|(_, problem)| problem).filter(|problem| !problem.is_empty()),
        errors: task.item.errors.iter().map(|finding| error(finding, lang)).collect(),
        readback: task.stored.as_ref().map(|stored| match stored {
            Ok(stored) => Readback { kept: Some(stored.kept), differences: &stored.differences, error: None },
            Err(why) => Readback { kept: None, differences: &[], error: Some(why.get(lang)) },
        }),
    });
    let submitted = Submitted {
        format_version: FORMAT_VERSION,
        method,
        dry_run,
        items: rows.collect(),
        summary: Summary::of(tasks, dry_run),
    };
    format!("{}\n", line(&submitted))
}

fn error(finding: &Finding, lang: Lang) -> Error<'_> {
    Error { code: finding.code_text(), path: finding.path(), message: finding.message(lang) }
}

/// A line for each item about which there is something to say, and the totals.
pub(super) fn text(method: &str, tasks: &[Task], dry_run: bool, is_adding: bool, lang: Lang) -> String {
    let mut text = String::new();
    let colon = pick(lang, ": ", "：");
    let mut say = |line: &str| {
        text.push_str(line);
        text.push('\n');
    };
    for task in tasks {
        let file = &task.item.file;
        for finding in task.item.errors.iter().take(MOST_ERRORS) {
            let (path, message, code) = (finding.path(), finding.message(lang), finding.code_text());
            say(&format!("{file}{colon}{path}{colon}{message} [{code}]"));
        }
        if task.item.errors.len() > MOST_ERRORS {
            let more = task.item.errors.len() - MOST_ERRORS;
            say(&pick(lang, format!("{file}: {more} more errors"), format!("{file}：另有 {more} 个错误")));
        }
        if dry_run && matches!(task.outcome, Outcome::Pending) {
            say(&planned(task, method, is_adding, lang));
        }
        if let Some(message) = message(task) {
            say(&format!("{file}{colon}{}", message.get(lang)));
        }
        match &task.stored {
            Some(Ok(stored)) if !stored.kept => {
                stored.differences.iter().for_each(|difference| say(&format!("{file}{colon}{difference}")));
            }
            Some(Err(why)) => say(&format!(
                "{file}{colon}{}",
                pick(lang, format!("cannot be read back: {}", why.en), format!("无法读回：{}", why.zh))
            )),
            Some(Ok(_)) | None => {}
        }
    }
    say(&totals(Summary::of(tasks, dry_run), lang));
    text
}

/// What would be sent.
fn planned(task: &Task, method: &str, is_adding: bool, lang: Lang) -> String {
    let (file, target, bytes) = (&task.item.file, &task.item.target, task.item.xml.len());
    let code = task.item.outer_id.as_deref().unwrap_or("-");
    match is_adding {
        true => pick(
            lang,
            format!("{file}: {method}, category {target}, outer_id {code}, {bytes} bytes"),
            format!("{file}：{method}，类目 {target}，商家编码 {code}，{bytes} 字节"),
        ),
        false => pick(
            lang,
            format!("{file}: {method}, item {target}, {bytes} bytes"),
            format!("{file}：{method}，商品 {target}，{bytes} 字节"),
        ),
    }
}

fn totals(summary: Summary, lang: Lang) -> String {
    let Summary { items, ready, invalid, published, updated, exists, uncertain, failed, pending, different } =
        summary;
    let parts = [
        (ready, "would be sent", "将发送"),
        (published, "published", "已发布"),
        (updated, "updated", "已更新"),
        (exists, "already there", "已存在"),
        (invalid, "invalid", "无效"),
        (failed, "failed", "失败"),
        (uncertain, "uncertain", "结果未知"),
        (pending, "not reached", "未处理"),
        (different, "not stored as sent", "与发送的不同"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, en, zh)| pick(lang, format!("{count} {en}"), format!("{zh} {count} 个")))
        .collect();
    let items = counted(lang, items, "item", "items", "个商品");
    match parts.is_empty() {
        true => items,
        false => format!("{items}{}{}", pick(lang, ": ", "："), parts.join(pick(lang, ", ", "，"))),
    }
}
