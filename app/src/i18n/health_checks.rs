//! What the checks of the server are called where English is not the language of the page. What they
//! found stands beside the checks themselves, in both languages.

use super::AdminUpkeepTexts;

/// By the name that the command line knows.
pub const CHECK_NAMES: [(&str, &str); 32] = [
    ("version", "Версия"),
    ("settings", "Настройки"),
    ("environment", "Среда"),
    ("secret", "Секретный ключ"),
    ("address", "Адрес сайта"),
    ("proxy", "Прокси"),
    ("rate limit", "Ограничение запросов"),
    ("payments", "Платежи"),
    ("database", "База данных"),
    ("database tls", "Шифрование связи с базой"),
    ("connections", "Соединения с базой"),
    ("migrations", "Миграции"),
    ("indexes", "Индексы"),
    ("database size", "Размер базы"),
    ("slow statements", "Медленные запросы"),
    ("clock", "Часы"),
    ("time zones", "Часовые пояса"),
    ("queue", "Очередь заданий"),
    ("dead jobs", "Задания с ошибкой"),
    ("dead letters", "Неотправленные письма"),
    ("reconcilers", "Сверки"),
    ("rows", "Число строк"),
    ("mail server", "Почтовый сервер"),
    ("mail sender", "Отправитель писем"),
    ("mail test", "Пробное письмо"),
    ("storage", "Хранилище файлов"),
    ("disk space", "Место на диске"),
    ("site", "Файлы сайта"),
    ("fonts", "Шрифты"),
    ("legal pages", "Правовые страницы"),
    ("open files", "Открытые файлы"),
    ("memory", "Память"),
];

impl AdminUpkeepTexts {
    /// The name of a check of the server.
    pub fn check_name(&self, check: &str) -> String {
        let named = CHECK_NAMES.iter().find(|(name, _)| *name == check);
        self.pick(check, named.map_or(check, |(_, russian)| russian)).to_owned()
    }
}
