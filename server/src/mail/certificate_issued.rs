//! A certificate of attendance was issued.

use super::content::{Button, Content, fact};
use super::context::Context;
use types::i18n::Translated;
use types::paths;

struct Words {
    subject: fn(title: &str) -> String,
    preview: &'static str,
    heading: &'static str,
    what_for: &'static str,
    number: &'static str,
    see_certificate: &'static str,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        subject: |title| format!("Your certificate: {title}"),
        preview: "To print, to frame and to show around.",
        heading: "Here is your certificate",
        what_for: "It says that you were there. Print it, frame it, or pass its address on: \
             everyone who has it can check that it is real.",
        number: "Number",
        see_certificate: "See your certificate",
    },
    ru: Words {
        subject: |title| format!("Ваш сертификат: {title}"),
        preview: "Можно распечатать, повесить в рамке и показывать.",
        heading: "Ваш сертификат готов",
        what_for: "Он подтверждает, что вы там были. Распечатайте его, вставьте в рамку или \
             поделитесь ссылкой: по ней каждый может проверить, что он настоящий.",
        number: "Номер",
        see_certificate: "Открыть сертификат",
    },
};

/// `None` where the message has lost the certificate's number.
pub(super) fn content(context: &Context<'_>) -> Option<Content> {
    let (words, common) = (WORDS.get(context.locale()), context.common());
    let number = context.text("number")?;
    let url = context.url(&paths::certificate(number));
    Some(Content {
        subject: (words.subject)(&context.booking.title),
        preview: words.preview.into(),
        heading: words.heading.into(),
        paragraphs: vec![words.what_for.into()],
        facts: vec![
            fact(common.event, &context.booking.title),
            fact(common.when, context.when()),
            fact(words.number, number),
        ],
        button: Some(Button { label: words.see_certificate, url }),
        ..Content::default()
    })
}
