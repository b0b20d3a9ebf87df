use encoding_rs::GB18030;

use super::*;
use crate::error::EncodingError;
use crate::span::small;

fn decoded(input: &[u8], illegal: Illegal) -> Decoded {
    decode(input, illegal, &ReadOptions::new())
}

fn gbk(text: &str) -> Vec<u8> {
    GB18030.encode(text).0.into_owned()
}

#[test]
fn encodings_by_declaration_and_mark() {
    let text = "<?xml version=\"1.0\" encoding='GB2312'?><a>汉字𠮷€</a>";
    assert_eq!(decoded(&gbk(text), Illegal::Drop).text, text);
    let with_bom = [BOM, "<?xml version=\"1.0\" encoding=\"GBK\"?><a>汉</a>".as_bytes()].concat();
    assert!(decoded(&with_bom, Illegal::Drop).text.ends_with("<a>汉</a>"));
    let odd = gbk("\u{1}<?x\u{2}ml version='1.0' encoding=\"\0gb\u{B}k\"?><a>汉</a>");
    assert!(decoded(&odd, Illegal::Drop).text.ends_with("<a>汉</a>"));
    for (bytes, fine) in [
        (&b"<\0a/>"[..], true),
        (b"\0<a/>", true),
        (b"<\0\x01\0a/>", true),
        (b"<\0a\0/\0", false),
        (b"\0<\0a\0/", false),
    ] {
        assert_eq!(decoded(bytes, Illegal::Drop).failure.is_none(), fine, "{bytes:?}");
    }
    let failure = decoded(b"<?xml version='1.0' encoding='Big5'?><a/>", Illegal::Drop).failure.unwrap();
    assert_eq!(
        failure.message(crate::lang::Lang::En),
        "the encoding \"Big5\" is not supported; convert the input to UTF-8 or GBK"
    );
}

/// Where a beginning determines the encoding, the whole input gives the same.
#[test]
fn the_encoding_is_known_as_soon_as_it_is_certain() {
    for (input, certain) in [
        ("<itemRule><a/></itemRule>", 5),
        ("\u{1}\0<a/>    ", 7),
        ("<?xml version='1.0' encoding='GBK'?><a/>", 36),
        ("<?xm?><a/>", 5),
        ("\u{FEFF}<?xml version='1.0'?><a/>", 5),
        ("<?\u{FFFF}xm\u{FFFF}l encoding='GBK'?><a/>", 28),
        ("<?xml version='1.0' encoding='Big5' ?><a/>", 38),
        ("<a", usize::MAX),
    ] {
        let input = input.as_bytes();
        let name = |head: &[u8]| Decoder::detect(head, Illegal::Drop).map(|decoder| decoder.encoding);
        for end in 0..=input.len() {
            assert_eq!(is_encoding_known(&input[..end]), end >= certain, "{end} of {input:?}");
            assert!(end < certain || name(&input[..end]) == name(input), "{end} of {input:?}");
        }
    }
}

#[test]
fn pieces_of_any_size_give_the_same() {
    let xml = "<?xml version=\"1.0\" encoding=\"GBK\"?><a>汉\u{1}字ａ𠮷€b</a>";
    for input in [gbk(xml), xml.replace("GBK", "utf-8").into_bytes(), [BOM, xml.as_bytes()].concat()] {
        let whole = decoded(&input, Illegal::Drop);
        assert!(whole.failure.is_none());
        for size in 1..7 {
            let mut decoder = Decoder::detect(&input, Illegal::Drop).unwrap();
            let mut text = String::new();
            assert!(!input.chunks(size).any(|piece| decoder.push(piece, &mut text)));
            assert!(!decoder.is_cut());
            assert_eq!(text, whole.text);
            let sources =
                [decoder.map, whole.map.clone()].map(|map| Source::new(text.clone(), map, Position::START));
            for at in 0..=small(text.len()) {
                if text.is_char_boundary(at as usize) {
                    assert_eq!(sources[0].position(at), sources[1].position(at), "{at} of {text}");
                }
            }
        }
    }
}

#[test]
fn bytes_that_break_the_encoding_are_named_with_their_place() {
    let failure = decoded(
        "<a>汉\n字".as_bytes().iter().chain(b"\xFFx").copied().collect::<Vec<_>>().as_slice(),
        Illegal::Keep,
    );
    let position = failure.failure.unwrap().position().unwrap();
    assert_eq!((position.line, position.column, position.offset), (2, 2, 10));
    let cut = decoded(&"汉".as_bytes()[..2], Illegal::Keep);
    assert!(matches!(cut.failure.unwrap().kind(), ErrorKind::Encoding(EncodingError::Incomplete("UTF-8"))));
}

#[test]
fn forbidden_characters() {
    let input = "a\u{0}b\u{FFFF}c\td\u{FEFF}e";
    let dropped = decoded(input.as_bytes(), Illegal::Drop);
    assert_eq!(dropped.text, "abc\td\u{FEFF}e");
    let dropped = Source::new(dropped.text, dropped.map, Position::START);
    let places: Vec<_> = dropped.drops().map(|(at, count, position)| (at, count, position.offset)).collect();
    assert_eq!(places, [(1, 1, 1), (2, 1, 3)]);
    assert_eq!(decoded(input.as_bytes(), Illegal::Keep).text, input);
    assert!(!has_illegal("，！\u{FFFD}\u{FEFF}"));
}
