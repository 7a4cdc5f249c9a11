//! The defaults: neutral, open about being defaults, and true of what this program stores, since
//! names and times come from the code that sets them.

use app::ssr::{CookieKind, Jar};
use askama::Template;
use domain::retention::{self, Decision};
use domain::{Hub, Settings};
use std::time::Duration;
use types::Locale;
use types::legal::LegalPage;

/// What the defaults say of this installation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts<'a> {
    pub settings: &'a Settings,
    pub jar: Jar,
}

impl<'a> Facts<'a> {
    pub(crate) fn of(hub: &'a Hub) -> Self {
        Self { settings: &hub.settings, jar: Jar::of(hub) }
    }
}

/// A template a page and language; all are given the same words.
macro_rules! templates {
    ($($page:ident $locale:ident $path:tt),+ $(,)?) => {
        fn render(page: LegalPage, locale: Locale, words: &Words) -> askama::Result<String> {
            match (page, locale) {
                $((LegalPage::$page, Locale::$locale) => {
                    #[derive(Template)]
                    #[template(path = $path, escape = "none")]
                    struct Text<'a> {
                        words: &'a Words,
                    }
                    Text { words }.render()
                })+
            }
        }
    };
}

templates! {
    Imprint En "legal/imprint.en.md",
    Imprint Ru "legal/imprint.ru.md",
    Privacy En "legal/privacy.en.md",
    Privacy Ru "legal/privacy.ru.md",
    Terms En "legal/terms.en.md",
    Terms Ru "legal/terms.ru.md",
}

/// Facts in the words of one language.
struct Words {
    /// Where the site is.
    site: String,
    /// How long an unpaid booking holds its seats.
    hold: String,
    cookies: Vec<Cookie>,
    /// What is deleted, and after what time.
    kept: Vec<String>,
}

struct Cookie {
    name: &'static str,
    purpose: &'static str,
    life: String,
}

pub(super) fn markdown(page: LegalPage, locale: Locale, facts: &Facts<'_>) -> String {
    let words = Words {
        site: facts.settings.base_url.clone(),
        hold: locale.duration(facts.settings.booking_hold),
        cookies: CookieKind::ALL.into_iter().map(|kept| cookie(locale, kept, facts)).collect(),
        kept: KEPT.iter().map(|line| line.said(locale)).collect(),
    };
    // Writing into a string fails for nobody; the tests read every one.
    render(page, locale, &words).unwrap_or_default()
}

fn cookie(locale: Locale, kept: CookieKind, facts: &Facts<'_>) -> Cookie {
    let (en, ru) = match kept {
        CookieKind::Access => ("says who you are", "говорит, кто вы"),
        CookieKind::Refresh => ("keeps you logged in", "сохраняет вход в аккаунт"),
        CookieKind::Challenge => (
            "remembers between the two steps of logging in that your password was right",
            "помнит между двумя шагами входа, что пароль введён верно",
        ),
        CookieKind::Device => (
            "lets a browser log in that was logged in before, while somebody guesses your password",
            "позволяет войти с браузера, из которого вы уже входили, пока кто-то подбирает пароль",
        ),
        CookieKind::Locale => ("your choice of language", "выбранный язык"),
        CookieKind::Theme => {
            ("your choice of a light or dark theme", "выбранная тема, светлая или тёмная")
        }
        CookieKind::Density => {
            ("how close together you like the rows of lists", "выбранная плотность строк в списках")
        }
        CookieKind::Keys => {
            ("whether single keys are shortcuts for you", "включены ли одиночные клавиши")
        }
        CookieKind::Flash => {
            ("what a form has to say on the next page", "сообщение формы для следующей страницы")
        }
    };
    Cookie {
        name: facts.jar.name(kept),
        purpose: locale.pick(en, ru),
        life: locale.duration(kept.max_age(facts.settings)),
    }
}

/// Something that is deleted after a time, and the tables it is in.
pub(super) struct Line {
    pub tables: &'static [&'static str],
    /// Whether it is the contents of the rows that go, and not the rows.
    emptied: bool,
    en: &'static str,
    ru: &'static str,
}

const fn line(tables: &'static [&'static str], en: &'static str, ru: &'static str) -> Line {
    Line { tables, emptied: false, en, ru }
}

/// Tables that are swept and hold nothing about anybody.
#[cfg(test)]
pub(super) const IMPERSONAL: &[&str] = &["event_moves"];

