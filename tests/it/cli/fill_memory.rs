//! The memory of `fill` does not grow with the number of records.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The most memory that the program had, in kilobytes.
fn peak(folder: &Path, records: usize) -> u64 {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/mapping/clothing");
    let line = fs::read_to_string(root.join("records.ndjson")).unwrap().lines().next().unwrap().to_owned();
    let mut text = String::new();
    for number in 0..records {
        writeln!(text, "{}", line.replace("QH-2601", &format!("QH-{number}"))).unwrap();
    }
    fs::write(folder.join("records.ndjson"), text).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_tmall-schema"))
        .args(["fill", "--dry-run", "--jobs", "2", "records.ndjson"])
        .arg("--schema")
        .arg(root.join("schema.xml"))
        .arg("--map")
        .arg(root.join("mapping.toml"))
        .current_dir(folder)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    loop {
        // The kernel keeps the highest mark, so looking late loses nothing but the very end.
        let text = fs::read_to_string(&status).unwrap_or_default();
        let mark = text.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
        peak = peak.max(mark.trim().trim_end_matches(" kB").parse().unwrap_or(0));
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success());
            return peak;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
}

#[test]
fn memory_does_not_grow_with_the_records() {
    let place = tempfile::tempdir().unwrap();
    let few = peak(place.path(), 500);
    let many = peak(place.path(), 5_000);
    assert!(few > 0);
    // Ten times the records; what is kept of each is a number for its name, and here not even that.
    assert!(many < few + few / 4 + 2_000, "{few} kB for 500 records, {many} kB for 5000");
}
