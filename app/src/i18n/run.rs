//! Texts of the pages on which an event is run: its waitlist, certificates and
//! reviews.

use super::{isolated, texts};
use types::waitlist::WaitlistStatus;

texts! {
    /// Said by what organizers do beside the books.
    RunTexts over organize::OrganizeTexts {
        cancel: "Cancel", "Отмена";
        who: "Who", "Кто";
        state: "State", "Состояние";
        reason: "Reason", "Причина";
        open_booking: "Open the booking", "Открыть бронь";

        // Waitlist
        parties_waiting: "Parties waiting", "Компаний ждёт";
        offers_out: "Open offers", "Открытых предложений";
        in_line: "In line", "В очереди";
        no_longer: "No longer", "Больше не ждут";
        nobody_here: "There is nobody here.", "Здесь никого нет.";
        nobody_waits_title: "Nobody waits", "Никто не ждёт";
        nobody_waits_text: "When all seats are taken, people can join the waiting list on the event's page. What comes free is offered to the first party that fits.", "Когда мест нет, на странице события можно встать в лист ожидания. Освободившиеся места получает первая компания, которая в них помещается.";
        place_in_line: "Place", "Место";
        party: "Party", "Компания";
        waits_since: "Since", "С какого времени";
        waitlist_is_open: "The waiting list is open: when all seats are taken, people can join it.", "Лист ожидания открыт: когда мест нет, в него можно встать.";
        waitlist_is_closed: "The waiting list is closed: nobody new can join. Those in it keep their places.", "Лист ожидания закрыт: новых не принимаем. Те, кто ждёт, сохраняют свои места.";
        close_waitlist: "Close the list", "Закрыть лист";
        open_waitlist: "Open the list", "Открыть лист";
        offer_seats: "Offer seats", "Предложить места";
        back_to_line: "Back to the line", "Назад к очереди";
        which_seats: "How many seats?", "Сколько мест?";
        offer_reason_hint: "It stands in the log, where your team reads it.", "Она останется в журнале, её увидит ваша команда.";
        waitlist_log: "What happened", "Что произошло";
        state_waiting: "Waiting", "Ждёт";
        state_offered: "Offered", "Предложено";
        state_accepted: "Took the seats", "Места заняты";
        state_expired: "Let the offer lapse", "Срок истёк";
        state_left: "Left", "Больше не ждёт";

        // Certificates
        people_booked: "People with a booking", "Людей с бронью";
        people_came: "Seen at the door", "Отмечено на входе";
        certificates_valid: "Valid certificates", "Действующих сертификатов";
        certificate_preview: "Preview as PDF", "Посмотреть образец в PDF";
        everybody_has_one: "Everybody who booked has a certificate.", "У всех, кто бронировал, сертификат уже есть.";
        issue_title: "Issue certificates", "Выдать сертификаты";
        for_whom: "For whom?", "Кому?";
        issue_hint: "Everybody gets one certificate and a message. Issuing again gives only those who have none, and what was revoked stays revoked.", "Каждый получит один сертификат и письмо. Повторная выдача достанется только тем, у кого его нет; отозванное останется отозванным.";
        issue_now: "Issue", "Выдать";
        issuing_goes_on: "The certificates are made one batch after the other. You can leave this page.", "Сертификаты создаются партиями. Страницу можно закрыть.";
        telling_goes_on: "The messages go out one after the other. You can leave this page.", "Письма уходят одно за другим. Страницу можно закрыть.";
        telling_done: "Everybody was told.", "Все получили письма.";
        look_again: "Look again", "Обновить";
        holder: "Holder", "Владелец";
        certificate_number: "Number", "Номер";
        issued_on: "Issued", "Выдан";
        certificate_is_valid: "Valid", "Действует";
        revoked: "Revoked", "Отозван";
        revoke: "Revoke", "Отозвать";
        revoke_now: "Revoke for good", "Отозвать навсегда";
        revoke_text: "Whoever checks the number finds nothing any more. It cannot be given back, and this person gets no other certificate of this event.", "По номеру больше ничего не найдут. Вернуть сертификат нельзя, и другого за это событие человек не получит.";
        revoke_reason_hint: "Your team reads it here and in the history.", "Её прочтёт ваша команда здесь и в истории.";
        back_to_certificates: "Back to the certificates", "Назад к сертификатам";

        // Reviews
        reviews_by_answer: "Reviews by answer", "Отзывы по ответу";
        reviews_all: "All", "Все";
        reviews_open: "To answer", "Без ответа";
        reviews_answered: "Answered", "С ответом";
        no_reviews_title: "No reviews yet", "Отзывов пока нет";
        no_reviews_text: "When the event is over, everybody who was there is asked how it was. You can answer each review once, in public.", "Когда событие закончится, всех, кто пришёл, спросят, как всё прошло. На каждый отзыв можно один раз ответить публично.";
        no_reviews_here: "There are none of these.", "Таких отзывов нет.";
        review_edited: "edited", "изменён";
        review_answer: "Your answer", "Ваш ответ";
        answer: "Answer", "Ответить";
        your_answer: "Your answer", "Ваш ответ";
        your_answer_hint: "Everybody who sees the review sees it. You answer once; the author gets a message.", "Его увидят все, кто видит отзыв. Ответить можно один раз; автору придёт письмо.";
        publish_answer: "Publish the answer", "Опубликовать ответ";
        withdraw_answer: "Take the answer back", "Удалить ответ";
        withdraw_answer_now: "Yes, take it back", "Да, удалить";
        report_to_admins: "Report to the administrators", "Пожаловаться администраторам";
    }
}

