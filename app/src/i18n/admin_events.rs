//! Texts of everybody's events, as admins look after them.

use super::{isolated, texts};
use types::moderation::EventHiding;

texts! {
    /// Said by the admin's pages of events.
    AdminEventsTexts over admin::AdminTexts {
        search_events: "Search by title", "Поиск по названию";
        state: "State", "Состояние";
        any_state: "Any state", "Любое состояние";
        catalogue: "Catalogue", "Каталог";
        listed_or_not: "In it or not", "В каталоге или нет";
        listed: "In the catalogue", "В каталоге";
        not_listed: "Taken off", "Сняты с публикации";
        event: "Event", "Событие";
        organizer: "Organizer", "Организатор";
        when: "When", "Когда";
        seats: "Seats", "Места";
        deed: "What to do", "Что сделать";
        no_events_title: "No events", "Событий нет";
        no_events_text: "Nothing fits these filters.", "Под эти условия ничего не подходит.";
        show_all: "Show all events", "Показать все события";
        take_off: "Take off", "Снять";
        put_back: "Put back", "Вернуть";
        back_to_events: "All events", "Все события";
        hide_text: "Nobody finds the event's page any more, and nobody new can book it or join its waiting list. Bookings stand, with their tickets and mails, and whoever has one still sees the event. The organizer reads the reason in a mail and in the workplace, and can answer.", "Страница события перестанет открываться, забронировать место или встать в лист ожидания будет нельзя. Брони останутся в силе вместе с билетами и письмами, и те, у кого они есть, по-прежнему увидят событие. Организатор прочтёт причину в письме и в своём разделе и сможет ответить.";
        restore_text: "Everybody finds and books the event again, and free seats are offered to those who wait. The organizer is told.", "Событие снова можно будет найти и забронировать, свободные места будут предложены тем, кто ждёт. Организатор получит письмо.";
        reason: "Reason", "Причина";
        reason_hint: "The organizer reads it.", "Её прочтёт организатор.";
        all_events_of: "All events of this organizer", "Все события организатора";
        new_organizers: "Organizers to look at", "Новые организаторы";
        organizers_text: "They have published events, and nobody has said yet that they are trusted. Who is trusted writes to as many people as they like, and has as many open events.", "Они опубликовали события, но доверия им ещё никто не выразил. Доверенный организатор пишет скольким угодно людям и держит открытыми сколько угодно событий.";
        joined: "Joined", "С нами с";
        open_events: "Open events", "Открытые события";
        hidden_events: "Taken off", "Сняты";
        open_limit: "At most open", "Можно открыть";
        as_everybody: "as everybody", "как у всех";
        set_limit: "Set", "Задать";
        trust: "Trust", "Доверять";
        nobody_title: "Nobody to look at", "Проверять некого";
        nobody_text: "Every organizer with events is trusted.", "Всем организаторам с событиями доверяют.";
        hide_now: "Take it off the catalogue", "Снять с публикации";
        restore_now: "Put it back", "Вернуть в каталог";
    }
}

impl AdminEventsTexts {
    pub fn events_found(&self, n: i64) -> String {
        self.count(n, ("event", "events"), ("событие", "события", "событий"))
    }

    /// The heading of what is about to be done with an event.
    pub fn hide_event(&self, title: &str) -> String {
        format!("{}: {}", self.hide_now, isolated(title))
    }

    pub fn restore_event(&self, title: &str) -> String {
        format!("{}: {}", self.restore_now, isolated(title))
    }

    pub fn events_of(&self, organizer: &str) -> String {
        format!("{}: {}", self.all_events_of, isolated(organizer))
    }

    pub fn trust_organizer(&self, organizer: &str) -> String {
        format!("{}: {}", self.trust, isolated(organizer))
    }

    pub fn limit_of(&self, organizer: &str) -> String {
        format!("{}: {}", self.open_limit, isolated(organizer))
    }

    pub fn because(&self, hiding: &EventHiding) -> String {
        format!("{}: {}", self.reason, isolated(&hiding.reason))
    }

    pub fn organizer_says(&self, answer: &str) -> String {
        format!("{}: {}", self.organizer, isolated(answer))
    }
}
