//! From places in a decoded text to those in the input.

use crate::span::small;

/// Where the bytes of a decoded text were in the input: runs of characters that take equally many bytes
/// on either side. Empty when the text is the input.
#[derive(Clone, Debug, Default)]
pub(crate) struct OffsetMap {
    runs: Vec<Run>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// Where the run starts in the decoded text.
    pub(super) decoded: u32,
    /// Where it starts in the input.
    pub(super) input: u32,
    /// How many characters it has so far; counted for dropped ones only.
    pub(super) dropped: u32,
    /// How many characters were dropped in all runs before.
    pub(super) dropped_before: u32,
    /// Bytes of one character in the decoded text; 0 if the characters were dropped.
    decoded_step: u8,
    /// Bytes of one character in the input.
    input_step: u8,
}

impl OffsetMap {
    /// Adds one character that follows all earlier ones at these offsets of the two texts.
    pub(crate) fn push(&mut self, decoded: u32, input: u32, decoded_step: u8, input_step: u8) {
        match self.runs.last_mut() {
            Some(last) if (last.decoded_step, last.input_step) == (decoded_step, input_step) => {
                last.dropped += u32::from(decoded_step == 0);
            }
            last => {
                let dropped_before = last.map_or(0, |last| last.dropped_before + last.dropped);
                let dropped = u32::from(decoded_step == 0);
                self.runs.push(Run { decoded, input, dropped, dropped_before, decoded_step, input_step });
            }
        }
    }

    /// Adds one character that was kept, and that need not follow the one before it in the input.
    pub(crate) fn push_kept(&mut self, decoded: usize, input: usize, decoded_step: usize, input_step: usize) {
        let step = |length| u8::try_from(length).unwrap_or(u8::MAX);
        let (decoded_step, input_step) = (step(decoded_step), step(input_step));
        let (decoded, input) = (small(decoded), small(input));
        let goes_on = self.runs.last().is_some_and(|last| {
            (last.decoded_step, last.input_step) == (decoded_step, input_step)
                && self.input_offset(decoded) == input
        });
        if !goes_on {
            self.runs.push(Run { decoded, input, dropped: 0, dropped_before: 0, decoded_step, input_step });
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    pub(crate) fn input_offset(&self, decoded: u32) -> u32 {
        let after = self.runs.partition_point(|run| run.decoded <= decoded);
        let Some(run) = after.checked_sub(1).and_then(|i| self.runs.get(i)) else { return decoded };
        let characters = match run.decoded_step {
            0 => run.dropped,
            step => (decoded - run.decoded) / u32::from(step),
        };
        run.input + characters * u32::from(run.input_step)
    }

    /// The runs of dropped characters.
    pub(super) fn drops(&self) -> impl Iterator<Item = &Run> + '_ {
        self.runs.iter().filter(|run| run.decoded_step == 0)
    }

    /// How many characters were dropped before a place of the decoded text, those at this very place not
    /// included.
    pub(super) fn dropped_before(&self, decoded: u32) -> u32 {
        self.dropped_in(self.runs.partition_point(|run| run.decoded < decoded))
    }

    /// The same with those at this very place.
    pub(super) fn dropped_until(&self, decoded: u32) -> u32 {
        self.dropped_in(self.runs.partition_point(|run| run.decoded <= decoded))
    }

    /// How many characters were dropped in the first runs.
    fn dropped_in(&self, runs: usize) -> u32 {
        runs.checked_sub(1).map_or(0, |last| self.runs[last].dropped_before + self.runs[last].dropped)
    }

    /// Where a place of the decoded text is in the input, before the characters that were dropped right there.
    pub(crate) fn input_before(&self, decoded: u32) -> u32 {
        let first = self.runs.partition_point(|run| run.decoded < decoded);
        match self.runs.get(first).filter(|run| run.decoded == decoded) {
            Some(run) => run.input,
            None => self.input_offset(decoded),
        }
    }

    /// The map of the beginning of the decoded text, without the characters dropped where it ends.
    pub(crate) fn until(&self, to: u32) -> OffsetMap {
        OffsetMap { runs: self.runs[..self.runs.partition_point(|run| run.decoded < to)].to_vec() }
    }

    /// The map of a part of the decoded text: characters dropped where it begins belong to it, those dropped
    /// where it ends do not.
    pub(crate) fn part(&self, from: u32, to: u32) -> OffsetMap {
        let (input, dropped) = (self.input_before(from), self.dropped_before(from));
        let first = self.runs.partition_point(|run| run.decoded < from);
        let end = self.runs.partition_point(|run| run.decoded < to).max(first);
        let open = first.checked_sub(1).map(|i| &self.runs[i]).filter(|run| run.decoded_step > 0);
        let open = open.map(|run| Run { decoded: 0, input: 0, dropped_before: 0, ..*run });
        let within = self.runs[first..end].iter().map(|run| Run {
            decoded: run.decoded - from,
            input: run.input - input,
            dropped_before: run.dropped_before - dropped,
            ..*run
        });
        // The open run continues unless another begins at once.
        let goes_on = self.runs.get(first).is_none_or(|run| run.decoded > from || from == to);
        OffsetMap { runs: open.filter(|_| goes_on).into_iter().chain(within).collect() }
    }
}
