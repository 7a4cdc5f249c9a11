//! Amounts as each language writes them.

use super::NBSP;
use super::numbers::grouped;
use crate::{Currency, Locale, Money};
use rust_decimal::Decimal;

impl Locale {
    /// `€1,250.00`; `1 250,00 €`
    pub fn money(self, amount: Decimal, currency: Currency) -> String {
        self.with_symbol(&self.amount(amount, currency), currency)
    }

    /// The same without `.00`.
    pub fn money_short(self, amount: Decimal, currency: Currency) -> String {
        let text = self.amount(amount, currency);
        let whole = text.strip_suffix(".00").or_else(|| text.strip_suffix(",00"));
        self.with_symbol(whole.unwrap_or(&text), currency)
    }

    /// `.` or `,`
    pub const fn decimal_point(self) -> char {
        match self {
            Self::En => '.',
            Self::Ru => ',',
        }
    }

    fn amount(self, amount: Decimal, currency: Currency) -> String {
        let text = Money::new(amount, currency).amount().to_string();
        let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |d| ("−", d));
        let (whole, cents) = digits.split_once('.').unwrap_or((digits, "00"));
        let (group, point) = (self.group_separator(), self.decimal_point());
        format!("{sign}{}{point}{cents}", grouped(whole, group))
    }

    fn with_symbol(self, amount: &str, currency: Currency) -> String {
        let symbol = match currency.as_str() {
            "EUR" => "€",
            "USD" => "$",
            "GBP" => "£",
            "RUB" => "₽",
            "PLN" => "zł",
            "CZK" => "Kč",
            "CAD" => "CA$",
            "AUD" => "A$",
            code => code,
        };
        match (self, symbol) {
            (Self::En, "€" | "$" | "£" | "CA$" | "A$" | "₽") => match amount.strip_prefix('−')
            {
                Some(amount) => format!("−{symbol}{amount}"),
                None => format!("{symbol}{amount}"),
            },
            (Self::En, symbol) if symbol.len() == 3 && symbol.is_ascii() => {
                format!("{symbol}{NBSP}{amount}")
            }
            _ => format!("{amount}{NBSP}{symbol}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_reads_as_each_language_writes_it() {
        let (en, ru, eur) = (Locale::En, Locale::Ru, Currency::EUR);
        assert_eq!(en.money(Decimal::new(125_000, 2), eur), "€1,250.00");
        assert_eq!(ru.money(Decimal::new(125_000, 2), eur), "1\u{a0}250,00\u{a0}€");
        assert_eq!(en.money_short(Decimal::from(25), eur), "€25");
        assert_eq!(ru.money_short(Decimal::new(2550, 2), eur), "25,50\u{a0}€");
        assert_eq!(en.money(Decimal::new(-500, 2), eur), "−€5.00");
        let chf = Currency::parse("CHF").unwrap();
        assert_eq!(en.money(Decimal::from(10), chf), "CHF\u{a0}10.00");
        let czk = Currency::parse("CZK").unwrap();
        assert_eq!(en.money(Decimal::from(10), czk), "10.00\u{a0}Kč");
    }
}
