//! Texts of the area `event`: an event's page, a person's, a certificate's.

use super::{isolated, texts};

texts! {
    /// Said by the pages of the area `event`.
    EventTexts over booking::BookingTexts {
        // Event
        about: "About", "О событии";
        agenda: "Agenda", "Программа";
        room: "Room", "Зал";
        no_description: "The organizer has not written anything yet.", "Организатор пока ничего не написал.";
        free_cancel: "Plans change: you can give your seats back until the event starts.", "Планы меняются: места можно вернуть до начала события.";
        join_online: "Join online", "Подключиться";
        booking: "Booking", "Бронирование";
        per_seat: "per seat", "за место";
        how_many: "Seats", "Сколько мест";
        kinds: "Kinds of ticket", "Виды билетов";
        choose_one: "Choose at least one ticket.", "Выберите хотя бы один билет.";
        book: "Book", "Забронировать";
        not_on_sale: "Not on sale now", "Сейчас не продаётся";
        no_longer_on_sale: "No longer on sale", "Продажа закончилась";
        free_booking_text: "Your tickets come at once, by e-mail too.", "Билеты придут сразу, и на почту тоже.";
        paid_booking_text: "Your seats are held while you pay.", "Места закрепятся за вами, пока вы платите.";
        log_in_to_book: "Log in to book", "Войти и забронировать";
        log_in_to_book_text: "It takes a minute, and you come right back here.", "Это займёт минуту, и вы вернётесь сюда.";
        event_cancelled: "This event was cancelled", "Событие отменено";
        event_over: "This event is over", "Событие уже прошло";
        event_over_text: "It was good while it lasted. There is more to come.", "Было здорово. Впереди есть и другие.";
        event_started: "This event has started", "Событие уже началось";
        event_started_text: "Booking ends when an event starts.", "Бронирование закрывается с началом события.";
        hidden: "Not in the catalogue", "Снято с публикации";
        hidden_text: "An administrator took this event off the catalogue: nobody can book it now. Bookings stand.", "Администратор снял это событие с публикации: забронировать место сейчас нельзя. Брони остаются в силе.";
        draft_text: "Only you can see it until it is published.", "До публикации его видите только вы.";
        similar_events: "Similar events", "Похожие события";

        // Waitlist
        waitlist_closed: "The waiting list is closed: nobody new can join.", "Лист ожидания закрыт: новых не принимают.";
        waitlist_text: "Join the waiting list: when seats come free, the first party that fits gets them, and nobody else can book them meanwhile.", "Встаньте в лист ожидания: когда места освободятся, они достанутся первой подходящей компании, и никто другой их тем временем не забронирует.";
        waitlist_party: "Seats you need", "Сколько мест нужно";
        wait_for_kind: "Wait for a kind that is sold out", "Ждать билетов, которых больше нет";
        kinds_to_take: "Which would you take?", "Какие вам подойдут?";
        kinds_to_take_hint: "Your party is offered one of these kinds. None chosen: any.", "Вашей компании предложат один из этих видов. Ничего не выбрано: любой.";
        join_waitlist: "Join the waiting list", "Встать в лист ожидания";
        log_in_to_wait: "Log in to join the waiting list", "Войдите, чтобы встать в очередь";
        leave_waitlist: "Leave the waiting list", "Выйти из листа ожидания";
        waiting_title: "You are on the waiting list", "Вы в листе ожидания";
        waiting_note: "We write to you as soon as they are yours, and this page shows it by itself.", "Мы напишем, как только они станут вашими, и эта страница сама это покажет.";
        offer_text: "You waited, and it is your turn. The offer is open", "Вы дождались своей очереди. Предложение действует";
        offer_ends_in: "The offer ends in", "Предложение закончится через";
        offer_pay: "Accept and pay", "Принять и оплатить";
        offer_decline: "Decline the offer", "Отказаться от предложения";
        offer_missed: "Your last offer ended before it was accepted, and the seats went to the next in line.", "Прошлое предложение закончилось раньше, чем вы его приняли: места достались следующим.";

        // Promotions and refunds
        promo_code_hint: "You see the new price before you pay.", "Новую цену вы увидите до оплаты.";

        // Reviews
        reviews: "Reviews", "Отзывы";
        no_reviews: "Nobody has written a review yet.", "Отзывов пока нет.";
        review_write: "Write a review", "Написать отзыв";
        review_mine: "Your review", "Ваш отзыв";
        review_edited: "edited", "изменён";
        review_answer: "Answer of the organizer", "Ответ организатора";
        review_report: "Report", "Пожаловаться";
        review_edit: "Edit", "Изменить";
        review_delete: "Delete", "Удалить";
        review_delete_confirm: "Yes, delete my review", "Да, удалить мой отзыв";

        // Agenda
        track: "Track", "Направление";
        agenda_now: "Now", "Сейчас";
        agenda_next: "Next", "Далее";
        agenda_filter: "Show sessions", "Показать доклады";
        agenda_all: "Everything", "Всё";
        my_picks: "My agenda", "Моя программа";
        no_picks: "Nothing here yet. Star a session to put it on your agenda.", "Здесь пока пусто. Отметьте доклад звездой, и он попадёт в вашу программу.";
        pick_failed: "That could not be saved, so it is as before. Try again.", "Сохранить не удалось, всё осталось как было. Попробуйте снова.";
        agenda_ics: "Agenda for my calendar", "Программа в календарь";
        picks_ics: "My agenda for my calendar", "Моя программа в календарь";

        // A certificate
        certificate_title: "Certificate of attendance", "Сертификат участника";
        certificate_genuine: "This certificate is genuine", "Этот сертификат подлинный";
        certificate_certifies: "It certifies that", "Он подтверждает, что";
        certificate_took_part: "took part in", "участник события";
        certificate_when: "When", "Когда";
        certificate_issued: "Issued on", "Дата выдачи";
        certificate_number: "Number", "Номер";
        certificate_pdf: "Download as PDF", "Скачать в PDF";
        certificate_unknown: "There is no valid certificate with this number", "Действующего сертификата с таким номером нет";
        certificate_unknown_text: "The number may have a typo, or the certificate is no longer valid.", "В номере может быть опечатка, или сертификат больше не действует.";
    }
}

