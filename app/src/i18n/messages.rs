//! Texts of messages to the people of an event: their list, their form, and what became of one.

use super::texts;
use types::messages::{Delivery, DeliveryCounts, MessageState, Reach};

texts! {
    /// Said by the pages of an event's messages.
    MessagesTexts over organize::OrganizeTexts {
        write_message: "Write a message", "Написать сообщение";
        change_message: "Change the message", "Изменить сообщение";
        none_title: "No messages yet", "Сообщений пока нет";
        none_text: "Write to everybody who booked, or to some of them: before the event, or after it.", "Напишите всем, кто забронировал, или некоторым из них: до события или после него.";
        subject: "Subject", "Тема";
        state: "State", "Состояние";
        when: "When", "Когда";
        people: "People", "Получатели";
        written_by: "By", "Автор";
        news: "News", "Новость";

        back_to_messages: "All messages", "Все сообщения";
        for_whom: "Who gets it", "Кто получит";
        for_whom_text: "Choose by the same filters as in the list of bookings. Each person gets it once, however many bookings they have; so do guests whom such tickets were handed on to.", "Выберите теми же фильтрами, что и в списке броней. Каждый получит одно сообщение, сколько бы броней у него ни было; гости, которым передали такие билеты, — тоже.";
        search_people: "Search people and bookings", "Искать людей и брони";
        filters_wrong: "A filter in the address could not be read and is left out.", "Один из фильтров в адресе не удалось прочитать, он не учтён.";
        what_it_says: "What it says", "Что написать";
        subject_hint: "The event's title is added to it.", "К теме добавится название события.";
        body: "Message", "Сообщение";
        body_hint: "Markdown: **bold**, *italic*, [a link](https://example.org), lists with a hyphen.", "Markdown: **жирный**, *курсив*, [ссылка](https://example.org), списки с дефисом.";
        kind: "What it is about", "О чём оно";
        about_booking: "About their booking: everybody gets it", "О брони: получат все";
        about_news: "News, such as your next event: it has a link to unsubscribe, and who has unsubscribed is left out", "Новость, например о следующем событии: в письме будет ссылка для отписки, отписавшиеся его не получат";
        when_to_send: "When it goes out", "Когда отправить";
        now: "Now", "Сейчас";
        later: "At a time", "В назначенное время";
        send_at: "Time", "Время";
        send_at_hint: "By the event's clock. Who has booked or was sent a ticket by then gets it.", "По часам события. Получат те, кто к этому времени забронирует или получит билет.";
        no_answers: "Answers go nowhere: the organizer has not verified their e-mail address.", "Ответы никуда не придут: организатор не подтвердил адрес почты.";
        not_verified: "Verify your e-mail address first: the link is in the mail we sent you. Then you can write to people.", "Сначала подтвердите адрес почты: ссылка в нашем письме. После этого можно писать людям.";
        send: "Send the message", "Отправить сообщение";
        save_message: "Save the message", "Сохранить сообщение";
        preview: "Preview", "Предпросмотр";
        preview_text: "As a mail program shows it. The copy to yourself says there whether it was sent.", "Так письмо выглядит в почте. Здесь же появится ответ, когда вы отправите копию себе.";
        preview_light: "Show it light", "Показать светлым";
        preview_dark: "Show it dark", "Показать тёмным";
        test_to_me: "Send a copy to myself", "Отправить копию себе";

        audience: "Who gets it", "Получатели";
        see_bookings: "The bookings that the filter finds", "Брони, которые находит фильтр";
        waits_for_its_time: "It waits for its time. Who gets it is settled then.", "Сообщение ждёт своего времени. Тогда и определятся получатели.";
        message_limited: "That is all for today: a new organizer writes to 200 people a day. The others get it as soon as there is room.", "На сегодня всё: новый организатор может написать 200 людям в день. Остальные получат сообщение, как только появится место.";
        being_sent: "It is being sent. This page keeps up.", "Сообщение отправляется. Страница обновляется сама.";
        look_again: "Look again", "Обновить";
        cancel_message: "Do not send it", "Не отправлять";
        change: "Change it", "Изменить";
        nobody_of_these: "There is nobody of these.", "Таких получателей нет.";
        person: "Person", "Человек";
        became: "What became of it", "Что с ним стало";
        booking: "Booking", "Бронь";
        open_booking: "Open", "Открыть";
        all: "All", "Все";
    }
}

