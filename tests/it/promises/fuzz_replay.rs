//! The fuzz targets over their seeds, and over every input that once broke one.

use crate::fuzz::comparing;
use crate::fuzz::judging;
use crate::fuzz::targets;
use std::fs;
use std::path::Path;

#[test]
fn seeds_and_regressions() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    for (name, target) in [
        ("read_schema", targets::read_schema as fn(&[u8])),
        ("read_param", targets::read_param),
        ("read_answer", targets::read_answer),
        ("round_trip", targets::round_trip),
        ("validate", judging::validate),
        ("java_regex", judging::java_regex),
        ("diff", comparing::diff),
        #[cfg(feature = "mapping")]
        ("mapping", targets::mapping),
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
