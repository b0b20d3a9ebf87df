//! What an operation takes from the heap.
//!
//! The counting is global to the process, so a program that uses this has one test only, and names the counting
//! allocator itself:
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
    // Nobody asks which call took the bytes, and finding it out for each would take most of the time.
    let profiler = dhat::Profiler::builder().testing().trim_backtraces(Some(4)).build();
    let result = operation();
    let stats = dhat::HeapStats::get();
    drop(profiler);
    (result, Heap { kept: stats.curr_bytes, peak: stats.max_bytes, allocations: stats.total_blocks })
}
