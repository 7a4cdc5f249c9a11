//! Mails about an account itself: proving an address, passwords, the second factor. They carry no text that a person
//! wrote, because they may reach an address that is not the account owner's.

use super::content::{Button, Content};
use domain::mail::Letter;
use domain::notifications::MailKind;
use types::i18n::Translated;
use types::paths;

struct Words {
    subject: &'static str,
    preview: &'static str,
    paragraphs: [&'static str; 2],
    button: &'static str,
}

static RESET: Translated<Words> = Translated {
    en: Words {
        subject: "Choose a new password",
        preview: "The link works once, for 30 minutes.",
        paragraphs: [
            "Somebody, hopefully you, asked for a new password for your account. The link works \
             once, for 30 minutes.",
            "If it was not you, there is nothing to do: your password stays as it is.",
        ],
        button: "Choose a new password",
    },
    ru: Words {
        subject: "Новый пароль",
        preview: "Ссылка сработает один раз, в течение 30 минут.",
        paragraphs: [
            "Кто-то (надеемся, вы) попросил новый пароль для вашего аккаунта. Ссылка сработает \
             один раз, в течение 30 минут.",
            "Если это были не вы, ничего делать не нужно: пароль останется прежним.",
        ],
        button: "Выбрать новый пароль",
    },
};

static FIRST: Translated<Words> = Translated {
    en: Words {
        subject: "An account for your tickets",
        preview: "The link works once, for 30 minutes.",
        paragraphs: [
            "Somebody, hopefully you, wants an account at Event Hub for this address, which was \
             given tickets. Choose a password, and the tickets are in your account. The link works \
             once, for 30 minutes.",
            "If it was not you, there is nothing to do: your tickets stay as they are.",
        ],
        button: "Choose a password",
    },
    ru: Words {
        subject: "Аккаунт для ваших билетов",
        preview: "Ссылка сработает один раз, в течение 30 минут.",
        paragraphs: [
            "Кто-то (надеемся, вы) хочет создать аккаунт в Event Hub для этого адреса: на него есть \
             подаренные билеты. Задайте пароль, и билеты будут в вашем аккаунте. Ссылка сработает \
             один раз, в течение 30 минут.",
            "Если это были не вы, ничего делать не нужно: билеты останутся как есть.",
        ],
        button: "Задать пароль",
    },
};

static VERIFY: Translated<Words> = Translated {
    en: Words {
        subject: "Verify your e-mail address",
        preview: "The link works once, for two days.",
        paragraphs: [
            "An account at Event Hub was made with this address. Verify that it is yours: then \
             all our messages reach you, and you can publish events. The link works once, for two \
             days.",
            "If it was not you, there is nothing to do: without the link nobody counts as the \
             owner of this address.",
        ],
        button: "Verify the address",
    },
    ru: Words {
        subject: "Подтвердите адрес почты",
        preview: "Ссылка сработает один раз, в течение двух дней.",
        paragraphs: [
            "С этим адресом создан аккаунт в Event Hub. Подтвердите, что адрес ваш: тогда вы \
             будете получать все наши письма и сможете публиковать события. Ссылка сработает один \
             раз, в течение двух дней.",
            "Если это были не вы, ничего делать не нужно: без ссылки никто не считается \
             владельцем этого адреса.",
        ],
        button: "Подтвердить адрес",
    },
};

static VERIFY_NEXT: Translated<Words> = Translated {
    en: Words {
        subject: "Verify your new e-mail address",
        preview: "The link works once, for two days.",
        paragraphs: [
            "Somebody, hopefully you, wants to use this address for an account at Event Hub. The \
             account has it once you verify it. The link works once, for two days.",
            "If it was not you, there is nothing to do: without the link nothing changes.",
        ],
        button: "Verify the address",
    },
    ru: Words {
        subject: "Подтвердите новый адрес почты",
        preview: "Ссылка сработает один раз, в течение двух дней.",
        paragraphs: [
            "Кто-то (надеемся, вы) хочет указать этот адрес в аккаунте Event Hub. Адрес сменится, \
             когда вы его подтвердите. Ссылка сработает один раз, в течение двух дней.",
            "Если это были не вы, ничего делать не нужно: без ссылки ничего не изменится.",
        ],
        button: "Подтвердить адрес",
    },
};

static PASSWORD_CHANGED: Translated<Words> = Translated {
    en: Words {
        subject: "Your password was changed",
        preview: "Every other device was logged out.",
        paragraphs: [
            "Your account at Event Hub has a new password. Every other device was logged out, and \
             the address of your private calendar works no more; you can make a new one.",
            "If it was not you, choose a new password at once: the link below sends you a mail \
             for it.",
        ],
        button: "It was not me",
    },
    ru: Words {
        subject: "Ваш пароль изменён",
        preview: "На остальных устройствах выполнен выход.",
        paragraphs: [
            "У вашего аккаунта в Event Hub новый пароль. На остальных устройствах выполнен выход, \
             а адрес личного календаря больше не действует; можно создать новый.",
            "Если это были не вы, сразу задайте новый пароль: по ссылке ниже можно запросить \
             письмо для этого.",
        ],
        button: "Это был не я",
    },
};

static EMAIL_CHANGE_REQUESTED: Translated<Words> = Translated {
    en: Words {
        subject: "Your e-mail address is about to change",
        preview: "Nothing has changed yet.",
        paragraphs: [
            "Somebody, hopefully you, asked with your password for another e-mail address for your \
             account at Event Hub. It changes once the link in a mail to that address is followed.",
            "If it was not you, choose a new password at once: that link is dead then.",
        ],
        button: "It was not me",
    },
    ru: Words {
        subject: "Адрес почты вашего аккаунта скоро сменится",
        preview: "Пока ничего не изменилось.",
        paragraphs: [
            "Кто-то (надеемся, вы) с вашим паролем попросил сменить адрес почты вашего аккаунта в \
             Event Hub. Адрес сменится, когда будет открыта ссылка из письма на новый адрес.",
            "Если это были не вы, сразу задайте новый пароль: та ссылка перестанет действовать.",
        ],
        button: "Это был не я",
    },
};

static EMAIL_CHANGED: Translated<Words> = Translated {
    en: Words {
        subject: "Your e-mail address was changed",
        preview: "This address belongs to the account no more.",
        paragraphs: [
            "Your account at Event Hub has another e-mail address from now on. This is the last \
             message to this one.",
            "If it was not you, write to whoever runs this service: your account may be in \
             somebody else's hands.",
        ],
        button: "To Event Hub",
    },
    ru: Words {
        subject: "Адрес почты вашего аккаунта изменён",
        preview: "Этот адрес больше не относится к аккаунту.",
        paragraphs: [
            "У вашего аккаунта в Event Hub теперь другой адрес почты. Это последнее письмо на \
             прежний адрес.",
            "Если это были не вы, напишите тем, кто управляет этим сервисом: вашим аккаунтом мог \
             завладеть кто-то другой.",
        ],
        button: "Открыть Event Hub",
    },
};

static SECOND_FACTOR_ON: Translated<Words> = Translated {
    en: Words {
        subject: "Your second factor is on",
        preview: "Logging in asks for a code from now on.",
        paragraphs: [
            "Your account at Event Hub has a second factor: whoever logs in needs your password and \
             a code of your authenticator. Keep the recovery codes where you find them without your \
             telephone.",
            "If it was not you, choose a new password at once, and write to whoever runs this \
             service.",
        ],
        button: "See your sign-in and sessions",
    },
    ru: Words {
        subject: "Второй фактор включён",
        preview: "Теперь при входе понадобится код.",
        paragraphs: [
            "У вашего аккаунта в Event Hub есть второй фактор: для входа нужны пароль и код из \
             приложения. Храните резервные коды там, где найдёте их без телефона.",
            "Если это были не вы, сразу задайте новый пароль и напишите тем, кто управляет этим \
             сервисом.",
        ],
        button: "Открыть вход и сеансы",
    },
};

static SECOND_FACTOR_OFF: Translated<Words> = Translated {
    en: Words {
        subject: "Your second factor was turned off",
        preview: "The password alone is enough again.",
        paragraphs: [
            "Your account at Event Hub has no second factor any more: the password alone is enough \
             to log in. Its recovery codes work no more.",
            "If it was not you, choose a new password at once: the link below sends you a mail for \
             it. Then set the second factor up again.",
        ],
        button: "It was not me",
    },
    ru: Words {
        subject: "Второй фактор отключён",
        preview: "Для входа снова достаточно пароля.",
        paragraphs: [
            "У вашего аккаунта в Event Hub больше нет второго фактора: для входа достаточно пароля. \
             Резервные коды не действуют.",
            "Если это были не вы, сразу задайте новый пароль: по ссылке ниже можно запросить письмо \
             для этого. Затем снова включите второй фактор.",
        ],
        button: "Это был не я",
    },
};

static RECOVERY_CODES_LOW: Translated<Words> = Translated {
    en: Words {
        subject: "Few recovery codes are left",
        preview: "One was just used.",
        paragraphs: [
            "One of your recovery codes at Event Hub was just used, and three or fewer are left. For \
             new ones, turn the second factor off and set it up again.",
            "If it was not you, choose a new password at once: somebody knows your password and has \
             your codes.",
        ],
        button: "See your sign-in and sessions",
    },
    ru: Words {
        subject: "Резервные коды заканчиваются",
        preview: "Один только что использован.",
        paragraphs: [
            "Один из ваших резервных кодов в Event Hub только что использован, осталось не больше \
             трёх. Чтобы получить новые, отключите второй фактор и включите его снова.",
            "Если это были не вы, сразу задайте новый пароль: кто-то знает ваш пароль, и у него есть \
             ваши коды.",
        ],
        button: "Открыть вход и сеансы",
    },
};

/// `None` for other kinds, and for a link whose secret is gone.
pub(super) fn content(letter: &Letter, base_url: &str) -> Option<Content> {
    let is = |name| letter.data.get(name).and_then(serde_json::Value::as_bool) == Some(true);
    let (words, path) = match letter.kind {
        MailKind::PasswordReset => {
            let words = if is("first") { &FIRST } else { &RESET };
            (words, paths::reset_password(token(letter)?))
        }
        MailKind::VerifyEmail => {
            let words = if is("changes") { &VERIFY_NEXT } else { &VERIFY };
            (words, paths::verify_email(token(letter)?))
        }
        MailKind::PasswordChanged => (&PASSWORD_CHANGED, paths::FORGOT_PASSWORD.to_owned()),
        MailKind::EmailChangeRequested => {
            (&EMAIL_CHANGE_REQUESTED, paths::FORGOT_PASSWORD.to_owned())
        }
        MailKind::EmailChanged => (&EMAIL_CHANGED, paths::HOME.to_owned()),
        MailKind::SecondFactorOn => (&SECOND_FACTOR_ON, paths::SECURITY.to_owned()),
        MailKind::SecondFactorOff => (&SECOND_FACTOR_OFF, paths::FORGOT_PASSWORD.to_owned()),
        MailKind::RecoveryCodesLow => (&RECOVERY_CODES_LOW, paths::SECURITY.to_owned()),
        _ => return None,
    };
    let words = words.get(letter.locale);
    Some(Content {
        subject: words.subject.into(),
        preview: words.preview.into(),
        heading: words.subject.into(),
        paragraphs: words.paragraphs.map(str::to_owned).into(),
        button: Some(Button { label: words.button, url: format!("{base_url}{path}") }),
        ..Content::default()
    })
}

/// The secret of the link.
fn token(letter: &Letter) -> Option<&str> {
    letter.data.get("token")?.as_str()
}
