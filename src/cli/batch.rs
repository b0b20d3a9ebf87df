//! Work on many files at once, with results in order and only a few of them in memory.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread::available_parallelism;

use rayon::ThreadPoolBuilder;

use super::error::CliError;

/// The number of threads: the flag, else the settings, else the number of cores.
pub(crate) fn jobs(flag: Option<NonZeroUsize>, settings: Option<NonZeroUsize>) -> NonZeroUsize {
    flag.or(settings).or_else(|| available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN)
}

/// Does the work for each item on several threads, and passes the results to `take` in the order of the items.
/// `take` ends the batch with `Break` or an error.
pub(crate) fn in_order<T: Sync, R: Send>(
    items: &[T],
    jobs: NonZeroUsize,
    work: impl Fn(&T) -> R + Sync,
    take: impl FnMut(R) -> Result<ControlFlow<()>, CliError>,
) -> Result<(), CliError> {
    let jobs = jobs.min(NonZeroUsize::new(items.len()).unwrap_or(NonZeroUsize::MIN));
    each_in_order(items.iter(), jobs, work, take)
}

/// Like [`in_order`] for items that are produced one after the other.
pub(crate) fn each_in_order<T: Send, R: Send>(
    items: impl Iterator<Item = T>,
    jobs: NonZeroUsize,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<ControlFlow<()>, CliError>,
) -> Result<(), CliError> {
    let threads = jobs.get();
    let pool = if threads > 1 { ThreadPoolBuilder::new().num_threads(threads).build().ok() } else { None };
    let Some(pool) = pool else {
        for item in items {
            if take(work(item))?.is_break() {
                break;
            }
        }
        return Ok(());
    };
    // The most results that wait for an earlier one.
    let window = 2 * threads;
    let stopped = AtomicBool::new(false);
    pool.in_place_scope(|scope| {
        let mut items = items;
        let mut waiting: VecDeque<mpsc::Receiver<R>> = VecDeque::with_capacity(window);
        loop {
            while waiting.len() < window
                && let Some(item) = items.next()
            {
                let (sender, receiver) = mpsc::sync_channel(1);
                let (work, stopped) = (&work, &stopped);
                scope.spawn(move |_| {
                    if !stopped.load(Ordering::Relaxed) {
                        // The receiver is gone if the batch ended early.
                        let _ = sender.send(work(item));
                    }
                });
                waiting.push_back(receiver);
            }
            let Some(next) = waiting.pop_front() else { return Ok(()) };
            // No result means that the work panicked; the scope propagates the panic.
            let Ok(result) = next.recv() else { return Ok(()) };
            match take(result) {
                Ok(ControlFlow::Continue(())) => {}
                ended => {
                    stopped.store(true, Ordering::Relaxed);
                    return ended.map(drop);
                }
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(count: u64, jobs: usize, until: u64) -> Vec<u64> {
        let items: Vec<u64> = (0..count).collect();
        let mut taken = Vec::new();
        let work = |item: &u64| {
            // Earlier items take longer.
            std::thread::sleep(std::time::Duration::from_micros(100 * (count - item)));
            *item
        };
        in_order(&items, NonZeroUsize::new(jobs).unwrap(), work, |item| {
            taken.push(item);
            Ok(if item == until { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })
        .unwrap();
        taken
    }

    #[test]
    fn order_does_not_depend_on_jobs() {
        let all: Vec<u64> = (0..40).collect();
        assert_eq!(run(40, 1, 99), all);
        assert_eq!(run(40, 4, 99), all);
        assert_eq!(run(40, 4, 7), all[..=7]);
        assert_eq!(run(40, 1, 7), all[..=7]);
        assert!(run(0, 4, 7).is_empty());
    }
}
