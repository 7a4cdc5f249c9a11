//! The waitlist in words: a party's position, why it was passed over, an offer.

use super::BookingTexts;
use types::i18n::plural;
use types::waitlist::{PassedOver, WaitlistView};

impl BookingTexts {
    /// The party's position.
    pub fn waiting_place(&self, ahead: i64) -> String {
        if ahead == 0 {
            return self.pick("You are next in line.".into(), "Вы следующие в очереди.".into());
        }
        let parties = self.count(ahead, ("party", "parties"), ("компания", "компании", "компаний"));
        self.pick(format!("{parties} ahead of you."), format!("Перед вами {parties}."))
    }

    /// The party's size.
    pub fn waiting_for_seats(&self, quantity: i32) -> String {
        let seats = self.seats(quantity.into());
        self.pick(format!("You are waiting for {seats}."), format!("Вы ждёте {seats}."))
    }

    /// Why the last seats that came free were not offered to this party.
    pub fn passed_over(&self, why: PassedOver, party: i32) -> String {
        let when = if why.today { self.time(why.at) } else { self.date_time(why.at) };
        let seats = self.seats(why.seats.into());
        let came = self.pick(
            match why.seats {
                1 => format!("A seat came free at {when}"),
                n => format!("{n} seats came free at {when}"),
            },
            format!(
                "В {when} {} {seats}",
                plural::russian(why.seats.into(), "освободилось", "освободились", "освободилось")
            ),
        );
        let left = why.seats - why.ahead;
        if why.ahead == 0 {
            return self.pick(
                format!("{came}, but your party needs {party}."),
                format!("{came}, но вашей компании нужно {party}."),
            );
        }
        if left <= 0 {
            let (it, went) = (
                plural::english(why.seats.into(), "and went to a party", "and went to parties"),
                plural::russian(
                    why.seats.into(),
                    "оно досталось",
                    "они достались",
                    "они достались",
                ),
            );
            return self.pick(
                format!("{came} {it} ahead of you."),
                format!("{came}: {went} тем, кто стоял перед вами."),
            );
        }
        self.pick(
            format!(
                "{came}: {} went to parties ahead of you, and your party needs {party}.",
                why.ahead
            ),
            format!(
                "{came}: {} досталось тем, кто стоял перед вами, а вашей компании нужно {party}.",
                why.ahead
            ),
        )
    }

    /// The heading of an offer.
    pub fn seats_are_yours(&self, quantity: i32) -> String {
        if quantity == 1 {
            return self.pick("A seat is yours", "Место ваше").to_owned();
        }
        let seats = self.seats(quantity.into());
        self.pick(format!("{quantity} seats are yours"), format!("Для вас отложено: {seats}"))
    }

    /// The end of the offer, in the event's zone.
    pub fn offer_until(&self, wait: &WaitlistView) -> String {
        let until = wait.offer_until.as_ref().map(|at| self.moment(at)).unwrap_or_default();
        self.pick(format!("until {until}"), format!("до {until}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Area as _;
    use types::Locale;

    fn why(seats: i32, ahead: i32) -> PassedOver {
        let at = "2026-11-22T10:02:00".parse().unwrap();
        PassedOver { at, today: true, seats, ahead }
    }

    #[test]
    fn a_place_is_told_in_words() {
        let (en, ru) = (BookingTexts::of(Locale::En), BookingTexts::of(Locale::Ru));
        assert_eq!(en.waiting_place(0), "You are next in line.");
        assert_eq!(en.waiting_place(1), "1\u{a0}party ahead of you.");
        assert_eq!(en.waiting_place(2), "2\u{a0}parties ahead of you.");
        assert_eq!(ru.waiting_place(2), "Перед вами 2\u{a0}компании.");
    }

    #[test]
    fn so_is_why_seats_were_no_seats_for_this_party() {
        let (en, ru) = (BookingTexts::of(Locale::En), BookingTexts::of(Locale::Ru));
        assert_eq!(
            en.passed_over(why(1, 0), 2),
            "A seat came free at 10:02, but your party needs 2."
        );
        assert_eq!(
            en.passed_over(why(3, 2), 2),
            "3 seats came free at 10:02: 2 went to parties ahead of you, and your party needs 2."
        );
        assert_eq!(
            en.passed_over(why(1, 1), 2),
            "A seat came free at 10:02 and went to a party ahead of you."
        );
        assert_eq!(
            ru.passed_over(why(2, 0), 3),
            "В 10:02 освободились 2\u{a0}места, но вашей компании нужно 3."
        );
        let earlier = PassedOver { today: false, ..why(1, 0) };
        assert!(en.passed_over(earlier, 2).contains("22\u{a0}Nov 2026, 10:02"));
    }
}
