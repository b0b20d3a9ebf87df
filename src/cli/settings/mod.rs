//! `tmall-schema.toml`: the settings of a project, and the other files that options name.

#[cfg(test)]
#[cfg(feature = "net")]
mod docs;
pub(crate) mod facts;
#[cfg(feature = "net")]
mod gateway;
pub(crate) mod table;

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::ValueEnum;
use toml::de::DeValue;

use super::args::{
    ByteArg, ChangeIgnoreArg, CharacterArg, CodeArg, ColorArg, DataForm, DialectArg, EncodingArg, FailOn,
    FailOnLevel, FindingIgnoreArg, GlobalArgs, LangArg, PackArg, SeverityArg, View, choice, count, positive,
};
use super::error::{CliError, Place};
use super::lang::Message;
#[cfg(feature = "net")]
pub(crate) use gateway::{FetchSettings, GatewaySettings, SchemasSettings};
use table::{Fault, Table, digits, flag, text};

/// The name of the file, in the working directory or above it.
pub(crate) const FILE: &str = "tmall-schema.toml";

/// The content of the file. Options on the command line override it.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    pub(crate) lang: Option<LangArg>,
    pub(crate) color: Option<ColorArg>,
    pub(crate) quiet: Option<bool>,
    pub(crate) jobs: Option<NonZeroUsize>,
    pub(crate) dialect: Option<DialectArg>,
    pub(crate) rules: Vec<PathBuf>,
    pub(crate) pack: Vec<PackArg>,
    pub(crate) diff: DiffSettings,
    pub(crate) fill: FillSettings,
    pub(crate) inspect: InspectSettings,
    pub(crate) fmt: FmtSettings,
    pub(crate) validate: ValidateSettings,
    #[cfg(feature = "net")]
    pub(crate) gateway: GatewaySettings,
    #[cfg(feature = "net")]
    pub(crate) fetch: FetchSettings,
}

/// `[diff]`.
#[derive(Debug, Default)]
pub(crate) struct DiffSettings {
    pub(crate) fail_on: Option<FailOnLevel>,
    pub(crate) view: Option<View>,
    pub(crate) ignore: Vec<ChangeIgnoreArg>,
    pub(crate) ignore_file: Option<PathBuf>,
    pub(crate) items: Vec<PathBuf>,
    pub(crate) mapping: Option<PathBuf>,
}

/// `[fill]`. The settings for validating items are in `[validate]`.
#[derive(Debug, Default)]
pub(crate) struct FillSettings {
    pub(crate) schema: Option<PathBuf>,
    pub(crate) map: Option<PathBuf>,
    pub(crate) out_dir: Option<PathBuf>,
    pub(crate) rejects: Option<PathBuf>,
    pub(crate) name_by: Option<String>,
    pub(crate) skip_existing: Option<bool>,
    pub(crate) defaults: Option<bool>,
    pub(crate) data_format: Option<DataForm>,
    pub(crate) encoding: Option<EncodingArg>,
}

/// `[inspect]`.
#[derive(Debug, Default)]
pub(crate) struct InspectSettings {
    pub(crate) tips: Option<bool>,
}

/// `[fmt]`.
#[derive(Debug, Default)]
pub(crate) struct FmtSettings {
    pub(crate) schema: Option<PathBuf>,
}

/// `[validate]`.
#[derive(Debug, Default)]
pub(crate) struct ValidateSettings {
    pub(crate) schema: Option<PathBuf>,
    pub(crate) schema_dir: Option<PathBuf>,
    pub(crate) fail_on: Option<FailOn>,
    pub(crate) severity: BTreeMap<CodeArg, SeverityArg>,
    pub(crate) ignore: Vec<FindingIgnoreArg>,
    pub(crate) ignore_file: Option<PathBuf>,
    pub(crate) baseline: Option<PathBuf>,
    pub(crate) max_findings: Option<usize>,
    pub(crate) fail_fast: Option<bool>,
    pub(crate) show_notes: Option<bool>,
    pub(crate) character: Option<CharacterArg>,
    pub(crate) byte: Option<ByteArg>,
    pub(crate) assets: Option<PathBuf>,
}

impl Settings {
    /// Reads the file that a flag names, else the nearest one at or above the working directory.
    pub(crate) fn find(global: &GlobalArgs) -> Result<Settings, CliError> {
        if global.no_config {
            return Ok(Settings::default());
        }
        if let Some(file) = &global.config {
            return Settings::read(file);
        }
        let Ok(here) = std::env::current_dir() else { return Ok(Settings::default()) };
        match here.ancestors().position(|folder| folder.join(FILE).is_file()) {
            // Relative to the working directory, as messages name all files.
            Some(above) => Settings::read(&PathBuf::from("../".repeat(above)).join(FILE)),
            None => Ok(Settings::default()),
        }
    }

