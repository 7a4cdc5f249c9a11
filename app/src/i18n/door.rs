//! Texts of the door.

use super::texts;
use types::Wall;
use types::check_ins::{CheckInRefusal, Direction};

texts! {
    /// Said where tickets are scanned.
    DoorTexts over shared::Texts {
        door: "Door", "Вход";
        to_event: "The event's page", "К странице события";

        // Figures
        how_many: "How many are in", "Сколько внутри";
        inside: "In", "Внутри";
        expected: "Expected", "Ожидаем";
        last_5_minutes: "Last 5 min", "За 5 мин";
        by_kind: "By kind of ticket", "По видам билетов";

        // Scanning
        scan_ticket: "Scan a ticket", "Проверить билет";
        code: "Ticket code", "Код билета";
        code_hint: "Type the code, or use a handheld scanner at any time.", "Введите код или сканируйте ручным сканером в любой момент.";
        check: "Check", "Проверить";
        checking: "Checking…", "Проверяем…";
        camera_start: "Start the camera", "Включить камеру";
        camera_stop: "Stop the camera", "Выключить камеру";
        camera_choose: "Camera", "Камера";
        camera_view: "What the camera sees", "Изображение с камеры";
        torch: "Light", "Фонарик";
        camera_none: "This browser reads no codes with the camera. Type them, or use a handheld scanner.", "Этот браузер не читает коды камерой. Вводите их вручную или сканируйте ручным сканером.";
        camera_denied: "The browser gave no camera. Allow it for this site and try again.", "Браузер не дал доступа к камере. Разрешите его для этого сайта и попробуйте ещё раз.";

        // Results
        result: "Result", "Результат";
        let_in: "Let in", "Пропустить";
        let_out: "Let out", "Выпустить";
        is_in: "Welcome", "Проходите";
        is_out: "Went out", "Вышел";
        stop: "Stop", "Стоп";
        already_in: "Already in", "Уже внутри";
        not_in: "Not inside", "Не внутри";
        not_in_text: "Nobody came in with this ticket.", "По этому билету никто не входил.";
        void: "Cancelled ticket", "Билет отменён";
        other_event: "Ticket of another event", "Билет на другое событие";
        not_here: "Not let in here", "Сюда не пропускаем";
        unknown: "Unknown code", "Неизвестный код";
        unknown_text: "This is the code of no ticket.", "Билета с таким кодом нет.";
        event_cancelled: "This event was cancelled.", "Событие отменено.";
        undone: "Undone", "Отменено";
        undone_text: "As if it had not been scanned.", "Как будто билет не сканировали.";
        undo: "Undo", "Отменить";
        lost: "This result is no longer there.", "Этого результата больше нет.";

        // Without an answer
        no_answer: "No connection", "Нет связи";
        no_answer_text: "Nobody was let in yet. The code is still in the field: try again, nothing counts twice.", "Пока никто не пропущен. Код остался в поле: попробуйте ещё раз, дважды он не засчитается.";
        log_in_again: "Log in again", "Войти заново";

        // Names
        find_name: "Search by name", "Найти по имени";
        name_hint: "At least 3 letters.", "Не меньше 3 букв.";
        find: "Search", "Найти";
        nobody: "Nobody of this name is expected.", "Человека с таким именем в списке нет.";

        // The last scans
        last_scans: "Last scans", "Последние проверки";
        no_scans: "Nothing was scanned yet.", "Пока ничего не проверяли.";

        // Settings
        settings: "Settings of this door", "Настройки входа";
        list: "List", "Список";
        entrance: "Entrance", "Главный вход";
        gate: "Name of the gate", "Название прохода";
        gate_hint: "Shown wherever this door's scans are.", "Видно у каждой отметки с этого входа.";
        direction: "Direction", "Направление";
        way_in: "In", "Вход";
        way_out: "Out", "Выход";
        sound: "Sound and vibration", "Звук и вибрация";
        apply: "Apply", "Применить";
        lists: "Check-in lists", "Списки входа";
        lists_hint: "A ticket enters once by each list: a workshop or a dinner can have its own, for all tickets or some kinds.", "По каждому списку билет проходит один раз: у мастер-класса или ужина может быть свой — для любых билетов или некоторых видов.";
        list_name: "Name of the list", "Название списка";
        new_list: "New list", "Новый список";
        remove_list: "Remove the list", "Убрать список";
        remove_list_hint: "A list that nobody was scanned for is deleted. One that was used goes to the archive: its scans stay in the history, and nobody can be scanned for it any more.", "Список, по которому никого не отмечали, удаляется. Использованный уходит в архив: отметки остаются в истории, но отмечать по нему больше нельзя.";
        add_list: "Add the list", "Добавить список";
        save_list: "Save the list", "Сохранить список";
        kinds_let_in: "Kinds of ticket that it lets in", "Какие билеты пропускать";
        kinds_let_in_hint: "None chosen: all of them.", "Ничего не выбрано — любые.";
    }
}

