//! The schema of each item in a directory of schemas: by the name of the item, else of a folder around it.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::path::{Component, Path};

/// Files of a directory by their names without extension.
#[derive(Debug)]
pub(crate) struct Stems {
    by_stem: HashMap<String, Vec<(usize, String)>>,
}

impl Stems {
    /// The files with these paths in the directory.
    pub(crate) fn of<'n>(names: impl Iterator<Item = &'n str>) -> Stems {
        let mut by_stem: HashMap<String, Vec<(usize, String)>> = HashMap::new();
        for (index, name) in names.enumerate() {
            let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy().into_owned();
            by_stem.entry(stem).or_default().push((index, name.to_owned()));
        }
        Stems { by_stem }
    }

    /// The number of the schema with the name of the item, else with that of the nearest folder around it. Of
    /// several with the same name the one whose folders agree most with those of the item.
    pub(crate) fn find(&self, item: &Path) -> Option<usize> {
        let item = item.with_extension("");
        item.ancestors().find_map(|path| {
            let stem = path.file_name()?.to_string_lossy();
            let candidates = self.by_stem.get(stem.as_ref())?;
            let around = path.parent().unwrap_or(Path::new(""));
            // Of equals the first.
            let best = candidates.iter().enumerate().max_by_key(|(at, (_, name))| {
                let schema_around = Path::new(name).parent().unwrap_or(Path::new(""));
                (common_end(around, schema_around), Reverse(*at))
            });
            best.map(|(_, (index, _))| *index)
        })
    }

    /// The names of schemas that an item may have, the best first.
    pub(crate) fn names(item: &Path) -> Vec<String> {
        let item = item.with_extension("");
        item.ancestors().filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned())).collect()
    }
}

/// The number of folders that two paths have in common at their ends.
fn common_end(one: &Path, other: &Path) -> usize {
    let folders = |path: &Path| -> Vec<String> {
        let normal = path.components().rev().filter_map(|component| match component {
            Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => None,
        });
        normal.collect()
    };
    folders(one).iter().zip(&folders(other)).take_while(|(one, other)| one == other).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemas_of_items() {
        let names = ["1512.xml", "b/x.xml", "c/x.json", "50008901.xml"];
        let stems = Stems::of(names.into_iter());
        let find = |item: &str| stems.find(Path::new(item)).map(|index| names[index]);
        assert_eq!(find("items/1512.xml"), Some("1512.xml"));
        assert_eq!(find("items/1512/a.xml"), Some("1512.xml"));
        assert_eq!(find("items/1512/50008901.xml"), Some("50008901.xml"));
        assert_eq!(find("items/c/x.xml"), Some("c/x.json"));
        assert_eq!(find("items/x/1.xml"), Some("b/x.xml"));
        assert_eq!(find("items/9.xml"), None);
    }

    #[test]
    fn names_of_schemas() {
        assert_eq!(Stems::names(Path::new("../items/1512/a.b.xml")), ["a.b", "1512", "items"]);
    }
}
