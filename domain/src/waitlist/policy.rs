//! Pure rules of the waitlist.

use types::waitlist::WaitlistStatus;

/// Which parties of an event somebody wants to see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Line {
    #[default]
    All,
    /// Those that wait and those that seats are offered to.
    Open,
    Over,
    /// Those in this state.
    In(WaitlistStatus),
}

impl Line {
    /// The states of its parties.
    pub fn states(self) -> Vec<WaitlistStatus> {
        let of = |open| WaitlistStatus::ALL.into_iter().filter(move |it| it.open() == open);
        match self {
            Self::All => WaitlistStatus::ALL.into(),
            Self::Open => of(true).collect(),
            Self::Over => of(false).collect(),
            Self::In(status) => vec![status],
        }
    }
}

/// Whether the public, which did not wait, may book `quantity` of `free` seats, while the smallest
/// waiting party is `smallest`.
pub fn open_to_public(free: i32, quantity: i32, smallest: Option<i32>) -> bool {
    quantity <= free && smallest.is_none_or(|smallest| smallest > free)
}

/// Which of the parties, given in their order, are promised seats of `free`: the first that fits,
/// then the next that fits into what is left. Answers with their indices and what is left.
pub fn promise(mut free: i32, parties: impl IntoIterator<Item = i32>) -> (Vec<usize>, i32) {
    let mut chosen = Vec::new();
    for (index, party) in parties.into_iter().enumerate() {
        if party <= free {
            free -= party;
            chosen.push(index);
        }
    }
    (chosen, free)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn who_fits_first_is_served_first() {
        assert_eq!(promise(3, [2, 2, 1]), (vec![0, 2], 0));
        assert_eq!(promise(1, [2, 3]), (vec![], 1));
        assert_eq!(promise(0, [1]), (vec![], 0));
    }

    #[test]
    fn the_public_takes_what_no_waiting_party_fits_into() {
        assert!(open_to_public(1, 1, None));
        assert!(open_to_public(1, 1, Some(2)));
        assert!(!open_to_public(2, 1, Some(2)));
        assert!(!open_to_public(1, 2, None));
    }

    proptest! {
        #[test]
        fn nobody_who_was_passed_over_would_have_fitted(
            free in 0..30_i32, parties in prop::collection::vec(1..=10_i32, 0..20)
        ) {
            let (chosen, left) = promise(free, parties.clone());
            let mut rest = free;
            for (index, party) in parties.iter().enumerate() {
                if chosen.contains(&index) {
                    rest -= party;
                } else {
                    prop_assert!(*party > rest, "{index} fitted when its turn came");
                    prop_assert!(*party > left);
                }
            }
            prop_assert_eq!(rest, left);
            prop_assert!(left >= 0);
        }
    }
}