impl RunTexts {
    pub fn seats_wanted(&self, n: i64) -> String {
        let seats = self.seats(n);
        self.pick(format!("{seats} wanted"), format!("нужно: {seats}"))
    }

    pub fn seats_promised(&self, n: i64) -> String {
        let seats = self.seats(n);
        self.pick(format!("{seats} promised"), format!("обещано: {seats}"))
    }

    /// How a badge is coloured, and what it says.
    pub const fn party_state(&self, status: WaitlistStatus) -> (&'static str, &'static str) {
        match status {
            WaitlistStatus::Waiting => ("badge-few", self.state_waiting),
            WaitlistStatus::Offered => ("badge-few", self.state_offered),
            WaitlistStatus::Accepted => ("badge-ok", self.state_accepted),
            WaitlistStatus::Expired => ("badge-past", self.state_expired),
            WaitlistStatus::Left => ("badge-past", self.state_left),
        }
    }

    pub fn until(&self, moment: &str) -> String {
        self.pick(format!("until {moment}"), format!("до {moment}"))
    }

    pub fn offer_seats_to(&self, name: &str) -> String {
        let name = isolated(name);
        self.pick(format!("Offer seats: {name}"), format!("Предложить места: {name}"))
    }

    pub fn party_waits_for(&self, n: i32) -> String {
        let seats = self.seats(n.into());
        self.pick(format!("The party waits for {seats}."), format!("Компания ждёт: {seats}."))
    }

    pub fn free_now(&self, n: i32) -> String {
        if n == 0 {
            let (en, ru) = ("No seat is free.", "Свободных мест нет.");
            return self.pick(en, ru).to_owned();
        }
        let seats = self.seats(n.into());
        self.pick(format!("Free now: {seats}."), format!("Свободно сейчас: {seats}."))
    }

    pub fn passes(&self, n: i64) -> String {
        let parties = self.count(n, ("party", "parties"), ("компания", "компании", "компаний"));
        self.pick(
            format!("Passed in line: {parties}, who go on waiting at their places."),
            format!("В очереди впереди: {parties}. Они ждут дальше на своих местах."),
        )
    }

    pub fn offer_number(&self, n: i32) -> String {
        let seats = self.seats(n.into());
        self.pick(format!("Offer {seats}"), format!("Предложить {seats}"))
    }

    /// The event grows from `before` to `after` seats.
    pub fn offer_and_grow(&self, n: i32, before: i32, after: i32) -> String {
        let seats = self.seats(n.into());
        let (before, after) = (self.number(before.into()), self.number(after.into()));
        self.pick(
            format!("Offer {seats}; the event grows from {before} to {after}"),
            format!("Предложить {seats}; вместимость события вырастет с {before} до {after}"),
        )
    }

