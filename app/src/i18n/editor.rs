//! Texts of the form in which an event is made and edited, and of what follows from it.

use super::texts;
use chrono::NaiveDateTime;
use std::time::Duration;
use types::effects::{
    Cancellation, CancellationCost, CancellationFailure, ChangeEffect, ClockNote, DateKind, Sum,
};
use types::event_form::row_and_column;
use types::{FieldError, FieldProblem, Wall};

texts! {
    /// Said by the form of an event, by its preview, its copy and its cancellation, and by venues.
    EditorTexts over booking::BookingTexts {
        // The form
        new_event: "New event", "Новое событие";
        sections: "Parts of the form", "Разделы формы";
        section_basics: "The event", "Событие";
        section_about: "Description", "Описание";
        section_when: "When", "Когда";
        section_where: "Where", "Где";
        section_where_text: "A place, an address to join online, or both.", "Место, адрес для подключения онлайн или и то и другое.";
        section_seats: "Seats and price", "Места и цена";
        section_refunds: "Refunds", "Возвраты";
        section_refunds_text: "A booking keeps the rule that it was made under.", "За бронью остаётся правило, по которому она сделана.";
        section_picture: "Picture", "Картинка";
        section_address: "Address of the page", "Адрес страницы";
        title: "Title", "Название";
        title_hint: "What people will tell their friends. Up to 100 characters.", "Как о событии расскажут друзьям. До 100 символов.";
        choose: "Choose one", "Выберите";
        text_language: "Language of the text", "Язык текста";
        text_language_hint: "Screen readers and search engines read it by this.", "По нему текст читают экранные дикторы и поисковики.";
        language_by_text: "As the text is written", "Определить по тексту";
        description: "What is it about?", "О чём событие?";
        description_hint: "Markdown: **bold**, *italic*, ## heading, - list. Text from a word processor can be pasted as it is.", "Markdown: **жирный**, *курсив*, ## заголовок, - список. Текст из редактора можно вставлять как есть.";
        toolbar: "Formatting", "Оформление";
        preview: "Preview", "Предпросмотр";
        preview_of_text: "How it will look", "Как это будет выглядеть";
        starts: "Starts", "Начало";
        ends: "Ends", "Конец";
        zone_of_event: "Times are of the clock where the event is.", "Время указано по часам места события.";
        clock_doubles: "That night the clocks go back, and this hour comes twice. Which one is it?", "В эту ночь часы переводят назад, и этот час бывает дважды. Какой из них?";
        venue: "Venue", "Площадка";
        venue_hint: "One of your venues, or the name of a new one.", "Одна из ваших площадок или название новой.";
        venue_open: "Change its address and notes", "Изменить её адрес и заметки";
        venue_is_new: "New: it is added to your venues when you save.", "Новая: добавится к вашим площадкам при сохранении.";
        location: "Address or city", "Адрес или город";
        location_hint: "Where people go. May stay empty for an event that is only online.", "Куда идти. Может остаться пустым, если событие только онлайн.";
        online_address: "Address to join online", "Адрес для подключения";
        online_address_hint: "Shown only to those with a confirmed booking.", "Его видят только те, чья бронь подтверждена.";
        capacity: "Seats", "Мест";
        capacity_hint: "How many people fit in.", "Сколько человек поместится.";
        waitlist: "Waiting list", "Лист ожидания";
        waitlist_open: "Open: when all seats are taken, people can wait", "Открыт: когда мест нет, можно ждать";
        waitlist_closed: "Closed: nobody new can join", "Закрыт: новых не принимаем";
        per_person: "Seats for one person, at most", "Не больше мест в одни руки";
        per_person_hint: "Empty: as many as they pay for, or 20 of a free event.", "Пусто: сколько оплатят, а на бесплатном событии 20.";
        price_of_seat: "Price of a seat", "Цена места";
        several_kinds: "Sell several kinds of ticket", "Продавать несколько видов билетов";
        kinds_have_prices: "This event has its own kinds of ticket, and each has its price.", "У события свои виды билетов, и у каждого своя цена.";
        to_tickets: "To the tickets", "К билетам";
        new_kinds: "New kinds of ticket", "Новые виды билетов";
        kinds_rows: "A row for each; an empty one is none. Their prices replace the one above.", "По строке на каждый; пустая не считается. Их цены заменяют цену выше.";
        kinds_first: "What is booked already becomes of the first kind.", "Уже забронированное станет первым видом.";
        kinds_more: "Descriptions, sale times and shared quotas are on the page of the tickets.", "Описания, время продажи и общие квоты — на странице билетов.";
        kind_name: "Name", "Название";
        kind_price: "Price", "Цена";
        kind_seats: "Seats, if limited", "Мест, если ограничено";
        kind_up: "Move up", "Выше";
        kind_down: "Move down", "Ниже";
        kind_remove: "Remove", "Убрать";
        kind_add: "Add a row", "Добавить строку";
        never_sold: "None of its kinds of ticket can ever be sold: each is archived, has no seats, or is on sale at the wrong time", "Ни один вид билетов нельзя будет продать: каждый в архиве, без мест или продаётся не в то время";
        price_hint: "0 is free.", "0 значит бесплатно.";
        currency: "Currency", "Валюта";
        refund_full: "All the money back", "Все деньги назад";
        refund_after: "After that, in percent", "После этого, в процентах";
        full_never: "never", "никогда";
        attendees_read: "Attendees read:", "Участники прочтут:";
        address_of_page: "Short name", "Короткое имя";
        address_hint: "What stands after /events/ in the address: small Latin letters, digits and hyphens. Empty: made from the title.", "То, что стоит в адресе после /events/: латинские строчные буквы, цифры и дефисы. Пусто: получится из названия.";
        old_addresses: "These addresses keep leading here:", "Эти адреса тоже ведут сюда:";
        save_draft: "Save the draft", "Сохранить черновик";
        save_changes: "Save the changes", "Сохранить изменения";
        publish: "Publish", "Опубликовать";
        see_preview: "See the page", "Посмотреть страницу";
        cancelled_text: "This event was cancelled. It can no longer be changed.", "Событие отменено. Изменить его уже нельзя.";

        // The picture
        picture_choose: "Choose a picture", "Выберите картинку";
        picture_of_event_hint: "PNG, JPEG or WebP, up to 20 MB. Where and with what it was taken stays with you.", "PNG, JPEG или WebP, до 20 МБ. Где и чем она снята, останется у вас.";
        picture_drop: "or drop it here", "или перетащите её сюда";
        picture_now: "The event’s picture", "Картинка события";
        picture_none: "Without a picture the page has a drawing of its own.", "Без картинки у страницы будет свой рисунок.";
        picture_remove: "Remove the picture", "Убрать картинку";
        picture_crop: "What will be seen", "Что будет видно";
        picture_crop_hint: "Drag the picture, or move it with the sliders.", "Перетащите картинку или подвиньте её ползунками.";
        picture_zoom: "Zoom", "Масштаб";
        picture_across: "Left to right", "Слева направо";
        picture_down: "Top to bottom", "Сверху вниз";
        picture_use: "Use this picture", "Взять эту картинку";
        picture_sending: "The picture is on its way…", "Картинка загружается…";
        picture_done: "The picture is in the form. Save to show it.", "Картинка в форме. Сохраните, чтобы её увидели.";
        picture_unreadable: "This is not a PNG, JPEG or WebP picture, or it is damaged.", "Это не PNG, JPEG или WebP, или файл повреждён.";
        picture_too_large: "This file is larger than 20 MB. Choose a smaller one.", "Файл больше 20 МБ. Выберите поменьше.";
        picture_too_many_pixels: "This picture has too many pixels. Make it smaller first.", "В картинке слишком много пикселей. Сначала уменьшите её.";
        picture_missing: "Choose a file first.", "Сначала выберите файл.";
        picture_busy: "Many pictures are being sent just now. Please try again in a moment.", "Сейчас загружается много картинок. Попробуйте ещё раз чуть позже.";
        picture_too_many: "You have sent many pictures today. Please go on tomorrow.", "Сегодня загружено много картинок. Продолжите завтра.";
        picture_failed: "The picture could not be sent. Please try again.", "Не удалось отправить картинку. Попробуйте ещё раз.";
        picture_save_first: "Save first what you have typed.", "Сначала сохраните то, что ввели.";
        picture_later: "Save the draft first, then choose a picture.", "Сначала сохраните черновик, потом выберите картинку.";
        picture_upload: "Upload", "Загрузить";

        // What is kept
        saving: "Saving…", "Сохраняем…";
        kept_offline: "No connection. Your text is kept in this browser, and we keep trying.", "Нет связи. Текст хранится в этом браузере, мы пробуем снова.";
        kept_logged_out: "You are logged out. Your text is kept in this browser. Log in, then come back to this page.", "Вы вышли из аккаунта. Текст хранится в этом браузере. Войдите и вернитесь на эту страницу.";
        kept_untitled: "Kept in this browser until the event has a title.", "Хранится в этом браузере, пока у события нет названия.";
        browser_copy_take: "Take that text", "Взять тот текст";
        browser_copy_drop: "Forget it", "Забыть его";
        unsaved_text: "The form shows what you typed and did not save. The public page is as it was.", "В форме то, что вы ввели и не сохранили. Публичная страница осталась прежней.";
        unsaved_discard: "Back to what is saved", "Вернуть сохранённое";
        overtaken: "Somebody has saved this event since you opened it. Your text is kept; nothing of theirs is overwritten.", "Пока форма была открыта, событие кто-то сохранил. Ваш текст цел, чужой не затёрт.";
        compare: "See both texts", "Сравнить оба текста";
        conflict_title: "Two texts of one event", "Два текста одного события";
        conflict_text: "Somebody has saved this event since you began. Say for each difference which text is right; nothing is published before you save.", "Пока вы правили, событие сохранил кто-то другой. Выберите по каждому отличию, какой текст верный; до сохранения ничего не изменится.";
        conflict_saved: "Saved", "Сохранено";
        conflict_mine: "Yours", "Ваш текст";
        conflict_take: "Go on with these", "Продолжить с выбранным";
        nothing: "nothing", "ничего";

        // Publishing and what changes bring about
        before_publishing: "Before publishing", "До публикации";
        ready_to_publish: "Everything is there. You can publish.", "Всё готово. Можно публиковать.";
        check_list_new: "What is missing will stand here.", "Здесь появится то, чего не хватает.";
        confirm_title: "This concerns people", "Это касается людей";
        confirm_back: "Not yet", "Пока нет";

        // The page as others see it
        preview_width: "Width of the preview", "Ширина предпросмотра";
        preview_desktop: "Desktop", "Компьютер";
        preview_phone: "Phone", "Телефон";
        preview_frame: "The public page", "Публичная страница";
        back_to_form: "Back to the form", "Вернуться к форме";

        // A copy
        duplicate: "Duplicate", "Сделать копию";
        duplicate_text: "A copy is a draft of its own. Every date moves with the new start, by the clock on the wall.", "Копия станет отдельным черновиком. Все даты сдвинутся вместе с новым началом, по местному времени.";
        new_start: "New start", "Новое начало";
        comes_along: "What comes along", "Что взять с собой";
        always_along: "Texts, place, picture, price and refund rule always do. Bookings, reviews and figures never do.", "Тексты, место, картинка, цена и правило возврата — всегда. Брони, отзывы и цифры — никогда.";
        along_sessions: "The agenda", "Программа";
        along_promotions: "Promo codes, under new names", "Промокоды под новыми именами";
        along_team: "The team of this event", "Команда этого мероприятия";
        team_along: "The team of the copy:", "Команда копии:";
        show_dates: "Show the dates", "Показать даты";
        dates_title: "Old and new dates", "Старые и новые даты";
        date_of: "What", "Что";
        date_before: "Was", "Было";
        date_after: "Will be", "Будет";
        codes_text: "Promo codes are given out once, so the copy has its own:", "Промокод выдаётся один раз, поэтому у копии свои:";
        make_copy: "Make the copy", "Создать копию";

        // The end of an event
        cancel_or_delete: "Cancel or delete", "Отменить или удалить";
        cancel_event: "Cancel the event", "Отменить событие";
        cancel_event_text: "This cannot be taken back. It goes like this:", "Отменить это решение нельзя. Вот что произойдёт:";
        cancel_reason: "Reason", "Причина";
        cancel_reason_hint: "Everybody with a booking reads it in our mail.", "Её прочтут в письме все, у кого есть бронь.";
        cancel_draft: "A draft is not public, so there is nothing to cancel.", "Черновик никто не видит, отменять нечего.";
        cancel_over: "This event is over, so it can no longer be cancelled.", "Событие прошло, отменить его уже нельзя.";
        cancel_going_on: "The event is being cancelled", "Событие отменяется";
        cancel_done: "The event is cancelled", "Событие отменено";
        cancel_told: "People read as the reason:", "Причина, которую прочтут люди:";
        cancel_close_page: "This goes on by itself. You can close the page.", "Всё идёт само. Страницу можно закрыть.";
        cancel_nothing_left: "Everybody has been told, and every refund is on its way.", "Все извещены, все возвраты отправлены.";
        look_again: "Look again", "Обновить";
        failed_title: "What did not work yet", "Что пока не удалось";
        failed_text: "We keep trying by ourselves. You can have it tried at once.", "Мы пробуем снова сами. Можно попробовать прямо сейчас.";
        retry_one: "Try again", "Попробовать снова";
        retry_all: "Try all again", "Попробовать всё снова";
        delete_event: "Delete the event", "Удалить событие";
        delete_event_text: "Nothing was sold and nobody waits. What is deleted is gone for good.", "Ничего не продано, никто не ждёт. Удалённое не вернуть.";

        // Venues
        venues: "Venues", "Площадки";
        venues_text: "The places where your events are. Change an address here, and every event there has it.", "Места, где проходят ваши события. Измените адрес здесь, и он сменится у всех событий там.";
        venues_empty: "No venues yet. Add one here, or type its name into an event.", "Площадок пока нет. Добавьте здесь или впишите название в событие.";
        venue_new: "New venue", "Новая площадка";
        venue_name: "Name", "Название";
        venue_address: "Address", "Адрес";
        venue_notes: "Notes for attendees", "Заметки для участников";
        venue_notes_hint: "The way in, the bell to ring, where to park.", "Как войти, куда звонить, где парковка.";
        venue_add: "Add the venue", "Добавить площадку";
        venue_save: "Save the venue", "Сохранить площадку";
        venue_change: "Address and notes", "Адрес и заметки";
        venue_change_text: "What you change here is shown on the page of every event there.", "Изменения появятся на страницах всех событий на этой площадке.";
        venue_events: "Events there", "События здесь";
        venue_unused: "No event is there yet.", "Событий здесь пока нет.";
        venue_in_use: "A venue can be deleted when no event is there.", "Площадку можно удалить, когда на ней нет событий.";
        venue_delete: "Delete the venue", "Удалить площадку";
    }
}

