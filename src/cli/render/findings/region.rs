//! The place of a finding as editors and forges count: columns in UTF-16 units.

use memchr::memchr_iter;
use tmall_schema::{Finding, Param};

use crate::cli::error::CliError;
use crate::cli::excerpt::marked;

/// Start and end (exclusive) as line and column, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) start: (u32, u32),
    pub(super) end: (u32, u32),
}

impl Region {
    /// The place of an error, without extent.
    pub(super) fn of_error(error: &CliError) -> Option<Region> {
        let start = error.place().map(|place| (place.line, place.column))?;
        Some(Region { start, end: start })
    }
}

/// Finds the regions of one item's findings.
pub(super) struct Regions<'p> {
    param: &'p Param,
    /// For each block, how many characters before it take two UTF-16 units; empty if there are none. Items are
    /// often one line of several megabytes, and each finding asks.
    wide: Vec<u32>,
    /// Where lines begin; empty if there are no such characters.
    lines: Vec<usize>,
}

const BLOCK: usize = 4096;

impl<'p> Regions<'p> {
    pub(super) fn new(param: &'p Param) -> Regions<'p> {
        let source = param.place_in_input(0).map_or(&[][..], |(text, _)| text.as_bytes());
        let mut regions = Regions { param, wide: Vec::new(), lines: Vec::new() };
        if wide(source) > 0 {
            let mut before = 0;
            for block in source.chunks(BLOCK) {
                regions.wide.push(before);
                before += wide(block);
            }
            regions.lines.push(0);
            regions.lines.extend(memchr_iter(b'\n', source).map(|at| at + 1));
        }
        regions
    }

    /// The same range that the text format marks: of an element with child elements only the start tag.
    pub(super) fn of(&self, finding: &Finding) -> Option<Region> {
        let (source, span) = self.param.source().zip(finding.span())?;
        let range = marked(source, span.range());
        Some(Region { start: self.place(range.start)?, end: self.place(range.end)? })
    }

    fn place(&self, at: usize) -> Option<(u32, u32)> {
        let position = self.param.position(at)?;
        let (source, at) = self.param.place_in_input(at)?;
        let line =
            self.lines.partition_point(|&start| start <= at).checked_sub(1).map(|line| self.lines[line]);
        let wide = line.map_or(0, |line| self.wide_before(source, at) - self.wide_before(source, line));
        Some((position.line, position.column + wide))
    }

    fn wide_before(&self, source: &str, at: usize) -> u32 {
        // The end of the text may be the end of the last block.
        let block = (at / BLOCK).min(self.wide.len() - 1);
        self.wide[block] + wide(&source.as_bytes()[block * BLOCK..at])
    }
}

/// The number of characters with four bytes in UTF-8, which take two units in UTF-16.
fn wide(bytes: &[u8]) -> u32 {
    bytes.iter().map(|&byte| u32::from(byte >= 0xF0)).sum()
}

#[cfg(test)]
mod tests {
    use tmall_schema::{Schema, Validator};

    use super::*;

    fn regions(item: &str) -> Vec<Region> {
        let schema = Schema::parse(
            "<itemRule><field id=\"a\" type=\"input\"><rules><rule name=\"maxLengthRule\" value=\"1\"/></rules></field></itemRule>",
        )
        .unwrap();
        let param = Param::parse(item).unwrap();
        let report = Validator::compile(&schema).check(&param);
        let regions = Regions::new(&param);
        report.errors().map(|finding| regions.of(finding).unwrap()).collect()
    }

    #[test]
    fn columns_are_units_of_utf16() {
        let region = |start, end| Region { start, end };
        assert_eq!(
            regions("<itemParam>\n<field id=\"a\" type=\"input\"><value>长长</value></field></itemParam>"),
            [region((2, 28), (2, 45))]
        );
        // Each emoji takes two units, before the place and inside it.
        assert_eq!(
            regions(
                "<itemParam>\n<field id=\"a\" name=\"😀😀\" type=\"input\"><value>😀长</value></field></itemParam>"
            ),
            [region((2, 40), (2, 58))]
        );
        assert_eq!(
            regions("<itemParam><field id=\"a\" type=\"input\"><value>x\n😀</value></field></itemParam>"),
            [region((1, 39), (2, 11))]
        );
    }

    /// In an answer they are those of the answer, in which one character may be an escape of twelve.
    #[test]
    fn places_in_an_answer() {
        let schema = Schema::parse(
            r#"<itemRule><field id="a" type="input"><rules><rule name="maxLengthRule" value="1"/></rules></field></itemRule>"#,
        )
        .unwrap();
        let item = r"<itemParam>\n😀<field id='a' name='\ud83d\ude00'><value>xx</value></field></itemParam>";
        let answer = format!("{{\"😀\": 1,\n \"😀\": \"{item}\"}}");
        let param =
            tmall_schema::envelope::param(answer.as_bytes(), &tmall_schema::ReadOptions::new()).unwrap();
        let report = Validator::compile(&schema).check(&param);
        let regions = Regions::new(&param);
        let region = report.errors().map(|finding| regions.of(finding).unwrap()).next().unwrap();
        let line = answer.lines().nth(1).unwrap();
        let column = |needle: &str| {
            let before = &line[..line.find(needle).unwrap()];
            1 + u32::try_from(before.encode_utf16().count()).unwrap()
        };
        assert_eq!(region, Region { start: (2, column("<value>")), end: (2, column("</field>")) });
    }

    #[test]
    fn columns_of_long_lines() {
        for name in ["a", "😀", "汉😀b"] {
            for times in [BLOCK / 4, BLOCK - 40, BLOCK, 3 * BLOCK] {
                let name = name.repeat(times);
                let item = format!(
                    "<itemParam>\n<field id=\"a\" name=\"{name}\" type=\"input\"><value>xx</value></field></itemParam>"
                );
                let line = item.lines().nth(1).unwrap();
                let column = |at: usize| {
                    let units: usize = line[..at].chars().map(char::len_utf16).sum();
                    u32::try_from(units).unwrap() + 1
                };
                let (start, end) = (line.find("<value>").unwrap(), line.find("</field>").unwrap());
                assert_eq!(regions(&item), [Region { start: (2, column(start)), end: (2, column(end)) }]);
            }
        }
    }

    #[test]
    fn of_an_element_with_others_the_start_tag() {
        assert_eq!(
            regions("<itemParam>\n  <field id=\"b\">\n<value>x</value>\n</field></itemParam>"),
            [Region { start: (2, 3), end: (2, 17) }]
        );
    }
}
