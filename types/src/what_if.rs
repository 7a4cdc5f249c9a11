//! What would be left of an event's kinds of ticket if more of some were sold: arithmetic over the tree
//! event ⊃ pool ⊃ kind, by the rule that a claim of seats follows. It asks and changes nothing.

/// A kind of ticket: what is free of it, and of what it is part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Branch {
    /// Of its own quota; none: as many as its pool and its event have.
    pub free: Option<i32>,
    /// The place of its pool among those of the tree.
    pub pool: Option<usize>,
    /// Seats that are booked at once, at least and at most.
    pub at_once: (i32, i32),
    /// The sizes of the parties that wait and are offered it.
    pub parties: Vec<i32>,
}

/// Free seats of an event, of its pools and of its kinds of ticket.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    pub event: i32,
    pub pools: Vec<i32>,
    pub kinds: Vec<Branch>,
}

/// What is left of a kind of ticket: the least along its path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KindLeft {
    pub seats: i32,
    /// Enough for one booking.
    pub sellable: bool,
    /// A party that waits fits in: it comes before the public.
    pub waits: bool,
}

/// What is left on each level.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Left {
    pub event: i32,
    pub pools: Vec<i32>,
    pub kinds: Vec<KindLeft>,
}

impl Tree {
    /// What is left if `more` seats of each kind were sold, in the order of the kinds. Never less than
    /// nothing.
    pub fn left(&self, more: &[i32]) -> Left {
        let more = |kind: usize| more.get(kind).copied().unwrap_or_default().max(0);
        let sold = |is: &dyn Fn(&Branch) -> bool| -> i32 {
            let kinds = self.kinds.iter().enumerate().filter(|(_, kind)| is(kind));
            kinds.fold(0, |sum: i32, (place, _)| sum.saturating_add(more(place)))
        };
        let rest = |free: i32, sold: i32| free.saturating_sub(sold).max(0);
        let event = rest(self.event, sold(&|_| true));
        let pools: Vec<i32> = self
            .pools
            .iter()
            .enumerate()
            .map(|(place, free)| rest(*free, sold(&|kind| kind.pool == Some(place))))
            .collect();
        let kinds = self.kinds.iter().enumerate().map(|(place, kind)| {
            let own = kind.free.map(|free| rest(free, more(place)));
            let pool = kind.pool.and_then(|pool| pools.get(pool)).copied();
            let seats = [own, pool].into_iter().flatten().fold(event, i32::min);
            let (least, most) = kind.at_once;
            let fits = |party: &i32| *party <= seats && (least..=most).contains(party);
            KindLeft { seats, sellable: seats >= least, waits: kind.parties.iter().any(fits) }
        });
        Left { event, kinds: kinds.collect(), pools }
    }

    /// The most of a kind that could be sold beside what is sold of the others.
    pub fn at_most(&self, more: &[i32], kind: usize) -> i32 {
        let own = more.get(kind).copied().unwrap_or_default().max(0);
        own + self.left(more).kinds.get(kind).map_or(0, |left| left.seats)
    }

    /// As much of what is wanted as there is, in the order of the kinds.
    pub fn fitted(&self, wanted: &[i32]) -> Vec<i32> {
        let mut more = vec![0; self.kinds.len()];
        for place in 0..more.len() {
            let wanted = wanted.get(place).copied().unwrap_or_default();
            let most = self.at_most(&more, place);
            if let Some(more) = more.get_mut(place) {
                *more = wanted.clamp(0, most);
            }
        }
        more
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kind(free: Option<i32>, pool: Option<usize>) -> Branch {
        Branch { free, pool, at_once: (1, 10), parties: Vec::new() }
    }

    /// 40 seats, 12 of them for students of either kind.
    fn conference() -> Tree {
        let mut workshop = kind(Some(3), None);
        workshop.parties = vec![2, 5];
        let kinds = vec![kind(None, None), kind(Some(9), Some(0)), kind(None, Some(0)), workshop];
        Tree { event: 40, pools: vec![12], kinds }
    }

    fn seats(left: &Left) -> Vec<i32> {
        left.kinds.iter().map(|it| it.seats).collect()
    }

    #[test]
    fn what_is_sold_of_one_kind_is_missing_on_its_path() {
        let tree = conference();
        assert_eq!(seats(&tree.left(&[])), [40, 9, 12, 3]);
        let left = tree.left(&[0, 8, 0, 0]);
        assert_eq!((left.event, &*left.pools, &*seats(&left)), (32, &[4][..], &[32, 1, 4, 3][..]));
        let left = tree.left(&[38, 0, 0, 0]);
        assert_eq!((left.event, &*left.pools, &*seats(&left)), (2, &[12][..], &[2, 2, 2, 2][..]));
    }

    #[test]
    fn a_party_that_waits_comes_first_as_long_as_it_fits() {
        let tree = conference();
        let waits = |sold| tree.left(&[0, 0, 0, sold]).kinds[3].waits;
        // One of two seats; the party of five never fits.
        assert_eq!([0, 1, 2, 3].map(waits), [true, true, false, false]);
        let mut few = tree;
        few.kinds[3].at_once = (3, 10);
        let left = few.left(&[]);
        assert!(left.kinds[3].sellable && !left.kinds[3].waits, "it takes three at once");
        assert!(!few.left(&[0, 0, 0, 1]).kinds[3].sellable);
    }

    #[test]
    fn more_than_there_is_is_not_sold() {
        let tree = conference();
        assert_eq!(tree.fitted(&[-5, 20, 20, 99]), [0, 9, 3, 3]);
        assert_eq!(tree.fitted(&[i32::MAX, 1]), [40, 0, 0, 0]);
        assert_eq!(tree.at_most(&[0, 8, 0, 0], 1), 9);
        assert_eq!(tree.at_most(&[0, 8, 0, 0], 2), 4);
    }

    fn tree() -> impl Strategy<Value = Tree> {
        let kind = (proptest::option::of(0..20_i32), proptest::option::of(0..3_usize));
        let kinds =
            proptest::collection::vec(kind.prop_map(|(free, pool)| self::kind(free, pool)), 0..6);
        (0..60_i32, proptest::collection::vec(0..30_i32, 3), kinds)
            .prop_map(|(event, pools, kinds)| Tree { event, pools, kinds })
    }

    proptest! {
        #[test]
        fn whatever_is_wanted_nothing_is_oversold_and_nothing_is_kept_back(
            tree in tree(), wanted in proptest::collection::vec(any::<i32>(), 0..8)
        ) {
            let more = tree.fitted(&wanted);
            let left = tree.left(&more);
            let sold: i32 = more.iter().sum();
            prop_assert_eq!(left.event, tree.event - sold);
            prop_assert!(left.event >= 0 && left.pools.iter().all(|it| *it >= 0));
            for (place, kind) in tree.kinds.iter().enumerate() {
                let mut one_more = more.clone();
                one_more[place] += left.kinds[place].seats;
                prop_assert_eq!(&tree.fitted(&one_more)[..=place], &one_more[..=place]);
                one_more[place] += 1;
                // One level of its path has no seat for it.
                let over = |free: i32, of: &dyn Fn(usize) -> bool| {
                    let all = one_more.iter().enumerate().filter(|(at, _)| of(*at));
                    all.map(|(_, n)| *n).sum::<i32>() > free
                };
                let pool = |at: usize| tree.kinds[at].pool == kind.pool;
                prop_assert!(
                    over(tree.event, &|_| true)
                        || kind.free.is_some_and(|free| over(free, &|at| at == place))
                        || kind.pool.is_some_and(|of| over(tree.pools[of], &pool))
                );
            }
        }
    }
}