impl MessagesTexts {
    /// How a badge is coloured, and what it says.
    pub fn message_state(&self, state: MessageState) -> (&'static str, &'static str) {
        match state {
            MessageState::Scheduled => ("badge-few", self.pick("Scheduled", "Запланировано")),
            MessageState::Sending => ("badge-few", self.pick("Being sent", "Отправляется")),
            MessageState::Sent => ("badge-ok", self.pick("Sent", "Отправлено")),
            MessageState::Cancelled => ("badge-past", self.pick("Cancelled", "Отменено")),
        }
    }

    /// How a badge is coloured, what it says, and why, where that is not plain.
    pub fn delivery(
        &self,
        delivery: Delivery,
    ) -> (&'static str, &'static str, Option<&'static str>) {
        match delivery {
            Delivery::Waiting => ("badge-few", self.pick("Waits", "В очереди"), None),
            Delivery::Queued => ("badge-few", self.pick("On its way", "В пути"), None),
            Delivery::Sent => ("badge-ok", self.pick("Sent", "Отправлено"), None),
            Delivery::Failed => ("badge-stop", self.pick("Failed", "Не доставлено"), None),
            Delivery::Unproved => (
                "badge-few",
                self.pick("Inbox only", "Только на сайте"),
                Some(self.pick(
                    "They have not verified their address: no mail, but a line in their notifications.",
                    "Адрес не подтверждён: письма нет, есть строка в уведомлениях.",
                )),
            ),
            Delivery::OptedOut => (
                "badge-past",
                self.pick("Unsubscribed", "Без новостей"),
                Some(self.pick("They want no news of yours.", "Не хочет получать ваши новости.")),
            ),
            Delivery::Disabled => (
                "badge-past",
                self.pick("Left out", "Не отправлено"),
                Some(self.pick("Their account is closed.", "Аккаунт закрыт.")),
            ),
        }
    }

    pub fn people_number(&self, n: i64) -> String {
        self.count(n, ("person", "people"), ("человек", "человека", "человек"))
    }

    /// Whom a message would reach, as its form says it.
    pub fn reach(&self, reach: &Reach) -> String {
        let all = self.people_number(reach.recipients + reach.opted_out);
        self.pick(format!("This goes to {all}."), format!("Получателей: {all}."))
    }

    /// Who of them is left out, and by what; nothing where nobody is.
    pub fn reach_notes(&self, reach: &Reach) -> Vec<String> {
        let of = |n: i64, en: &str, ru: &str| {
            (n > 0).then(|| {
                let people = self.people_number(n);
                self.pick(format!("{people}: {en}"), format!("{people}: {ru}"))
            })
        };
        [
            of(
                reach.opted_out,
                "want no news from you; they get it only if it is about their booking.",
                "не хотят ваших новостей и получат письмо, только если оно о брони.",
            ),
            of(
                reach.unproved,
                "have not verified their address; they find it in their notifications.",
                "не подтвердили адрес и увидят сообщение только в уведомлениях.",
            ),
            of(
                reach.disabled,
                "closed their account and are left out.",
                "закрыли аккаунт и не получат ничего.",
            ),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// How much of a day is left to an organizer whom no admin trusts.
    pub fn left_today(&self, left: i64) -> String {
        let people = self.people_number(left);
        self.pick(
            format!(
                "As a new organizer you can write to {people} more today. Ask us if you need more."
            ),
            format!(
                "Как новый организатор, сегодня вы можете написать ещё стольким: {people}. \
                 Нужно больше — напишите нам."
            ),
        )
    }

    pub fn answers_go_to(&self, address: &str) -> String {
        self.pick(format!("Answers go to {address}."), format!("Ответы придут на адрес {address}."))
    }

    /// How many had their turn.
    pub fn sent_of(&self, counts: &DeliveryCounts) -> String {
        let all = counts.sent + counts.queued + counts.failed + counts.waiting;
        let (sent, all) = (self.number(counts.sent), self.number(all));
        self.pick(format!("{sent} of {all} sent"), format!("Отправлено {sent} из {all}"))
    }
}
