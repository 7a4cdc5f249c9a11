//! The mail that an admin sends to themselves to see whether mail arrives.

use super::content::Content;
use types::Locale;
use types::i18n::Translated;

struct Words {
    subject: &'static str,
    preview: &'static str,
    paragraph: &'static str,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        subject: "A test mail",
        preview: "Mail from this server arrives.",
        paragraph: "An administrator of Event Hub sent this message to see whether mail from the server \
             arrives. It does: there is nothing to do.",
    },
    ru: Words {
        subject: "Пробное письмо",
        preview: "Письма с этого сервера доходят.",
        paragraph: "Это письмо отправил администратор Event Hub, чтобы проверить, доходят ли письма с \
             сервера. Доходят: делать ничего не нужно.",
    },
};

pub(super) fn content(locale: Locale) -> Content {
    let words = WORDS.get(locale);
    Content {
        subject: words.subject.into(),
        preview: words.preview.into(),
        heading: words.subject.into(),
        paragraphs: vec![words.paragraph.into()],
        ..Content::default()
    }
}
