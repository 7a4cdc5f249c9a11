//! Chance that a test can own.

use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use std::sync::{Mutex, PoisonError};

pub trait Chance: Send + Sync + std::fmt::Debug {
    /// True with the given probability (0.0 to 1.0).
    fn hits(&self, probability: f64) -> bool;
}

#[derive(Debug, Clone, Copy, Default)]
pub struct SystemChance;

impl Chance for SystemChance {
    fn hits(&self, probability: f64) -> bool {
        crate::ids::chance(probability)
    }
}

/// The same sequence for the same seed.
#[derive(Debug)]
pub struct SeededChance(Mutex<StdRng>);

impl SeededChance {
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(StdRng::seed_from_u64(seed)))
    }
}

impl Chance for SeededChance {
    fn hits(&self, probability: f64) -> bool {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .random_bool(probability.clamp(0.0, 1.0))
    }
}
