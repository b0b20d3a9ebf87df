//! Makes rule schemas in the shape of real ones, and items to match, for benches, tests and examples:
//!
//! ```ignore
//! #[path = "../tests/support/generate.rs"]
//! mod generate;
//!
//! let shape = generate::Shape::large();
//! let rules: String = generate::schema(&shape, 1);
//! let item: String = generate::params(&shape, 1, 600); // 600 sales units
//! let short_list = generate::schema(&generate::Shape::large().brands(100), 1);
//! ```
//!
//! **What is real about them.** A category of the platform is some hundred fields of which a few hold nearly
//! all of the bytes: the brand with tens of thousands of options, and properties with hundreds. So is this one.
//! Around these are the fields that make a reader's life hard: free text that is there only if the choice
//! before it says so (`disableRule` with a `depend-group`; `and`, `or`, nested), rows of 20 sub-fields, complex
//! fields in complex fields, nested label groups, rules of one name under different conditions, escaped HTML
//! in tips, rules that only the server knows (`383278799_1`), fields without a name, default values of each
//! kind. The text is one line, attributes are in the platform's order, and there is no XML declaration.
//!
//! **What is promised.** The same shape and seed give the same bytes, everywhere. Another seed gives other
//! ids, names, options, rules and conditions, but a size that is nearly the same. An item of
//! [`params`] keeps all rules of the [`schema`] of the same shape and seed, and takes each of its turns (free
//! text, dependent fields, `is null`) in some places.
//!
//! How it works: `plan.rs` draws a category as a tree of `model.rs`, from parts in `blocks.rs` and `sku.rs`
//! and words in `words.rs`; each field knows the rules it states and how to fill it in; `schema.rs` writes the
//! first, `params.rs` the second.

// Each program that takes this in uses another part of it, and sees it as private.
#![allow(dead_code, unreachable_pub)]

#[path = "generate/blocks.rs"]
mod blocks;
#[path = "generate/model.rs"]
mod model;
#[path = "generate/params.rs"]
mod params;
#[path = "generate/plan.rs"]
mod plan;
#[path = "generate/rng.rs"]
pub mod rng;
#[path = "generate/schema.rs"]
mod schema;
#[path = "generate/sku.rs"]
mod sku;
#[path = "generate/words.rs"]
mod words;
#[path = "generate/xml.rs"]
mod xml;

/// How big a category is, and where.
#[derive(Clone, Debug)]
pub struct Shape {
    fields: usize,
    brands: usize,
    wide: usize,
    wide_options: (u64, u64),
    sku_fields: usize,
    modules: usize,
}

impl Shape {
    /// About 50 KB: a category of few brands.
    pub fn small() -> Self {
        Self { fields: 50, brands: 60, wide: 0, wide_options: (500, 2_000), sku_fields: 20, modules: 4 }
    }

    /// About 0.9 MB: an ordinary category.
    pub fn medium() -> Self {
        Self { fields: 100, brands: 11_200, wide: 3, modules: 16, ..Self::small() }
    }

    /// About 2.3 MB: one of the largest categories there are.
    pub fn large() -> Self {
        Self { fields: 120, brands: 30_000, wide: 8, modules: 20, ..Self::small() }
    }

    /// About 20 MB: larger than any category; to see what grows.
    pub fn huge() -> Self {
        Self { fields: 600, brands: 200_000, wide: 120, ..Self::large() }
    }

    /// The four sizes with their names.
    pub fn sizes() -> [(&'static str, Self); 4] {
        [
            ("small", Self::small()),
            ("medium", Self::medium()),
            ("large", Self::large()),
            ("huge", Self::huge()),
        ]
    }

    /// The number of top-level fields. The parts that every category has are always there, whatever this says.
    pub fn fields(self, fields: usize) -> Self {
        Self { fields, ..self }
    }

    /// The number of options of the brand field `prop_20000`, at least one.
    pub fn brands(self, brands: usize) -> Self {
        Self { brands: brands.max(1), ..self }
    }

    /// How many of the properties have a long list of options.
    pub fn wide(self, wide: usize) -> Self {
        Self { wide, ..self }
    }

    /// How many options a property with a long list has: from `least`, at least 2, to `most`.
    pub fn wide_options(self, least: u64, most: u64) -> Self {
        Self { wide_options: (least.max(2), most.max(least).max(2)), ..self }
    }

    /// The number of sub-fields of `sku`. One of them is free text that most rows do not have.
    pub fn sku_fields(self, sku_fields: usize) -> Self {
        Self { sku_fields, ..self }
    }

    /// The number of modules of the description, at least one; those for phones go with it.
    pub fn modules(self, modules: usize) -> Self {
        Self { modules: modules.max(1), ..self }
    }
}

/// The rule schema of a category, root `itemRule`.
pub fn schema(shape: &Shape, seed: u64) -> String {
    // An option is some 50 bytes; what else there is, is small or a matter of one more growth.
    let options = shape.brands + shape.wide * shape.wide_options.1 as usize;
    schema::write(&plan::category(shape, seed), 65_536 + options * 64)
}

/// An item, root `itemParam`, that keeps all rules of `schema(shape, seed)`, with this many rows in `sku`.
pub fn params(shape: &Shape, seed: u64, rows: usize) -> String {
    // Not the numbers that the category itself was drawn with.
    params::write(&plan::category(shape, seed), rows, rng::Rng::new(rng::hash(seed, 1)))
}
