//! roxmltree as a foreign oracle: what the readers tell of a document equals what its tree holds, and the two
//! agree on which inputs are documents at all.

use crate::support::documents;
use crate::support::generate;
use crate::support::generate::Shape;
use crate::support::infoset;
use crate::support::random;
use proptest::prelude::*;
use roxmltree::Document;
use tmall_schema::{ErrorKind, Malformed, Param, Schema};

/// What is read of a document as a schema and as a param, where it can be either, equals what its tree holds.
fn assert_same(xml: &str) {
    if has_irregular_reference(xml) {
        return;
    }
    let clean: String = xml.chars().filter(|&c| !is_forbidden(c)).collect();
    // XML wants this done before all else; roxmltree leaves a carriage return at the end of a piece of text.
    let lines = clean.replace("\r\n", "\n").replace('\r', "\n");
    let document = Document::parse(&lines).unwrap_or_else(|error| panic!("{error}: {xml}"));
    if let Ok(schema) = Schema::parse(xml) {
        assert_equal(&infoset::of_schema(&schema), &infoset::of_schema_document(&document), xml);
    }
    if let Ok(param) = Param::parse(xml).as_ref()
        && clean == xml
    {
        assert_equal(&infoset::of_param(param), &infoset::of_param_document(&document), xml);
    }
}

fn assert_equal(read: &[String], held: &[String], xml: &str) {
    let differs = read.iter().zip(held).find(|(read, held)| read != held);
    assert!(differs.is_none() && read.len() == held.len(), "{differs:#?} in {xml}");
}

/// What a schema's reader drops, and no XML may hold.
fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}')
}

/// Whether a reference stands for what no XML may hold. roxmltree makes U+FFFD of some and refuses others.
fn has_irregular_reference(xml: &str) -> bool {
    xml.match_indices("&#").any(|(at, start)| {
        let body = xml[at + start.len()..].split(';').next().unwrap_or_default();
        let code = match body.strip_prefix('x') {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => body.parse(),
        };
        code.is_ok_and(|code| code <= 0x10_FFFF && char::from_u32(code).is_none_or(is_forbidden))
    })
}

#[test]
fn generated_documents_hold_what_their_trees_hold() {
    for seed in 0..8 {
        assert_same(&generate::schema(&Shape::small(), seed));
        assert_same(&generate::params(&Shape::small(), seed, 8));
    }
    let shape = Shape::large().brands(300);
    assert_same(&generate::schema(&shape, 1));
    assert_same(&generate::params(&shape, 1, 40));
}

