//! Texts of the page on which an agenda is read from another program's file, and given to others.

use super::{isolated, texts};
use types::schedule::{RefusalReason, RefusedSession, SessionChangeKind};

texts! {
    /// Said where an agenda is imported and exported.
    ScheduleTexts over organize::OrganizeTexts {
        import_title: "Import and export", "Импорт и экспорт";
        import_agenda: "Import an agenda", "Импорт программы";
        import_text: "A schedule.json as frab, pretalx and c3voc write it. Importing a newer file updates the sessions of the one before; what you added here stays.", "Файл schedule.json, как его пишут frab, pretalx и c3voc. Новый файл обновит сессии предыдущего; то, что вы добавили здесь, останется.";
        schedule_file: "Choose the file", "Выберите файл";
        schedule_hint: "schedule.json, up to 4 MB.", "schedule.json, до 4 МБ.";
        schedule_paste: "Or paste its text", "Или вставьте его текст";
        schedule_paste_hint: "Used where no file is chosen.", "Нужен, если файл не выбран.";
        schedule_capacity: "Seats of new sessions", "Мест в новых сессиях";
        schedule_capacity_hint: "The file says nothing of seats. Sessions that are there keep theirs.", "В файле мест нет. У прежних сессий они не изменятся.";
        schedule_look: "See what it would change", "Посмотреть, что изменится";
        look_again: "Show it again", "Показать ещё раз";
        other_file: "Choose another file", "Выбрать другой файл";
        pasted: "Pasted text", "Вставленный текст";
        nothing_yet: "Nothing has changed yet.", "Пока ничего не изменилось.";
        adds: "Added", "Добавится";
        alters: "Changed", "Изменится";
        removes: "Removed", "Удалится";
        stays: "As it is", "Без изменений";
        leaves_out: "Left out", "Не войдёт";
        what_changes: "What changes", "Что изменится";
        left_out_title: "Left out of the import", "Не войдёт в импорт";
        left_out_text: "What the agenda has of these stays as it is.", "То, что из этого уже есть в программе, останется как было.";
        changes_nothing: "The agenda is as the file says: there is nothing to import.", "Программа уже такая, как в файле: импортировать нечего.";
        do_import: "Import the agenda", "Импортировать программу";
        told_who_picked: "Whoever picked a session that moves or goes is told, in one message.", "Тем, кто выбрал перенесённые или удалённые сессии, придёт одно письмо.";
        session: "Session", "Сессия";
        room_and_time: "Room and time", "Зал и время";
        changes_column: "What changes", "Изменения";
        why: "Why", "Почему";
        nothing_before: "nothing", "ничего";
        export_agenda: "Export the agenda", "Экспорт программы";
        export_text: "Apps and screens of conferences read the first, calendars the second.", "Первый файл читают приложения и табло конференций, второй календари.";
        export_json: "Download schedule.json", "Скачать schedule.json";
        export_ics: "Download the calendar (.ics)", "Скачать календарь (.ics)";
        file_gone: "This file is not kept any more. Choose it again.", "Этот файл больше не хранится. Выберите его снова.";
        not_json_title: "This cannot be read", "Не удаётся прочитать";
        no_schedule: "This is JSON, but no schedule: it has no conference with days.", "Это JSON, но не расписание: в нём нет конференции с днями.";
        schedule_empty: "This schedule has no sessions.", "В этом расписании нет сессий.";
        schedule_too_large: "This is too large: up to 4 MB and 3,000 sessions are read.", "Слишком много: читается до 4 МБ и 3000 сессий.";
        upload_empty: "Choose a file, or paste its text.", "Выберите файл или вставьте его текст.";
        upload_not_text: "This file is no text in UTF-8.", "Этот файл не текст в UTF-8.";
        upload_busy: "Too much is going on at the moment. Try again in a minute.", "Сейчас слишком много запросов. Попробуйте через минуту.";
        upload_failed: "The file did not arrive whole. Send it again.", "Файл дошёл не целиком. Отправьте его снова.";
    }
}

impl ScheduleTexts {
    pub fn malformed(&self, line: usize, column: usize) -> String {
        self.pick(
            format!("This is no JSON: it breaks at line {line}, character {column}."),
            format!("Это не JSON: ошибка в строке {line}, символ {column}."),
        )
    }

