//! Random numbers without a dependency: the same seed gives the same document on every machine, for ever.

/// A splitmix64 sequence.
#[derive(Clone)]
pub struct Rng(u64);

impl Rng {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        scramble(self.0)
    }

    /// A number in `least..=most`.
    pub fn range(&mut self, least: u64, most: u64) -> u64 {
        least + part_of(self.draw(), most - least + 1)
    }

    pub fn index(&mut self, len: usize) -> usize {
        part_of(self.draw(), len as u64) as usize
    }

    pub fn percent(&mut self, chance: u64) -> bool {
        part_of(self.draw(), 100) < chance
    }

    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.index(of.len())]
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.index(last + 1));
        }
    }
}

/// Numbers that look random but whose sum hardly is, so that the seed does not move the size of a document.
///
/// Each step continues by the golden section of the circle, which keeps any run of points evenly spread.
pub struct Spread(u64);

impl Spread {
    pub fn new(rng: &mut Rng) -> Self {
        Self(rng.draw())
    }

    /// A number in `least..=most`.
    pub fn range(&mut self, least: u64, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        least + part_of(self.0, most - least + 1)
    }

    pub fn percent(&mut self, chance: u64) -> bool {
        self.range(0, 99) < chance
    }
}

/// The `index`-th of the numbers that belong to `seed`; no state, so an option list needs no memory.
pub fn hash(seed: u64, index: u64) -> u64 {
    scramble(seed ^ scramble(index.wrapping_mul(GOLDEN).wrapping_add(1)))
}

/// Numbers of `shortest..=10` digits, as the platform's property values are, no two alike for one seed.
///
/// Within one length the index is sent through a one-to-one map of all numbers of this length, which holds
/// as long as there are no more indices than numbers of the `shortest` length.
pub fn distinct(seed: u64, index: u64, shortest: u32) -> u64 {
    let digits = shortest + part_of(hash(seed, index), u64::from(11 - shortest).min(6)) as u32;
    let low = 10_u64.pow(digits - 1);
    let count = 9 * low;
    // `count` has the prime factors 2, 3 and 5 only, so this factor has none in common with it.
    let factor = 30 * (hash(seed, u64::MAX) % 1_000_000_000) + 1;
    let shift = hash(seed, u64::MAX - 1) % count;
    let mapped = (u128::from(index) * u128::from(factor) + u128::from(shift)) % u128::from(count);
    low + mapped as u64
}

const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// The share of `of` that `number` is of all 64-bit numbers: below `of`, without the bias of a remainder.
pub fn part_of(number: u64, of: u64) -> u64 {
    ((u128::from(number) * u128::from(of)) >> 64) as u64
}

fn scramble(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
