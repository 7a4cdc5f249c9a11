//! Amounts with their currency: two places, rounded half-up in one place.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

/// An ISO 4217 code: three capital letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, example = "EUR"))]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

/// The currencies an event can be priced in: all of two decimal places.
pub const CURRENCIES: [&str; 12] =
    ["EUR", "USD", "GBP", "RUB", "CHF", "PLN", "CZK", "SEK", "NOK", "DKK", "CAD", "AUD"];

impl Currency {
    pub const EUR: Self = Self(*b"EUR");

    /// Any well-formed code; use [`Currency::offered`] for what people may choose.
    pub fn parse(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_uppercase).then_some(Self(bytes))
    }

    /// A code that an event can be priced in.
    pub fn offered(code: &str) -> Option<Self> {
        CURRENCIES.contains(&code).then(|| Self::parse(code)).flatten()
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }
}

// One that is no longer offered is still read: bookings were made in it.
crate::text_column! { Currency, Currency::as_str, Currency::parse }

impl TryFrom<String> for Currency {
    type Error = &'static str;
    fn try_from(code: String) -> Result<Self, Self::Error> {
        Self::parse(&code).ok_or("a currency is three capital letters (ISO 4217)")
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.as_str().to_owned()
    }
}

impl std::fmt::Display for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An amount in one currency. The amount always has two decimal places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    #[serde(with = "crate::serde::money_string")]
    amount: Decimal,
    pub currency: Currency,
}

impl Money {
    /// Rounds half-up (away from zero) to two places: the only place where money is rounded.
    pub fn new(amount: Decimal, currency: Currency) -> Self {
        let mut amount = amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        amount.rescale(2);
        Self { amount, currency }
    }

    pub fn zero(currency: Currency) -> Self {
        Self::new(Decimal::ZERO, currency)
    }

    pub fn amount(self) -> Decimal {
        self.amount
    }

    pub fn is_zero(self) -> bool {
        self.amount.is_zero()
    }

    #[must_use]
    pub fn times(self, quantity: i32) -> Self {
        Self::new(self.amount * Decimal::from(quantity), self.currency)
    }

    /// `percent` of this amount (0 to 100).
    #[must_use]
    pub fn percent(self, percent: impl Into<Decimal>) -> Self {
        Self::new(self.amount * percent.into() / Decimal::ONE_HUNDRED, self.currency)
    }

    /// Both together; they are of one currency.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self::new(self.amount + other.amount, self.currency)
    }

    /// This amount less `other`, but never below nothing.
    #[must_use]
    pub fn less(self, other: Self) -> Self {
        Self::new((self.amount - other.amount).max(Decimal::ZERO), self.currency)
    }

    /// The smaller of the two.
    #[must_use]
    pub fn at_most(self, other: Self) -> Self {
        Self::new(self.amount.min(other.amount), self.currency)
    }

    /// What `seats - 1` of `seats` seats are worth that together are worth this amount. Taking one
    /// seat after another ends at nothing, so their parts add up to the whole.
    #[must_use]
    pub fn without_one_of(self, seats: i32) -> Self {
        let seats = Decimal::from(seats.max(1));
        Self::new(self.amount * (seats - Decimal::ONE) / seats, self.currency)
    }
}

/// `12.50`: the wire form, always two places.
pub fn decimal_string(amount: Decimal) -> String {
    Money::new(amount, Currency::EUR).amount.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_cent_rounds_up() {
        let price = Money::new(Decimal::new(10_05, 2), Currency::EUR);
        assert_eq!(price.percent(50).amount().to_string(), "5.03");
        assert_eq!(decimal_string(Decimal::from(25)), "25.00");
    }

    #[test]
    fn a_currency_is_three_capital_letters() {
        assert!(Currency::parse("EUR").is_some());
        for bad in ["eur", "EU", "EURO", "€€€", ""] {
            assert!(Currency::parse(bad).is_none(), "{bad}");
        }
    }
}
