//! Capacity and price of a conference, estimated from its name.

use rust_decimal::Decimal;
use sha2::{Digest as _, Sha256};

/// Kinds of gatherings by what they call themselves: the first that fits.
const KINDS: [(&[&str], Kind); 4] = [
    (
        &[
            "meetup",
            "community",
            "camp",
            "user group",
            "unconference",
            "hackathon",
            "girls",
            "open day",
        ],
        Kind { seats: (40, 250), price: (0, 0) },
    ),
    (
        &["workshop", "training", "masterclass", "bootcamp"],
        Kind { seats: (20, 80), price: (150, 600) },
    ),
    (
        &["devopsdays", "day", "days", "fest", "jam", "night", "conf42"],
        Kind { seats: (150, 600), price: (0, 150) },
    ),
    (
        &["summit", "world", "expo", "congress", "global", "international", "forum"],
        Kind { seats: (800, 5000), price: (400, 1500) },
    ),
];
/// A conference like most.
const USUAL: Kind = Kind { seats: (250, 1500), price: (120, 700) };

#[derive(Clone, Copy)]
struct Kind {
    seats: (u64, u64),
    price: (u64, u64),
}

/// Seats and price in euros; the same name always gives the same. Taking part from home is cheaper.
pub(super) fn size(name: &str, online_only: bool) -> (i32, Decimal) {
    let lower = name.to_lowercase();
    let kind = KINDS
        .iter()
        .find(|(words, _)| words.iter().any(|word| lower.contains(word)))
        .map_or(USUAL, |(_, kind)| *kind);
    let digest: [u8; 32] = Sha256::digest(lower.as_bytes()).into();
    let number = |at: usize| u64::from(u16::from_be_bytes([digest[at], digest[at + 1]]));
    let within = |(low, high): (u64, u64), number: u64| low + number % (high - low + 1);
    let seats = within(kind.seats, number(0)) / 10 * 10;
    let price = within(kind.price, number(2)) / 5 * 5;
    let price = if online_only { price / 4 } else { price };
    (i32::try_from(seats.max(10)).unwrap_or(i32::MAX), Decimal::from(price))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_how_large_and_dear() {
        let (seats, price) = size("Rust Community Meetup", false);
        assert!(seats <= 250 && price.is_zero());
        let (seats, price) = size("Cloud Summit", false);
        assert!(seats >= 800 && price >= 400.into());
        assert!(size("Cloud Summit", true).1 < price);
        assert_eq!(size("Cloud Summit", false), size("CLOUD SUMMIT", false));
    }
}
