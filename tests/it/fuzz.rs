//! The bodies of the fuzz targets, which the tests run over the seeds.

#[path = "../../fuzz/comparing.rs"]
pub mod comparing;
#[path = "../../fuzz/judging.rs"]
pub mod judging;
#[path = "../../fuzz/targets.rs"]
pub mod targets;
