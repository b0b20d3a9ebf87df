//! What the benches validate: a large item for the large category, many small ones for a small category,
//! and for the peer the same item as parsed JSON with the same constraints as a JSON Schema.

// Each bench takes what it needs of this, and sees it as private.
#![allow(dead_code, unreachable_pub)]

mod json_schema;

use json_schema::Numbers;
use serde_json::Value;
use tmall_schema::{Code, Param, ParamField, Schema, ValidateOptions, Validator};

use super::generate::{self, Shape};

/// The rows of the large item, with 20 fields each.
const ROWS: usize = 600;
/// Items of a batch. There are only so many different ones, which is more than the processor's caches hold.
pub const BATCH: usize = 10_000;
const DIFFERENT: usize = 500;

/// A category of 2.3 MB, and an item of it with 600 sales units.
pub struct Large {
    pub xml: String,
    pub item: Param,
    /// The number of texts in the item.
    pub values: usize,
    /// With the options that every user has.
    pub validator: Validator,
    /// Without notes. The validator above makes some, on rules that only the server knows and on fields that are
    /// required inside others.
    pub quiet: Validator,
    /// The peer with the item's JSON form.
    pub peer: Peer,
    /// The peer with numbers that were converted in advance.
    pub peer_of_numbers: Peer,
}

/// The crate `jsonschema`, with what it validates.
pub struct Peer {
    pub validator: jsonschema::Validator,
    pub item: Value,
}

impl Large {
    pub fn new() -> Large {
        let shape = Shape::large();
        let xml = generate::schema(&shape, 1);
        let schema = Schema::parse(&xml).unwrap();
        let item = Param::parse(&generate::params(&shape, 1, ROWS)).unwrap();
        let validator = Validator::compile(&schema);
        let quiet = [Code::Unchecked, Code::RequiredInside]
            .into_iter()
            .fold(ValidateOptions::new(), |options, note| options.with_severity(note, None));
        let quiet = Validator::compile_with(&schema, &quiet);
        assert!(validator.is_valid(&item) && quiet.check(&item).findings().is_empty());
        let peer = Peer::new(&schema, &item, Numbers::AsTexts);
        let peer_of_numbers = Peer::new(&schema, &item, Numbers::AsNumbers);
        Large { values: texts(item.fields()), xml, item, validator, quiet, peer, peer_of_numbers }
    }
}

impl Peer {
    fn new(schema: &Schema, item: &Param, numbers: Numbers) -> Peer {
        let constraints = json_schema::constraints(schema, numbers);
        // Patterns here need no look-around, so the peer may use the faster of its engines.
        let options = jsonschema::options()
            .with_pattern_options(jsonschema::PatternOptions::regex())
            .should_validate_formats(true);
        let validator = options.build(&constraints).unwrap();
        let peer = Peer { validator, item: json_schema::instance(schema, item, numbers) };
        peer.check_itself();
        peer
    }

    /// A peer that accepts whatever comes would be fast.
    fn check_itself(&self) {
        assert_eq!(self.validator.iter_errors(&self.item).count(), 0);
        let broken = [
            ("/sku/599/prop_1627207", Value::from("no option")),
            ("/sku/599/hscode", Value::Null),
            ("/sku/599/sku_price", Value::from("-")),
            ("/sku/599/sku_weight", Value::from("heavy")),
            ("/sku/599/sku_produced", Value::from("2024-02-30")),
            ("/sku/599/sku_image", Value::from("nowhere")),
            ("/sku/599/sku_memo", Value::from("字".repeat(101))),
            ("/sku/599/sku_tags", Value::from(vec!["no option"])),
            ("/prop_20000", Value::from("no option")),
        ];
        for (path, value) in broken {
            let mut item = self.item.clone();
            *item.pointer_mut(path).unwrap() = value;
            assert!(!self.validator.is_valid(&item), "{path}");
        }
    }
}

fn texts(fields: &[ParamField]) -> usize {
    let of_rows = |field: &ParamField| field.rows().iter().map(|row| texts(row.fields())).sum::<usize>();
    fields.iter().map(|field| field.values().len() + of_rows(field)).sum()
}

/// A category of 50 KB, and small items of it: without rows, with one, or with two.
pub struct Small {
    pub validator: Validator,
    pub texts: Vec<String>,
    pub items: Vec<Param>,
}

impl Small {
    pub fn new() -> Small {
        let shape = Shape::small();
        let schema = Schema::parse(&generate::schema(&shape, 1)).unwrap();
        let validator = Validator::compile(&schema);
        let texts: Vec<String> = (0..3).map(|rows| generate::params(&shape, 1, rows)).collect();
        let items: Vec<Param> =
            (0..DIFFERENT).map(|number| Param::parse(&texts[number % 3]).unwrap()).collect();
        assert!(items.iter().all(|item| validator.is_valid(item)));
        Small { validator, texts, items }
    }

    /// Validates the items of a batch, shared out among threads, and counts those that are valid.
    pub fn validate(&self, threads: usize) -> usize {
        self.share_out(threads, |number| self.is_valid(&self.items[number % self.items.len()]))
    }

    /// The same from the items' text.
    pub fn read_and_validate(&self, threads: usize) -> usize {
        self.share_out(threads, |number| {
            self.is_valid(&Param::parse(&self.texts[number % self.texts.len()]).unwrap())
        })
    }

    fn is_valid(&self, item: &Param) -> bool {
        self.validator.check(item).is_valid()
    }

    fn share_out(&self, threads: usize, is_valid: impl Fn(usize) -> bool + Sync) -> usize {
        let is_valid = &is_valid;
        std::thread::scope(|scope| {
            let share =
                |thread: usize| move || (thread..BATCH).step_by(threads).filter(|&i| is_valid(i)).count();
            let running: Vec<_> = (0..threads).map(|thread| scope.spawn(share(thread))).collect();
            running.into_iter().map(|thread| thread.join().unwrap()).sum()
        })
    }
}

/// Whether this is `cargo bench`. A test run of the benches is there to see that they work, not to wait for.
pub fn measuring() -> bool {
    std::env::args().any(|argument| argument == "--bench")
}
