//! `tmall-schema.toml`: what a project has set for good.

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::args::{
    ByteArg, ChangeIgnoreArg, CharacterArg, CodeArg, ColorArg, DataForm, DialectArg, EncodingArg, FailOn,
    FailOnLevel, GlobalArgs, IgnoreArg, LangArg, SeverityArg, View,
};
use super::error::{CliError, Place};

/// The name that is looked for, upwards from the working directory.
pub(crate) const FILE: &str = "tmall-schema.toml";

/// What the file says. A flag wins over it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Settings {
    pub(crate) lang: Option<LangArg>,
    pub(crate) color: Option<ColorArg>,
    pub(crate) quiet: Option<bool>,
    pub(crate) jobs: Option<NonZeroUsize>,
    pub(crate) dialect: Option<DialectArg>,
    pub(crate) diff: DiffSettings,
    pub(crate) fill: FillSettings,
    pub(crate) inspect: InspectSettings,
    pub(crate) fmt: FmtSettings,
    pub(crate) validate: ValidateSettings,
}

/// `[diff]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct DiffSettings {
    pub(crate) fail_on: Option<FailOnLevel>,
    pub(crate) view: Option<View>,
    pub(crate) ignore: Vec<ChangeIgnoreArg>,
    pub(crate) ignore_file: Option<PathBuf>,
    pub(crate) items: Vec<PathBuf>,
    pub(crate) mapping: Option<PathBuf>,
}

/// `[fill]`. What judges items stands under `[validate]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
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
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct InspectSettings {
    pub(crate) tips: Option<bool>,
}

/// `[fmt]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct FmtSettings {
    pub(crate) schema: Option<PathBuf>,
}

/// `[validate]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ValidateSettings {
    pub(crate) schema: Option<PathBuf>,
    pub(crate) schema_dir: Option<PathBuf>,
    pub(crate) fail_on: Option<FailOn>,
    pub(crate) severity: BTreeMap<CodeArg, SeverityArg>,
    pub(crate) ignore: Vec<IgnoreArg>,
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
            // As seen from here, which is how messages name all files.
            Some(above) => Settings::read(&PathBuf::from("../".repeat(above)).join(FILE)),
            None => Ok(Settings::default()),
        }
    }

    fn read(file: &Path) -> Result<Settings, CliError> {
        let text = fs::read_to_string(file).map_err(|error| CliError::open(file, error))?;
        let mut settings = Settings::parse(&text, file)?;
        // Paths are meant as seen from the file.
        let folder = file.parent().unwrap_or(Path::new(""));
        for path in settings.paths() {
            *path = folder.join(&*path);
        }
        Ok(settings)
    }

    fn parse(text: &str, file: &Path) -> Result<Settings, CliError> {
        toml::from_str(text).map_err(|error| {
            let Place { line, column } = Place::in_text(text, error.span().map_or(0, |span| span.start));
            CliError::Settings { file: file.to_owned(), line, column, message: error.message().to_owned() }
        })
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
        ];
        paths.into_iter().flatten().chain(&mut self.diff.items)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_settings_are_placed() {
        let place = |text: &str| Settings::parse(text, Path::new(FILE)).unwrap_err();
        let error = place("lang = \"zh\"\n[fmt]\nschemas = \"x\"\n");
        assert_eq!(error.place(), Some(Place { line: 3, column: 1 }));
        assert!(error.message(tmall_schema::Lang::En).contains("unknown field `schemas`"));
        assert_eq!(place("lang = \"fr\"").place(), Some(Place { line: 1, column: 8 }));
        assert_eq!(place("\njobs = 0").place(), Some(Place { line: 2, column: 8 }));
        assert_eq!(place("\n\nlang = ").place(), Some(Place { line: 3, column: 8 }));
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
