//! How fast documents are written: a large schema in canonical form, and an item with 600 sales units.
//!
//! The peer is quick-xml's writer, in two roles: `quick_xml_write` has the events of the document ready and only
//! writes them, `quick_xml_copy` reads them too.

// A bench that cannot go on has nothing better to do than to stop; criterion's macro makes functions public.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "../tests/support/generate.rs"]
mod generate;

use std::time::Duration;

use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use quick_xml::events::Event;
use quick_xml::{Reader, Writer};

fn write(criterion: &mut Criterion) {
    let shape = generate::Shape::large();
    let schema = generate::schema(&shape, 1);
    let params = generate::params(&shape, 1, 600);

    let mut group = criterion.benchmark_group("write");
    group.sampling_mode(SamplingMode::Flat).sample_size(40);
    for (document, xml) in [("schema", &schema), ("param", &params)] {
        let ready = events(xml);
        assert_eq!(write_events(&ready, xml.len()), xml.as_bytes());
        group.throughput(Throughput::Bytes(xml.len() as u64));
        group.bench_function(BenchmarkId::new("quick_xml_write", document), |bencher| {
            bencher.iter(|| write_events(&ready, xml.len()));
        });
        group.bench_function(BenchmarkId::new("quick_xml_copy", document), |bencher| {
            bencher.iter(|| copy(xml));
        });
    }
    let tree = tmall_schema::Schema::parse(&schema).unwrap();
    let item = tmall_schema::Param::parse(&params).unwrap();
    group.throughput(Throughput::Bytes(schema.len() as u64));
    group.bench_function(BenchmarkId::new("tmall_schema", "schema"), |bencher| {
        bencher.iter(|| tree.to_xml().unwrap());
    });
    group.throughput(Throughput::Bytes(params.len() as u64));
    group.bench_function(BenchmarkId::new("tmall_schema", "param"), |bencher| {
        bencher.iter(|| item.to_xml(&tree).unwrap());
    });
    group.finish();
}

fn events(xml: &str) -> Vec<Event<'_>> {
    let mut reader = Reader::from_str(xml);
    let mut events = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return events,
            event => events.push(event),
        }
    }
}

fn write_events(events: &[Event<'_>], bytes: usize) -> Vec<u8> {
    let mut writer = Writer::new(Vec::with_capacity(bytes));
    for event in events {
        writer.write_event(event.borrow()).unwrap();
    }
    writer.into_inner()
}

fn copy(xml: &str) -> Vec<u8> {
    let mut reader = Reader::from_str(xml);
    let mut writer = Writer::new(Vec::with_capacity(xml.len()));
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return writer.into_inner(),
            event => writer.write_event(event).unwrap(),
        }
    }
}

criterion_group! {
    name = benches;
    // Here and not in the group, so that the command line has the last word.
    config = Criterion::default().warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(3));
    targets = write
}
criterion_main!(benches);
