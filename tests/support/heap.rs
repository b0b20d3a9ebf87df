//! What an operation takes from the heap.
//!
//! The counting is global to the process, and the test runner's own thread allocates too whenever a test ends. So a
//! program that uses this has one test only, which calls all there is to measure one after the other, and it names
//! the counting allocator itself:
//!
//! ```ignore
//! #[global_allocator]
//! static ALLOCATOR: dhat::Alloc = dhat::Alloc;
//! ```

// Seen as private by the program that takes this in.
#![allow(dead_code, unreachable_pub)]

#[derive(Clone, Copy, Debug)]
pub struct Heap {
    /// Bytes that are still held when the operation is done: those of its result.
    pub kept: usize,
    /// Bytes that were held at the worst moment. A block that grows counts once, with its new size, although
    /// the allocator may hold both for a moment.
    pub peak: usize,
    /// How often memory was asked for.
    pub allocations: u64,
}

/// Runs the operation, and counts only what it does itself: nothing that was there before.
pub fn measure<T>(operation: impl FnOnce() -> T) -> (T, Heap) {
    // Which call took the bytes is not asked, and finding it out would take most of the time.
    let profiler = dhat::Profiler::builder().testing().trim_backtraces(Some(4)).build();
    let result = operation();
    let stats = dhat::HeapStats::get();
    drop(profiler);
    (result, Heap { kept: stats.curr_bytes, peak: stats.max_bytes, allocations: stats.total_blocks })
}

/// The measure itself is right.
pub fn check_itself() {
    let (_, heap) = measure(|| {
        let short_lived = vec![0_u8; 1_000];
        drop(short_lived);
        vec![0_u8; 300]
    });
    assert_eq!((heap.kept, heap.peak, heap.allocations), (300, 1_000, 2), "the measure itself");
    let (_, heap) = measure(|| drop(vec![0_u8; 1_000]));
    assert_eq!((heap.peak, heap.allocations), (1_000, 1), "the measure itself");
}
