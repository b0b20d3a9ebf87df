//! The format of the files in `cases`: see its README.

use std::fmt::Write as _;

/// One case: its parts in order, each a key and bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Case {
    pub parts: Vec<(String, Vec<u8>)>,
}

impl Case {
    pub fn new(name: &str, function: &str) -> Case {
        Case::default().with("case", name).with("function", function)
    }

    pub fn with(mut self, key: &str, value: impl AsRef<[u8]>) -> Case {
        self.parts.push((key.to_owned(), value.as_ref().to_owned()));
        self
    }

    pub fn all<'c>(&'c self, key: &'c str) -> impl Iterator<Item = &'c [u8]> {
        self.parts.iter().filter(move |(known, _)| known == key).map(|(_, value)| value.as_slice())
    }

    pub fn get<'c>(&'c self, key: &'c str) -> Option<&'c [u8]> {
        self.all(key).next()
    }

    pub fn text<'c>(&'c self, key: &'c str) -> &'c str {
        self.get(key).map(|bytes| std::str::from_utf8(bytes).unwrap()).unwrap_or_default()
    }
}

pub fn write(cases: &[Case]) -> Vec<u8> {
    let mut file = Vec::new();
    for case in cases {
        for (key, value) in &case.parts {
            let mut head = String::new();
            writeln!(head, "{key} {}", value.len()).unwrap();
            file.extend_from_slice(head.as_bytes());
            file.extend_from_slice(value);
            file.push(b'\n');
        }
    }
    file
}

pub fn read(mut file: &[u8]) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    while !file.is_empty() {
        let end = file.iter().position(|&byte| byte == b'\n').unwrap();
        let head = std::str::from_utf8(&file[..end]).unwrap();
        let (key, length) = head.split_once(' ').unwrap();
        let length: usize = length.parse().unwrap();
        let value = &file[end + 1..][..length];
        assert_eq!(file[end + 1 + length], b'\n', "{head}");
        file = &file[end + 2 + length..];
        if key == "case" {
            cases.push(Case::default());
        }
        cases.last_mut().unwrap().parts.push((key.to_owned(), value.to_owned()));
    }
    cases
}

#[test]
fn what_is_written_reads_back() {
    let cases = [
        Case::new("a\nb", "f").with("item", [0, 255, b'\n']).with("item", "").with("answer", "{}"),
        Case::new("", "g"),
    ];
    assert_eq!(read(&write(&cases)), cases);
}
