//! `validate`: items judged against schemas.

mod schemas;
mod verdict;

use std::fs;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use tmall_schema::{Assets, ReadOptions, ValidateOptions, Validator};

use super::args::{FailOn, IgnoreArg, JudgingArgs, ValidateArgs, ValidateFormat};
use super::batch;
use super::console::Console;
use super::error::{CliError, Exit, UsageError};
use super::input::{Kinds, Source, check_stdin, expand, read_options};
use super::lang::pick;
use super::output::Output;
use super::render::github::Github;
use super::render::gitlab::Gitlab;
use super::render::json::Json;
use super::render::junit::Junit;
use super::render::ndjson::Ndjson;
use super::render::sarif::Sarif;
use super::render::text::Text;
use super::settings::Settings;
use schemas::Schemas;
pub(crate) use verdict::{Counts, Judged, Verdict};

/// A form of results. Its parts come in the order: begin, the files with what stands between them, end.
pub(crate) trait Format: Sync {
    /// Whether there are colours in it, to be taken out where they are not wanted.
    fn is_styled(&self) -> bool {
        false
    }

    /// What stands before all files.
    fn begin(&self) -> String {
        String::new()
    }

    /// One file; nothing where there is nothing to say of it.
    fn file(&self, judged: &Judged) -> String;

    /// What stands between two files of which there is something to say.
    fn between(&self) -> &str {
        ""
    }

    /// What stands after all files.
    fn end(&self, _summary: &Summary) -> String {
        String::new()
    }

    /// The whole result of a run whose schema cannot be read.
    fn failure(&self, _error: &CliError) -> String {
        String::new()
    }
}

/// What all files come to.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    pub(crate) files: usize,
    pub(crate) invalid: usize,
    pub(crate) counts: Counts,
    /// What `--max-findings` left out.
    pub(crate) omitted: Counts,
    /// Why files could not be read.
    pub(crate) unreadable: Vec<CliError>,
}

/// What is the same for all items.
struct Run<'a> {
    schemas: Schemas,
    read: ReadOptions,
    ignore: &'a [IgnoreArg],
    max_findings: usize,
    fail_on: FailOn,
    fail_fast: bool,
    format: Box<dyn Format>,
}

/// What the items come to.
struct Outcome {
    summary: Summary,
    /// Whether an item has a finding at or above the threshold.
    fails: bool,
    /// Which of the ignores left something out.
    used: Vec<bool>,
}

impl Outcome {
    fn add(&mut self, done: Done) {
        self.summary.files += 1;
        self.summary.invalid += usize::from(done.error.is_none() && !done.is_valid);
        self.summary.counts.add(&done.counts);
        self.summary.omitted.add(&done.omitted);
        self.summary.unreadable.extend(done.error);
        self.fails |= done.fails;
        self.used.iter_mut().zip(&done.used).for_each(|(used, now)| *used |= now);
    }
}

/// An item that is done.
struct Done {
    text: String,
    error: Option<CliError>,
    is_valid: bool,
    fails: bool,
    counts: Counts,
    omitted: Counts,
    /// Which of the ignores left something out.
    used: Vec<bool>,
}