/// Documents that hardly anybody would write.
const ODD: &[&str] = &[
    "<itemRule/>",
    "\u{FEFF}<?xml version='1.0' encoding=\"utf-8\" standalone='yes' ?>\r\n<!-- c --><itemRule\t></itemRule\n>\n<?p i?>",
    // White space and line ends in attributes, text and CDATA.
    "<r><field\n\tid = 'a'\r\nname=\" x\ty\r\nz\rw\n\" type='input' ><value> x\ty\r\nz\rw\n<![CDATA[ x\ty\r\nz\rw\n]]></value></field></r>",
    // The same as references, which are not touched again.
    "<r><field id='&#97;' name='&#9;&#xA;&#13;&#x0D;&#10; ' type='&#x69;nput'><value>&#9;&#xA;&#13;&#10; </value></field></r>",
    // References of all kinds and next to each other.
    "<r><field id='a' type='input' name='&lt;&gt;&amp;&quot;&apos;&#x6C49;&#23383;&#x1F600;&amp;lt;'><value>&lt;&gt;&amp;&quot;&apos;&#x6C49;&#23383;&#x1F600;&amp;lt;</value></field></r>",
    // Pieces of text.
    "<r><field id='a' type='input'><value>a<!-- b -->c<?d?>e<![CDATA[<f>&g;]]]]><![CDATA[>]]>&amp;<h>i</h>j</value></field></r>",
    "<r><field id='a' type='input'><value><![CDATA[]]></value><value></value><value/></field></r>",
    "<r><field id='a' type='input'><value>]]</value><value>>]]&gt;</value><value a=']]>'>></value></field></r>",
    // Quotes within quotes, > within attributes.
    "<r><field id=\"it's\" name='a \"b\" > c' type='singleCheck'><options><option displayName='>' value=\"'\"/><option displayName=\"'\" value=\"/>\"/></options></field></r>",
    // The usual option and all but it.
    "<r><field id='a' type='singleCheck'><options><option displayName=\"一\" value=\"1\"/><option displayName=\"二\" value=\"2\" /><option displayName=\"三\"  value=\"3\"/><option value=\"4\" displayName=\"四\"/><option displayName=\"&amp;\" value=\"5\"/><option displayName=\"a\tb\" value=\"6\"/><option displayName=\"\" value=\"\"/><option displayName=\"七\" value=\"7\"></option><option displayName=\"八\" value=\"8\" readonly=\"true\"/><option/></options></field></r>",
    // Names.
    "<r><字段 属性='值'/><_a.b-c·1/><field id='a' type='input' _x.y-z='1' 名='2'/></r>",
    "<p:itemRule xmlns:p='urn:p' xmlns='urn:q'><p:field p:id='a' type='input' p:x='1'><p:rules><rule p:name='n' value='v'/></p:rules><p:value p:y='2'>1</p:value></p:field></p:itemRule>",
    "<r xml:lang='zh' xml:space='preserve'><field id='a' type='input' xml:lang='en'/></r>",
    "<schema><fields><field id='a' type='input '/></fields><field id='b' type='input'/><fields c='1'>t<x/><field id='d' type=' Label'/></fields></schema>",
    // Types without regard to case.
    "<r><field id='a' type='SINGLECHECK'/><field id='b' type='Input '/><field id='c' type='数字'/><field id='d' type=''/></r>",
    // Old forms, and what only looks like them.
    "<r><field id='a' type='input' required='true'><name>标<![CDATA[题]]></name><value type='text'/><name>二</name></field></r>",
    "<r><field id='a' name='' type='input'><name>x</name><value type='text' x='1'/><value type='text'>y</value></field></r>",
    "<r><field id='a' type='input'><value type='text'></value><value type='text'><x/></value><value type='text'> </value></field></r>",
    // An ideographic space is text.
    "<r>　<field id='a' type='input'>\u{A0}<value>　</value><x>\u{85}</x></field></r>",
    // Everything in the wrong place.
    "<r>t<rules/><option/><value>v</value><field id='a' type='complex'>t1<rule/>t2<rules a='1'>t3<field/><rule>t4<x/></rule></rules><options>t5<rule/><option>t6<y/></option></options><fields b='2'>t7<z/></fields><values c='3'>t8<w/></values><label-group d='4'>t9<v/><label>t10<u/></label></label-group><properties e='5'>t11<s/><property>t12</property></properties><default-values f='6'>t13<q/></default-values></field></r>",
    "<r><field id='a' type='input'><x a='1' 二='2'>t<y>u</y>v<!-- c -->w<![CDATA[z]]><y/></x></field></r>",
    "<r><field id='a' type='input'>a<![CDATA[b]]>c<!-- --> d<x/>e</field>f<!-- -->g</r>",
    // Values in every wrapper.
    "<r><field id='a' type='complex'><value>1</value><values><value>2</value><value>3</value></values><complex-value><field id='b' type='input'><value>4</value></field></complex-value><complex-values/><complex-values><field id='c'/><complex-value><field id='d'/></complex-value></complex-values><field id='e' type='input'/><complex-values x='1'><complex-value><field id='f'/></complex-value></complex-values></field></r>",
    "<r><field id='a' type='multiComplex'><default-values><default-complex-values><field id='b'><value>1</value></field></default-complex-values><default-complex-values/></default-values><default-complex-values><field id='c'><default-value>1</default-value></field></default-complex-values><default-value>2</default-value></field></r>",
    "<r><field id='a'><field id='b'><value>1</value></field><field id='c'/><complex-values/><field id='d'/><complex-values><complex-value/></complex-values><field id='e'/></field></r>",
    "<r><field id='a'><default-value>1</default-value><rules><rule/></rules><fields><field/></fields><complex-values><field id='b'><options/><value>2</value></field></complex-values></field></r>",
    // Conditions.
    "<r><field id='a' type='input'><rules><rule name='n' value='v'><depend-group operator='or' x='1'>t<depend-express fieldId='b' value='1' symbol='!=' y='2'>u</depend-express><depend-group><depend-express/></depend-group><z/></depend-group><depend-group/></rule></rules><options><option value='1'><depend-group/></option></options></field></r>",
];

