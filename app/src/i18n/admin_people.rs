//! Texts of the people of the platform, as admins see them.

use super::texts;
use types::accounts::Role;
use types::mail::MailState;

texts! {
    /// Said by the list of people and by one person's page.
    AdminPeopleTexts over admin::AdminTexts {
        search_people: "Name or e-mail address", "Имя или адрес почты";
        role: "Role", "Роль";
        any_role: "Any role", "Любая роль";
        access: "Access", "Доступ";
        any_access: "Enabled and disabled", "Включённые и отключённые";
        enabled: "Enabled", "Включён";
        disabled: "Disabled", "Отключён";
        person: "Person", "Человек";
        joined: "Since", "С какого времени";
        nobody_title: "Nobody found", "Никого не нашлось";
        nobody_text: "Try a part of the name or of the address, or fewer filters.", "Попробуйте часть имени или адреса либо снимите фильтры.";
        show_everybody: "Show everybody", "Показать всех";
        back_to_people: "All people", "Все люди";
        guest: "Guest without a password", "Гость без пароля";
        verified: "Address verified", "Адрес подтверждён";
        unverified: "Address not verified", "Адрес не подтверждён";
        yourself: "This is your own account.", "Это ваш собственный аккаунт.";
        language_zone: "Language and time zone", "Язык и часовой пояс";

        sessions: "Open sessions", "Открытые сессии";
        no_sessions: "Logged in nowhere.", "Нигде не вошёл.";
        unknown_device: "Unknown device", "Неизвестное устройство";
        end_session: "End this session", "Завершить эту сессию";
        sign_in_problems: "Failed log-ins", "Неудачные входы";
        no_problems: "No failed log-in stands in the way.", "Неудачных входов, которые мешают, нет.";
        by_account: "From one network", "Из одной сети";
        by_everywhere: "From many networks", "Из разных сетей";
        by_device: "From a known browser", "Из знакомого браузера";
        by_session: "While logged in", "Во время сессии";
        newest: "Of each kind the newest are shown.", "Показаны самые новые записи каждого вида.";
        bookings: "Bookings", "Брони";
        no_bookings: "No bookings.", "Броней нет.";
        events: "Events", "События";
        no_events: "Organizes no event.", "Не организует событий.";
        reviews: "Reviews", "Отзывы";
        no_reviews: "No reviews.", "Отзывов нет.";
        mail: "Mail", "Письма";
        no_mail: "No mail to this address.", "На этот адрес писем не было.";
        history: "History", "История";
        hidden: "hidden", "скрыт";
        complimentary_or_free: "free", "бесплатно";

        deeds: "What you can do", "Что можно сделать";
        change_role: "Change the role", "Изменить роль";
        role_text: "An administrator sees and changes everything here.", "Администратор видит и меняет здесь всё.";
        disable: "Disable the account", "Отключить аккаунт";
        disable_text: "Every session ends at once, and nobody can log in until the account is enabled again. Bookings and events stay.", "Все сессии сразу завершатся, и войти не сможет никто, пока аккаунт не включат снова. Брони и события останутся.";
        enable: "Enable the account", "Включить аккаунт";
        enable_text: "Its owner can log in again. Old sessions do not come back.", "Владелец снова сможет войти. Старые сессии не вернутся.";
        end_sessions: "End every session", "Завершить все сессии";
        end_sessions_text: "Everywhere somebody is logged in with this account they log in anew.", "Везде, где вошли с этим аккаунтом, придётся войти заново.";
        send_reset: "Mail a link for a new password", "Отправить ссылку для нового пароля";
        send_reset_text: "Only the owner of the address gets the link; it works for half an hour.", "Ссылку получит только владелец адреса; она работает полчаса.";
        export: "Download all data", "Скачать все данные";
        export_text: "For a person who asked for their data. That you did it stands in the log.", "Для человека, который запросил свои данные. Запись об этом останется в журнале.";
        delete: "Delete the account", "Удалить аккаунт";
        delete_text: "For a person who asked for it. Coming bookings are cancelled by their refund rules; name, address and texts go. What the books need stays without a name. This cannot be undone.", "Для человека, который об этом попросил. Будущие брони отменятся по правилам возврата; имя, адрес и тексты исчезнут. То, что нужно для учёта, останется без имени. Отменить это нельзя.";
        delete_reason: "Who asked for it, and how?", "Кто и как об этом попросил?";
        delete_reason_hint: "It stays in the log. No personal data, please.", "Останется в журнале. Пожалуйста, без личных данных.";
        delete_yes: "Delete for good", "Удалить навсегда";
    }
}

impl AdminPeopleTexts {
    pub fn people_found(&self, n: i64) -> String {
        self.count(n, ("person", "people"), ("человек", "человека", "человек"))
    }

    pub fn role_name(&self, role: Role) -> &'static str {
        match role {
            Role::Attendee => self.role_name_attendee,
            Role::Organizer => self.role_name_organizer,
            Role::Admin => self.role_name_admin,
        }
    }

    pub fn ends(&self, at: &str) -> String {
        self.pick(format!("ends by {at}"), format!("завершится не позже {at}"))
    }

    pub fn used(&self, started: &str, last_seen: &str) -> String {
        self.pick(
            format!("since {started}, last used {last_seen}"),
            format!("с {started}, последняя активность {last_seen}"),
        )
    }

    pub fn counted_by(&self, name: &str) -> &'static str {
        match name {
            "account" => self.by_account,
            "device" => self.by_device,
            "session" => self.by_session,
            _ => self.by_everywhere,
        }
    }

    pub fn failures(&self, n: i32) -> String {
        self.count(n.into(), ("failure", "failures"), ("неудача", "неудачи", "неудач"))
    }

    pub fn blocked_until(&self, at: &str) -> String {
        self.pick(format!("blocked until {at}"), format!("вход закрыт до {at}"))
    }

    pub fn mail_state(&self, state: MailState) -> &'static str {
        let (en, ru) = match state {
            MailState::Queued => ("waits", "ждёт отправки"),
            MailState::Sent => ("sent", "отправлено"),
            MailState::Failed => ("failed", "не отправлено"),
            MailState::Withheld => ("withheld", "задержано"),
        };
        self.pick(en, ru)
    }
}