pub(super) const KEPT: &[Line] = &[
    line(
        &["login_sessions", "refresh_tokens"],
        "log-in sessions that have ended",
        "завершённые сеансы входа",
    ),
    line(
        &["password_resets", "email_verifications"],
        "links for a new password or to verify an address, once they have expired",
        "просроченные ссылки для нового пароля и подтверждения адреса",
    ),
    line(
        &["login_throttles", "promo_code_tries"],
        "how often a password or a promo code was wrong",
        "число неверных паролей и промокодов",
    ),
    line(
        &["idempotency_keys"],
        "answers that keep a repeated request from acting twice",
        "ответы, чтобы повторный запрос не выполнился дважды",
    ),
    Line {
        tables: &["mail_messages"],
        emptied: true,
        en: "the contents of messages we sent you",
        ru: "содержание отправленных вам писем",
    },
    line(
        &["mail_messages"],
        "that a message was sent, and to which address (for certificates it stays)",
        "факт отправки письма и адрес (для сертификатов сохраняется)",
    ),
    line(
        &["message_recipients"],
        "that an organizer wrote to you, and whether it reached you",
        "что организатор вам писал и дошло ли это до вас",
    ),
    line(&["notifications"], "notifications on this site", "уведомления на сайте"),
    line(
        &["refused_forms"],
        "what you typed into a form that was refused, unless you saw it again before",
        "то, что вы ввели в отклонённую форму, если вы не увидели это снова раньше",
    ),
    line(
        &["guest_lists"],
        "guest lists that organizers upload, with names and addresses",
        "списки гостей с именами и адресами, которые загрузили организаторы",
    ),
    line(
        &["agenda_pastes"],
        "lines of an agenda that organizers paste, with names of speakers",
        "строки программы с именами спикеров, которые вставили организаторы",
    ),
    line(
        &["check_ins"],
        "tickets that were turned away at the door",
        "билеты, по которым не пропустили на входе",
    ),
    line(
        &["schedule_files"],
        "agendas that organizers upload, with the names of speakers",
        "программы с именами выступающих, которые загрузили организаторы",
    ),
    line(
        &["session_changes"],
        "changes of an agenda that were told to those who picked a session",
        "изменения программы, о которых сообщили тем, кто выбрал сессию",
    ),
    line(
        &["team_invitations"],
        "invitations to a team that have ended, with the address they were sent to",
        "завершённые приглашения в команду с адресом, на который они отправлены",
    ),
    line(
        &["waitlist_entries", "waitlist_moves", "waitlist_releases"],
        "places on a waiting list, once the wait is over",
        "места в листе ожидания, когда ожидание закончилось",
    ),
    line(
        &["webhook_events"],
        "messages of the payment provider about a payment that is settled",
        "сообщения платёжной системы о завершённом платеже",
    ),
    line(
        &["graphile_worker._private_jobs"],
        "background tasks that failed",
        "фоновые задачи, завершившиеся ошибкой",
    ),
    line(
        &["users"],
        "accounts whose address was never verified and that were never used, and guests without a ticket",
        "аккаунты без подтверждённого адреса, которыми никто не пользовался, и гости без билетов",
    ),
    line(
        &["ticket_guests"],
        "the address that somebody sent a ticket to, after the event",
        "адрес, на который кто-то передал билет, после события",
    ),
    line(
        &["event_drafts"],
        "what you typed into an event's form and did not save",
        "что вы ввели в форму события и не сохранили",
    ),
    line(&["audit_log"], "the log of who changed what", "журнал: кто и что изменил"),
];

impl Line {
    fn said(&self, locale: Locale) -> String {
        let time = locale.duration(Duration::from_hours(24 * u64::from(self.days())));
        format!("{}: {time}", locale.pick(self.en, self.ru))
    }

    /// The longest that any of its tables keeps a row.
    pub(super) fn days(&self) -> u32 {
        let rules = self.tables.iter().flat_map(|table| {
            let decided = retention::TABLES.iter().find(|(name, _)| name == table);
            match decided {
                Some((_, Decision::Swept(rules))) => *rules,
                _ => &[],
            }
        });
        let days =
            rules.filter(|rule| rule.emptied.is_some() == self.emptied).map(|rule| rule.days);
        days.max().and_then(|days| u32::try_from(days).ok()).unwrap_or_default()
    }
}
