//! What a code takes off.

use rust_decimal::Decimal;
use types::Money;
use types::promotions::PromotionKind;

/// The discount on the price of all seats: never more than that price.
pub fn discount(kind: PromotionKind, value: Decimal, price: Money) -> Money {
    let off = match kind {
        PromotionKind::Percent => price.percent(value),
        PromotionKind::Fixed => Money::new(value, price.currency),
    };
    off.at_most(price)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use types::Currency;

    fn off(kind: PromotionKind, value: &str, price: &str) -> String {
        let price = Money::new(price.parse().unwrap(), Currency::EUR);
        discount(kind, value.parse().unwrap(), price).amount().to_string()
    }

    #[test]
    fn a_discount_is_rounded_half_up_and_never_above_the_price() {
        assert_eq!(off(PromotionKind::Percent, "10", "49.95"), "5.00");
        assert_eq!(off(PromotionKind::Percent, "12.5", "0.20"), "0.03");
        assert_eq!(off(PromotionKind::Percent, "100", "49.99"), "49.99");
        assert_eq!(off(PromotionKind::Fixed, "10", "49.99"), "10.00");
        assert_eq!(off(PromotionKind::Fixed, "50", "49.99"), "49.99");
    }

    proptest! {
        #[test]
        fn no_total_is_ever_negative(
            percent in any::<bool>(), value in 1..=100_000_000_i64, price in 0..=100_000_000_i64,
        ) {
            let (kind, value) = if percent {
                (PromotionKind::Percent, Decimal::new(value % 10_000 + 1, 2))
            } else {
                (PromotionKind::Fixed, Decimal::new(value, 2))
            };
            let price = Money::new(Decimal::new(price, 2), Currency::EUR);
            let off = discount(kind, value, price);
            prop_assert!(off.amount() >= Decimal::ZERO && off.amount() <= price.amount());
            prop_assert_eq!(off.amount().scale(), 2);
        }
    }
}