impl EventTexts {
    pub fn by_organizer(&self, name: &str) -> String {
        let name = isolated(name);
        self.pick(format!("by {name}"), format!("Организатор: {name}"))
    }

    pub fn rated(&self, tenths: u8, reviews: i64) -> String {
        let count = self.reviews_count(reviews);
        let stars = self.stars(tenths);
        self.pick(format!("{stars} out of 5 ({count})"), format!("{stars} из 5 ({count})"))
    }

    /// The limit per person, said before a booking.
    pub fn seats_each(&self, n: i64) -> String {
        let word = self.plural(n, ("seat", "seats"), ("места", "мест", "мест"));
        self.pick(format!("Up to {n} {word} a person."), format!("До {n} {word} на человека."))
    }

    pub fn of_capacity(&self, n: i64) -> String {
        self.pick(format!("of {}", self.number(n)), format!("из {}", self.number(n)))
    }

    pub fn book_seats(&self, price: &str) -> String {
        self.pick(format!("Book · {price}"), format!("Забронировать · {price}"))
    }

    pub fn reviews_count(&self, n: i64) -> String {
        self.count(n, ("review", "reviews"), ("отзыв", "отзыва", "отзывов"))
    }

    /// `5 stars: 12 reviews`
    pub fn given_stars(&self, stars: u8, reviews: i64) -> String {
        format!("{}: {}", self.star_count(stars), self.reviews_count(reviews))
    }

    /// The name of a link, for those who hear links without what is beside them.
    pub fn report_review_of(&self, author: &str) -> String {
        let author = isolated(author);
        self.pick(
            format!("Report the review by {author}"),
            format!("Пожаловаться на отзыв: {author}"),
        )
    }

    pub fn review_hidden(&self, reason: &str) -> String {
        let reason = isolated(reason);
        self.pick(
            format!("An administrator hid this review: {reason}"),
            format!("Администратор скрыл этот отзыв: {reason}"),
        )
    }

    pub fn clashes_with(&self, title: &str) -> String {
        let title = isolated(title);
        self.pick(
            format!("At the same time as “{title}”, which you picked too."),
            format!("В то же время, что и «{title}», который вы тоже выбрали."),
        )
    }

    pub fn pick_session(&self, title: &str, picked: bool) -> String {
        let title = isolated(title);
        if picked {
            self.pick(
                format!("Remove “{title}” from my agenda"),
                format!("Убрать «{title}» из моей программы"),
            )
        } else {
            self.pick(
                format!("Add “{title}” to my agenda"),
                format!("Добавить «{title}» в мою программу"),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Area as _;
    use types::Locale;

    #[test]
    fn stars_and_reviews_agree_with_their_numbers() {
        let (en, ru) = (EventTexts::of(Locale::En), EventTexts::of(Locale::Ru));
        assert_eq!(en.given_stars(1, 1), "1\u{a0}star: 1\u{a0}review");
        assert_eq!(ru.given_stars(4, 21), "4\u{a0}звезды: 21\u{a0}отзыв");
        assert_eq!(ru.given_stars(5, 0), "5\u{a0}звёзд: 0\u{a0}отзывов");
    }
}