pub(crate) fn run(args: &ValidateArgs, settings: &Settings, console: &Console) -> Result<Exit, CliError> {
    let own = &settings.validate;
    check_stdin(args.items.iter().chain(&args.schema).map(String::as_str))?;
    let show_notes = args.show_notes || own.show_notes.unwrap_or(false);
    let fail_on = args.fail_on.or(own.fail_on).unwrap_or_default();
    let format: Box<dyn Format> = match args.format {
        ValidateFormat::Text => Box::new(Text::new(console, show_notes)),
        ValidateFormat::Json => Box::new(Json::new(console.lang)),
        ValidateFormat::Ndjson => Box::new(Ndjson::new(console.lang)),
        ValidateFormat::Sarif => Box::new(Sarif::new(console.lang)),
        ValidateFormat::Junit => Box::new(Junit::new(console.lang, show_notes, fail_on)),
        ValidateFormat::Github => Box::new(Github::new(console.lang, show_notes)),
        ValidateFormat::Gitlab => Box::new(Gitlab::new(console.lang, show_notes)),
    };
    let items = expand(&args.items, Kinds::XmlAndJson)?;
    let named = named_schema(args, settings)?;
    if matches!(named, Named::Directory(_)) && items.contains(&Source::Stdin) {
        return Err(UsageError::StdinWithoutName.into());
    }
    let mut output = Output::open(args.output.output.as_deref(), console)?;
    let read = read_options(args.reading.dialect.or(settings.dialect));
    let compiled = options(&args.judging, settings)
        .and_then(|options| schemas(named, &read, &options, show_notes, console));
    let schemas = match compiled {
        Ok(schemas) => schemas,
        Err(error) => {
            let text = format.failure(&error);
            if !text.is_empty() {
                output.write(&text)?;
                output.finish()?;
            }
            return Err(error);
        }
    };
    let run = Run {
        schemas,
        read,
        ignore: ignores(&args.judging, settings),
        max_findings: args.max_findings.or(own.max_findings).unwrap_or(usize::MAX),
        fail_on,
        fail_fast: args.fail_fast || own.fail_fast.unwrap_or(false),
        format,
    };
    let jobs = batch::jobs(args.batch.jobs, settings.jobs);
    let outcome = run.all(&items, jobs, &mut output, console)?;
    output.finish()?;
    if outcome.summary.files == items.len() {
        run.tell_unused(&outcome.used, console);
    }
    Ok(match (outcome.summary.unreadable.is_empty(), outcome.fails) {
        (false, _) => Exit::Failed,
        (true, true) => Exit::Found,
        (true, false) => Exit::Clean,
    })
}

/// Where the schemas come from.
enum Named {
    One(Source),
    Directory(PathBuf),
}

/// A flag of either kind wins over settings of both kinds.
fn named_schema(args: &ValidateArgs, settings: &Settings) -> Result<Named, UsageError> {
    let own = &settings.validate;
    match (&args.schema, &args.schema_dir, &own.schema, &own.schema_dir) {
        (Some(schema), ..) => Ok(Named::One(Source::of(schema))),
        (None, Some(directory), ..) => Ok(Named::Directory(directory.clone())),
        (None, None, Some(schema), _) => Ok(Named::One(Source::File(schema.clone()))),
        (None, None, None, Some(directory)) => Ok(Named::Directory(directory.clone())),
        (None, None, None, None) => Err(UsageError::NoSchema),
    }
}

/// Reads and compiles the schema of all items, or makes ready to do so for each.
fn schemas(
    named: Named,
    read: &ReadOptions,
    options: &ValidateOptions,
    show_notes: bool,
    console: &Console,
) -> Result<Schemas, CliError> {
    Ok(match named {
        Named::One(source) => {
            let validator = Validator::compile_with(&source.schema(read)?, options);
            tell_notes(&source, &validator, show_notes, console);
            Schemas::one(validator)
        }
        Named::Directory(directory) => Schemas::directory(directory, read.clone(), options.clone()),
    })
}

/// What is left out: what the flags say, else the settings.
pub(crate) fn ignores<'a>(args: &'a JudgingArgs, settings: &'a Settings) -> &'a [IgnoreArg] {
    if args.ignore.is_empty() { &settings.validate.ignore } else { &args.ignore }
}

/// How items are judged.
pub(crate) fn options(args: &JudgingArgs, settings: &Settings) -> Result<ValidateOptions, CliError> {
    let own = &settings.validate;
    let mut options = ValidateOptions::new();
    // A flag wins for its code, since it comes later.
    let severities = own.severity.iter().map(|(code, severity)| (*code, *severity));
    for (code, severity) in severities.chain(args.severity.iter().copied()) {
        options = options.severity(code.0, severity.into());
    }
    if let Some(count) = args.character.or(own.character) {
        options = options.character(count.into());
    }
    if let Some(count) = args.byte.or(own.byte) {
        options = options.byte(count.into());
    }
    if let Some(file) = args.assets.as_ref().or(own.assets.as_ref()) {
        options = options.assets(assets(file)?);
    }
    Ok(options)
}

/// Reads the facts about files.
fn assets(file: &Path) -> Result<Assets, CliError> {
    let text = fs::read_to_string(file).map_err(|error| CliError::open(file, error))?;
    // Editors on some systems put a byte order mark in front of JSON too.
    Assets::from_json(text.strip_prefix('\u{FEFF}').unwrap_or(&text)).map_err(|error| CliError::Assets {
        file: file.to_owned(),
        line: u32::try_from(error.line()).unwrap_or(u32::MAX),
        column: u32::try_from(error.column()).unwrap_or(u32::MAX),
        message: error.to_string(),
    })
}

