//! The fuzz targets over their seeds, and over every input that once broke one.

use std::fs;
use std::path::Path;

#[cfg(feature = "gateway")]
use crate::support::fuzz::gateway;
use crate::support::fuzz::{comparison, documents, validation};

#[test]
fn seeds_and_regressions() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/fuzz");
    for (name, target) in [
        ("read_schema", documents::read_schema as fn(&[u8])),
        ("read_param", documents::read_param),
        ("read_answer", documents::read_answer),
        ("round_trip", documents::round_trip),
        ("validate", validation::validate),
        ("java_regex", validation::java_regex),
        ("diff", comparison::diff),
        #[cfg(feature = "gateway")]
        ("answer", gateway::answer),
        #[cfg(feature = "gateway")]
        ("query", gateway::query),
        #[cfg(feature = "mapping")]
        ("mapping", documents::mapping),
    ] {
        let mut inputs = Vec::new();
        for folder in ["seeds", "regressions"] {
            let Ok(files) = fs::read_dir(root.join(folder).join(name)) else { continue };
            inputs.extend(files.map(|file| file.unwrap().path()));
        }
        inputs.sort();
        assert!(inputs.len() >= 2, "{name} has seeds");
        for path in inputs {
            eprintln!("{}", path.display());
            let input = fs::read(path).unwrap();
            target(&input);
            // Every beginning of a short one, so that ends in all places are tried.
            if input.len() < 2_000 {
                (0..input.len()).for_each(|end| target(&input[..end]));
            }
        }
    }
}
