//! No input makes the reader panic, overflow the stack, or take more than linear time and memory.

use std::io::{BufReader, Read};

use crate::support::growth;
use crate::support::growth::{beyond_linear, repeated};
use tmall_schema::{Error, ErrorKind, Limit, Malformed, Param, ReadOptions, Schema, SchemaReader};

type Unit = (&'static str, &'static str, &'static str, &'static str);

/// Does the same with each of these documents in two sizes and compares the times.
fn assert_linear(units: &[Unit], work: impl Fn(&str)) {
    let beyond = units.iter().filter_map(|(what, head, unit, tail)| {
        let input = |n| repeated((head, unit, tail), n);
        beyond_linear(1_000, input, |xml| work(xml)).map(|times| format!("{what}: {times}"))
    });
    let beyond: Vec<String> = beyond.collect();
    assert!(beyond.is_empty(), "these take more than linear time: {beyond:#?}");
}

/// What the two readers say of an input that neither takes.
fn errors(input: &[u8], options: &ReadOptions) -> [Error; 2] {
    [Schema::read_with(input, options).unwrap_err(), Param::read_with(input, options).unwrap_err()]
}

fn assert_limit(errors: impl IntoIterator<Item = Error>, wanted: Limit) {
    for error in errors {
        assert!(matches!(error.kind(), ErrorKind::Limit { limit, .. } if *limit == wanted), "{error}");
    }
}

const FIELD: &str = "<rules><field id='a' type='complex'>";
const FIELD_END: &str = "</field></rules>";
const RULE: &str = "<rules><field id='a' type='input'><rules><rule name='n'>";
const RULE_END: &str = "</rule></rules></field></rules>";

/// What repeats in a schema: each on one line, as platforms write it.
#[rustfmt::skip]
const SCHEMAS: &[Unit] = &[
    ("unknown elements", "<rules>", "<x/>", "</rules>"),
    ("unknown elements in a field", FIELD, "<x/>", FIELD_END),
    ("unknown elements in each other", FIELD, "<x><y><z/></y></x>", FIELD_END),
    ("unknown attributes", "<rules>", "<field id='@' type='input' x='1'/>", "</rules>"),
    ("texts between elements", "<rules>", "t<!---->", "</rules>"),
    ("texts and unknown elements", FIELD, "t<x/>", FIELD_END),
    ("fields", "<rules>", "<field id='@' type='input'/>", "</rules>"),
    ("fields of one id", "<rules>", "<field id='a' type='input'/>", "</rules>"),
    ("sub-fields of one id", FIELD, "<fields><field id='a' type='input'/></fields>", FIELD_END),
    ("sub-fields without a wrapper", FIELD, "<field id='@' type='input'/>", FIELD_END),
    ("unknown types", "<rules>", "<field id='@' type='x'/>", "</rules>"),
    ("old forms", "<rules>", "<field id='@' required='true' type='x'><name/><value type='t'/></field>", "</rules>"),
    ("rules", FIELD, "<rules><rule name='n' value='@' x='1'/></rules>", FIELD_END),
    ("rules and sub-fields in turn", FIELD,
     "<rules><rule name='n'/></rules><fields><field id='@' type='input'/></fields>", FIELD_END),
    ("options and sub-fields in turn", FIELD,
     "<options><option value='1'/></options><field id='@' type='label'/>", FIELD_END),
    ("rules and sub-fields of rules in turn", FIELD,
     "<rules><rule/></rules><field id='@' type='x'><rules><rule/></rules><field id='a' type='x'/><rules><rule/></rules></field>",
     FIELD_END),
    ("options in the usual form", "<rules><field id='a' type='singleCheck'><options>",
     "<option displayName=\"一\" value=\"@\"/>", "</options></field></rules>"),
    ("options without names", FIELD, "<options><option value='@'/></options>", FIELD_END),
    ("options without anything", FIELD, "<options><option/></options>", FIELD_END),
    ("conditions", FIELD,
     "<rules><rule><depend-group><depend-group x='1'><depend-express/></depend-group></depend-group></rule></rules>",
     FIELD_END),
    ("groups of one rule", RULE, "<depend-group><depend-express fieldId='b' value='@'/></depend-group>", RULE_END),
    ("parts of one group", "<rules><field id='a' type='input'><rules><rule><depend-group>",
     "<depend-express fieldId='b' x='@'/><y/>", "</depend-group></rule></rules></field></rules>"),
    ("labels", FIELD, "<label-group name='@'><label name='a' x='1'/>t<label-group/></label-group>", FIELD_END),
    ("properties", FIELD, "<properties><property key='@' x='1'>t</property></properties>", FIELD_END),
    ("values", FIELD, "<value a='1'>@</value><values><value>@</value></values>", FIELD_END),
    ("rows", FIELD, "<complex-values><field id='@'><value>1</value><rules/></field></complex-values>", FIELD_END),
    ("rows in rows", FIELD, "<complex-values><complex-value><field id='@'/></complex-value></complex-values>", FIELD_END),
    ("defaults", FIELD,
     "<default-value>@</default-value><default-values><default-value>@</default-value></default-values>", FIELD_END),
    ("pieces of one value", "<rules><field id='a' type='input'><value>",
     "t&amp;<![CDATA[c]]><!----><?p?><x/>", "</value></field></rules>"),
    ("references in one attribute", "<rules><field id='a' type='input' name='", "&amp;\t", "'/></rules>"),
    ("comments around the root", "", "<!-- --><?p?>\n", "<rules/>"),
    ("references that no parser accepts", "<rules><field id='a' type='input'><value>", "&#8;x&#xD83D;&#xDE00;&#55357;", "</value></field></rules>"),
    ("attributes of one name on wrappers", "<rules><field id='a' type='input'>", "<rules x='@'/>", "</field></rules>"),
    ("wrappers in the root", "<rules>", "<fields x='@'>t<y/></fields>", "</rules>"),
    ("conditions that belong to no rule", "<rules><field id='a' type='input'><rules><rule name='disableRule' value='true'/></rules>",
     "<depend-group><depend-express/></depend-group>", "</field></rules>"),
    ("dropped characters", "<rules>", "\u{1} ", "</rules>"),
    ("dropped characters and notes", "<rules>", "\u{1}<x/>", "</rules>"),
    ("dropped characters in Chinese", "<rules>", "汉\u{1}\u{FFFF}字", "</rules>"),
    ("lines with notes", "<rules>", "<x/>\n", "</rules>"),
    ("an element of long name", "<rules><", "name", "/></rules>"),
    ("a field of long id", "<rules><field type='input' id='", "id", "'/></rules>"),
    ("a long comment", "<rules><!--", "->", "--></rules>"),
    ("a long CDATA section", "<rules><field id='a' type='input'><value><![CDATA[", "]>", "]]></value></field></rules>"),
];

