//! Words that several mails share, in every language.

use types::i18n::Translated;

pub(super) struct Words {
    pub(super) greeting: fn(name: &str) -> String,
    pub(super) footer: &'static str,
    pub(super) guest_footer: &'static str,
    pub(super) invitation_footer: &'static str,
    // Labels of facts.
    pub(super) event: &'static str,
    pub(super) when: &'static str,
    pub(super) your_time: &'static str,
    pub(super) place: &'static str,
    pub(super) seats: &'static str,
    pub(super) total: &'static str,
    pub(super) booking: &'static str,
    pub(super) join_online: &'static str,
    // Labels of buttons.
    pub(super) see_booking: &'static str,
    pub(super) see_event: &'static str,
    pub(super) see_ticket: &'static str,
    // Sentences.
    pub(super) no_account: &'static str,
    pub(super) by_organizer: &'static str,
    pub(super) nothing_refunded: &'static str,
    pub(super) nothing_comes_back: &'static str,
    pub(super) refunded: fn(money: &str) -> String,
    pub(super) organizer_writes: fn(reason: &str) -> String,
    // To whom a ticket was handed on.
    pub(super) ask_sender: &'static str,
    pub(super) ask_organizer: &'static str,
}

pub(super) static COMMON: Translated<Words> = Translated {
    en: Words {
        greeting: |name| format!("Hello {name},"),
        footer: "You get this message because of your account at Event Hub.",
        guest_footer: "You get this message because you were given a ticket by way of Event Hub.",
        invitation_footer: "You get this message because somebody invited this address by way of Event Hub.",
        event: "Event",
        when: "When",
        your_time: "Your time",
        place: "Where",
        seats: "Seats",
        total: "Total",
        booking: "Booking",
        join_online: "Join online",
        see_booking: "See your booking",
        see_event: "See the event",
        see_ticket: "See your ticket",
        no_account: "You need no account: the link below is yours alone and always shows your \
             ticket. Confirm there that this address is yours, and we write to you when time or \
             place change. If you expected no ticket, there is nothing to do.",
        by_organizer: "The organizer did this.",
        nothing_refunded: "Under the refund rule of this booking nothing is refunded at this \
             point.",
        nothing_comes_back: "Nothing of what was paid is refunded.",
        refunded: |money| format!("We refunded {money} to the way you paid."),
        organizer_writes: |reason| format!("The organizer writes: {reason}"),
        ask_sender: "If you have a question, ask whoever sent you the ticket.",
        ask_organizer: "If you have a question, ask the organizer: the event's page says who that \
             is.",
    },
    ru: Words {
        greeting: |name| format!("Здравствуйте, {name}!"),
        footer: "Это письмо пришло вам, потому что у вас есть аккаунт в Event Hub.",
        guest_footer: "Это письмо пришло вам, потому что вам подарили билет через Event Hub.",
        invitation_footer: "Это письмо пришло вам, потому что этот адрес пригласили через Event Hub.",
        event: "Событие",
        when: "Когда",
        your_time: "По вашему времени",
        place: "Где",
        seats: "Мест",
        total: "Сумма",
        booking: "Бронь",
        join_online: "Подключиться",
        see_booking: "Открыть бронь",
        see_event: "Открыть событие",
        see_ticket: "Открыть билет",
        no_account: "Аккаунт не нужен: ссылка ниже только ваша и всегда показывает билет. \
             Подтвердите по ней, что адрес ваш, и мы напишем, если изменится время или место. Если \
             вы не ждали билета, ничего делать не нужно.",
        by_organizer: "Это сделал организатор.",
        nothing_refunded: "По правилам возврата для этой брони деньги сейчас не возвращаются.",
        nothing_comes_back: "Из оплаченного ничего не возвращается.",
        refunded: |money| format!("Мы вернули {money} тем же способом, которым вы платили."),
        organizer_writes: |reason| format!("Организатор пишет: {reason}"),
        ask_sender: "Если есть вопросы, спросите у того, кто передал вам билет.",
        ask_organizer: "Если есть вопросы, спросите организатора: он указан на странице события.",
    },
};