    fn read(file: &Path) -> Result<Settings, CliError> {
        let text = fs::read_to_string(file).map_err(|error| CliError::open(file, error))?;
        let mut settings = Settings::parse(&text, file)?;
        // Paths are relative to the file.
        let folder = file.parent().unwrap_or(Path::new(""));
        for path in settings.paths() {
            *path = folder.join(&*path);
        }
        Ok(settings)
    }

    fn parse(text: &str, file: &Path) -> Result<Settings, CliError> {
        let read = || Settings::from_table(&mut Table::parse(text)?);
        read().map_err(|Fault { at, message }| {
            let Place { line, column } = Place::in_text(text, at);
            CliError::Settings { file: file.to_owned(), line, column, message }
        })
    }

    fn from_table(table: &mut Table<'_>) -> Result<Settings, Fault> {
        let settings = Settings {
            lang: table.get("lang", one_of)?,
            color: table.get("color", one_of)?,
            quiet: table.get("quiet", flag)?,
            jobs: table.get("jobs", |value| digits(value, positive))?,
            dialect: table.get("dialect", one_of)?,
            rules: table.list("rules", path)?,
            pack: table.list("pack", one_of)?,
            diff: DiffSettings::from_table(&mut table.table("diff")?)?,
            fill: FillSettings::from_table(&mut table.table("fill")?)?,
            inspect: InspectSettings::from_table(&mut table.table("inspect")?)?,
            fmt: FmtSettings::from_table(&mut table.table("fmt")?)?,
            validate: ValidateSettings::from_table(&mut table.table("validate")?)?,
            #[cfg(feature = "net")]
            gateway: GatewaySettings::from_table(&mut table.table("gateway")?)?,
            #[cfg(feature = "net")]
            fetch: FetchSettings::from_table(&mut table.table("fetch")?)?,
        };
        table.finish()?;
        Ok(settings)
    }

    fn paths(&mut self) -> impl Iterator<Item = &mut PathBuf> {
        let (validate, fill) = (&mut self.validate, &mut self.fill);
        let paths = [
            &mut self.fmt.schema,
            &mut self.diff.ignore_file,
            &mut fill.schema,
            &mut fill.map,
            &mut fill.out_dir,
            &mut fill.rejects,
            &mut self.diff.mapping,
            &mut validate.schema,
            &mut validate.schema_dir,
            &mut validate.assets,
            &mut validate.ignore_file,
            &mut validate.baseline,
        ];
        let paths = paths.into_iter().flatten().chain(&mut self.diff.items).chain(&mut self.rules);
        #[cfg(feature = "net")]
        let paths = paths.chain(self.gateway.paths());
        paths
    }
}

impl DiffSettings {
    fn from_table(table: &mut Table<'_>) -> Result<DiffSettings, Fault> {
        let settings = DiffSettings {
            fail_on: table.get("fail_on", one_of)?,
            view: table.get("view", one_of)?,
            ignore: table.list("ignore", parsed)?,
            ignore_file: table.get("ignore_file", path)?,
            items: table.list("items", path)?,
            mapping: table.get("mapping", path)?,
        };
        table.finish()?;
        Ok(settings)
    }
}

impl FillSettings {
    fn from_table(table: &mut Table<'_>) -> Result<FillSettings, Fault> {
        let settings = FillSettings {
            schema: table.get("schema", path)?,
            map: table.get("map", path)?,
            out_dir: table.get("out_dir", path)?,
            rejects: table.get("rejects", path)?,
            name_by: table.get("name_by", text)?,
            skip_existing: table.get("skip_existing", flag)?,
            defaults: table.get("defaults", flag)?,
            data_format: table.get("data_format", one_of)?,
            encoding: table.get("encoding", one_of)?,
        };
        table.finish()?;
        Ok(settings)
    }
}

impl InspectSettings {
    fn from_table(table: &mut Table<'_>) -> Result<InspectSettings, Fault> {
        let settings = InspectSettings { tips: table.get("tips", flag)? };
        table.finish()?;
        Ok(settings)
    }
}

impl FmtSettings {
    fn from_table(table: &mut Table<'_>) -> Result<FmtSettings, Fault> {
        let settings = FmtSettings { schema: table.get("schema", path)? };
        table.finish()?;
        Ok(settings)
    }
}