#[test]
fn a_schema_costs_as_much_as_it_is_long() {
    assert_linear(SCHEMAS, |xml| drop(Schema::parse(xml).unwrap()));
}

/// In pieces of 64 bytes, so that elements are met before they are complete.
#[test]
fn a_stream_costs_as_much_as_it_is_long() {
    let stream = |xml: &str| {
        let pieces = BufReader::with_capacity(64, xml.as_bytes());
        SchemaReader::new(pieces).for_each(|field| drop(field.unwrap()));
    };
    assert_linear(SCHEMAS, stream);
}

/// What repeats in a param.
#[rustfmt::skip]
const PARAMS: &[Unit] = &[
    ("unknown elements", "<rules>", "<x>t</x>", "</rules>"),
    ("texts between elements", "<rules>", "t<!---->", "</rules>"),
    ("fields", "<rules>", "<field id='@' x='1'><value>1</value>t<x>t</x></field>", "</rules>"),
    ("fields of one id", "<rules>", "<field id='a'/>", "</rules>"),
    ("fields in fields", FIELD, "<field id='@' type='y'/>", FIELD_END),
    ("rules, options and sub-fields", FIELD, "<rules><rule/></rules><options/><fields><field/></fields>", FIELD_END),
    ("values", FIELD, "<value a='1'>@</value><values><value>@</value></values>", FIELD_END),
    ("rows", FIELD, "<complex-values a='1'><field id='@'><value>1</value></field></complex-values>", FIELD_END),
    ("rows in turn", FIELD, "<complex-values/><complex-value/><field id='b'/>", FIELD_END),
    ("rows in rows", FIELD, "<complex-values><complex-value><field id='@'/></complex-value></complex-values>", FIELD_END),
    ("defaults", FIELD, "<default-value>@</default-value>", FIELD_END),
    ("mark-up in values", "<rules><field id='a'>", "<value>t<x>&#8;&#55357;</x></value>", "</field></rules>"),
    ("attributes and elements that are lost", "<rules>", "<field id='@' x='1'><rules/><values y='1'/>t</field>", "</rules>"),
    ("forbidden characters", "<rules><field id='a'><value>", "\u{1}汉", "</value></field></rules>"),
    ("pieces of one value", "<rules><field id='a'><value>", "t&amp;<![CDATA[c]]><!----><?p?><x/>", "</value></field></rules>"),
];