#[test]
fn odd_documents_hold_what_their_trees_hold() {
    for xml in ODD {
        assert!(Schema::parse(xml).is_ok() || Param::parse(xml).is_ok(), "{xml}");
        assert_same(xml);
    }
}

/// A reason, and for which input and error of roxmltree it holds.
type Taken = (&'static str, fn(&str, &roxmltree::Error) -> bool);
/// A reason, and for which error of ours it holds.
type Refused = (&'static str, fn(&Malformed) -> bool);

/// Why we take what roxmltree refuses: an input, and its error.
const TAKEN: &[Taken] = &[
    ("namespaces do not matter, so prefixes need no declaration", |_, error| {
        use roxmltree::Error as E;
        matches!(
            error,
            E::InvalidXmlPrefixUri(_)
                | E::UnexpectedXmlUri(_)
                | E::UnexpectedXmlnsUri(_)
                | E::InvalidElementNamePrefix(_)
                | E::DuplicatedNamespace(..)
                | E::UnknownNamespace(..)
        )
    }),
    ("and a colon may stand anywhere in a name", |xml, error| {
        let roxmltree::Error::InvalidName(at) = error else { return false };
        let rest = from(xml, *at);
        let end = |c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '<' | '\'' | '"');
        rest.starts_with(':') || rest.split(end).next().is_some_and(|name| name.contains(':'))
    }),
    ("references to what no XML may hold are a note or a finding", |xml, _| has_irregular_reference(xml)),
    ("instructions are passed over, whatever their name", |xml, error| {
        let roxmltree::Error::InvalidName(at) = error else { return false };
        xml[..xml.len() - from(xml, *at).len()].ends_with("<?")
    }),
];

/// Why we refuse what roxmltree takes.
const REFUSED: &[Refused] = &[
    ("it makes U+FFFD of a reference to no character", |error| matches!(error, Malformed::BadReference(_))),
    ("a declaration without white space behind its name passes for an instruction with it", |error| {
        matches!(error, Malformed::MisplacedDeclaration)
    }),
    ("a colon before the name passes for an empty prefix with it", |error| {
        let Malformed::WrongEndTag { open, found } = error else { return false };
        open.trim_start_matches(':') == found.trim_start_matches(':')
    }),
];

/// The text from a place on.
fn from(xml: &str, at: roxmltree::TextPos) -> &str {
    let line = xml.split_inclusive('\n').nth(at.row as usize - 1).unwrap_or_default();
    let start = line.as_ptr() as usize - xml.as_ptr() as usize;
    let column = line.char_indices().nth(at.col as usize - 1).map_or(line.len(), |(at, _)| at);
    &xml[start + column..]
}

/// Whether an input is a document, by roxmltree and by our two readers.
fn assert_agreement(xml: &str) -> bool {
    // Forbidden characters are dropped from a schema, and kept as a finding in a param.
    let clean: String = xml.chars().filter(|&c| !is_forbidden(c)).collect();
    let theirs = Document::parse(&clean);
    let ours = [Schema::parse(xml).err(), Param::parse(&clean).err()];
    for error in &ours {
        match (&theirs, error.as_ref().map(|error| (error, error.kind()))) {
            (Ok(_), Some((error, ErrorKind::Malformed(kind)))) => {
                let reason = REFUSED.iter().find(|(_, excused)| excused(kind));
                assert!(reason.is_some(), "we refuse it ({error}): {xml:?}");
            }
            (Err(error), None) => {
                let reason = TAKEN.iter().find(|(_, excused)| excused(&clean, error));
                assert!(reason.is_some(), "we take it ({error}): {xml:?}");
            }
            // A field without id or type ends the reading before the malformed part, and is not an error of XML.
            _ => {}
        }
    }
    if theirs.is_ok() {
        assert_same(xml);
    }
    theirs.is_ok()
}

/// How much of a document is its declaration, in which we look for nothing but the encoding.
fn declaration(xml: &str) -> usize {
    let found = xml.trim_start_matches('\u{FEFF}').starts_with("<?xml ").then(|| xml.find("?>")).flatten();
    found.map_or(0, |end| end + "?>".len())
}

/// What is put into documents to break them, or not.
const PIECES: &[&str] = &[
    "<",
    ">",
    "/",
    "</",
    "/>",
    "\"",
    "'",
    "=",
    "&",
    ";",
    " ",
    "\n",
    "\r",
    "\t",
    "a",
    "1",
    "-",
    ".",
    ":",
    "_",
    "汉",
    "·",
    "\u{3000}",
    "\u{A0}",
    "\u{FEFF}",
    "\u{FFFD}",
    "😀",
    "&amp;",
    "&lt;",
    "&#65;",
    "&#x41;",
    "&#0;",
    "&#1;",
    "&#xD800;",
    "&#xFFFE;",
    "&#x110000;",
    "&x;",
    "&#;",
    "&#x;",
    "&#X41;",
    "&am",
    "]]>",
    "]]",
    "<![CDATA[",
    "<![CDATA[]]>",
    "<!--",
    "-->",
    "--",
    "<!---->",
    "<!-->",
    "<!--->",
    "<?",
    "?>",
    "<?p?>",
    "<?p ?>",
    "<?p i?>",
    "<? p?>",
    "<??>",
    "<?1?>",
    "<?p/?>",
    "<?xml?>",
    "<?xml version='1.0'?>",
    "<?XML?>",
    "<?xml-p?>",
    "<!",
    "<!DOCTYPE r>",
    "<a>",
    "</a>",
    "<a/>",
    "<a />",
    "< a/>",
    "<a/ >",
    "</ a>",
    "<a b='1'/>",
    "<a b = '1' />",
    "<a b='1'c='2'/>",
    "<a b='1' b='2'/>",
    "<a b/>",
    "<a b=1/>",
    "<a b='<'/>",
    "<a b='&'/>",
    "<a b='&lt;'/>",
    "<a xmlns='u'/>",
    "<p:a/>",
    "<a :b='1'/>",
    "<:a/>",
    "<a:/>",
    "<a:b:c/>",
    " b='1'",
    " id='a'",
    "<r>",
    "</r>",
    "<field id='a' type='input'>",
    "</field>",
];

#[test]
fn roxmltree_and_we_agree_on_what_a_document_is() {
    let mut rng = generate::rng::Rng::new(1);
    let (mut documents, mut others) = (0, 0);
    for _ in 0..if cfg!(debug_assertions) { 800 } else { 20_000 } {
        for &seed in ODD.iter().chain(["<r><field id='a' type='input'>t</field></r>"].iter()) {
            let (declaration, seed) = seed.split_at(declaration(seed));
            let mut characters: Vec<char> = seed.chars().collect();
            for _ in 0..rng.range(1, 3) {
                let from = rng.index(characters.len() + 1);
                let to = (from + rng.index(4)).min(characters.len());
                match rng.range(0, 3) {
                    0 => drop(characters.drain(from..to)),
                    1 => {
                        let piece: Vec<char> = characters[from..to].to_vec();
                        let at = rng.index(characters.len() + 1);
                        characters.splice(at..at, piece);
                    }
                    _ => drop(characters.splice(from..from, rng.pick(PIECES).chars())),
                }
            }
            let xml: String = declaration.chars().chain(characters).collect();
            if self::declaration(&xml) != declaration.len() {
                continue;
            }
            if assert_agreement(&xml) { documents += 1 } else { others += 1 }
        }
    }
    // Without this, nothing but broken documents might have been tried.
    assert!(documents > 2_000 && others > 2_000, "{documents} and {others}");
}

proptest! {
    #![proptest_config(random::config(160))]

    #[test]
    fn random_schemas_hold_what_their_trees_hold(xml in documents::schema()) {
        assert_same(&xml);
    }

    #[test]
    fn random_params_hold_what_their_trees_hold(xml in documents::param()) {
        assert_same(&xml);
    }

    #[test]
    fn we_agree_on_damaged_documents(
        bytes in documents::corrupt(prop_oneof![documents::schema(), documents::param()])
    ) {
        let xml = String::from_utf8_lossy(&bytes);
        let xml = &xml[declaration(&xml)..];
        let clean: String = xml.chars().filter(|&c| !is_forbidden(c)).collect();
        if declaration(&clean) == 0 {
            assert_agreement(xml);
        }
    }
}