impl ValidateSettings {
    fn from_table(table: &mut Table<'_>) -> Result<ValidateSettings, Fault> {
        let settings = ValidateSettings {
            schema: table.get("schema", path)?,
            schema_dir: table.get("schema_dir", path)?,
            fail_on: table.get("fail_on", one_of)?,
            severity: severities(table.table("severity")?)?,
            ignore: table.list("ignore", parsed)?,
            ignore_file: table.get("ignore_file", path)?,
            baseline: table.get("baseline", path)?,
            max_findings: table.get("max_findings", |value| digits(value, count))?,
            fail_fast: table.get("fail_fast", flag)?,
            show_notes: table.get("show_notes", flag)?,
            character: table.get("character", one_of)?,
            byte: table.get("byte", one_of)?,
            assets: table.get("assets", path)?,
        };
        table.finish()?;
        Ok(settings)
    }
}

/// `[validate.severity]`: the keys are codes.
fn severities(mut table: Table<'_>) -> Result<BTreeMap<CodeArg, SeverityArg>, Fault> {
    let mut severities = BTreeMap::new();
    for (code, severity) in table.rest() {
        let at = code.span().start;
        let code = code.get_ref().parse().map_err(|message| Fault { at, message })?;
        let at = severity.span().start;
        let severity = one_of(severity.get_ref()).map_err(|message| Fault { at, message })?;
        severities.insert(code, severity);
    }
    Ok(severities)
}

fn one_of<T: ValueEnum>(value: &DeValue<'_>) -> Result<T, Message> {
    choice(&text(value)?)
}

fn parsed<T: FromStr<Err = Message>>(value: &DeValue<'_>) -> Result<T, Message> {
    text(value)?.parse()
}

fn path(value: &DeValue<'_>) -> Result<PathBuf, Message> {
    text(value).map(PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_settings_are_placed() {
        let wrong = |text: &str| {
            let error = Settings::parse(text, Path::new(FILE)).unwrap_err();
            let Place { line, column } = error.place().unwrap();
            (line, column, error.message(tmall_schema::Lang::En))
        };
        for (text, line, column, message) in [
            (
                "lang = \"zh\"\n[fmt]\nschemas = \"x\"",
                3,
                1,
                "unknown key \"schemas\" in [fmt]; did you mean schema?",
            ),
            (
                "[validate]\nxyz = 1\n",
                2,
                1,
                "unknown key \"xyz\" in [validate]; the known keys are schema, schema_dir, \
              fail_on, severity, ignore, ignore_file, baseline, max_findings, fail_fast, show_notes, character, byte, assets",
            ),
            ("[validat]\n", 1, 2, "unknown key \"validat\"; did you mean validate?"),
            ("lang = \"fr\"", 1, 8, "lang: expected one of en, zh, found \"fr\""),
            (
                "color = \"allways\"",
                1,
                9,
                "color: expected one of auto, always, never, found \"allways\"; did you mean always?",
            ),
            ("\njobs = 0", 2, 8, "jobs: expected a whole number, 1 or more"),
            ("jobs = -3", 1, 8, "jobs: expected a whole number, 1 or more"),
            ("jobs = 1.5", 1, 8, "jobs: expected a whole number, found 1.5"),
            ("quiet = \"yes\"", 1, 9, "quiet: expected true or false, found \"yes\""),
            ("validate = 3", 1, 12, "validate: expected a table, found 3"),
            ("[validate]\nignore = \"x\"", 2, 10, "ignore: expected a list, found \"x\""),
            (
                "[validate]\nignore = [\"max-lenght\"]",
                2,
                11,
                "ignore: \"max-lenght\" is not a finding code; did you mean max-length?",
            ),
            (
                "[validate.severity]\nrequire = \"off\"",
                2,
                1,
                "\"require\" is not a finding code; did you mean required?",
            ),
            (
                "[validate.severity]\nrequired = \"of\"",
                2,
                12,
                "expected one of error, warning, note, off, found \"of\"; did you mean off?",
            ),
            ("quiet = true\nquiet = true", 2, 1, "this key is set twice"),
            (
                "\n\nlang = ",
                3,
                8,
                "this is not valid TOML; a setting is written key = value, with text in double quotes",
            ),
        ] {
            assert_eq!(wrong(text), (line, column, message.to_owned()), "{text}");
        }
    }

    /// The Chinese says the same, without English phrases in it.
    #[test]
    fn chinese() {
        let wrong =
            |text: &str| Settings::parse(text, Path::new(FILE)).unwrap_err().message(tmall_schema::Lang::Zh);
        assert_eq!(wrong("[fmt]\nschemas = 1"), "[fmt] 中没有名为“schemas”的键；是不是 schema？");
        assert_eq!(wrong("jobs = \"x\""), "jobs：应为整数，实际为“x”");
    }

    #[test]
    fn paths_are_relative_to_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(FILE);
        fs::write(&file, "[fmt]\nschema = \"rules/a.xml\"\n").unwrap();
        let settings = Settings::read(&file).unwrap();
        assert_eq!(settings.fmt.schema, Some(folder.path().join("rules/a.xml")));
    }
}
