//! Texts with values in them that every page may say.

use super::Texts;
use rust_decimal::Decimal;
use types::Currency;
use types::legal::LegalPage;
use types::passwords::Strength;

impl Texts {
    /// The name of a legal page, in the footer and where its text has no title.
    pub fn legal_page(&self, page: LegalPage) -> &'static str {
        match page {
            LegalPage::Imprint => self.imprint,
            LegalPage::Privacy => self.privacy,
            LegalPage::Terms => self.terms,
        }
    }

    /// A price as people look for it: the word for free where it costs nothing.
    pub fn price(&self, amount: Decimal, currency: Currency) -> String {
        if amount.is_zero() { self.free.to_owned() } else { self.money_short(amount, currency) }
    }

    /// What an event costs: `€10 – €25`, or the one price.
    pub fn price_range(&self, low: Decimal, high: Decimal, currency: Currency) -> String {
        let (from, to) = (self.price(low, currency), self.price(high, currency));
        if low == high { from } else { format!("{from}\u{a0}– {to}") }
    }

    pub fn events_found(&self, n: i64) -> String {
        self.count(n, ("event", "events"), ("событие", "события", "событий"))
    }

    pub fn suggestions_found(&self, n: i64) -> String {
        self.count(n, ("suggestion", "suggestions"), ("подсказка", "подсказки", "подсказок"))
    }

    pub fn seats(&self, n: i64) -> String {
        self.count(n, ("seat", "seats"), ("место", "места", "мест"))
    }

    pub fn seats_left(&self, n: i64) -> String {
        let seats = self.seats(n);
        self.pick(format!("{seats} left"), format!("Осталось {seats}"))
    }

    pub fn only_seats_left(&self, n: i64) -> String {
        let word = self.plural(n, ("seat is", "seats are"), ("место", "места", "мест"));
        self.pick(format!("Only {n} {word} left."), format!("Осталось только {n} {word}."))
    }

    /// Said when a person asks for more seats than one may have.
    pub fn at_most_seats_each(&self, n: i64) -> String {
        let word = self.plural(n, ("seat", "seats"), ("место", "места", "мест"));
        self.pick(
            format!(
                "One person may have {n} {word} of this event, so that there are some for others. \
                 Your bookings and your place on the waiting list count."
            ),
            format!(
                "Один человек может занять на этом событии {n} {word}, чтобы досталось и другим. \
                 Ваши брони и место в листе ожидания считаются."
            ),
        )
    }

    pub fn wait_seconds(&self, n: i64) -> String {
        let minutes = (n + 59) / 60;
        if n < 90 {
            let word = self.plural(n, ("second", "seconds"), ("секунду", "секунды", "секунд"));
            return self.pick(
                format!("Try again in {n} {word}."),
                format!("Попробуйте через {n} {word}."),
            );
        }
        let word = self.plural(minutes, ("minute", "minutes"), ("минуту", "минуты", "минут"));
        self.pick(
            format!("Try again in {minutes} {word}."),
            format!("Попробуйте через {minutes} {word}."),
        )
    }

    pub fn at_least_characters(&self, n: i64) -> String {
        let word = self.plural(n, ("character", "characters"), ("символа", "символов", "символов"));
        self.pick(format!("Use at least {n} {word}."), format!("Не меньше {n} {word}."))
    }

    pub fn at_most_characters(&self, n: i64) -> String {
        let word = self.plural(n, ("character", "characters"), ("символа", "символов", "символов"));
        self.pick(format!("Use at most {n} {word}."), format!("Не больше {n} {word}."))
    }

    pub fn at_least(&self, n: i64) -> String {
        self.pick(format!("At least {n}."), format!("Не меньше {n}."))
    }

    pub fn at_most(&self, n: i64) -> String {
        self.pick(format!("At most {n}."), format!("Не больше {n}."))
    }

    pub fn page_number(&self, page: u32) -> String {
        self.pick(format!("Page {page}"), format!("Страница {page}"))
    }

    /// `4.5`; `4,5`
    pub fn stars(&self, tenths: u8) -> String {
        format!("{}{}{}", tenths / 10, self.decimal_point(), tenths % 10)
    }

    pub fn star_count(&self, stars: u8) -> String {
        self.count(stars.into(), ("star", "stars"), ("звезда", "звезды", "звёзд"))
    }

    pub fn out_of_five(&self, stars: u8) -> String {
        self.pick(format!("{stars} out of 5"), format!("{stars} из 5"))
    }

    pub fn your_time(&self, time: &str) -> String {
        self.pick(format!("Your time: {time}"), format!("По вашему времени: {time}"))
    }

    /// The strength of a new password; empty where there is none.
    pub fn password_strength(&self, strength: Strength) -> &'static str {
        let (en, ru) = match strength {
            Strength::Empty => ("", ""),
            Strength::TooShort(_) => ("Too short so far.", "Пока слишком коротко."),
            Strength::TooLong => ("Too long.", "Слишком длинно."),
            Strength::Repeats => {
                ("The same few characters again and again.", "Повторяются одни и те же символы.")
            }
            Strength::Personal => (
                "Too much like your name or e-mail address.",
                "Слишком похоже на ваше имя или адрес почты.",
            ),
            Strength::Fair => ("Fair. Longer is better.", "Неплохо. Длиннее лучше."),
            Strength::Good => ("Good.", "Хорошо."),
            Strength::Strong => ("Strong.", "Надёжно."),
        };
        self.pick(en, ru)
    }

    /// The accessible name of the bell.
    pub fn notifications_unread(&self, n: i64) -> String {
        match n {
            0 => self.notifications_title.to_owned(),
            n => self.pick(
                format!("Notifications, {n} unread"),
                format!("Уведомления, непрочитанных: {n}"),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Area as _;
    use types::Locale;

    #[test]
    fn counts_agree_with_their_nouns() {
        let (en, ru) = (Texts::of(Locale::En), Texts::of(Locale::Ru));
        assert_eq!(en.events_found(1), "1\u{a0}event");
        assert_eq!(en.events_found(1200), "1,200\u{a0}events");
        assert_eq!(ru.events_found(21), "21\u{a0}событие");
        assert_eq!(ru.seats_left(11), "Осталось 11\u{a0}мест");
        assert_eq!(en.wait_seconds(90), "Try again in 2 minutes.");
        assert_eq!(ru.wait_seconds(61), "Попробуйте через 61 секунду.");
    }

    #[test]
    fn what_costs_nothing_is_free() {
        assert_eq!(Texts::of(Locale::En).price(Decimal::ZERO, Currency::EUR), "Free");
        assert_eq!(Texts::of(Locale::En).price(Decimal::from(25), Currency::EUR), "€25");
    }

    #[test]
    fn one_price_is_said_once() {
        let price = |low: i64, high: i64| {
            let (low, high) = (Decimal::from(low), Decimal::from(high));
            Texts::of(Locale::En).price_range(low, high, Currency::EUR)
        };
        assert_eq!(price(25, 25), "€25");
        assert_eq!(price(10, 25), "€10\u{a0}– €25");
        assert_eq!(price(0, 25), "Free\u{a0}– €25");
    }

    #[test]
    fn an_events_price_is_said_up_to_its_highest() {
        let mut ranges = 0;
        for (file, text) in crate::sources::files() {
            let text: String = text.split_whitespace().collect();
            for (at, _) in text.match_indices("event.price") {
                let before = text[..at].trim_end_matches("view.");
                for word in ["price(", "money(", "money_short("] {
                    assert!(!before.ends_with(word), "{file}: an event may have several prices");
                }
                ranges += usize::from(before.ends_with("price_range("));
            }
        }
        assert!(ranges >= 2, "the card and the page say it");
    }
}
