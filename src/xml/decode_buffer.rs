//! Streaming input: decoded piece by piece, and dropped part by part.

use crate::error::Error;
use crate::span::{Position, Source, small};
use crate::xml::ReadOptions;
use crate::xml::encoding::{Decoder, Illegal, input_limit, is_encoding_known};

/// The decoded text that is buffered, and how far it was read.
pub(crate) struct DecodeBuffer {
    pub(crate) text: String,
    /// How much of the text was read.
    pub(crate) done: usize,
    /// How long the decoded document is up to there.
    pub(crate) decoded: u32,
    /// Nothing follows, or nothing that can be read.
    pub(crate) ended: bool,
    /// Why nothing can be read.
    failure: Option<Error>,
    /// Where the place that is done with was in the input.
    base: Position,
    /// The first bytes, until there are enough of them to determine the encoding.
    head: Vec<u8>,
    decoder: Option<Decoder>,
    /// How many bytes were decoded.
    taken: usize,
    options: ReadOptions,
}

impl DecodeBuffer {
    pub(crate) fn new(options: &ReadOptions) -> DecodeBuffer {
        DecodeBuffer {
            text: String::new(),
            done: 0,
            decoded: 0,
            ended: false,
            failure: None,
            base: Position::START,
            head: Vec::new(),
            decoder: None,
            taken: 0,
            options: options.clone(),
        }
    }

    /// Takes a piece of the input.
    pub(crate) fn push(&mut self, piece: &[u8]) {
        if self.ended {
            return;
        }
        if self.decoder.is_some() {
            self.decode(piece);
            return;
        }
        self.head.extend_from_slice(piece);
        if self.head.len() > self.options.max_input || is_encoding_known(&self.head) {
            self.begin();
        }
    }

    /// Marks the end of the input.
    pub(crate) fn finish(&mut self) {
        if self.decoder.is_none() && !self.ended {
            self.begin();
        }
        if !self.ended && self.decoder.as_ref().is_some_and(Decoder::is_cut) {
            self.break_off();
        }
        self.ended = true;
    }

    /// Chooses the encoding. The head is as long as that of an input that is read at once and cut at the limit.
    fn begin(&mut self) {
        let head = std::mem::take(&mut self.head);
        let probe = &head[..head.len().min(self.options.max_input.saturating_add(1))];
        match Decoder::detect(probe, Illegal::Drop) {
            Ok(decoder) => {
                self.decoder = Some(decoder);
                self.decode(&head);
            }
            Err(error) => {
                self.failure = Some(Error::new(error, Some(Position::START)));
                self.ended = true;
            }
        }
    }

    fn decode(&mut self, piece: &[u8]) {
        let Some(decoder) = &mut self.decoder else { return };
        let allowed = piece.len().min(self.options.max_input - self.taken);
        self.taken += allowed;
        if decoder.push(&piece[..allowed], &mut self.text) {
            self.break_off();
        } else if allowed < piece.len() {
            self.failure = Some(input_limit(&self.options));
            self.ended = true;
        }
    }

    /// The bytes violate the encoding.
    fn break_off(&mut self) {
        let source = self.rest();
        let failure = self.decoder.as_ref().map(|decoder| decoder.failure(&source));
        self.failure = failure;
        self.ended = true;
    }

    /// Makes room for more text.
    pub(crate) fn forget(&mut self) {
        if self.done == 0 {
            return;
        }
        if let Some(decoder) = &mut self.decoder {
            decoder.forget(self.done);
        }
        self.text.drain(..self.done);
        self.done = 0;
    }

    /// The text from where we are up to a place in it.
    pub(crate) fn part(&self, to: usize) -> Source {
        self.source(to, small(to))
    }

    /// All the text from where we are, and the characters that were dropped behind it.
    pub(crate) fn rest(&self) -> Source {
        self.source(self.text.len(), u32::MAX)
    }

    fn source(&self, to: usize, map_to: u32) -> Source {
        let map = self.decoder.as_ref().map(|decoder| match (self.decoded, self.done) {
            // A byte order mark comes before.
            (0, 0) => decoder.map.until(map_to),
            (_, done) => decoder.map.part(small(done), map_to),
        });
        Source::new(self.text[self.done..to].to_owned(), map.unwrap_or_default(), self.base)
    }

    /// Continues behind so much of a part.
    pub(crate) fn pass(&mut self, part: &Source, length: u32) {
        if length == 0 {
            return;
        }
        self.base = part.position_before(length);
        self.decoded += length;
        self.done += length as usize;
    }

    /// What to say of an error: if it comes from the text ending, why the text ends.
    pub(crate) fn cause(&mut self, error: Error, hit_end: bool) -> Error {
        self.failure.take_if(|_| hit_end).unwrap_or(error)
    }

    /// Why the text ends before the input does.
    pub(crate) fn take_failure(&mut self) -> Option<Error> {
        self.failure.take()
    }
}
