//! Chance that is the same for ever: the same seed makes the same cases on every machine and
//! in every version, which no library of random numbers promises.

/// A stream of bits from a seed (`SplitMix64`, Steele, Lea and Flood, 2014).
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// The stream for one thing among many: a seed, and the numbers that name the thing.
    pub fn of(seed: u64, names: &[u64]) -> Self {
        let mut chance = Self(seed);
        for name in names {
            chance.0 = chance.bits() ^ name.wrapping_mul(0xD6E8_FEB8_6659_FD93);
        }
        chance
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// The next eight bytes, for an id.
    pub fn bytes(&mut self) -> [u8; 8] {
        self.bits().to_le_bytes()
    }

    /// A number below `end`, each as likely; 0 where `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX);
        // The high half of a product: no number is favoured by more than end / 2^64.
        let product = u128::from(self.bits()) * u128::from(end);
        usize::try_from(product >> 64).unwrap_or(0)
    }

    /// Whether something happens that does so `percent` times in a hundred.
    pub fn happens(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of these; `None` where there is none.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let at = self.below(of.len());
        of.get(at)
    }

    /// Up to `many` of these, none twice, in their order.
    pub fn some<'a, T>(&mut self, of: &'a [T], many: usize) -> Vec<&'a T> {
        let mut left = many.min(of.len());
        let mut chosen = Vec::with_capacity(left);
        for (at, one) in of.iter().enumerate() {
            // Of those that are left, the share that is still wanted.
            if self.below(of.len() - at) < left {
                chosen.push(one);
                left -= 1;
            }
        }
        chosen
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_stream_of_a_seed_never_changes() {
        // SplitMix64 from 0, as published.
        assert_eq!(Chance::of(0, &[]).bits(), 0xE220_A839_7B1D_CDAF);
    }

    #[test]
    fn things_with_other_names_have_other_streams() {
        let bits = |names: &[u64]| Chance::of(1, names).bits();
        assert_ne!(bits(&[1]), bits(&[2]));
        assert_ne!(bits(&[1, 2]), bits(&[2, 1]));
    }

    proptest! {
        #[test]
        fn some_of_a_list_are_as_many_as_asked_and_none_twice(
            seed: u64, length in 0_usize..20, many in 0_usize..25,
        ) {
            let all: Vec<usize> = (0..length).collect();
            let some = Chance::of(seed, &[]).some(&all, many);
            prop_assert_eq!(some.len(), many.min(length));
            prop_assert!(some.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
