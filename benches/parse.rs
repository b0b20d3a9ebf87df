//! How fast a rule schema is read, from the text to the tree, for each size of category.
//!
//! On a noisy machine two functions of this bench may meet different weather. For how many times faster one is
//! than another, ask the bench `ratio`.

// A bench that cannot go on has nothing better to do than to stop; criterion's macro makes functions public.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "../tests/support/generate.rs"]
mod generate;
mod peers;

use std::time::Duration;

use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};

fn parse(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("parse");
    let sizes = if peers::measuring() { 4 } else { 1 };
    for (size, shape) in generate::Shape::sizes().into_iter().take(sizes) {
        let xml = generate::schema(&shape, 1);
        peers::check_serde_model(&xml);
        group.throughput(Throughput::Bytes(xml.len() as u64));
        if size != "small" {
            // One run takes long enough to be measured alone, and on huge so long that ten must do.
            group.sampling_mode(SamplingMode::Flat).sample_size(if size == "huge" { 10 } else { 40 });
        }
        for &(name, parser) in peers::PARSERS {
            group.bench_with_input(BenchmarkId::new(name, size), &*xml, |bencher, xml| {
                bencher.iter(|| parser(xml));
            });
        }
    }
    group.finish();
}

criterion_group! {
    name = benches;
    // Here and not in the group, so that the command line has the last word.
    config = Criterion::default().warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(3));
    targets = parse
}
criterion_main!(benches);
