//! Texts with values in them.

mod found;
mod me;
mod money;
mod reviews;
mod waitlist;

use super::plural::{english, russian};
use super::{Lang, isolated};
use types::Locale;

impl Lang {
    fn count(
        self,
        n: i64,
        en: (&'static str, &'static str),
        ru: (&'static str, &'static str, &'static str),
    ) -> String {
        let word = match self.0 {
            Locale::En => english(n, en.0, en.1),
            Locale::Ru => russian(n, ru.0, ru.1, ru.2),
        };
        format!("{}\u{a0}{word}", self.number(n))
    }

    fn say(self, en: String, ru: String) -> String {
        if self.0 == Locale::En { en } else { ru }
    }

    pub fn events_found(self, n: i64) -> String {
        self.count(n, ("event", "events"), ("событие", "события", "событий"))
    }

    pub fn all_events(self, n: i64) -> String {
        let events = self.events_found(n);
        self.say(format!("See all {events}"), format!("Смотреть все: {events}"))
    }

    pub fn seats(self, n: i64) -> String {
        self.count(n, ("seat", "seats"), ("место", "места", "мест"))
    }

    pub fn tickets_count(self, n: i64) -> String {
        self.count(n, ("ticket", "tickets"), ("билет", "билета", "билетов"))
    }

    pub fn seats_left(self, n: i64) -> String {
        let seats = self.seats(n);
        self.say(format!("{seats} left"), format!("Осталось {seats}"))
    }

    pub fn only_seats_left(self, n: i64) -> String {
        let word = match self.0 {
            Locale::En => english(n, "seat is", "seats are"),
            Locale::Ru => russian(n, "место", "места", "мест"),
        };
        self.say(format!("Only {n} {word} left."), format!("Осталось только {n} {word}."))
    }

    /// Said before somebody books.
    pub fn seats_each(self, n: i64) -> String {
        let word = match self.0 {
            Locale::En => english(n, "seat", "seats"),
            Locale::Ru => russian(n, "места", "мест", "мест"),
        };
        self.say(format!("Up to {n} {word} a person."), format!("До {n} {word} на человека."))
    }

    /// Said when somebody wants more.
    pub fn at_most_seats_each(self, n: i64) -> String {
        let word = match self.0 {
            Locale::En => english(n, "seat", "seats"),
            Locale::Ru => russian(n, "место", "места", "мест"),
        };
        self.say(
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

    pub fn of_capacity(self, n: i64) -> String {
        self.say(format!("of {}", self.number(n)), format!("из {}", self.number(n)))
    }

    pub fn wait_seconds(self, n: i64) -> String {
        let minutes = (n + 59) / 60;
        if n < 90 {
            let word = match self.0 {
                Locale::En => english(n, "second", "seconds"),
                Locale::Ru => russian(n, "секунду", "секунды", "секунд"),
            };
            return self
                .say(format!("Try again in {n} {word}."), format!("Попробуйте через {n} {word}."));
        }
        let word = match self.0 {
            Locale::En => english(minutes, "minute", "minutes"),
            Locale::Ru => russian(minutes, "минуту", "минуты", "минут"),
        };
        self.say(
            format!("Try again in {minutes} {word}."),
            format!("Попробуйте через {minutes} {word}."),
        )
    }

    pub fn at_least_characters(self, n: i64) -> String {
        let word = match self.0 {
            Locale::En => english(n, "character", "characters"),
            Locale::Ru => russian(n, "символа", "символов", "символов"),
        };
        self.say(format!("Use at least {n} {word}."), format!("Не меньше {n} {word}."))
    }

    pub fn at_most_characters(self, n: i64) -> String {
        let word = match self.0 {
            Locale::En => english(n, "character", "characters"),
            Locale::Ru => russian(n, "символа", "символов", "символов"),
        };
        self.say(format!("Use at most {n} {word}."), format!("Не больше {n} {word}."))
    }

    pub fn at_least(self, n: i64) -> String {
        self.say(format!("At least {n}."), format!("Не меньше {n}."))
    }

    pub fn at_most(self, n: i64) -> String {
        self.say(format!("At most {n}."), format!("Не больше {n}."))
    }

    pub fn page_of(self, page: u32, pages: u32) -> String {
        self.say(format!("Page {page} of {pages}"), format!("Страница {page} из {pages}"))
    }

    pub fn page_number(self, page: u32) -> String {
        self.say(format!("Page {page}"), format!("Страница {page}"))
    }

    pub fn remove_filter(self, what: &str) -> String {
        let what = isolated(what);
        self.say(format!("Remove filter: {what}"), format!("Убрать фильтр: {what}"))
    }

    pub fn search_for(self, what: &str) -> String {
        let what = isolated(what);
        self.say(format!("“{what}”"), format!("«{what}»"))
    }

    pub fn from_date(self, date: &str) -> String {
        self.say(format!("From {date}"), format!("С {date}"))
    }

    pub fn until_date(self, date: &str) -> String {
        self.say(format!("Until {date}"), format!("По {date}"))
    }

    pub fn price_from(self, price: &str) -> String {
        self.say(format!("From {price}"), format!("Цена от {price}"))
    }

    pub fn price_to(self, price: &str) -> String {
        self.say(format!("Up to {price}"), format!("Цена до {price}"))
    }

    pub fn by_organizer(self, name: &str) -> String {
        let name = isolated(name);
        self.say(format!("by {name}"), format!("Организатор: {name}"))
    }

    /// `4.5`; `4,5`
    pub fn stars(self, tenths: u8) -> String {
        let point = if self.0 == Locale::En { '.' } else { ',' };
        format!("{}{point}{}", tenths / 10, tenths % 10)
    }

    pub fn rated(self, tenths: u8, reviews: i64) -> String {
        let count = self.count(reviews, ("review", "reviews"), ("отзыв", "отзыва", "отзывов"));
        let stars = self.stars(tenths);
        match self.0 {
            Locale::En => format!("{stars} out of 5 ({count})"),
            Locale::Ru => format!("{stars} из 5 ({count})"),
        }
    }

    pub fn times_in(self, zone: &str) -> String {
        self.say(format!("Times in {zone}"), format!("Время указано в {zone}"))
    }

    pub fn your_time(self, time: &str) -> String {
        self.say(format!("Your time: {time}"), format!("По вашему времени: {time}"))
    }

    pub fn booking_title(self, reference: &str) -> String {
        self.say(format!("Booking {reference}"), format!("Бронь {reference}"))
    }

    pub fn ticket_number(self, n: usize, of: usize) -> String {
        self.say(format!("Ticket {n} of {of}"), format!("Билет {n} из {of}"))
    }

    pub fn qr_label(self, code: &str) -> String {
        self.say(format!("QR code of ticket {code}"), format!("QR-код билета {code}"))
    }

    pub fn pay_amount(self, money: &str) -> String {
        self.say(format!("Pay {money}"), format!("Оплатить {money}"))
    }

    pub fn book_seats(self, price: &str) -> String {
        self.say(format!("Book · {price}"), format!("Забронировать · {price}"))
    }

    pub fn seats_times(self, seats: i64, each: &str) -> String {
        format!("{} × {each}", self.seats(seats))
    }

    pub fn checked_in(self, when: &str) -> String {
        self.say(format!("Checked in {when}"), format!("Отмечен на входе {when}"))
    }

    pub fn confirmation_sent(self, email: &str) -> String {
        self.say(
            format!("Tickets are on their way to {email}."),
            format!("Билеты отправлены на {email}."),
        )
    }

    pub fn minutes_to_pay(self, n: i64) -> String {
        let word = match self.0 {
            Locale::En => english(n, "minute", "minutes"),
            Locale::Ru => russian(n, "минуту", "минуты", "минут"),
        };
        self.say(
            format!("We hold your seats for {n} {word}."),
            format!("Держим места за вами {n} {word}."),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_agree_with_their_nouns() {
        let (en, ru) = (Lang(Locale::En), Lang(Locale::Ru));
        assert_eq!(en.events_found(1), "1\u{a0}event");
        assert_eq!(en.events_found(1200), "1,200\u{a0}events");
        assert_eq!(ru.events_found(21), "21\u{a0}событие");
        assert_eq!(ru.tickets_count(3), "3\u{a0}билета");
        assert_eq!(ru.seats_left(11), "Осталось 11\u{a0}мест");
        assert_eq!(en.wait_seconds(90), "Try again in 2 minutes.");
        assert_eq!(ru.wait_seconds(61), "Попробуйте через 61 секунду.");
    }
}
