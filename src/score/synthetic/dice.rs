//! Chance that is the same every time: the numbers depend on the seed alone, on every machine.

/// A source of numbers (`SplitMix64`, Steele, Lea and Flood 2014).
#[derive(Debug, Clone)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A share from 0 to 1, 1 excluded.
    pub(super) fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// True in this share of cases.
    pub(super) fn chance(&mut self, share: f64) -> bool {
        self.share() < share
    }

    /// A number below `end`, each as often; 0 when there is none.
    pub(super) fn below(&mut self, end: usize) -> usize {
        ((self.share() * end as f64) as usize).min(end.saturating_sub(1))
    }

    /// A rank below `end`, the first the most often, as names are in the news: Zipf's law with exponent 1.
    pub(super) fn rank(&mut self, end: usize) -> usize {
        ((end as f64).powf(self.share()) as usize).saturating_sub(1).min(end.saturating_sub(1))
    }

    /// One of several.
    pub(super) fn one_of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_rank_is_drawn_as_often_as_zipf_says() {
        let mut dice = Dice::new(7);
        let drawn: Vec<usize> = (0..10_000).map(|_| dice.rank(1000)).collect();
        let share = |rank: usize| drawn.iter().filter(|one| **one == rank).count() as f64 / 10_000.0;
        // ln 2 / ln 1000 and ln (3/2) / ln 1000.
        assert!((share(0) - 0.100).abs() < 0.02 && (share(1) - 0.059).abs() < 0.02);
        assert!(drawn.iter().all(|rank| *rank < 1000));
    }

    #[test]
    fn the_same_seed_gives_the_same_numbers() {
        let drawn = |seed| {
            (0..5)
                .map({
                    let mut dice = Dice::new(seed);
                    move |_| dice.below(1000)
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(drawn(3), drawn(3));
        assert_ne!(drawn(3), drawn(4));
    }
}