#[test]
fn a_param_costs_as_much_as_it_is_long() {
    assert_linear(PARAMS, |xml| drop(Param::parse(xml).unwrap()));
}

#[test]
fn gbk_costs_as_much_as_it_is_long() {
    let head = "<?xml version='1.0' encoding='GBK'?><rules>";
    for unit in ["a汉", "汉<x/>", "\u{1}汉", "😀é<x/>\n"] {
        let input = |n| encoding_rs::GB18030.encode(&repeated((head, unit, "</rules>"), n)).0.into_owned();
        let schema = beyond_linear(2_000, input, |bytes| drop(Schema::read(bytes.as_slice()).unwrap()));
        let param = beyond_linear(2_000, input, |bytes| drop(Param::read(bytes.as_slice()).unwrap()));
        assert_eq!((schema, param), (None, None), "{unit:?}");
    }
}

#[test]
fn an_error_costs_as_much_as_its_input_is_long() {
    #[rustfmt::skip]
    let inputs: &[Unit] = &[
        ("unclosed comments", "<r>", "<!--", ""),
        ("unclosed CDATA sections", "<r>", "<![CDATA[", ""),
        ("unclosed instructions", "<r>", "<?p ", ""),
        ("an unclosed tag", "<r ", "a@='' ", ""),
        ("an unclosed attribute", "<r a='", ">", ""),
        ("an unclosed reference", "<r a='", "&", ""),
        ("an unclosed end tag", "<r></r", " ", ""),
        ("an unclosed element", "<r>", "text\n", ""),
        ("a long wrong name", "<r></", "name", ">"),
        ("spaces before a second root", "<rules/>", "\n ", "<rules/>"),
        ("text at the end", "<rules/>", "\u{1}", "t"),
    ];
    let options = ReadOptions::new().with_max_attributes(usize::MAX);
    assert_linear(inputs, |xml| drop(errors(xml.as_bytes(), &options)));
}

/// The limit may be raised as far as one likes.
#[test]
fn attributes_cost_as_much_as_there_are() {
    let options = ReadOptions::new().with_max_attributes(usize::MAX);
    let input = |n| repeated(("<rules><field id='a' type='input' ", "a@='' b@:name='' ", "/></rules>"), n);
    let schema = beyond_linear(2_000, input, |xml| Schema::parse_with(xml, &options).unwrap());
    let param = beyond_linear(2_000, input, |xml| Param::parse_with(xml, &options).unwrap());
    assert_eq!((schema, param), (None, None));
}

#[test]
fn what_is_done_with_a_schema_costs_as_much_as_it_is_long() {
    #[rustfmt::skip]
    let fields: &[Unit] = &[
        ("defaults of fields", "<rules>", "<field id='@' type='input'><default-value>1</default-value></field>", "</rules>"),
        ("defaults of sub-fields", FIELD, "<field id='@' type='input'><default-value>1</default-value></field>", FIELD_END),
        ("sub-fields of a default", "<rules><field id='a' type='complex'><default-complex-values>",
         "<field id='@' type='complex'><complex-values><field id='b'/></complex-values></field>",
         "</default-complex-values></field></rules>"),
        ("sub-fields and their defaults",
         "<rules><field id='a' type='multiComplex'><default-values><default-complex-values><field id='999999999'/></default-complex-values></default-values>",
         "<field id='@' type='input'/><default-values><default-complex-values><field id='@'/></default-complex-values></default-values>",
         FIELD_END),
    ];
    let schemas = [SCHEMAS, fields].concat();
    assert_linear(&schemas, |xml| {
        let schema = Schema::parse(xml).unwrap();
        let param = Param::from_defaults(&schema);
        let mut merged = param.clone();
        merged.merge(&param);
        assert!(schema == schema.clone() && param == merged);
    });
}

/// A million, and without optimisation, where that takes long, a part of it.
const VERY_MANY: usize = if cfg!(debug_assertions) { 200_000 } else { 1_000_000 };

#[test]
fn very_many_options() {
    let _busy = growth::busy();
    let option = "<option displayName=\"一\" value=\"1\"/>";
    let head = "<rules><field id='a' type='singleCheck'><options>";
    let xml = repeated((head, option, "</options></field></rules>"), VERY_MANY);
    assert_eq!(Schema::parse(&xml).unwrap().fields().next().unwrap().options().len(), VERY_MANY);
}