impl EditorTexts {
    /// The name of a part of the form, by its anchor.
    pub fn section(&self, anchor: &str) -> &'static str {
        match anchor {
            "basics" => self.section_basics,
            "about" => self.section_about,
            "when" => self.section_when,
            "where" => self.section_where,
            "seats" => self.section_seats,
            "refunds" => self.section_refunds,
            "picture" => self.section_picture,
            _ => self.section_address,
        }
    }

    /// The name of a field, or of several that go together.
    pub fn field_name(&self, field: &str) -> &'static str {
        match field {
            "title" => self.title,
            "description" => self.section_about,
            "category" => self.category,
            "location" => self.location,
            "venue" => self.venue,
            "online_meeting_url" => self.online_address,
            "start_date" => self.starts,
            "end_date" => self.ends,
            "times" | "timezone" => self.section_when,
            "max_capacity" => self.capacity,
            "max_per_person" => self.per_person,
            "waitlist_open" => self.waitlist,
            "price" | "money" => self.price_of_seat,
            "ticket_types" => self.new_kinds,
            "currency" => self.currency,
            "image" => self.section_picture,
            "language" => self.text_language,
            "slug" => self.address_of_page,
            _ => self.section_refunds,
        }
    }

    /// What keeps a draft from being published.
    pub fn missing(&self, error: &FieldError) -> String {
        if error.field == "email" {
            return self.pick("Verify your e-mail address", "Подтвердите адрес почты").to_owned();
        }
        if error.field == "ticket_types" && error.problem == FieldProblem::NotAllowed {
            return self.never_sold.to_owned();
        }
        let name = match row_and_column(&error.field) {
            Some((row, column)) => {
                format!("{}, {}", self.kind_number(row), self.kind_field(column))
            }
            None => self.field_name(&error.field).to_owned(),
        };
        match error.problem {
            FieldProblem::Required => name,
            _ => format!("{name}: {}", self.field_error(error)),
        }
    }

    /// A kind of ticket that has no name yet, by its row.
    pub fn kind_number(&self, row: usize) -> String {
        format!("{} {}", self.pick("Kind of ticket", "Вид билетов"), row + 1)
    }

    /// What is said of a kind of ticket.
    pub fn kind_field(&self, column: &str) -> &'static str {
        match column {
            "name" => self.kind_name,
            "price" => self.kind_price,
            _ => self.kind_seats,
        }
    }

    pub fn command(&self, command: usize) -> &'static str {
        let (en, ru) = [
            ("Bold", "Жирный"),
            ("Italic", "Курсив"),
            ("Heading", "Заголовок"),
            ("Link", "Ссылка"),
            ("List", "Список"),
            ("Numbered list", "Нумерованный список"),
            ("Quote", "Цитата"),
        ][command.min(6)];
        self.pick(en, ru)
    }

    /// What a button writes where nothing is selected.
    pub fn markdown_word(&self, command: usize) -> &'static str {
        let (en, ru) = [
            ("bold text", "жирный текст"),
            ("italic text", "курсив"),
            ("Heading", "Заголовок"),
            ("text of the link", "текст ссылки"),
            ("first item", "первый пункт"),
            ("first item", "первый пункт"),
            ("quote", "цитата"),
        ][command.min(6)];
        self.pick(en, ru)
    }

    pub fn length_of(&self, now: usize, most: usize) -> String {
        let number = |n: usize| self.number(i64::try_from(n).unwrap_or(i64::MAX));
        let (now, most) = (number(now), number(most));
        self.pick(format!("{now} of {most} characters"), format!("{now} из {most} символов"))
    }

    pub fn lasts(&self, length: Duration) -> String {
        let length = self.duration(length);
        self.pick(format!("Lasts {length}."), format!("Продлится {length}."))
    }

    /// The clocks leap over a time.
    pub fn clock_skips(&self, before: NaiveDateTime, after: NaiveDateTime) -> String {
        let (before, after) = (self.time(before), self.time(after));
        self.pick(
            format!(
                "There is no such time: that night the clocks go forward, and after {before} comes \
                 {after}. Take one of these, or another."
            ),
            format!(
                "Такого времени нет: в эту ночь часы переводят вперёд, и после {before} наступает \
                 {after}. Возьмите одно из этих или другое."
            ),
        )
    }

    pub fn take_time(&self, time: NaiveDateTime) -> String {
        let time = self.time(time);
        self.pick(format!("Take {time}"), format!("Взять {time}"))
    }

    pub fn first_of_two(&self, wall: &Wall) -> String {
        let time = self.time_in_zone(wall);
        self.pick(
            format!("The first, before the clocks go back: {time}"),
            format!("Первый, до перевода часов: {time}"),
        )
    }

    pub fn second_of_two(&self, wall: &Wall) -> String {
        let time = self.time_in_zone(wall);
        self.pick(
            format!("The second, an hour later: {time}"),
            format!("Второй, часом позже: {time}"),
        )
    }

    pub fn seats_taken(&self, taken: i64) -> String {
        let seats = self.seats(taken);
        self.pick(
            format!("{seats} are taken: it cannot go below."),
            format!("Уже занято: {seats}. Меньше нельзя."),
        )
    }

    pub fn full_until(&self, hours: i64) -> String {
        if hours == 0 {
            return self.pick("until the start", "до начала").to_owned();
        }
        let ahead = if hours % 24 == 0 {
            let days = hours / 24;
            format!("{days} {}", self.plural(days, ("day", "days"), ("день", "дня", "дней")))
        } else {
            format!("{hours} {}", self.plural(hours, ("hour", "hours"), ("час", "часа", "часов")))
        };
        self.pick(format!("until {ahead} before"), format!("не позднее чем за {ahead}"))
    }

    /// `saved 3 s ago`
    pub fn saved_ago(&self, milliseconds: i64) -> String {
        let seconds = milliseconds.max(0) / 1000;
        match seconds {
            0..3 => self.pick("Saved just now", "Только что сохранено").to_owned(),
            3..60 => {
                self.pick(format!("Saved {seconds} s ago"), format!("Сохранено {seconds} с назад"))
            }
            60..3600 => {
                let minutes = seconds / 60;
                self.pick(
                    format!("Saved {minutes} min ago"),
                    format!("Сохранено {minutes} мин назад"),
                )
            }
            _ => {
                let hours = seconds / 3600;
                self.pick(format!("Saved {hours} h ago"), format!("Сохранено {hours} ч назад"))
            }
        }
    }

    pub fn browser_copy(&self, title: &str) -> String {
        let title = super::isolated(title.trim());
        if title.is_empty() {
            return self
                .pick(
                    "This browser keeps a text that is newer than the one here.",
                    "В этом браузере есть текст новее, чем здесь.",
                )
                .to_owned();
        }
        self.pick(
            format!("This browser keeps a newer text of “{title}” than the one here."),
            format!("В этом браузере есть более новый текст «{title}», чем здесь."),
        )
    }

    pub fn others_here(&self, names: &str) -> String {
        self.pick(
            format!("Here at the same time: {names}. What they save, you will see."),
            format!("Сейчас здесь же: {names}. Вы увидите, если кто-то сохранит."),
        )
    }

    pub fn people(&self, n: i64) -> String {
        self.count(n, ("person", "people"), ("человек", "человека", "человек"))
    }

    fn parties(&self, n: i64) -> String {
        self.count(n, ("party", "parties"), ("заявка", "заявки", "заявок"))
    }

    /// What a change brings about, a sentence each.
    pub fn effect(&self, effect: &ChangeEffect) -> Vec<String> {
        let mut lines = Vec::new();
        let told: Vec<&str> = effect.told_of.iter().map(|what| self.told_of(what)).collect();
        if !told.is_empty() && effect.people_told > 0 {
            let (what, people) = (told.join(", "), self.people(effect.people_told));
            lines.push(self.pick(
                format!("We write to {people} with a booking. What is new: {what}."),
                format!("Письмо получат все, у кого есть бронь: {people}. Новое: {what}."),
            ));
        }
        if effect.may_cancel > 0 {
            let n = effect.may_cancel;
            let bookings = self.count(n, ("booking", "bookings"), ("бронь", "брони", "броней"));
            lines.push(self.pick(
                format!("The date moves: {bookings} can be cancelled for all the money."),
                format!("Дата сдвигается: {bookings} можно будет отменить с полным возвратом."),
            ));
        }
        if effect.parties_offered > 0 {
            let parties = self.parties(effect.parties_offered);
            let seats = self.seats(effect.seats_offered);
            lines.push(self.pick(
                format!("From the waiting list, {parties} are offered {seats} at once."),
                format!("Из листа ожидания сразу получат предложение: {parties}, {seats}."),
            ));
            if effect.parties_left > 0 {
                let left = self.parties(effect.parties_left);
                lines.push(self.pick(
                    format!("Still waiting after that: {left}."),
                    format!("Продолжат ждать: {left}."),
                ));
            }
        }
        lines
    }

    pub fn start_was(&self, when: &str, zone: &str) -> String {
        self.pick(
            format!("It was {when}. Times are of {zone}."),
            format!("Было: {when}. Время по часам {zone}."),
        )
    }

    pub fn date_kind(&self, kind: DateKind) -> &'static str {
        match kind {
            DateKind::EventStart | DateKind::SessionStart => self.pick("starts", "начало"),
            DateKind::EventEnd | DateKind::SessionEnd => self.pick("ends", "конец"),
            DateKind::PromotionFrom => self.pick("valid from", "действует с"),
            DateKind::PromotionUntil => self.pick("valid until", "действует до"),
            DateKind::TicketTypeFrom => self.pick("on sale from", "в продаже с"),
            DateKind::TicketTypeUntil => self.pick("on sale until", "в продаже до"),
            DateKind::PriceUntil => self.pick("price holds until", "цена действует до"),
        }
    }

    pub fn clock_note(&self, note: ClockNote) -> &'static str {
        match note {
            ClockNote::Skipped => self.pick(
                "That hour is left out that night, so it comes as long after.",
                "Этого часа в ту ночь нет, поэтому на столько же позже.",
            ),
            ClockNote::Doubled => self.pick(
                "That hour comes twice that night; this is the one meant.",
                "Этот час в ту ночь бывает дважды; здесь указано, какой.",
            ),
        }
    }

    fn sums(&self, sums: &[Sum]) -> String {
        let texts = sums.iter().map(|sum| self.money(sum.amount, sum.currency));
        texts.collect::<Vec<_>>().join(" + ")
    }

    /// What cancelling an event costs, a sentence each.
    pub fn cost(&self, cost: &CancellationCost) -> Vec<String> {
        let mut lines = Vec::new();
        let bookings =
            self.count(cost.bookings, ("booking", "bookings"), ("бронь", "брони", "броней"));
        let seats = self.seats(cost.seats);
        if cost.bookings == 0 {
            lines.push(self.pick("Nobody has booked.", "Броней нет.").to_owned());
        } else {
            let people = self.people(cost.people);
            let verb = if cost.bookings == 1 { "is" } else { "are" };
            let numbers = [cost.bookings, cost.seats, cost.people].map(|n| self.number(n));
            let [all, places, mails] = numbers;
            lines.push(self.pick(
                format!("{bookings} with {seats} {verb} cancelled, and we write to {people}."),
                format!("Отменятся все брони: {all} (мест: {places}). Писем уйдёт: {mails}."),
            ));
        }
        if cost.charges > 0 {
            let sums = self.sums(&cost.refunds);
            let n = cost.charges;
            let payments =
                self.count(n, ("payment", "payments"), ("платёж", "платежа", "платежей"));
            lines.push(self.pick(
                format!("{sums} goes back in full, for {payments}, whatever the refund rule says."),
                format!("Вернутся все деньги: {sums} ({payments}), независимо от правил возврата."),
            ));
        }
        if cost.waiting > 0 {
            let parties = self.parties(cost.waiting);
            lines.push(self.pick(
                format!("The waiting list ends for {parties}."),
                format!("Лист ожидания закроется: {parties}."),
            ));
        }
        lines
    }

    pub fn cancel_agree(&self, cost: &CancellationCost) -> String {
        if cost.charges > 0 {
            let (people, sums) = (self.people(cost.people), self.sums(&cost.refunds));
            return self.pick(
                format!("Yes, cancel it for {people} and give back {sums}"),
                format!("Да, отменить ({people}) и вернуть {sums}"),
            );
        }
        self.pick("Yes, cancel it for good", "Да, отменить насовсем").to_owned()
    }

    pub fn bookings_of(&self, now: i64, all: i64) -> String {
        let (now, all) = (self.number(now), self.number(all));
        self.pick(
            format!("{now} of {all} bookings are cancelled"),
            format!("Отменено броней: {now} из {all}"),
        )
    }

    /// How far a cancellation is: names and figures.
    pub fn progress(&self, progress: &Cancellation) -> Vec<(&'static str, String)> {
        let nothing = || self.nothing.to_owned();
        let sums = |sums: &[Sum]| if sums.is_empty() { nothing() } else { self.sums(sums) };
        let mut lines = vec![
            (self.pick("Given back", "Возвращено"), sums(&progress.refunded)),
            (self.pick("Still to give back", "Осталось вернуть"), sums(&progress.refunds_left)),
            (self.pick("Told", "Извещены"), self.people(progress.people_told)),
        ];
        if progress.mails_waiting > 0 {
            let n = self.number(progress.mails_waiting);
            lines.push((self.pick("Messages on their way", "Писем в пути"), n));
        }
        if progress.mails_failed > 0 {
            let n = self.number(progress.mails_failed);
            lines.push((self.pick("Messages that failed", "Писем не дошло"), n));
        }
        lines
    }

    pub fn failure_reason(&self, failure: &CancellationFailure) -> String {
        let reason = match failure.reason.as_str() {
            "busy" => self.pick(
                "It was busy; the next try may work.",
                "Было занято; следующая попытка может удаться.",
            ),
            _ => self.pick(
                "Something is wrong on our side; we look at it.",
                "Что-то не так на нашей стороне; мы разбираемся.",
            ),
        };
        let tries = i64::from(failure.attempts);
        let tries = self.count(tries, ("try", "tries"), ("попытка", "попытки", "попыток"));
        format!("{reason} ({tries})")
    }

    pub fn used_by(&self, n: i64) -> String {
        self.events_found(n)
    }

    fn told_of(&self, what: &str) -> &'static str {
        match what {
            "time" => self.pick("the time", "время"),
            "place" => self.pick("the place", "место"),
            _ => self.pick("the address to join online", "адрес для подключения"),
        }
    }

    pub fn confirm_save(&self, people: i64) -> String {
        if people == 0 {
            return self.pick("Save it", "Сохранить").to_owned();
        }
        let mails = self.number(people);
        let people = self.people(people);
        self.pick(
            format!("Save and write to {people}"),
            format!("Сохранить и отправить писем: {mails}"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Area as _;
    use types::Locale;

    #[test]
    fn how_long_ago_is_said_in_the_largest_unit() {
        let lang = EditorTexts::of(Locale::En);
        for (milliseconds, text) in [
            (0, "Saved just now"),
            (-5000, "Saved just now"),
            (3_200, "Saved 3 s ago"),
            (61_000, "Saved 1 min ago"),
            (7_300_000, "Saved 2 h ago"),
        ] {
            assert_eq!(lang.saved_ago(milliseconds), text);
        }
    }

    #[test]
    fn an_effect_says_whom_it_concerns() {
        let effect = ChangeEffect {
            told_of: vec!["time".into(), "place".into()],
            people_told: 41,
            may_cancel: 1,
            parties_offered: 2,
            seats_offered: 5,
            parties_left: 3,
            ..ChangeEffect::default()
        };
        let ru = EditorTexts::of(Locale::Ru).effect(&effect);
        assert_eq!(ru.len(), 4);
        assert!(ru[0].contains("41\u{a0}человек") && ru[0].contains("время, место"), "{}", ru[0]);
        let en = EditorTexts::of(Locale::En).effect(&effect);
        assert!(en[1].contains("1\u{a0}booking"), "{}", en[1]);
        assert!(EditorTexts::of(Locale::En).effect(&ChangeEffect::default()).is_empty());
    }
}
