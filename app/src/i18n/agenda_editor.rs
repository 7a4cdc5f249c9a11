//! Texts of the agenda's editor: its grid, its forms, and what stands in the way of a session.

use super::{isolated, texts};
use types::agenda::{AgendaSession, Clash, Place, WallClock};

texts! {
    /// Said by the pages on which an agenda is made.
    AgendaTexts over organize::OrganizeTexts {
        new_session: "New session", "Новая сессия";
        edit_session: "Edit the session", "Изменить сессию";
        paste_many: "Paste many", "Вставить списком";
        import_file: "Import and export", "Импорт и экспорт";
        no_sessions_title: "No sessions yet", "Сессий пока нет";
        no_sessions_text: "Add the first session, or paste the whole agenda from a spreadsheet. A room exists as soon as something takes place in it.", "Добавьте первую сессию или вставьте всю программу из таблицы. Зал появится, как только в нём что-то запланировано.";
        agenda_cancelled: "The event is cancelled: its agenda stays as it is.", "Событие отменено: программа больше не меняется.";
        days: "Days", "Дни";
        time: "Time", "Время";
        nothing_that_day: "Nothing on this day yet.", "В этот день пока ничего нет.";
        grid: "Sessions by room and time", "Сессии по залам и времени";
        grid_keys_title: "Moving sessions by keyboard", "Перемещение с клавиатуры";
        grid_keys: "Press the button “Move” of a session. Up and down move it by 5 minutes, with Ctrl by 15; left and right to another room; with Shift, up and down change how long it is. Enter saves, Escape takes it back.", "Нажмите у сессии кнопку «Переместить». Стрелки вверх и вниз сдвигают её на 5 минут, с Ctrl — на 15; влево и вправо — в другой зал; с Shift вверх и вниз меняют длительность. Enter сохраняет, Escape отменяет.";
        taken_back: "Taken back.", "Отменено.";
        move_saved: "Saved.", "Сохранено.";
        not_moved: "Not saved:", "Не сохранено:";
        undo_move: "Undo the move", "Вернуть как было";
        show_newest: "Show what is there now", "Показать, как сейчас";
        one_at_a_time: "The move before is being saved. Try again in a moment.", "Предыдущее перемещение ещё сохраняется. Повторите через мгновение.";
        another_room: "Show another room", "Показать ещё один зал";
        room_name: "Name of the room", "Название зала";
        show_room: "Show it", "Показать";
        room: "Room", "Зал";
        track: "Track", "Направление";
        session_title: "Title", "Название";
        starts_at: "Start", "Начало";
        ends_at: "End", "Конец";
        by_event_clock: "By the event's clock.", "По времени события.";
        track_hint: "Sessions of one track have one colour.", "Сессии одного направления отмечены одним цветом.";
        speaker_hint: "Several are separated by commas.", "Несколько имён — через запятую.";
        speaker: "Speaker", "Спикер";
        seats: "Seats", "Мест";
        about: "Description", "Описание";
        about_hint: "What it is about, for the event's page.", "О чём она — для страницы события.";
        save_session: "Save", "Сохранить";
        save_over: "Save mine all the same", "Всё равно сохранить моё";
        back_to_agenda: "Back to the agenda", "Назад к программе";
        delete_session: "Delete this session", "Удалить сессию";
        delete_yes: "Delete it for good", "Удалить навсегда";
        paste_title: "Paste many sessions", "Вставить много сессий";
        paste_lines: "Lines", "Строки";
        paste_hint: "One session a line: start; end or minutes; room; title; speaker; track; seats. Copy them from a spreadsheet, or separate them by semicolons. A start without a day is on the day of the line before.", "Одна сессия в строке: начало; конец или минуты; зал; название; спикер; направление; мест. Скопируйте из таблицы или разделите точками с запятой. Начало без даты относится ко дню предыдущей строки.";
        paste_sample: "2027-06-01 10:00; 45; Hall; Opening; Ada Lovelace; Data; 80", "2027-06-01 10:00; 45; Зал; Открытие; Ада Лавлейс; Данные; 80";
        paste_check: "Look at the lines", "Проверить строки";
        preview_title: "What becomes of the lines", "Что получится";
        line: "Line", "Строка";
        what_stands: "Session", "Сессия";
        problem: "Problem", "Что не так";
        line_good: "Good", "Всё в порядке";
        add_all: "Add all", "Добавить все";
    }
}

impl AgendaTexts {
    /// From when to when, by the event's clock.
    pub fn hours(&self, place: &Place, clock: &WallClock) -> String {
        let time = |at| self.time(clock.at(at));
        format!("{}–{}", time(place.start), time(place.end))
    }

    /// Where a session is, or would be.
    pub fn place(&self, title: &str, place: &Place, clock: &WallClock) -> String {
        format!("{}: {}, {}", isolated(title), self.hours(place, clock), isolated(&place.room))
    }

