//! Texts of a user's own pages but the bookings: settings, inbox, certificates, review.

use super::{isolated, texts};
use types::notifications::NoticeKind;

texts! {
    /// Said by a user's own pages but the bookings.
    AccountTexts over shared::Texts {
        // Settings
        save: "Save", "Сохранить";

        // The account
        verify_notice_title: "Please verify your e-mail address", "Подтвердите, пожалуйста, адрес почты";
        verify_resend: "Send the link again", "Отправить ссылку ещё раз";
        email_change: "Change the e-mail address", "Смена адреса почты";
        email_change_text: "We send a link to the new address. Nothing changes until it is followed.", "Мы отправим ссылку на новый адрес. Пока она не открыта, всё остаётся как есть.";
        email_change_asked_text: "A link is on its way to the new address. It works once, for two days; until then your address stays as it is.", "На новый адрес отправлена ссылка. Она сработает один раз в течение двух дней; до тех пор адрес не меняется.";
        new_email: "New e-mail address", "Новый адрес почты";
        account_title: "Your account", "Ваш аккаунт";
        bio: "About you", "О себе";
        bio_hint: "Shown on your public profile.", "Видно в вашем открытом профиле.";
        timezone_hint: "Used in mail to you.", "Используется в письмах вам.";

        // Reviews
        review_title: "Your review", "Ваш отзыв";
        review_comment: "What would you tell a friend about it?", "Что бы вы рассказали об этом друзьям?";
        review_comment_hint: "Everyone can read it, with your name.", "Это увидят все, вместе с вашим именем.";
        report_title: "Report a review", "Пожаловаться на отзыв";
        report_reason: "What is wrong with it?", "Что с ним не так?";
        report_hint: "The site's administrators read it and decide. The author and the organizer do not learn who reported it.", "Это прочтут и решат администраторы сайта. Автор и организатор не узнают, кто пожаловался.";
        report_send: "Report", "Пожаловаться";
        report_done: "You have reported this review. The administrators will look at it.", "Вы пожаловались на этот отзыв. Администраторы его посмотрят.";
        report_back: "Back to the reviews", "Назад к отзывам";
        review_save: "Publish the review", "Опубликовать отзыв";
        review_back: "Back to the event", "К событию";

        // Certificates
        no_certificates_title: "No certificates yet", "Сертификатов пока нет";
        no_certificates_text: "When an organizer issues certificates for an event you were at, yours is kept here.", "Когда организатор выдаст сертификаты за событие, на котором вы были, ваш появится здесь.";

        // Notifications
        unread: "Unread", "Не прочитано";
        mark_read: "Mark as read", "Прочитано";
        mark_all_read: "Mark all as read", "Отметить все прочитанными";
        no_notifications_title: "Nothing new", "Ничего нового";
        no_notifications_text: "When something happens to your bookings, you find it here.", "Здесь появится всё, что произойдёт с вашими бронями.";

        // Profiles and my data
        show_profile: "See your public profile", "Открыть ваш профиль";
        profile: "Profile", "Профиль";
        picture: "Picture", "Фотография";
        picture_now: "Your picture", "Ваша фотография";
        picture_file: "Choose a picture", "Выберите изображение";
        picture_hint: "PNG, JPEG or WebP, up to 5 MB. Where it was taken and with what stays with you.", "PNG, JPEG или WebP, до 5 МБ. Где и чем она снята, останется у вас.";
        picture_send: "Upload", "Загрузить";
        picture_remove: "Remove the picture", "Убрать фотографию";
        picture_saved: "Your new picture is here.", "Новая фотография на месте.";
        picture_removed: "Your picture is gone.", "Фотография убрана.";
        picture_missing: "Choose a file first.", "Сначала выберите файл.";
        picture_too_large: "This file is larger than 5 MB. Choose a smaller one.", "Файл больше 5 МБ. Выберите поменьше.";
        picture_too_many_pixels: "This picture has too many pixels. Make it smaller first.", "В изображении слишком много пикселей. Сначала уменьшите его.";
        picture_no_picture: "This is not a PNG, JPEG or WebP picture, or it is damaged.", "Это не PNG, JPEG или WebP, или файл повреждён.";
        picture_busy: "Many pictures are being sent just now. Please try again in a moment.", "Сейчас загружается много фотографий. Попробуйте ещё раз чуть позже.";
        picture_failed: "The picture could not be saved. Please try again.", "Не удалось сохранить фотографию. Попробуйте ещё раз.";
        security_text: "The second factor, and the devices on which you are logged in.", "Второй фактор и устройства, на которых вы вошли.";
        security_open: "Sign-in and sessions", "Вход и сеансы";
        password_change: "Change the password", "Смена пароля";
        password_change_text: "Every other device is logged out, and your private calendar needs a new address.", "На остальных устройствах вы выйдете из аккаунта, а личному календарю понадобится новый адрес.";
        current_password: "Current password", "Текущий пароль";
        current_password_to_delete: "Your password, to be sure it is you", "Ваш пароль, чтобы убедиться, что это вы";
        calendar_title: "Your calendar", "Ваш календарь";
        calendar_text: "Subscribe to your bookings with any calendar program: what you book appears there by itself.", "Подпишитесь на свои брони в любом календаре: всё забронированное появится там само.";
        calendar_address: "The address of your calendar", "Адрес вашего календаря";
        calendar_hint: "Whoever knows it sees your bookings. Keep it to yourself.", "Кто его знает, видит ваши брони. Никому его не показывайте.";
        calendar_make: "Make an address", "Создать адрес";
        calendar_renew: "Make a new address", "Создать новый адрес";
        calendar_renew_hint: "The address above stops working at once.", "Прежний адрес сразу перестанет работать.";
        my_data: "Your data", "Ваши данные";
        export_text: "Everything we keep about you, in one file.", "Всё, что мы о вас храним, одним файлом.";
        export_action: "Download your data", "Скачать ваши данные";
        delete_account: "Delete the account", "Удалить аккаунт";
        delete_account_warning: "There is no way back.", "Вернуть аккаунт будет нельзя.";
        delete_account_bookings: "Your bookings of coming events are cancelled, and you get back what their refund rules give.", "Брони предстоящих событий отменятся, деньги вернутся по их правилам возврата.";
        delete_account_data: "Your name, picture, messages and reviews' texts go, and your certificates end.", "Имя, фотография, письма и тексты отзывов исчезнут, сертификаты перестанут действовать.";
        delete_account_books: "What the books need, such as payments, stays without your name.", "Нужное для учёта, например платежи, останется без вашего имени.";
        delete_account_confirm: "Yes, delete my account", "Да, удалить мой аккаунт";
    }
}