#[test]
fn very_many_unknown_elements() {
    let _busy = growth::busy();
    let xml = repeated(("<rules>", "<x/>", "</rules>"), VERY_MANY);
    let schema = Schema::parse(&xml).unwrap();
    // One more note says that there are no fields.
    assert_eq!((schema.unknown().len(), schema.notes().len()), (VERY_MANY, VERY_MANY + 1));
    assert!(Param::parse(&xml).unwrap().is_empty());
}

#[test]
fn ten_million_attributes() {
    let _busy = growth::busy();
    let xml = repeated(("<rules ", "a='' ", "/>"), 10_000_000);
    assert_limit(Param::parse(&xml).err(), Limit::Attributes);
    let start = &xml[..xml.len() / 100];
    assert_limit(errors(start.as_bytes(), &ReadOptions::new()), Limit::Attributes);
}

#[test]
fn a_million_fields_and_no_more() {
    let _busy = growth::busy();
    let xml = repeated(("<rules>", "<field id='a'/>", "</rules>"), 1_000_001);
    let error = Param::parse(&xml).unwrap_err();
    assert_eq!(error.position().unwrap().offset, 7 + 1_000_000 * "<field id='a'/>".len() as u64);
    assert_limit([error], Limit::Fields);
}

/// Endless input, a piece at a time.
struct Endless(&'static [u8]);

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let pieces = buffer.chunks_exact_mut(self.0.len());
        let read = pieces.map(|piece| piece.copy_from_slice(self.0)).count() * self.0.len();
        assert!(read > 0, "a buffer that holds no piece");
        Ok(read)
    }
}

#[test]
fn endless_input_ends_at_the_limit() {
    let _busy = growth::busy();
    // As set by default it is 256 MiB; without optimisation that takes minutes.
    let options = ReadOptions::new();
    let options = if cfg!(debug_assertions) { options.with_max_input(1 << 18) } else { options };
    let pieces =
        ["\0", "<r>", " ", "\n", "汉", "<!---->", "\u{FEFF}", "<?xml encoding='GBK'?>", "<r a='", "{\"a\":"];
    for piece in pieces {
        let input = || BufReader::new(Endless(piece.as_bytes()));
        // That it ends is what is tested; which error comes first is a matter of the piece.
        Schema::read_with(input(), &options).unwrap_err();
        Param::read_with(input(), &options).unwrap_err();
        assert!(SchemaReader::with_options(input(), &options).any(|field| field.is_err()));
    }
    let input = || BufReader::new(Endless(b"\n").chain(&b"<rules/>"[..]));
    let options = options.with_max_text(1 << 30);
    let [schema, param] =
        [Schema::read_with(input(), &options).unwrap_err(), Param::read_with(input(), &options).unwrap_err()];
    assert_limit([schema, param], Limit::Input);
}

#[test]
fn one_long_text() {
    let _busy = growth::busy();
    // As set by default it is 16 MiB; without optimisation that takes too long.
    let (options, most) = match cfg!(debug_assertions) {
        true => (ReadOptions::new().with_max_text(1 << 20), 1 << 20),
        false => (ReadOptions::new(), 16 << 20),
    };
    for (head, tail) in [
        ("<rules><field type='x' id='", "'/></rules>"),
        ("<rules>", "</rules>"),
        ("<rules><field id='a' type='x'><value>", "</value></field></rules>"),
        ("<rules><field id='a' type='x'><value><![CDATA[", "]]></value></field></rules>"),
        (
            "<rules><field id='a' type='x'><options><option displayName=\"",
            "\" value=\"1\"/></options></field></rules>",
        ),
    ] {
        let text = [head, &"x".repeat(most), tail].concat();
        Schema::parse_with(&text, &options).unwrap();
        Param::parse_with(&text, &options).unwrap();
        let more = [head, &"x".repeat(most + 1), tail].concat();
        assert_limit(errors(more.as_bytes(), &options), Limit::Text);
    }
}