/// Says what in the schema is not as it should be or cannot be honoured; without `--show-notes` how much.
fn tell_notes(source: &Source, validator: &Validator, show_notes: bool, console: &Console) {
    let notes = || validator.schema().notes().iter().chain(validator.notes());
    let name = source.name();
    if show_notes {
        for note in notes() {
            let at = note.position;
            let message = note.message(console.lang);
            console.inform(&format!("{name}:{}:{}: {message} [{}]", at.line, at.column, note.code));
        }
        return;
    }
    match notes().count() {
        0 => {}
        count => console.inform(&pick(
            console.lang,
            format!("{name}: notes on the schema: {count} (--show-notes lists them)"),
            format!("{name}：schema 有 {count} 条提示（用 --show-notes 查看）"),
        )),
    }
}

pub(crate) fn tell_unused(ignore: &IgnoreArg, console: &Console) {
    let text = &ignore.text;
    console.warn(&pick(
        console.lang,
        format!("the ignore \"{text}\" matched nothing"),
        format!("忽略项“{text}”没有匹配到任何结果"),
    ));
}

impl Run<'_> {
    /// Judges all items and hands out their results in order.
    fn all(
        &self,
        items: &[Source],
        jobs: NonZeroUsize,
        output: &mut Output,
        console: &Console,
    ) -> Result<Outcome, CliError> {
        let mut outcome =
            Outcome { summary: Summary::default(), fails: false, used: vec![false; self.ignore.len()] };
        let bar = console.progress(items.len());
        let items: Vec<(usize, &Source)> = items.iter().enumerate().collect();
        let mut is_first = true;
        self.write(output, &self.format.begin())?;
        batch::in_order(
            &items,
            jobs,
            |(index, item)| self.item(*index, item),
            |done| {
                bar.inc(1);
                bar.suspend(|| self.hand_out(&done, is_first, output, console))?;
                is_first &= done.text.is_empty();
                let stop = self.fail_fast && (done.fails || done.error.is_some());
                outcome.add(done);
                Ok(if stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
            },
        )?;
        bar.finish_and_clear();
        self.write(output, &self.format.end(&outcome.summary))?;
        Ok(outcome)
    }

    fn hand_out(
        &self,
        done: &Done,
        is_first: bool,
        output: &mut Output,
        console: &Console,
    ) -> Result<(), CliError> {
        if !done.text.is_empty() {
            if !is_first {
                self.write(output, self.format.between())?;
            }
            self.write(output, &done.text)?;
            output.flush()?;
        }
        if let Some(error) = &done.error {
            console.fail(error);
        }
        Ok(())
    }

    fn write(&self, output: &mut Output, text: &str) -> Result<(), CliError> {
        if self.format.is_styled() { output.write_styled(text) } else { output.write(text) }
    }

    /// Says which ignores left nothing out: they may be misspelled, or no longer needed.
    fn tell_unused(&self, used: &[bool], console: &Console) {
        let unused = self.ignore.iter().zip(used).filter(|(_, used)| !**used);
        unused.for_each(|(ignore, _)| tell_unused(ignore, console));
    }

    fn item(&self, index: usize, source: &Source) -> Done {
        let mut used = vec![false; self.ignore.len()];
        let outcome = self.schemas.of(source).and_then(|validator| {
            let param = source.param(&self.read, validator.schema())?;
            let mut findings: Vec<_> = Vec::new();
            validator.check_into(&param, |finding| {
                let mut ignored = false;
                for (ignore, used) in self.ignore.iter().zip(&mut used) {
                    if ignore.matches(finding.code(), finding.path()) {
                        ignored = true;
                        *used = true;
                    }
                }
                if !ignored {
                    findings.push(finding);
                }
            });
            Ok(Verdict::new(param, findings, self.max_findings))
        });
        let judged = Judged { index, name: source.name(), outcome };
        let text = self.format.file(&judged);
        match judged.outcome {
            Ok(verdict) => Done {
                text,
                error: None,
                is_valid: verdict.is_valid(),
                fails: verdict.worst().is_some_and(|severity| self.fail_on.fails(severity)),
                counts: verdict.counts,
                omitted: verdict.omitted,
                used,
            },
            Err(error) => Done {
                text,
                error: Some(error),
                is_valid: false,
                fails: false,
                counts: Counts::default(),
                omitted: Counts::default(),
                used,
            },
        }
    }
}