    pub fn upload_refused(&self, word: &str) -> Option<&'static str> {
        Some(match word {
            "" => return None,
            "empty" => self.upload_empty,
            "too_large" => self.schedule_too_large,
            "not_text" => self.upload_not_text,
            "busy" => self.upload_busy,
            _ => self.upload_failed,
        })
    }

    pub fn change_kind(&self, kind: SessionChangeKind) -> &'static str {
        match kind {
            SessionChangeKind::Added => self.adds,
            SessionChangeKind::Changed => self.alters,
            SessionChangeKind::Removed => self.removes,
        }
    }

    pub fn session_field(&self, field: &str) -> &'static str {
        let (en, ru) = match field {
            "title" => ("Title", "Название"),
            "description" => ("Description", "Описание"),
            "start_time" => ("Start", "Начало"),
            "end_time" => ("End", "Конец"),
            "room" => ("Room", "Зал"),
            "track" => ("Track", "Направление"),
            _ => ("Speakers", "Выступают"),
        };
        self.pick(en, ru)
    }

    /// How many people lose a session that they picked.
    pub fn picks_go(&self, n: i64) -> String {
        let picks = self.count(n, ("pick", "picks"), ("отметка", "отметки", "отметок"));
        self.pick(
            format!("People have picked what would be removed: {picks} would be lost."),
            format!(
                "Участники уже отметили то, что будет удалено. Пропадёт отметок: {}.",
                self.number(n)
            ),
        )
    }

    pub fn picked_by(&self, n: i64) -> String {
        let people = self.count(n, ("person", "people"), ("человека", "человек", "человек"));
        self.pick(format!("picked by {people}"), format!("отмечена у {people}"))
    }

    pub fn more_lines(&self, n: i64) -> String {
        let more = self.count(n, ("more session", "more sessions"), ("сессия", "сессии", "сессий"));
        self.pick(format!("And {more}."), format!("И ещё {more}."))
    }

    pub fn imported(&self, [added, changed, removed, refused]: [i64; 4]) -> String {
        let [added, changed, removed, refused] =
            [added, changed, removed, refused].map(|n| self.number(n));
        self.pick(
            format!(
                "Imported. Added: {added}, changed: {changed}, removed: {removed}, left out: {refused}."
            ),
            format!(
                "Импортировано. Добавлено: {added}, изменено: {changed}, удалено: {removed}, не \
                 вошло: {refused}."
            ),
        )
    }

    pub fn refusal(&self, RefusedSession { reason, with, .. }: &RefusedSession) -> String {
        use RefusalReason as R;
        let with = isolated(with.as_deref().unwrap_or_default());
        let (en, ru) = match reason {
            R::RoomClash => {
                return self.pick(
                    format!("At that time the room has “{with}”."),
                    format!("В это время в зале «{with}»."),
                );
            }
            R::SpeakerClash => {
                return self.pick(
                    format!("At that time a speaker is in “{with}”."),
                    format!("Кто-то из выступающих в это время в «{with}»."),
                );
            }
            R::NoTitle => ("It has no title.", "Нет названия."),
            R::TitleTooLong => {
                ("The title is longer than 250 characters.", "Название длиннее 250 символов.")
            }
            R::DescriptionTooLong => (
                "The description is longer than 10,000 characters.",
                "Описание длиннее 10 000 символов.",
            ),
            R::NoRoom => ("It has no room.", "Не указан зал."),
            R::RoomTooLong => (
                "The name of the room is longer than 100 characters.",
                "Название зала длиннее 100 символов.",
            ),
            R::TrackTooLong => (
                "The name of the track is longer than 100 characters.",
                "Название направления длиннее 100 символов.",
            ),
            R::SpeakersTooLong => (
                "The names of the speakers are longer than 400 characters.",
                "Имена выступающих длиннее 400 символов.",
            ),
            R::TextNotAllowed => (
                "A text holds characters that cannot be shown, or a name holds a web address.",
                "В тексте есть недопустимые символы, или в имени указан веб-адрес.",
            ),
            R::NoTime => ("It does not say when it begins.", "Не указано время начала."),
            R::NoDuration => ("It does not say how long it takes.", "Не указана длительность."),
            R::OutsideEvent => {
                ("It is outside the event's time.", "Не помещается во время события.")
            }
            R::Twice => ("The file has it twice.", "В файле она дважды."),
            R::TooMany => {
                ("An agenda has up to 1,000 sessions.", "В программе может быть до 1000 сессий.")
            }
        };
        self.pick(en, ru).to_owned()
    }
}
