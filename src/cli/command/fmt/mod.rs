//! `fmt`: canonical XML, in place or printed, and the JSON forms.

mod document;

use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use tmall_schema::{ReadOptions, Schema, WriteOptions};

use crate::cli::args::{FmtArgs, Form, Kind};
use crate::cli::batch;
use crate::cli::console::Console;
use crate::cli::error::{CliError, Refusal, UsageError};
use crate::cli::exit::Exit;
use crate::cli::input::{FileKinds, Source, check_stdin, expand, read_options};
use crate::cli::lang::pick;
use crate::cli::output::{Output, rewrite};
use crate::cli::settings::Settings;
use document::{Origin, SchemaOrParam};

/// What is the same for all files.
struct Formatter {
    kind: Option<Kind>,
    schema: Option<Schema>,
    options: ReadOptions,
    /// Whether content without a place in the result is removed.
    is_dropping: bool,
}

/// What to do with a file that is not canonical.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Task {
    Rewrite,
    List,
}

/// Whether a file was canonical.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FileState {
    Canonical,
    NotCanonical,
}

pub(crate) fn run(args: &FmtArgs, settings: &Settings, console: &Console) -> Result<Exit, CliError> {
    check_stdin(args.files.iter().chain(&args.schema).map(String::as_str))?;
    let options = read_options(args.reading.dialect.or(settings.dialect));
    let schema = match (&args.schema, &settings.fmt.schema) {
        (Some(argument), _) => Some(Source::of(argument)),
        (None, Some(path)) => Some(Source::File(path.clone())),
        (None, None) => None,
    };
    let schema = schema.map(|source| source.checked_schema(&options, console)).transpose()?;
    let formatter = Formatter { kind: args.kind, schema, options, is_dropping: args.drop };

    let inputs = expand(&args.files, FileKinds::Xml, &args.walk.exclude)?;
    let is_stdin = inputs.contains(&Source::Stdin);
    let is_print = args.stdout || args.to.is_some() || args.output.output.is_some();
    if is_print || (is_stdin && !args.check) {
        return match inputs.as_slice() {
            [input] => formatter.print(input, args, console),
            _ if is_print => Err(UsageError::Several(inputs.len()).into()),
            _ => Err(UsageError::StdinInPlace.into()),
        };
    }
    let task = if args.check { Task::List } else { Task::Rewrite };
    formatter.batch(&inputs, batch::jobs(args.batch.jobs, settings.jobs), task, console)
}

impl Formatter {
    fn print(&self, source: &Source, args: &FmtArgs, console: &Console) -> Result<Exit, CliError> {
        let form = args.to.unwrap_or(Form::Xml);
        let (document, ..) = self.read(source, form)?;
        let text = match form {
            Form::Xml => self.xml(&document, source)?,
            Form::Json => document.to_json(self.schema.as_ref()),
        };
        let mut output = Output::open(args.output.output.as_deref(), console)?;
        output.write(&text)?;
        output.finish()?;
        Ok(Exit::Clean)
    }

    fn read(&self, source: &Source, form: Form) -> Result<(SchemaOrParam, Origin, Vec<u8>), CliError> {
        let lossless = (!self.is_dropping).then_some(form);
        SchemaOrParam::read(source, self.kind, self.schema.as_ref(), &self.options, lossless)
    }

    /// The canonical XML. Values of disabled fields are kept, since formatting must not change the content.
    fn xml(&self, document: &SchemaOrParam, source: &Source) -> Result<String, CliError> {
        let options = WriteOptions::new().with_indent().with_disabled_fields();
        let text = match document {
            SchemaOrParam::Schema(schema) => schema.to_xml(),
            SchemaOrParam::Param(param) => param.to_xml_with(self.schema.as_ref(), &options),
        };
        text.map_err(|error| CliError::document(source.name(), error, None))
    }

    fn batch(
        &self,
        inputs: &[Source],
        jobs: NonZeroUsize,
        task: Task,
        console: &Console,
    ) -> Result<Exit, CliError> {
        let (mut canonical, mut changed, mut failed) = (0_usize, 0_usize, 0_usize);
        let mut output = Output::open(None, console)?;
        let bar = console.progress(inputs.len());
        let work = |source: &Source| (source.name(), self.one(source, task));
        batch::in_order(inputs, jobs, work, |(name, found)| {
            bar.add(1);
            match found {
                Ok(FileState::Canonical) => canonical += 1,
                Ok(FileState::NotCanonical) => {
                    changed += 1;
                    if task == Task::List {
                        bar.print(|| output.write(&format!("{name}\n")))?;
                    }
                }
                Err(error) => {
                    failed += 1;
                    bar.print(|| console.fail(&error));
                }
            }
            Ok(ControlFlow::Continue(()))
        })?;
        bar.finish();
        output.finish()?;
        let (en, zh) = match task {
            Task::Rewrite => ("rewritten", "已改写"),
            Task::List => ("not canonical", "不规范"),
        };
        console.inform(&pick(
            console.lang,
            format!("{changed} {en}, {canonical} canonical, {failed} failed"),
            format!("{zh} {changed} 个，规范 {canonical} 个，失败 {failed} 个"),
        ));
        Ok(match (failed, changed, task) {
            (1.., _, _) => Exit::Failed,
            (_, 1.., Task::List) => Exit::Found,
            _ => Exit::Clean,
        })
    }

    fn one(&self, source: &Source, task: Task) -> Result<FileState, CliError> {
        let (document, origin, bytes) = self.read(source, Form::Xml)?;
        let refuse = |refusal| Err(CliError::Refused(source.name(), refusal));
        match origin {
            Origin::Xml => {}
            Origin::Answer => return refuse(Refusal::Answer),
            Origin::Json => return refuse(Refusal::Json),
        }
        let text = self.xml(&document, source)?;
        if text.as_bytes() == bytes {
            return Ok(FileState::Canonical);
        }
        if let (Task::Rewrite, Source::File(path)) = (task, source) {
            rewrite(path, &text)?;
        }
        Ok(FileState::NotCanonical)
    }
}
