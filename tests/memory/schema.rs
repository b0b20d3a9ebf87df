//! How much memory a schema takes.

use crate::generate;
use crate::generate::Shape;
use crate::heap::{Heap, measure};

pub fn a_schema_takes_at_most_the_size_of_its_source_beyond_it() {
    // Shown by `cargo test --test memory -- --nocapture`.
    let print = |size: &str, parser: &str, heap: Heap, source: usize| {
        let Heap { kept, peak, allocations } = heap;
        let [kept, peak] = [kept, peak].map(|bytes| bytes as f64 / source as f64);
        println!(
            "{size} {parser}: keeps {kept:.2}, takes {peak:.2} of the source; {allocations} allocations"
        );
    };
    // In a thread of its own, which has no tags of other items. It keeps those of the first for the second.
    let item = generate::params(&Shape::small(), 1, 1);
    let measure_item = || measure(|| tmall_schema::Param::parse(&item).unwrap());
    let both = || [measure_item().1, measure_item().1];
    let [first, next] = std::thread::scope(|scope| scope.spawn(both).join().unwrap());
    print("first item", "tmall_schema", first, item.len());
    print("next item", "tmall_schema", next, item.len());
    assert!(first.kept as f64 <= 4.5 * item.len() as f64, "item: {first:?} of {} bytes", item.len());
    for (size, shape) in [("small", Shape::small()), ("medium", Shape::medium()), ("large", Shape::large())] {
        let xml = generate::schema(&shape, 1);

        let (_tree, heap) = measure(|| roxmltree::Document::parse(&xml).unwrap());
        print(size, "roxmltree", heap, xml.len());

        // The source text itself is kept too, and not counted against the tree.
        let (_schema, heap) = measure(|| tmall_schema::Schema::parse(&xml).unwrap());
        print(size, "tmall_schema", heap, xml.len());
        // In a small schema fields and rules weigh more than options, and a node is larger than its text.
        let most = if size == "small" { 1.9 } else { 2.0 } * xml.len() as f64;
        assert!(heap.kept as f64 <= most, "{size}: {heap:?} of {} bytes", xml.len());
        assert!(heap.peak <= 3 * xml.len(), "{size}: {heap:?} of {} bytes", xml.len());
    }
}
