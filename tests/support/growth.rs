//! Whether work grows in proportion to its input: the time for some input is compared with the time for one four
//! times as long.

// Seen as private by the program that takes this in, and never part of any but a test.
#![allow(unreachable_pub)]

use std::hint::black_box;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Linear work takes 4 times as long, quadratic work 16 times; a noisy machine gives some of either.
const MOST: f64 = 9.0;
/// Times below this say nothing.
const SHORTEST: Duration = Duration::from_millis(4);
/// A measurement that looks bad is repeated so long, and at least so often, before it is believed.
const PATIENCE: Duration = Duration::from_secs(5);
const TRIALS: usize = 2;

/// Measurements and tests that would disturb them are never at work at once. Where the time of a thread is known, several
/// measurements may be, since other tests run beside them anyway.
static WORK: Work =
    Work { state: Mutex::new(State { active: [0; 2], waiting: [0; 2], next: 0 }), changed: Condvar::new() };

const MEASURING: usize = 0;
const BUSY: usize = 1;

struct Work {
    state: Mutex<State>,
    changed: Condvar,
}

/// How many of each kind are at work, and wait; and which kind comes next if both wait.
struct State {
    active: [usize; 2],
    waiting: [usize; 2],
    next: usize,
}

impl State {
    fn may_begin(&self, kind: usize) -> bool {
        let other = 1 - kind;
        let is_alone = cfg!(target_os = "linux") || kind == BUSY || self.active[kind] == 0;
        is_alone && self.active[other] == 0 && (self.waiting[other] == 0 || self.next == kind)
    }
}

impl Work {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn begin(&self, kind: usize) -> Turn {
        let mut state = self.state();
        state.waiting[kind] += 1;
        while !state.may_begin(kind) {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.waiting[kind] -= 1;
        state.active[kind] += 1;
        Turn(kind)
    }
}

/// Work of one kind, until it is dropped.
pub struct Turn(usize);

impl Drop for Turn {
    fn drop(&mut self) {
        let mut state = WORK.state();
        state.active[self.0] -= 1;
        state.next = 1 - self.0;
        WORK.changed.notify_all();
    }
}

/// Held by a test that would disturb a measurement.
pub fn busy() -> Turn {
    WORK.begin(BUSY)
}

/// The time that the work takes: on Linux what this thread had of the processor, which a busy machine hardly changes.
fn time(work: impl FnOnce()) -> Duration {
    let on_processor = || {
        let times = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        times.split(' ').next()?.parse().ok().map(Duration::from_nanos)
    };
    let (start, before) = (Instant::now(), on_processor());
    work();
    let elapsed = start.elapsed();
    on_processor().zip(before).map_or(elapsed, |(after, before)| after - before)
}

/// A head, what is repeated, and a tail.
pub type Unit = (&'static str, &'static str, &'static str);

/// A document of `n` times the same within a head and a tail: `@` is the number of the time, and `@+1` that of the next.
pub fn repeated((head, unit, tail): Unit, n: usize) -> String {
    if !unit.contains('@') {
        return [head, &unit.repeat(n), tail].concat();
    }
    let mut text = head.to_owned();
    for i in 0..n {
        text.push_str(&unit.replace("@+1", &(i + 1).to_string()).replace('@', &i.to_string()));
    }
    text + tail
}

/// A message if `work` on `input(4 * n)` takes much more than four times as long as on `input(n)`.
pub fn beyond_linear<I, O>(n: usize, input: impl Fn(usize) -> I, work: impl Fn(&I) -> O) -> Option<String> {
    let (few, many) = (input(n), input(4 * n));
    let _turn = WORK.begin(MEASURING);
    let mut best = [Duration::MAX; 2];
    let begin = Instant::now();
    let mut trials = 0;
    while trials < TRIALS || begin.elapsed() < PATIENCE {
        trials += 1;
        // The shortest time is the one that the machine disturbed least.
        for (input, best) in [&few, &many].into_iter().zip(&mut best) {
            *best = time(|| drop(black_box(work(input)))).min(*best);
        }
        if best[1].as_secs_f64() <= MOST * best[0].max(SHORTEST).as_secs_f64() {
            return None;
        }
    }
    Some(format!("{:?} for {n}, {:?} for four times as many", best[0], best[1]))
}
