//! What tests share. Benches and the memory tests take single files of this folder in by `#[path]`.

#[cfg(all(feature = "cli", unix))]
pub mod browser;
pub mod corpus;
pub mod documents;
pub mod dump;
pub mod fuzz;
pub mod generate;
pub mod growth;
pub mod infoset;
pub mod layers;
pub mod pairs;
pub mod random;
pub mod reference;
pub mod tokens;
pub mod tree;