impl AccountTexts {
    pub fn email_now(&self, email: &str) -> String {
        self.pick(format!("Now it is {email}."), format!("Сейчас: {email}."))
    }

    /// The restrictions until the address is verified.
    pub fn verify_notice(&self, email: &str) -> String {
        self.pick(
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

    pub fn mark_read_of(&self, title: &str) -> String {
        format!("{}: {title}", self.mark_read)
    }

    /// The title of a notification: what happened, and to which event.
    pub fn notice_title(&self, kind: NoticeKind, event: &str) -> String {
        use NoticeKind as K;
        let event = isolated(event);
        let (en, ru) = match kind {
            K::BookingConfirmed => ("You are going", "Вы идёте"),
            K::PaymentFailed => ("The payment did not go through", "Оплата не прошла"),
            K::BookingCancelled => ("Booking cancelled", "Бронь отменена"),
            K::TicketsCancelled => ("Tickets given back", "Билеты возвращены"),
            K::TicketExchanged => ("Your ticket was exchanged", "Билет обменян"),
            K::BookingRefunded => ("A part of your payment went back", "Часть оплаты возвращена"),
            K::BookingMoved => ("Your booking was moved", "Бронь перенесена"),
            K::GuestTicket => ("You have a ticket", "У вас есть билет"),
            K::TicketHandedOn => ("You were sent a ticket", "Вам передали билет"),
            K::TicketTakenBack => ("Your ticket was taken back", "Ваш билет забрали"),
            K::TicketSent => ("You handed a ticket on", "Вы передали билет"),
            K::PaymentRefunded => ("Your payment went back", "Платёж возвращён"),
            K::EventCancelled => ("The event is cancelled", "Событие отменено"),
            K::EventChanged => ("The event has changed", "Событие изменилось"),
            K::SessionsMoved => ("Your agenda has changed", "Ваша программа изменилась"),
            K::EventReminder => ("It is tomorrow", "Уже завтра"),
            K::WaitlistOffer => ("A seat is waiting for you", "Вас ждёт место"),
            K::WaitlistOfferLapsed => ("The offer has lapsed", "Срок предложения истёк"),
            K::WaitlistEnded => ("Your wait is over", "Ожидание окончено"),
            K::EventSurvey => ("How was it?", "Как всё прошло?"),
            K::ReviewReplied => ("Your review was answered", "На ваш отзыв ответили"),
            K::EventHidden => {
                ("Your event was taken off the catalogue", "Ваше событие снято с публикации")
            }
            K::EventRestored => {
                ("Your event is back in the catalogue", "Ваше событие снова опубликовано")
            }
            K::ReviewHidden => ("Your review was hidden", "Ваш отзыв скрыт"),
            K::ReviewRestored => ("Your review is shown again", "Ваш отзыв снова виден"),
            K::CertificateIssued => ("Your certificate is ready", "Ваш сертификат готов"),
            K::TeamInvitation => ("You are invited to a team", "Вас зовут в команду"),
            K::TeamChanged => ("Your part in a team has changed", "Ваша роль в команде изменилась"),
            K::OrganizerMessage => ("The organizer writes to you", "Вам пишет организатор"),
        };
        let title = self.pick(en, ru);
        if event.is_empty() { title.to_owned() } else { format!("{title}: {event}") }
    }

    /// The text of a notification.
    pub fn notice_text(&self, kind: NoticeKind, refunded: Option<&str>) -> String {
        use NoticeKind as K;
        let (en, ru) = match (kind, refunded) {
            (K::BookingConfirmed, _) => (
                "Your booking is confirmed. The tickets are here.",
                "Бронь подтверждена. Билеты здесь.",
            ),
            (K::PaymentFailed, _) => (
                "Nothing was charged. Open your booking to try again.",
                "Деньги не списаны. Откройте бронь, чтобы попробовать снова.",
            ),
            (K::EventChanged, _) => (
                "Look at the new time or place. Your tickets stay valid.",
                "Посмотрите новое время или место. Билеты остаются в силе.",
            ),
            (K::SessionsMoved, _) => (
                "Sessions that you picked have another time or room, or are gone.",
                "У выбранных вами сессий другое время или зал, или их больше нет.",
            ),
            (K::EventReminder, _) => ("Have your tickets at hand.", "Держите билеты под рукой."),
            (K::WaitlistOffer, _) => {
                ("It is yours until the offer lapses.", "Оно ваше, пока не истёк срок предложения.")
            }
            (K::WaitlistOfferLapsed, _) => {
                ("The seats went to the next in line.", "Места перешли следующим в очереди.")
            }
            (K::WaitlistEnded, _) => {
                ("What you waited for is sold no more.", "То, чего вы ждали, больше не продаётся.")
            }
            (K::EventSurvey, _) => {
                ("Tell others in a sentence or two.", "Расскажите другим в паре предложений.")
            }
            (K::ReviewReplied, _) => {
                ("Read what the organizer says.", "Прочитайте, что пишет организатор.")
            }
            (K::CertificateIssued, _) => (
                "You can download it and show it to others.",
                "Его можно скачать и показать другим.",
            ),
            (K::EventHidden, _) => ("Read why, and answer.", "Прочитайте почему и ответьте."),
            (K::EventRestored, _) => {
                ("Everybody can find and book it again.", "Его снова можно найти и забронировать.")
            }
            (K::ReviewHidden, _) => (
                "Only you and the administrators see it now.",
                "Теперь его видите только вы и администраторы.",
            ),
            (K::ReviewRestored, _) => {
                ("Everybody can read it as before.", "Его снова могут прочитать все.")
            }
            (K::OrganizerMessage, _) => ("Read the mail.", "Прочитайте письмо."),
            (K::TeamInvitation, _) => {
                ("See who asks you, and answer.", "Посмотрите, кто приглашает, и ответьте.")
            }
            (K::TeamChanged, _) => {
                ("See what you can do from now on.", "Посмотрите, что вам теперь доступно.")
            }
            (K::BookingMoved, _) => (
                "It is for another event now, at the price you paid. Your new tickets are here.",
                "Теперь она на другое событие, по уплаченной цене. Новые билеты здесь.",
            ),
            (K::GuestTicket, _) => {
                ("The organizer gave you a free seat.", "Организатор подарил вам место.")
            }
            (K::TicketHandedOn, _) => {
                ("The ticket is in the mail to your address.", "Билет — в письме на ваш адрес.")
            }
            (K::TicketTakenBack, _) => (
                "It does not count any more. Ask whoever sent it to you.",
                "Он больше не действует. Спросите у того, кто его вам передал.",
            ),
            (K::TicketSent, _) => (
                "It has a new code, which only your guest has. The old one is void.",
                "У билета новый код, он есть только у гостя. Прежний больше не действует.",
            ),
            (_, Some(money)) => {
                return self.pick(
                    format!("{money} comes back to the way you paid."),
                    format!("{money} вернётся тем же способом, каким вы платили."),
                );
            }
            (K::BookingCancelled | K::TicketsCancelled, None) => {
                ("The seats went back to others.", "Места вернулись другим.")
            }
            (K::TicketExchanged, None) => (
                "It is of another kind now, with the same code.",
                "Теперь он другого вида, код прежний.",
            ),
            (K::BookingRefunded, None) => (
                "It comes back to the way you paid.",
                "Она вернётся тем же способом, каким вы платили.",
            ),
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
    use crate::i18n::Area as _;
    use types::Locale;

    #[test]
    fn every_kind_of_news_has_its_words_in_both_languages() {
        for kind in NoticeKind::ALL {
            for locale in Locale::ALL {
                let lang = AccountTexts::of(locale);
                let title = lang.notice_title(kind, "");
                let text = lang.notice_text(kind, Some("5 €"));
                let cyrillic = |text: &str| text.chars().any(|c| ('а'..='я').contains(&c));
                assert_eq!(cyrillic(&title), locale == Locale::Ru, "{title}");
                assert_eq!(cyrillic(&text), locale == Locale::Ru, "{text}");
            }
        }
        assert_eq!(
            AccountTexts::of(Locale::En).notice_title(NoticeKind::EventSurvey, "Jazz"),
            "How was it?: Jazz"
        );
    }
}