    /// What is in the way, as a sentence.
    pub fn clash(&self, clash: &Clash, others: &[AgendaSession], clock: &WallClock) -> String {
        let other = clash.other().and_then(|id| others.iter().find(|other| other.id == id));
        let (title, room, hours) = other.map_or_else(Default::default, |other| {
            let place = &other.place;
            (isolated(&other.title), isolated(&place.room), self.hours(place, clock))
        });
        match clash {
            Clash::Backwards => self.pick(
                "It would end before it begins.".to_owned(),
                "Конец раньше начала.".to_owned(),
            ),
            Clash::BeforeEvent => self.pick(
                "That is before the event begins.".to_owned(),
                "Это раньше, чем начнётся событие.".to_owned(),
            ),
            Clash::AfterEvent => self.pick(
                "That is after the event ends.".to_owned(),
                "Это позже, чем закончится событие.".to_owned(),
            ),
            Clash::Room(_) => self.pick(
                format!("{room} is taken by “{title}” {hours}."),
                format!("{room}: занято, там «{title}» {hours}."),
            ),
            Clash::Speaker { name, .. } => {
                let name = isolated(name);
                self.pick(
                    format!("{name} speaks in “{title}” ({room}) {hours}."),
                    format!("{name} выступает в «{title}» ({room}) {hours}."),
                )
            }
        }
    }

    pub fn all_clashes(
        &self,
        clashes: &[Clash],
        others: &[AgendaSession],
        clock: &WallClock,
    ) -> String {
        let all: Vec<String> =
            clashes.iter().map(|clash| self.clash(clash, others, clock)).collect();
        all.join(" ")
    }

    /// Somebody else has changed the session since it was loaded.
    pub fn overtaken(&self, by: Option<&str>, now: &AgendaSession, clock: &WallClock) -> String {
        let place = self.place(&now.title, &now.place, clock);
        match by {
            Some(name) => {
                let name = isolated(name);
                self.pick(
                    format!("{name} has changed this session meanwhile. Now {place}."),
                    format!("Сессию уже изменили ({name}). Сейчас {place}."),
                )
            }
            None => self.pick(
                format!("Somebody has changed this session meanwhile. Now {place}."),
                format!("Сессию уже изменили. Сейчас {place}."),
            ),
        }
    }

    /// The name of the button that moves a session.
    pub fn move_session(&self, title: &str) -> String {
        let title = isolated(title);
        self.pick(format!("Move {title}"), format!("Переместить: {title}"))
    }

    pub fn picked_by(&self, picks: i64) -> String {
        if picks == 0 {
            return self.pick(
                "Nobody has it on their own agenda.".to_owned(),
                "Её никто не добавил в свою программу.".to_owned(),
            );
        }
        let people = self.count(picks, ("person", "people"), ("человек", "человека", "человек"));
        let have = if picks == 1 { "has" } else { "have" };
        self.pick(
            format!("{people} {have} it on their own agenda and will lose it."),
            format!("В своей программе её потеряют: {people}."),
        )
    }

    pub fn good_lines(&self, good: i64, all: i64) -> String {
        let of = self.count(all, ("line", "lines"), ("строки", "строк", "строк"));
        let good = self.number(good);
        self.pick(format!("{good} of {of} are good."), format!("Без ошибок {good} из {of}."))
    }

    pub fn add_good(&self, good: i64) -> String {
        let good = self.number(good);
        self.pick(
            format!("Add only the {good} good ones"),
            format!("Добавить только верные: {good}"),
        )
    }

    /// What a line's cell is called.
    pub fn line_field(&self, field: &str) -> &'static str {
        match field {
            "start_time" => self.starts_at,
            "end_time" => self.ends_at,
            "title" => self.session_title,
            "room" => self.room,
            "track" => self.track,
            "speaker_name" => self.speaker,
            "capacity" => self.seats,
            _ => self.line,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Area as _;
    use types::Locale;
    use types::agenda::Offset;
    use types::ids::SessionId;

    #[test]
    fn a_clash_is_told_in_words() {
        let at = |text: &str| text.parse().unwrap();
        let clock = WallClock(vec![Offset { from: at("2027-06-01T00:00:00Z"), seconds: 7200 }]);
        let opening = AgendaSession {
            id: SessionId(uuid::Uuid::nil()),
            version: 1,
            title: "Opening".into(),
            track: None,
            speaker: Some("Ada".into()),
            account: None,
            place: Place {
                room: "Hall".into(),
                start: at("2027-06-01T08:00:00Z"),
                end: at("2027-06-01T09:00:00Z"),
            },
        };
        let others = [opening.clone()];
        let told = |locale, clash: &Clash| AgendaTexts::of(locale).clash(clash, &others, &clock);
        let room = Clash::Room(opening.id);
        assert_eq!(told(Locale::En, &room), "Hall is taken by “Opening” 10:00–11:00.");
        assert_eq!(told(Locale::Ru, &room), "Hall: занято, там «Opening» 10:00–11:00.");
        let ada = Clash::Speaker { name: "Ada".into(), in_session: opening.id };
        assert_eq!(told(Locale::En, &ada), "Ada speaks in “Opening” (Hall) 10:00–11:00.");
        assert_eq!(told(Locale::En, &Clash::BeforeEvent), "That is before the event begins.");
        let en = AgendaTexts::of(Locale::En);
        assert_eq!(en.place("Opening", &opening.place, &clock), "Opening: 10:00–11:00, Hall");
        assert!(en.overtaken(Some("Eve"), &opening, &clock).starts_with("Eve has changed"));
    }
}
