//! Faults on request: how often calls are throttled, time out, or lose their answer.

use std::sync::Mutex;

use crate::cli::args::FaultsArg;

/// What happens to a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    None,
    /// It is refused for a second.
    Throttle,
    /// The answer is that the service behind timed out; every other time the call was carried out nevertheless.
    Timeout {
        is_done: bool,
    },
    /// The call is carried out, and the connection breaks without an answer.
    Lost,
}

/// Draws faults. The same seed gives the same faults in the same order.
#[derive(Debug)]
pub(super) struct Faults {
    rates: FaultsArg,
    state: Mutex<u64>,
}

impl Faults {
    pub(super) fn new(rates: FaultsArg, seed: u64) -> Faults {
        Faults { rates, state: Mutex::new(seed) }
    }

    pub(super) fn draw(&self) -> Fault {
        let (share, bit) = self.random();
        let FaultsArg { throttle, timeout, lost } = self.rates;
        match share {
            share if share < throttle => Fault::Throttle,
            share if share < throttle + timeout => Fault::Timeout { is_done: bit },
            share if share < throttle + timeout + lost => Fault::Lost,
            _ => Fault::None,
        }
    }

    /// A number from 0 to 1 and a bit, by SplitMix64.
    fn random(&self) -> (f64, bool) {
        let Ok(mut state) = self.state.lock() else { return (1.0, false) };
        *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = *state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
        let high = u32::try_from(z >> 32).unwrap_or(u32::MAX);
        (f64::from(high) / f64::from(u32::MAX), z & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_come_as_often_as_asked() {
        let faults = Faults::new(FaultsArg { throttle: 0.1, timeout: 0.05, lost: 0.02 }, 1);
        let mut counts = [0; 4];
        for _ in 0..10_000 {
            counts[match faults.draw() {
                Fault::None => 0,
                Fault::Throttle => 1,
                Fault::Timeout { .. } => 2,
                Fault::Lost => 3,
            }] += 1;
        }
        assert!((900..1100).contains(&counts[1]), "{counts:?}");
        assert!((400..600).contains(&counts[2]), "{counts:?}");
        assert!((140..260).contains(&counts[3]), "{counts:?}");
        let none = Faults::new(FaultsArg::default(), 1);
        assert!((0..1000).all(|_| none.draw() == Fault::None));
    }
}