impl DoorTexts {
    pub fn remove_list_of(&self, name: &str) -> String {
        self.pick(format!("Remove: {name}"), format!("Убрать: {name}"))
    }

    /// How many of a kind of ticket came in.
    pub fn kind_in(&self, entered: i64, all: i64) -> String {
        let (entered, all) = (self.number(entered), self.number(all));
        self.pick(format!("{entered} of {all} in"), format!("вошли {entered} из {all}"))
    }

    /// The word of a result.
    pub const fn verdict(
        &self,
        refusal: Option<CheckInRefusal>,
        direction: Direction,
    ) -> &'static str {
        match (refusal, direction) {
            (None, Direction::In) => self.is_in,
            (None, Direction::Out) => self.is_out,
            (Some(CheckInRefusal::AlreadyIn), _) => self.already_in,
            (Some(CheckInRefusal::NotIn), _) => self.not_in,
            (Some(_), _) => self.stop,
        }
    }

    /// What is wrong, where something is and the word alone does not say it.
    pub const fn reason(&self, refusal: CheckInRefusal) -> Option<&'static str> {
        match refusal {
            CheckInRefusal::AlreadyIn => None,
            CheckInRefusal::NotIn => Some(self.not_in_text),
            CheckInRefusal::Void => Some(self.void),
            CheckInRefusal::OtherEvent => Some(self.other_event),
            CheckInRefusal::OtherType => Some(self.not_here),
            CheckInRefusal::Unknown => Some(self.unknown_text),
            CheckInRefusal::EventCancelled => Some(self.event_cancelled),
        }
    }

    /// `Since 18:02, gate North`; with the day where it was another.
    pub fn since(&self, at: &Wall, gate: Option<&str>, now: &Wall) -> String {
        let same_day = at.time.date() == now.time.date();
        let at = if same_day { self.time(at.time) } else { self.date_time(at.time) };
        match gate.map(crate::i18n::isolated) {
            None => self.pick(format!("Since {at}"), format!("С {at}")),
            Some(gate) => {
                self.pick(format!("Since {at}, gate {gate}"), format!("С {at}, проход «{gate}»"))
            }
        }
    }

    /// That a list is for other kinds of ticket than this one.
    pub fn other_type(&self, kind: Option<&str>) -> String {
        let Some(kind) = kind.map(crate::i18n::isolated) else { return self.not_here.to_owned() };
        self.pick(
            format!("This list does not let in “{kind}” tickets."),
            format!("По этому списку билеты «{kind}» не пропускают."),
        )
    }

    pub fn booked_by(&self, name: &str) -> String {
        let name = crate::i18n::isolated(name);
        self.pick(format!("Booked by {name}"), format!("Бронь: {name}"))
    }

    /// Asks once more, with the name.
    pub fn really(&self, direction: Direction, name: &str) -> String {
        let name = crate::i18n::isolated(name);
        match direction {
            Direction::In => self.pick(format!("Let in {name}"), format!("Пропустить: {name}")),
            Direction::Out => self.pick(format!("Let out {name}"), format!("Выпустить: {name}")),
        }
    }

    pub const fn way(&self, direction: Direction) -> &'static str {
        match direction {
            Direction::In => self.way_in,
            Direction::Out => self.way_out,
        }
    }

    pub fn undo_of(&self, name: &str) -> String {
        let name = crate::i18n::isolated(name);
        self.pick(format!("Undo: {name}"), format!("Отменить: {name}"))
    }
}
