//! What a person is told about their account itself. Nothing that a person wrote stands in it: it
//! may reach somebody who has nothing to do with the account.

use super::content::{Button, Content};
use domain::mail::Letter;
use domain::notifications::MailKind;
use types::Locale;
use types::paths;

/// A message in every language, English first.
struct Words {
    subject: [&'static str; 2],
    preview: [&'static str; 2],
    paragraphs: [[&'static str; 2]; 2],
    button: [&'static str; 2],
}

const RESET: Words = Words {
    subject: ["Choose a new password", "Новый пароль"],
    preview: [
        "The link works once, for 30 minutes.",
        "Ссылка сработает один раз, в течение 30 минут.",
    ],
    paragraphs: [
        [
            "Somebody, hopefully you, asked for a new password for your account. The link works \
             once, for 30 minutes.",
            "Кто-то (надеемся, вы) попросил новый пароль для вашего аккаунта. Ссылка сработает \
             один раз, в течение 30 минут.",
        ],
        [
            "If it was not you, there is nothing to do: your password stays as it is.",
            "Если это были не вы, ничего делать не нужно: пароль останется прежним.",
        ],
    ],
    button: ["Choose a new password", "Выбрать новый пароль"],
};

const VERIFY: Words = Words {
    subject: ["Verify your e-mail address", "Подтвердите адрес почты"],
    preview: [
        "The link works once, for two days.",
        "Ссылка сработает один раз, в течение двух дней.",
    ],
    paragraphs: [
        [
            "An account at Event Hub was made with this address. Verify that it is yours: then \
             all our messages reach you, and you can publish events. The link works once, for two \
             days.",
            "С этим адресом создан аккаунт в Event Hub. Подтвердите, что адрес ваш: тогда вы \
             будете получать все наши письма и сможете публиковать события. Ссылка сработает один \
             раз, в течение двух дней.",
        ],
        [
            "If it was not you, there is nothing to do: without the link nobody counts as the \
             owner of this address.",
            "Если это были не вы, ничего делать не нужно: без ссылки никто не считается \
             владельцем этого адреса.",
        ],
    ],
    button: ["Verify the address", "Подтвердить адрес"],
};

const VERIFY_NEXT: Words = Words {
    subject: ["Verify your new e-mail address", "Подтвердите новый адрес почты"],
    preview: VERIFY.preview,
    paragraphs: [
        [
            "Somebody, hopefully you, wants to use this address for an account at Event Hub. The \
             account has it once you verify it. The link works once, for two days.",
            "Кто-то (надеемся, вы) хочет указать этот адрес в аккаунте Event Hub. Адрес сменится, \
             когда вы его подтвердите. Ссылка сработает один раз, в течение двух дней.",
        ],
        [
            "If it was not you, there is nothing to do: without the link nothing changes.",
            "Если это были не вы, ничего делать не нужно: без ссылки ничего не изменится.",
        ],
    ],
    button: VERIFY.button,
};

const PASSWORD_CHANGED: Words = Words {
    subject: ["Your password was changed", "Ваш пароль изменён"],
    preview: ["Every other device was logged out.", "На остальных устройствах выполнен выход."],
    paragraphs: [
        [
            "Your account at Event Hub has a new password. Every other device was logged out, and \
             the address of your private calendar works no more; you can make a new one.",
            "У вашего аккаунта в Event Hub новый пароль. На остальных устройствах выполнен выход, \
             а адрес личного календаря больше не действует; можно создать новый.",
        ],
        [
            "If it was not you, choose a new password at once: the link below sends you a mail \
             for it.",
            "Если это были не вы, сразу задайте новый пароль: по ссылке ниже можно запросить \
             письмо для этого.",
        ],
    ],
    button: ["It was not me", "Это был не я"],
};

const EMAIL_CHANGE_REQUESTED: Words = Words {
    subject: [
        "Your e-mail address is about to change",
        "Адрес почты вашего аккаунта скоро сменится",
    ],
    preview: ["Nothing has changed yet.", "Пока ничего не изменилось."],
    paragraphs: [
        [
            "Somebody, hopefully you, asked with your password for another e-mail address for your \
             account at Event Hub. It changes once the link in a mail to that address is followed.",
            "Кто-то (надеемся, вы) с вашим паролем попросил сменить адрес почты вашего аккаунта в \
             Event Hub. Адрес сменится, когда будет открыта ссылка из письма на новый адрес.",
        ],
        [
            "If it was not you, choose a new password at once: that link is dead then.",
            "Если это были не вы, сразу задайте новый пароль: та ссылка перестанет действовать.",
        ],
    ],
    button: PASSWORD_CHANGED.button,
};

const EMAIL_CHANGED: Words = Words {
    subject: ["Your e-mail address was changed", "Адрес почты вашего аккаунта изменён"],
    preview: [
        "This address belongs to the account no more.",
        "Этот адрес больше не относится к аккаунту.",
    ],
    paragraphs: [
        [
            "Your account at Event Hub has another e-mail address from now on. This is the last \
             message to this one.",
            "У вашего аккаунта в Event Hub теперь другой адрес почты. Это последнее письмо на \
             прежний адрес.",
        ],
        [
            "If it was not you, write to whoever runs this service: your account may be in \
             somebody else's hands.",
            "Если это были не вы, напишите тем, кто управляет этим сервисом: вашим аккаунтом мог \
             завладеть кто-то другой.",
        ],
    ],
    button: ["To Event Hub", "Открыть Event Hub"],
};

/// `None` for other kinds, and for a link whose secret is gone.
pub(super) fn content(letter: &Letter, base_url: &str) -> Option<Content> {
    let changes = letter.data.get("changes").and_then(serde_json::Value::as_bool);
    let (words, path) = match letter.kind {
        MailKind::PasswordReset => (&RESET, paths::reset_password(&token(letter)?)),
        MailKind::VerifyEmail => {
            let words = if changes == Some(true) { &VERIFY_NEXT } else { &VERIFY };
            (words, paths::verify_email(&token(letter)?))
        }
        MailKind::PasswordChanged => (&PASSWORD_CHANGED, paths::FORGOT_PASSWORD.to_owned()),
        MailKind::EmailChangeRequested => {
            (&EMAIL_CHANGE_REQUESTED, paths::FORGOT_PASSWORD.to_owned())
        }
        MailKind::EmailChanged => (&EMAIL_CHANGED, paths::HOME.to_owned()),
        _ => return None,
    };
    let say = |words: [&'static str; 2]| match letter.locale {
        Locale::En => words[0],
        Locale::Ru => words[1],
    };
    Some(Content {
        subject: say(words.subject).into(),
        preview: say(words.preview).into(),
        heading: say(words.subject).into(),
        paragraphs: words.paragraphs.map(|paragraph| say(paragraph).into()).into(),
        button: Some(Button { label: say(words.button), url: format!("{base_url}{path}") }),
        ..Content::default()
    })
}

/// The secret of the link, fit for an address.
fn token(letter: &Letter) -> Option<String> {
    let token = letter.data.get("token")?.as_str()?;
    Some(url::form_urlencoded::byte_serialize(token.as_bytes()).collect())
}