    /// A move of the log, after the name of whose it is.
    pub fn waitlist_move(&self, to: WaitlistStatus, cause: &str) -> String {
        if to == WaitlistStatus::Offered {
            let (en, ru) = match cause {
                "booking_cancelled" => ("a booking was cancelled", "отменена бронь"),
                "booking_moved" => {
                    ("a booking was moved to another event", "бронь перенесли на другое событие")
                }
                "ticket_exchanged" => ("a ticket was exchanged", "обменян билет"),
                "hold_lapsed" => ("somebody did not pay in time", "кто-то не оплатил вовремя"),
                "offer_declined" => {
                    ("somebody declined an offer", "кто-то отказался от предложения")
                }
                "offer_lapsed" => {
                    ("somebody let an offer lapse", "кто-то не принял предложение вовремя")
                }
                "by_hand" => ("by hand", "вручную"),
                _ => ("the event was changed", "событие изменили"),
            };
            return self.pick(format!("Seats offered: {en}"), format!("Предложены места: {ru}"));
        }
        let (en, ru) = match cause {
            "joined" => ("Joined the line", "Теперь в очереди"),
            "event_cancelled" => ("The event was cancelled", "Событие отменено"),
            "event_started" => ("The event began", "Событие началось"),
            "types_archived" => ("Is sold no more", "Больше не продаётся"),
            "accepted" => ("Took the seats", "Предложение принято"),
            "offer_declined" => ("Declined the offer", "Отказ от предложения"),
            "offer_lapsed" => ("The offer lapsed", "Срок предложения истёк"),
            "offer_withdrawn" => ("The offer was taken back", "Предложение отозвано"),
            _ => ("Left the line", "Больше не ждёт"),
        };
        self.pick(en, ru).to_owned()
    }

    pub fn passed(&self, n: i64) -> String {
        let parties = self.count(n, ("party", "parties"), ("компания", "компании", "компаний"));
        self.pick(format!("passed {parties}"), format!("впереди ждали: {parties}"))
    }

    pub fn added(&self, n: i32) -> String {
        let seats = self.seats(n.into());
        self.pick(format!("the event got {seats} more"), format!("добавлено: {seats}"))
    }

    pub fn revoked_number(&self, n: i64) -> String {
        let n = self.number(n);
        self.pick(format!("{n} revoked"), format!("отозвано: {n}"))
    }

    pub fn who_came(&self, n: i64) -> String {
        let people = self.count(n, ("person", "people"), ("человек", "человека", "человек"));
        self.pick(
            format!("Those who were seen at the door: {people} without one"),
            format!("Тем, кого отметили на входе: {people} без сертификата"),
        )
    }

    pub fn who_booked(&self, n: i64) -> String {
        let people = self.count(n, ("person", "people"), ("человек", "человека", "человек"));
        self.pick(
            format!("Everybody with a confirmed booking: {people} without one"),
            format!("Всем с подтверждённой бронью: {people} без сертификата"),
        )
    }

    pub fn issued_of(&self, made: i64, all: i64) -> String {
        let of = self.done_of(made, all);
        self.pick(format!("Issued: {of}"), format!("Выдано: {of}"))
    }

    pub fn told_of(&self, told: i64, all: i64) -> String {
        let of = self.done_of(told, all);
        self.pick(format!("Told: {of}"), format!("Письма отправлены: {of}"))
    }

    pub fn revoke_of(&self, name: &str) -> String {
        let name = isolated(name);
        self.pick(format!("Revoke: {name}"), format!("Отозвать: {name}"))
    }

    pub fn reviews_count(&self, n: i64) -> String {
        self.count(n, ("review", "reviews"), ("отзыв", "отзыва", "отзывов"))
    }

    /// The name of a link, for those who hear links without what is beside them.
    pub fn answer_review_of(&self, author: &str) -> String {
        let author = isolated(author);
        self.pick(format!("Answer the review by {author}"), format!("Ответить на отзыв: {author}"))
    }

    /// The same for the other link.
    pub fn report_review_of(&self, author: &str) -> String {
        let author = isolated(author);
        self.pick(
            format!("Report the review by {author} to the administrators"),
            format!("Пожаловаться администраторам на отзыв: {author}"),
        )
    }
}
