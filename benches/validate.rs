//! How fast items are validated: a large one with 600 sales units, and a batch of small ones.
//!
//! For how many times faster this is than a JSON Schema validator, ask the bench `validate_ratio`.

// A bench that cannot go on has nothing better to do than to stop; criterion's macro makes functions public.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "../tests/support/generate.rs"]
mod generate;
mod validation;

use std::time::Duration;

use criterion::{BatchSize, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use tmall_schema::{Schema, Validator};

fn validate(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("validate");
    group.sampling_mode(SamplingMode::Flat).sample_size(40);

    let large = validation::Large::new();
    group.throughput(Throughput::Elements(large.values as u64));
    group.bench_function("check", |bencher| bencher.iter(|| large.validator.check(&large.item)));
    group.bench_function("check_quiet", |bencher| bencher.iter(|| large.quiet.check(&large.item)));
    group.bench_function("is_valid", |bencher| bencher.iter(|| large.validator.is_valid(&large.item)));
    // House rules cost at most as much as the rules of the schema.
    #[cfg(feature = "mapping")]
    {
        use tmall_schema::{Code, Pack, RuleSet, ValidateOptions};
        let quiet = ValidateOptions::new().with_severity(Code::Unchecked, None);
        let schema = large.quiet.schema();
        let rules = RuleSet::pack(Pack::Tmall).unwrap().bind(schema);
        let with_pack = Validator::compile_with(schema, &quiet).with_rules(rules);
        group
            .bench_function("check_quiet_with_pack", |bencher| bencher.iter(|| with_pack.check(&large.item)));
    }
    let peer = &large.peer;
    group.bench_function("jsonschema/iter_errors", |bencher| {
        bencher.iter(|| peer.validator.iter_errors(&peer.item).count());
    });
    group.bench_function("jsonschema/is_valid", |bencher| {
        bencher.iter(|| peer.validator.is_valid(&peer.item));
    });

    group.throughput(Throughput::Bytes(large.xml.len() as u64));
    group.bench_function("compile", |bencher| {
        // A schema keeps what was found out about its conditions, so each is compiled once only.
        let parsed = || Schema::parse(&large.xml).unwrap();
        bencher.iter_batched(parsed, |schema| (Validator::compile(&schema), schema), BatchSize::PerIteration);
    });

    let small = validation::Small::new();
    group.sample_size(10).throughput(Throughput::Elements(validation::BATCH as u64));
    for threads in [1, 2] {
        group.bench_function(format!("batch/{threads}"), |bencher| bencher.iter(|| small.validate(threads)));
        group.bench_function(format!("batch_from_text/{threads}"), |bencher| {
            bencher.iter(|| small.read_and_validate(threads));
        });
    }
    group.finish();
}

criterion_group! {
    name = benches;
    // Here and not in the group, so that the command line has the last word.
    config = Criterion::default().warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(3));
    targets = validate
}
criterion_main!(benches);
