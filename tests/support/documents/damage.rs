//! What may happen to the bytes of a document.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

#[derive(Clone, Debug)]
pub enum Damage {
    Delete(Index, usize),
    Insert(Index, Vec<u8>),
    Replace(Index, u8),
    /// Two stretches change places.
    Swap(Index, Index),
    Cut(Index),
}

pub fn damage() -> impl Strategy<Value = Damage> {
    let piece = prop_oneof![
        select(
            &[
                "<",
                ">",
                "/",
                "&",
                "\"",
                "'",
                "=",
                "]]>",
                "--",
                "<!--",
                "<![CDATA[",
                "<!DOCTYPE a>",
                "<?xml version='1.0'?>",
                "</",
                "/>",
                "<a>",
                "</a>",
                "<field>",
                "<field id='z'/>",
                "&nbsp;",
                "&#0;",
                "&#x110000;",
                "\u{1}",
                "\u{FFFE}",
                "\u{FEFF}",
                " id='a'",
            ][..]
        )
        .prop_map(|piece| piece.as_bytes().to_vec()),
        vec(any::<u8>(), 1..3),
    ];
    prop_oneof![
        3 => (any::<Index>(), 1..6_usize).prop_map(|(at, length)| Damage::Delete(at, length)),
        3 => (any::<Index>(), piece).prop_map(|(at, piece)| Damage::Insert(at, piece)),
        2 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Damage::Replace(at, byte)),
        1 => (any::<Index>(), any::<Index>()).prop_map(|(a, b)| Damage::Swap(a, b)),
        1 => any::<Index>().prop_map(Damage::Cut),
    ]
}

impl Damage {
    pub fn done_to(self, mut bytes: Vec<u8>) -> Vec<u8> {
        match self {
            _ if bytes.is_empty() => {}
            Damage::Delete(at, length) => {
                let at = at.index(bytes.len());
                bytes.drain(at..(at + length).min(bytes.len()));
            }
            Damage::Insert(at, piece) => {
                let at = at.index(bytes.len() + 1);
                bytes.splice(at..at, piece);
            }
            Damage::Replace(at, byte) => {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            Damage::Swap(a, b) => {
                let (a, b) = (a.index(bytes.len()), b.index(bytes.len()));
                bytes[a.min(b)..=a.max(b)].rotate_left(a.abs_diff(b) / 2);
            }
            Damage::Cut(at) => bytes.truncate(at.index(bytes.len())),
        }
        bytes
    }
}
