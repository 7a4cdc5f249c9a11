//! Texts of the organizer's workplace that all of its pages may say.

use super::texts;
use types::organizer::EventPhase;

texts! {
    /// Said by the frame of the workplace and by its shared parts; its pages have texts of their
    /// own over these.
    OrganizeTexts over shared::Texts {
        // Where one is
        overview: "Overview", "Обзор";
        new_event: "New event", "Новое событие";
        venues: "Venues", "Площадки";
        breadcrumbs: "Where you are", "Где вы";
        switch_event: "Switch event", "Сменить событие";
        all_events: "All my events", "Все мои события";
        event_pages: "Pages of this event", "Страницы события";
        as_admin: "You are here as an administrator", "Вы здесь как администратор";
        off_catalogue: "Not in the catalogue", "Снято с публикации";
        hidden_title: "An administrator took this event off the catalogue", "Администратор снял это событие с публикации";
        hidden_text: "Nobody new can find it, book it or join its waiting list. Bookings stand, and whoever has one still sees the event.", "Найти его, забронировать место или встать в лист ожидания нельзя. Брони остаются в силе, и те, у кого они есть, по-прежнему видят событие.";
        admins_write: "The administrators write:", "Администраторы пишут:";
        you_answered: "The answer:", "Ответ:";
        answer_admins: "Answer the administrators", "Ответить администраторам";
        answer_again: "Answer again", "Ответить ещё раз";
        your_answer_to_admins: "Your answer", "Ваш ответ";
        answer_hint: "Only the administrators and your team read it. The last answer counts.", "Его прочтут только администраторы и ваша команда. Учитывается последний ответ.";
        send_answer: "Send the answer", "Отправить ответ";
        public_page: "Public page", "Публичная страница";
        tab_overview: "Overview", "Обзор";
        tab_edit: "Edit", "Изменить";
        tab_tickets: "Tickets", "Билеты";
        tab_agenda: "Agenda", "Программа";
        tab_bookings: "Bookings", "Брони";
        tab_attendees: "Attendees", "Участники";
        tab_guests: "Guests", "Гости";
        tab_messages: "Messages", "Сообщения";
        tab_waitlist: "Waiting list", "Лист ожидания";
        tab_promotions: "Promo codes", "Промокоды";
        tab_certificates: "Certificates", "Сертификаты";
        tab_reviews: "Reviews", "Отзывы";
        tab_team: "Team", "Команда";
        tab_door: "Door", "Вход";
        tab_report: "Books", "Учёт";
        tab_history: "History", "История";

        // Lists
        search: "Search", "Поиск";
        filters: "Filters", "Фильтры";
        columns: "Columns", "Столбцы";
        show_columns: "Show these columns", "Показать эти столбцы";
        density: "How close together the rows stand", "Плотность строк";
        density_comfortable: "Comfortable rows", "Просторные строки";
        density_compact: "Compact rows", "Плотные строки";
        nothing_found: "Nothing found.", "Ничего не найдено.";

        // Numbers
        seats_confirmed: "Sold", "Продано";
        seats_held: "Held", "Удерживается";
        seats_offered: "Offered", "Предложено";
        seats_free: "Free", "Свободно";
        chart_table: "The numbers as a table", "Те же числа таблицей";
        chart_marks: "What happened", "Что произошло";

        // States and deeds
        copy: "Copy", "Копировать";
        copied: "Copied.", "Скопировано.";
        close: "Close", "Закрыть";

        // Finding one's way by keys
        command: "Go to or find", "Перейти или найти";
        command_placeholder: "Event, booking reference, name or e-mail", "Событие, номер брони, имя или почта";
        command_hint: "Arrows choose, Enter goes there, Esc closes.", "Стрелки выбирают, Enter открывает, Esc закрывает.";
        this_event: "This event", "Это событие";
        keys_title: "Keyboard shortcuts", "Сочетания клавиш";
        key_search: "Search in this list, or everywhere", "Поиск в этом списке или везде";
        key_help: "These shortcuts", "Эти сочетания";
        key_rows: "Next and previous row of a list", "Следующая и предыдущая строка списка";
        keys_jump: "One key after the other: go to", "Одна клавиша за другой: переход";
        keys_jump_event: "Within an event", "Внутри события";
        keys_single: "Single keys", "Одиночные клавиши";
        keys_on: "On", "Включены";
        keys_off: "Off", "Выключены";
        keys_text: "Who talks to the computer can turn single keys off; those with Ctrl or ⌘ stay.", "Если вы управляете голосом, отключите одиночные клавиши; сочетания с Ctrl и ⌘ останутся.";
        search_title: "Find anything", "Найти что угодно";
        search_text: "Type at least three letters: an event's title, a booking's reference, a ticket's code, a name or an e-mail address.", "Введите не меньше трёх букв: название события, номер брони, код билета, имя или адрес почты.";
        found_events: "Events", "События";
        found_bookings: "Bookings", "Брони";
        found_people: "People", "Люди";

        // Who may be here
        start_organizing: "Start organizing", "Стать организатором";
        ask_an_admin: "On this site administrators give it. Ask them.", "На этом сайте его дают администраторы. Обратитесь к ним.";
        not_organizer_title: "Here organizers run their events", "Здесь организаторы ведут свои события";
        not_organizer_text: "Your account books seats and keeps tickets. To publish events of your own, it must be an organizer's.", "Ваш аккаунт бронирует места и хранит билеты. Чтобы публиковать свои события, нужен аккаунт организатора.";

        // Where an event is between its draft and its end
        phase_draft: "Draft", "Черновик";
        phase_upcoming: "On sale", "Идёт запись";
        phase_running: "Running now", "Идёт сейчас";
        phase_past: "Past", "Прошло";
        phase_cancelled: "Cancelled", "Отменено";
    }
}

impl OrganizeTexts {
    /// The name of a link that orders a list by a column.
    pub fn order_by(&self, column: &str) -> String {
        self.pick(format!("Order by: {column}"), format!("Упорядочить: {column}"))
    }

    /// `3 of 12`
    pub fn done_of(&self, done: i64, total: i64) -> String {
        let (done, total) = (self.number(done), self.number(total));
        self.pick(format!("{done} of {total}"), format!("{done} из {total}"))
    }

    /// What came in seven days, and whether that is more than in the seven before.
    pub fn seven_days(&self, now: i64, before: i64) -> String {
        let (now, before) = (self.number(now), self.number(before));
        self.pick(
            format!("+{now} in 7 days, {before} in the 7 before"),
            format!("+{now} за 7 дней, {before} за 7 дней до того"),
        )
    }

    /// How a badge is coloured, and what it says.
    pub const fn phase(&self, phase: EventPhase) -> (&'static str, &'static str) {
        match phase {
            EventPhase::Draft => ("badge-few", self.phase_draft),
            EventPhase::Upcoming => ("badge-ok", self.phase_upcoming),
            EventPhase::Running => ("badge-ok", self.phase_running),
            EventPhase::Past => ("badge-past", self.phase_past),
            EventPhase::Cancelled => ("badge-stop", self.phase_cancelled),
        }
    }
}
