//! Texts of sign-in and sessions: the second factor, and where one is logged in.

use super::texts;

texts! {
    /// Said by the page of sign-in and sessions.
    SecurityTexts over account::AccountTexts {
        title: "Sign-in and sessions", "Вход и сеансы";
        back: "Back to your account", "Назад к аккаунту";

        factor_title: "Second factor", "Второй фактор";
        factor_text: "Besides your password, a code of your telephone is asked for. Whoever learns your password cannot log in with it alone.", "Кроме пароля, при входе нужен код из телефона. Кто узнает ваш пароль, не сможет войти с ним одним.";
        factor_required: "Administrators need it here: until it is on, nothing else is open to you.", "Администраторам он здесь обязателен: пока он не включён, остальное закрыто.";
        factor_off: "It is off.", "Он отключён.";
        start: "Set it up", "Настроить";
        start_again: "Begin anew", "Начать заново";
        start_again_text: "Begin anew, with another secret and other recovery codes", "Начать заново, с другим секретом и другими резервными кодами";
        step_scan: "1. Add it to your authenticator", "1. Добавьте в приложение";
        step_scan_text: "Scan this with an authenticator on your telephone, or type the secret into it.", "Отсканируйте код приложением для одноразовых кодов или введите секрет вручную.";
        qr_label: "QR code for your authenticator", "QR-код для приложения";
        secret: "Secret", "Секрет";
        step_keep: "2. Keep the recovery codes", "2. Сохраните резервные коды";
        step_keep_text: "Each works once instead of a code, if your telephone is lost. They are shown now and never again.", "Каждый сработает один раз вместо кода, если телефон потерян. Потом вы их больше не увидите.";
        download: "Download the codes", "Скачать коды";
        file_name: "event-hub-recovery-codes.txt", "резервные-коды-event-hub.txt";
        step_confirm: "3. Confirm", "3. Подтвердите";
        code: "Code of your authenticator", "Код из приложения";
        code_hint: "Six digits.", "Шесть цифр.";
        confirm: "Turn it on", "Включить";
        few_left: "Few are left. For new ones turn the second factor off and set it up again.", "Их осталось мало. Чтобы получить новые, отключите второй фактор и настройте его снова.";
        stop: "Turn it off", "Отключить";
        any_code: "Code of your authenticator, or a recovery code", "Код из приложения или резервный код";

        sessions_title: "Where you are logged in", "Где вы вошли";
        sessions_text: "What you do not know may be somebody else. End it, and choose a new password.", "Незнакомый сеанс может быть чужим. Завершите его и задайте новый пароль.";
        unknown_device: "Unknown device", "Неизвестное устройство";
        this_one: "This device", "Это устройство";
        end: "End", "Завершить";
        end_others: "End all others", "Завершить все остальные";
        only_this: "You are logged in here and nowhere else.", "Вы вошли только здесь.";
    }
}

impl SecurityTexts {
    pub fn on_since(&self, since: &str) -> String {
        self.pick(format!("It is on since {since}."), format!("Включён с {since}."))
    }

    pub fn codes_left(&self, left: i64) -> String {
        self.pick(
            format!("Recovery codes left: {left}."),
            format!("Осталось резервных кодов: {left}."),
        )
    }

    pub fn used(&self, started: &str, last_seen: &str) -> String {
        self.pick(
            format!("Logged in {started}, last used {last_seen}"),
            format!("Вход {started}, последняя активность {last_seen}"),
        )
    }

    /// `End: Firefox, Linux`
    pub fn end_of(&self, device: &str) -> String {
        format!("{}: {device}", self.end)
    }
}
