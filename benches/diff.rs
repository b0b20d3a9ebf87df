//! How fast two schemas are compared: two of the largest size, one with every hundredth option and rule edited,
//! and two that are the same. Beside it what reading one of them takes: comparing should take half of that at
//! most.

// A bench that cannot go on has nothing better to do than to stop; criterion's macro makes functions public.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "../tests/support/edited.rs"]
mod edited;
#[path = "../tests/support/generate.rs"]
mod generate;

use std::time::Duration;

use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use tmall_schema::Schema;

fn diff(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("diff");
    group.sampling_mode(SamplingMode::Flat).sample_size(40);
    let xml = generate::schema(&generate::Shape::large(), 1);
    let other = edited::edited(&xml, 100);
    let (old, new) = (Schema::parse(&xml).unwrap(), Schema::parse(&other).unwrap());
    let again = Schema::parse(&xml).unwrap();
    // The plan of disableRules is a part of a schema, and made once for all its users.
    let changes = Schema::diff(&old, &new).len();
    assert!(changes > 300, "{changes}");
    assert!(Schema::diff(&old, &again).is_empty());
    group.throughput(Throughput::Bytes(xml.len() as u64));
    group.bench_function(BenchmarkId::new("parse_one", "large"), |bencher| {
        bencher.iter(|| Schema::parse(&xml).unwrap());
    });
    group.bench_function(BenchmarkId::new("diff", "one in a hundred"), |bencher| {
        bencher.iter(|| Schema::diff(&old, &new));
    });
    group.bench_function(BenchmarkId::new("diff", "nothing"), |bencher| {
        bencher.iter(|| Schema::diff(&old, &again));
    });
    group.finish();
}

criterion_group! {
    name = benches;
    // Here and not in the group, so that the command line has the last word.
    config = Criterion::default().warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(3));
    targets = diff
}
criterion_main!(benches);
