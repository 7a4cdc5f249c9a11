//! One's own things: the inbox, tickets, the calendar.

use crate::i18n::{Lang, isolated};
use types::notifications::NoticeKind;
use types::passwords::Strength;

impl Lang {
    /// What the meter says of a new password; nothing where there is none.
    pub fn password_strength(self, strength: Strength) -> &'static str {
        let (en, ru) = match strength {
            Strength::Empty => ("", ""),
            Strength::TooShort(_) => ("Too short so far.", "Пока слишком коротко."),
            Strength::TooLong => ("Too long.", "Слишком длинно."),
            Strength::Repeats => {
                ("The same few characters again and again.", "Повторяются одни и те же символы.")
            }
            Strength::Personal => (
                "Too much like your name or e-mail address.",
                "Слишком похоже на ваше имя или адрес почты.",
            ),
            Strength::Fair => ("Fair. Longer is better.", "Неплохо. Длиннее лучше."),
            Strength::Good => ("Good.", "Хорошо."),
            Strength::Strong => ("Strong.", "Надёжно."),
        };
        self.pick(en, ru)
    }

    pub fn email_now(self, email: &str) -> String {
        self.say(format!("Now it is {email}."), format!("Сейчас: {email}."))
    }

    /// What is missing until the address is verified.
    pub fn verify_notice(self, email: &str) -> String {
        self.say(
            format!(
                "We sent a link to {email}. Until you follow it, we send you nothing but booking \
                 confirmations, and you cannot publish events."
            ),
            format!(
                "Мы отправили ссылку на {email}. Пока вы её не откроете, мы присылаем только \
                 подтверждения броней, а события нельзя публиковать."
            ),
        )
    }

    /// The bell's name.
    pub fn notifications_unread(self, n: i64) -> String {
        match n {
            0 => self.notifications_title.to_owned(),
            n => self.say(
                format!("Notifications, {n} unread"),
                format!("Уведомления, непрочитанных: {n}"),
            ),
        }
    }

    pub fn mark_read_of(self, title: &str) -> String {
        format!("{}: {title}", self.mark_read)
    }

    /// A line of the inbox: what happened, and to which event.
    pub fn notice_title(self, kind: NoticeKind, event: &str) -> String {
        use NoticeKind as K;
        let event = isolated(event);
        let (en, ru) = match kind {
            K::BookingConfirmed => ("You are going", "Вы идёте"),
            K::PaymentFailed => ("The payment did not go through", "Оплата не прошла"),
            K::BookingCancelled => ("Booking cancelled", "Бронь отменена"),
            K::TicketsCancelled => ("Tickets given back", "Билеты возвращены"),
            K::PaymentRefunded => ("Your payment went back", "Платёж возвращён"),
            K::EventCancelled => ("The event is cancelled", "Событие отменено"),
            K::EventChanged => ("The event has changed", "Событие изменилось"),
            K::EventReminder => ("It is tomorrow", "Уже завтра"),
            K::WaitlistOffer => ("A seat is waiting for you", "Вас ждёт место"),
            K::WaitlistOfferLapsed => ("The offer has lapsed", "Срок предложения истёк"),
            K::EventSurvey => ("How was it?", "Как всё прошло?"),
            K::CertificateIssued => ("Your certificate is ready", "Ваш сертификат готов"),
        };
        let title = self.pick(en, ru);
        if event.is_empty() { title.to_owned() } else { format!("{title}: {event}") }
    }

    /// What there is to know or to do.
    pub fn notice_text(self, kind: NoticeKind, refunded: Option<&str>) -> String {
        use NoticeKind as K;
        let (en, ru) = match (kind, refunded) {
            (K::BookingConfirmed, _) => (
                "Your booking is confirmed. The tickets are here.",
                "Бронь подтверждена. Билеты здесь.",
            ),
            (K::PaymentFailed, _) => (
                "Nothing was charged. You can try again while your seats are held.",
                "Деньги не списаны. Можно попробовать снова, пока места за вами.",
            ),
            (K::EventChanged, _) => (
                "Look at the new time or place. Your tickets stay valid.",
                "Посмотрите новое время или место. Билеты остаются в силе.",
            ),
            (K::EventReminder, _) => ("Have your tickets at hand.", "Держите билеты под рукой."),
            (K::WaitlistOffer, _) => {
                ("It is yours until the offer lapses.", "Оно ваше, пока не истёк срок предложения.")
            }
            (K::WaitlistOfferLapsed, _) => {
                ("The seats went to the next in line.", "Места перешли следующим в очереди.")
            }
            (K::EventSurvey, _) => {
                ("Tell others in a sentence or two.", "Расскажите другим в паре предложений.")
            }
            (K::CertificateIssued, _) => (
                "You can download it and show it to others.",
                "Его можно скачать и показать другим.",
            ),
            (_, Some(money)) => {
                return self.say(
                    format!("{money} comes back to the way you paid."),
                    format!("{money} вернётся тем же способом, каким вы платили."),
                );
            }
            (K::BookingCancelled | K::TicketsCancelled, None) => {
                ("The seats went back to others.", "Места вернулись другим.")
            }
            (K::PaymentRefunded, None) => {
                ("It came when the seats were gone.", "Он пришёл, когда мест уже не было.")
            }
            (K::EventCancelled, None) => ("It will not take place.", "Оно не состоится."),
        };
        self.pick(en, ru).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::Locale;

    #[test]
    fn every_kind_of_news_has_its_words_in_both_languages() {
        for kind in NoticeKind::ALL {
            for locale in Locale::ALL {
                let lang = Lang(locale);
                let title = lang.notice_title(*kind, "");
                let text = lang.notice_text(*kind, Some("5 €"));
                let cyrillic = |text: &str| text.chars().any(|c| ('а'..='я').contains(&c));
                assert_eq!(cyrillic(&title), locale == Locale::Ru, "{title}");
                assert_eq!(cyrillic(&text), locale == Locale::Ru, "{text}");
            }
        }
        assert_eq!(
            Lang(Locale::En).notice_title(NoticeKind::EventSurvey, "Jazz"),
            "How was it?: Jazz"
        );
    }
}