#[test]
fn entities_are_refused_whatever_they_hold() {
    let _busy = growth::busy();
    let mut laughs = "<!DOCTYPE r [<!ENTITY a0 'ha'>".to_owned();
    for i in 1..30 {
        laughs += &format!("<!ENTITY a{i} '{}'>", format!("&a{};", i - 1).repeat(10));
    }
    laughs += "]><r>&a29;</r>";
    let file = "<!DOCTYPE r [<!ENTITY f SYSTEM 'file:///etc/hostname'>]><r>&f;</r>";
    let parameter = "<!DOCTYPE r [<!ENTITY % p SYSTEM 'http://127.0.0.1/p.dtd'>%p;]><rules/>";
    for document in [laughs.as_str(), file, parameter] {
        for error in errors(document.as_bytes(), &ReadOptions::new()) {
            assert!(matches!(error.kind(), ErrorKind::Malformed(Malformed::Doctype)), "{error}");
        }
    }
}

/// What may be in itself, with what must be around the first and within the last.
#[rustfmt::skip]
const NESTS: &[(&str, &str, &str, &str)] = &[
    ("", "<rules>", "</rules>", ""),
    ("<rules>", "<x a='1'>t", "</x>", "</rules>"),
    ("<rules>", "<field id='a' type='complex'>", "</field>", "</rules>"),
    ("<rules>", "<field id='a' type='multiComplex'><fields>", "</fields></field>", "</rules>"),
    ("<rules>", "<field id='a' type='complex'><complex-values>", "</complex-values></field>", "</rules>"),
    ("<rules>", "<field id='a' type='complex'><complex-values><complex-value>", "</complex-value></complex-values></field>", "</rules>"),
    ("<rules>", "<field id='a' type='complex'><default-values><default-complex-values>",
     "</default-complex-values></default-values></field>", "</rules>"),
    ("<rules><field id='a' type='input'><rules><rule name='disableRule' value='true'>", "<depend-group>", "</depend-group>",
     "</rule></rules></field></rules>"),
    ("<rules><field id='a' type='singleCheck'><options><option>", "<depend-group operator='or'>", "</depend-group>",
     "</option></options></field></rules>"),
    ("<rules><field id='a' type='label'>", "<label-group name='a'>", "</label-group>", "</field></rules>"),
    ("<rules><field id='a' type='input'><value>", "<value>", "</value>", "</value></field></rules>"),
];

fn nested((head, open, close, tail): (&str, &str, &str, &str), elements: usize) -> String {
    let tags = |text: &str| text.matches('<').count() - 2 * text.matches("</").count();
    let around = head.matches('<').count();
    let times = (elements - around) / tags(open);
    [head, &open.repeat(times), &close.repeat(times), tail].concat()
}

#[test]
fn deep_nests_end_at_the_limit() {
    let _busy = growth::busy();
    for (i, &nest) in NESTS.iter().enumerate() {
        let deep = nested(nest, if i == 0 { 200_000 } else { 10_000 });
        for options in [ReadOptions::new(), ReadOptions::new().with_max_depth(usize::MAX)] {
            assert_limit(errors(deep.as_bytes(), &options), Limit::Depth);
        }
        let unclosed = &deep[..deep.find("</").unwrap()];
        assert_limit(errors(unclosed.as_bytes(), &ReadOptions::new()), Limit::Depth);
    }
}

/// The deepest documents that can be read at all, on the stack that a thread has by default.
#[test]
fn the_deepest_nests_fit_on_the_stack() {
    let _busy = growth::busy();
    let work = || {
        let options = ReadOptions::new().with_max_depth(usize::MAX);
        let deepest = match Param::parse_with(&"<r>".repeat(10_000), &options).unwrap_err().kind() {
            ErrorKind::Limit { max, .. } => usize::try_from(*max).unwrap(),
            other => panic!("{other:?}"),
        };
        for &nest in NESTS {
            let xml = nested(nest, deepest);
            let schema = Schema::parse_with(&xml, &options).unwrap();
            let param = Param::parse_with(&xml, &options).unwrap();
            assert!(schema == Schema::parse_with(&xml, &options).unwrap() && param == param.clone());
            let mut defaults = Param::from_defaults(&schema);
            defaults.merge(&param);
        }
    };
    on_a_small_stack(work);
}

#[test]
fn what_is_read_by_default_can_be_printed_on_the_stack() {
    let _busy = growth::busy();
    on_a_small_stack(|| {
        for &nest in NESTS {
            let xml = nested(nest, 64);
            let (schema, param) = (Schema::parse(&xml).unwrap(), Param::parse(&xml).unwrap());
            assert!(format!("{schema:?}{param:?}{:?}", Param::from_defaults(&schema)).len() > xml.len());
        }
    });
}

fn on_a_small_stack(work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(2 << 20).spawn(work).unwrap().join().unwrap();
}
