//! `fetch`: the schemas of categories, from a gateway into a directory.

mod folder;
mod plan;
mod report;
mod work;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::cli::date::now_millis;
use tmall_schema::Lang;

use crate::cli::args::{ContentArg, FetchArgs};
use crate::cli::console::Console;
use crate::cli::error::{CliError, UsageError};
use crate::cli::exit::Exit;
use crate::cli::lang::{Message, pick};
use crate::cli::net::Caller;
use crate::cli::output::Output;
use crate::cli::settings::Settings;
use folder::Folder;
use plan::Entry;
use report::Summary;
use work::{Done, State, Stop};

/// After so many hours an unfinished run is not continued: its schemas are of another day.
const RESUME_HOURS: u32 = 12;

pub(crate) fn run(args: &FetchArgs, settings: &Settings, console: &Console) -> Result<Exit, CliError> {
    let entries = plan::entries(&settings.fetch)?;
    let caller = Caller::new(&settings.gateway)?;
    for entry in &entries {
        caller
            .sign(&entry.method, &entry.params)
            .map_err(|error| UsageError::Gateway(Message::of(|lang| error.message(lang))))?;
    }
    if let Some(previous) = &args.previous {
        folder::check(previous)?;
    }
    let now = u64::try_from(now_millis()).unwrap_or_default();
    let hours = settings.fetch.resume_hours.unwrap_or(RESUME_HOURS);
    let identity = plan::identity(&entries, caller.url());
    let folder = Folder::open(&args.out, &identity, now, u64::from(hours) * 3_600_000, args.fresh)?;
    if folder.count_kept() > 0 {
        let (kept, all) = (folder.count_kept(), entries.len());
        console.inform(&pick(
            console.lang,
            format!("continuing an earlier run: {kept} of {all} schemas are there (--fresh starts over)"),
            format!("接着上次运行：{all} 个 schema 中已有 {kept} 个（--fresh 重新开始）"),
        ));
    }
    let jobs = args.jobs.or(settings.jobs).map_or(2, std::num::NonZero::get);
    let content = settings.fetch.content.unwrap_or_default();
    let (done, stop) = fetch_all(&caller, &entries, content, &folder, jobs, console)?;
    let summary = Summary::of(&done);
    let is_complete = summary.is_complete();
    for (entry, done) in entries.iter().zip(&done) {
        if let Some(failure) = &done.failure {
            let colon = pick(console.lang, ": ", "：");
            console.result(&format!("{}{colon}{}", entry.file, failure.message.get(console.lang)));
        }
    }
    if is_complete {
        folder.finish(args.previous.as_deref())?;
    } else if summary.fetched + summary.kept + summary.empty == 0 {
        folder.discard()?;
    }
    let path = args.report.clone().unwrap_or_else(|| beside(&args.out));
    report::write(&path, &args.out, &entries, &done, is_complete, console.lang)?;
    let mut output = Output::open(None, console)?;
    output.write(&format!("{}\n", text(summary, &args.out, &path, console.lang)))?;
    output.finish()?;
    Ok(match (is_complete, stop) {
        (true, _) => Exit::Clean,
        (false, Some(Stop::Refused)) => Exit::Failed,
        (false, Some(Stop::Banned) | None) => Exit::Found,
    })
}

/// Fetches all entries with some threads. What happened to each, in order, and why the run stopped if it did.
fn fetch_all(
    caller: &Caller,
    entries: &[Entry],
    content: ContentArg,
    folder: &Folder,
    jobs: usize,
    console: &Console,
) -> Result<(Vec<Done>, Option<Stop>), CliError> {
    let all: Mutex<Vec<Done>> = Mutex::new(vec![Done::settled(State::NotTried); entries.len()]);
    let stop: Mutex<Option<Stop>> = Mutex::new(None);
    let failed: Mutex<Option<CliError>> = Mutex::new(None);
    let next = AtomicUsize::new(0);
    let progress = console.progress(entries.len());
    let work = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(entry) = entries.get(at) else { break };
            let is_over = lock(&stop).is_some() || lock(&failed).is_some();
            let done = match folder.kept(&entry.file) {
                Some(true) => Ok(Done::settled(State::Kept)),
                Some(false) => Ok(Done::settled(State::Empty)),
                None if is_over => Ok(Done::settled(State::NotTried)),
                None => work::fetch(caller, entry, content, folder),
            };
            match done {
                Ok(done) => {
                    if let Some(why) = done.stops {
                        lock(&stop).get_or_insert(why);
                    }
                    if let Some(slot) = lock(&all).get_mut(at) {
                        *slot = done;
                    }
                }
                Err(error) => drop(lock(&failed).get_or_insert(error)),
            }
            progress.add(1);
        }
    };
    thread::scope(|scope| {
        for _ in 1..jobs.min(entries.len()) {
            scope.spawn(work);
        }
        work();
    });
    progress.finish();
    if let Some(error) = failed.into_inner().unwrap_or_else(PoisonError::into_inner) {
        return Err(error);
    }
    let all = all.into_inner().unwrap_or_else(PoisonError::into_inner);
    Ok((all, stop.into_inner().unwrap_or_else(PoisonError::into_inner)))
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn beside(out: &Path) -> PathBuf {
    out.with_file_name("fetch-report.json")
}

/// The summary in one line.
fn text(summary: Summary, out: &Path, report: &Path, lang: Lang) -> String {
    let Summary { schemas, fetched, kept, empty, failed, not_tried } = summary;
    let (out, report) = (out.display(), report.display());
    let noun = if schemas == 1 { "schema" } else { "schemas" };
    let mut en = vec![format!("{fetched} fetched")];
    let mut zh = vec![format!("获取 {fetched} 个")];
    for (count, word_en, word_zh) in [
        (kept, "from an earlier run", "来自上次运行"),
        (empty, "empty", "为空"),
        (failed, "failed", "失败"),
        (not_tried, "not tried", "未尝试"),
    ] {
        if count > 0 {
            en.push(format!("{count} {word_en}"));
            zh.push(format!("{word_zh} {count} 个"));
        }
    }
    let (en, zh) = (en.join(", "), zh.join("，"));
    match summary.is_complete() {
        true => pick(
            lang,
            format!("{schemas} {noun}: {en}; written to {out}"),
            format!("{schemas} 个 schema：{zh}；已写入 {out}"),
        ),
        false => pick(
            lang,
            format!("{schemas} {noun}: {en}; {out} is unchanged, see {report}"),
            format!("{schemas} 个 schema：{zh}；{out} 未改动，详见 {report}"),
        ),
    }
}
