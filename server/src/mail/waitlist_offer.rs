//! The waitlist: seats are offered.

use super::content::Content;
use super::context::Context;
use types::i18n::Translated;

struct Words {
    /// The subject and the heading begin with it.
    yours: fn(seats: i32, until: &str) -> String,
    preview: fn(until: &str) -> String,
    your_turn: &'static str,
    accept: &'static str,
    pay: &'static str,
    decline: &'static str,
    see_offer: &'static str,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        yours: |seats, until| match seats {
            1 => format!("A seat is yours until {until}"),
            seats => format!("{seats} seats are yours until {until}"),
        },
        preview: |until| format!("You waited, and it paid off. The offer ends {until}."),
        your_turn: "You waited, and it was your turn when seats came free. Nobody else can book \
             them until the offer ends.",
        accept: "Accept with one click and you get your tickets at once.",
        pay: "Pay for them until then and you get your tickets.",
        decline: "If you cannot come any more, decline the offer, and the next in line will be \
             happy about it.",
        see_offer: "See the offer",
    },
    ru: Words {
        yours: |seats, until| match seats {
            1 => format!("Место ваше до {until}"),
            _ => format!("Места ваши до {until}"),
        },
        preview: |until| format!("Вы дождались своей очереди. Предложение действует до {until}."),
        your_turn: "Вы ждали, и когда места освободились, подошла ваша очередь. До конца \
             предложения их не забронирует никто другой.",
        accept: "Примите предложение одним нажатием — и билеты сразу у вас.",
        pay: "Оплатите до этого времени — и получите билеты.",
        decline: "Если прийти уже не получится, откажитесь от предложения: следующий в очереди \
             обрадуется.",
        see_offer: "Открыть предложение",
    },
};

pub(super) fn content(context: &Context<'_>) -> Content {
    let (words, booking) = (WORDS.get(context.locale()), context.booking);
    let until = context.hold_until();
    let yours = (words.yours)(booking.quantity, &until);
    let how = if booking.total.is_zero() { words.accept } else { words.pay };
    Content {
        subject: format!("{yours}: {}", booking.title),
        preview: (words.preview)(&until),
        heading: yours,
        paragraphs: vec![words.your_turn.into(), how.into(), words.decline.into()],
        facts: context.facts(),
        button: Some(context.booking_button(words.see_offer)),
        ..Content::default()
    }
}
