//! How fast calls follow each other: a rate limit, and the bans of the platform.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// Lets calls pass one after the other. Threads share it.
#[derive(Debug)]
pub(crate) struct Pace {
    interval: Duration,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// When the next call may pass.
    next: Instant,
    /// Until when a method is banned.
    bans: HashMap<String, Instant>,
}

impl Pace {
    /// So many calls a second.
    pub(crate) fn new(calls_per_second: u32) -> Pace {
        let interval = Duration::from_secs(1) / calls_per_second.max(1);
        Pace { interval, state: Mutex::new(State { next: Instant::now(), bans: HashMap::new() }) }
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until the method may be called.
    pub(crate) fn wait(&self, method: &str) {
        while let Err(left) = self.pass(method, Instant::now()) {
            thread::sleep(left);
        }
    }

    /// Takes the turn if there is one, else says how long it is to wait.
    fn pass(&self, method: &str, now: Instant) -> Result<(), Duration> {
        let mut state = self.state();
        let until = state.bans.get(method).map_or(state.next, |ban| state.next.max(*ban));
        if until > now {
            return Err(until.saturating_duration_since(now));
        }
        state.next = now + self.interval;
        Ok(())
    }

    /// The platform refuses a method for some time.
    pub(crate) fn ban(&self, method: &str, time: Duration) {
        let until = Instant::now() + time;
        let mut state = self.state();
        let ban = state.bans.entry(method.to_owned()).or_insert(until);
        *ban = until.max(*ban);
    }

    /// The platform refuses all calls for some time.
    pub(crate) fn ban_all(&self, time: Duration) {
        let until = Instant::now() + time;
        let mut state = self.state();
        state.next = state.next.max(until);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_keep_their_distance_and_bans_are_of_a_method() {
        let pace = Pace::new(10);
        let now = Instant::now() + Duration::from_secs(1);
        assert_eq!(pace.pass("a", now), Ok(()));
        assert_eq!(pace.pass("a", now), Err(Duration::from_millis(100)));
        assert_eq!(pace.pass("b", now + Duration::from_millis(100)), Ok(()));
        pace.ban("a", Duration::from_secs(60));
        let later = now + Duration::from_secs(2);
        assert!(pace.pass("a", later).is_err_and(|left| left > Duration::from_secs(50)));
        assert_eq!(pace.pass("b", later), Ok(()));
        pace.ban_all(Duration::from_secs(30));
        assert!(pace.pass("b", later).is_err_and(|left| left > Duration::from_secs(20)));
        // A shorter ban does not end a longer one.
        pace.ban("a", Duration::from_secs(1));
        assert!(pace.pass("a", later).is_err_and(|left| left > Duration::from_secs(50)));
    }
}
