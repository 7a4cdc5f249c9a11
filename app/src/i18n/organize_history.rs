//! The words of a history: what was done, to what, and what its fields are called.

use super::OrganizeBookingsTexts;
use types::history::{AuditAction, ObjectKind};

impl OrganizeBookingsTexts {
    pub fn entries_found(&self, n: i64) -> String {
        self.count(n, ("entry", "entries"), ("запись", "записи", "записей"))
    }

    /// What was done, by its name in the log; a name that is not known any more as it is.
    pub fn history_action(&self, action: &str) -> String {
        use AuditAction as A;
        let Some(known) = AuditAction::parse(action) else { return action.to_owned() };
        let (en, ru) = match known {
            A::EventCreated => ("Event created", "Событие создано"),
            A::EventUpdated => ("Event changed", "Событие изменено"),
            A::EventPublished => ("Event published", "Событие опубликовано"),
            A::EventDuplicated => ("Event duplicated", "Сделана копия события"),
            A::EventCancelled => ("Event cancelled", "Событие отменено"),
            A::EventCancellationRetried => ("Cancellation tried again", "Отмена запущена повторно"),
            A::EventDeleted => ("Event deleted", "Событие удалено"),
            A::EventHidden => ("Taken off the catalogue", "Снято с публикации"),
            A::EventRestored => ("Back in the catalogue", "Снова опубликовано"),
            A::EventHidingAnswered => ("Answer to the administrators", "Ответ администраторам"),
            A::SessionCreated => ("Session added", "Добавлена сессия"),
            A::SessionUpdated => ("Session changed", "Сессия изменена"),
            A::SessionDeleted => ("Session removed", "Сессия удалена"),
            A::ScheduleImported => ("Agenda imported", "Программа импортирована"),
            A::PromotionCreated => ("Promotion added", "Добавлена акция"),
            A::PromotionUpdated => ("Promotion changed", "Акция изменена"),
            A::PromotionDeleted => ("Promotion removed", "Акция удалена"),
            A::VenueCreated => ("Venue added", "Добавлена площадка"),
            A::VenueUpdated => ("Venue changed", "Площадка изменена"),
            A::VenueDeleted => ("Venue removed", "Площадка удалена"),
            A::BookingHeld => ("Seats held", "Места закреплены"),
            A::BookingConfirmed => ("Booking confirmed", "Бронь подтверждена"),
            A::BookingDiscounted => ("Promo code changed", "Изменён промокод"),
            A::BookingExpired => ("Time to pay ran out", "Вышло время на оплату"),
            A::BookingCancelled => ("Booking cancelled", "Бронь отменена"),
            A::BookingMoved => ("Moved to another event", "Перенесена на другое событие"),
            A::BookingGiven => ("Complimentary booking made", "Выдан пригласительный"),
            A::BookingNoted => ("Note changed", "Изменена заметка"),
            A::OfferMade => ("Offered from the waiting list", "Предложена из листа ожидания"),
            A::OfferAccepted => ("Offer accepted", "Предложение принято"),
            A::OfferDeclined => ("Offer declined", "От предложения отказались"),
            A::OfferExpired => ("Offer ran out", "Предложение истекло"),
            A::WaitlistJoined => ("Joined the waiting list", "Запись в лист ожидания"),
            A::WaitlistLeft => ("Left the waiting list", "Выход из листа ожидания"),
            A::WaitlistClosed => ("Waiting list closed", "Лист ожидания закрыт"),
            A::PaymentStarted => ("Payment started", "Оплата начата"),
            A::PaymentCompleted => ("Paid", "Оплачено"),
            A::PaymentFailed => ("Payment declined", "Платёж отклонён"),
            A::PaymentRefunded => ("Refunded", "Деньги возвращены"),
            A::TicketRenamed => ("Ticket renamed", "Изменено имя на билете"),
            A::TicketExchanged => ("Ticket exchanged", "Билет обменян"),
            A::ExchangeOpened => ("Exchange to be paid", "Обмен ждёт оплаты"),
            A::ExchangeEnded => ("Exchange ended unpaid", "Обмен не оплачен"),
            A::TicketHandedOn => ("Ticket handed on to a guest", "Билет передан гостю"),
            A::TicketSentAgain => ("Ticket sent to its guest again", "Билет снова отправлен гостю"),
            A::TicketTakenBack => ("Ticket taken back from its guest", "Билет забран у гостя"),
            A::TicketCancelled => ("Ticket cancelled", "Билет отменён"),
            A::TicketCheckedIn => ("Checked in", "Отмечен на входе"),
            A::TicketCheckedOut => ("Went out", "Вышел"),
            A::TicketCheckInUndone => ("Check-in undone", "Отметка на входе снята"),
            A::CheckInListCreated => ("Check-in list added", "Добавлен список входа"),
            A::TicketTypeCreated => ("Ticket type added", "Добавлен вид билетов"),
            A::TicketTypeUpdated => ("Ticket type changed", "Вид билетов изменён"),
            A::TicketTypeDeleted => ("Ticket type deleted", "Вид билетов удалён"),
            A::TicketPoolCreated => ("Shared quota added", "Добавлена общая квота"),
            A::TicketPoolUpdated => ("Shared quota changed", "Общая квота изменена"),
            A::TicketPoolDeleted => ("Shared quota deleted", "Общая квота удалена"),
            A::TicketRulesChanged => ("Rules for tickets changed", "Изменены правила для билетов"),
            A::CheckInListRenamed => ("Check-in list changed", "Список входа изменён"),
            A::CheckInListDeleted => ("Check-in list deleted", "Список входа удалён"),
            A::CheckInListArchived => ("Check-in list archived", "Список входа в архиве"),
            A::CertificatesIssued => ("Certificates issued", "Выданы сертификаты"),
            A::CertificateIssued => ("Certificate issued", "Выдан сертификат"),
            A::CertificateRevoked => ("Certificate revoked", "Сертификат отозван"),
            A::ReviewWritten => ("Review written", "Оставлен отзыв"),
            A::ReviewChanged => ("Review changed", "Отзыв изменён"),
            A::ReviewDeleted => ("Review deleted", "Отзыв удалён"),
            A::ReviewHidden => ("Review hidden", "Отзыв скрыт"),
            A::ReviewRestored => ("Review shown again", "Отзыв снова виден"),
            A::ReviewReported => ("Review reported", "Жалоба на отзыв"),
            A::ReviewReplied => ("Review answered", "Дан ответ на отзыв"),
            A::ReviewReplyWithdrawn => ("Answer to a review taken back", "Ответ на отзыв удалён"),
            A::TeamInvited => ("Invited to the team", "Приглашение в команду"),
            A::TeamInvitationResent => ("Invitation sent again", "Приглашение отправлено снова"),
            A::TeamInvitationWithdrawn => ("Invitation withdrawn", "Приглашение отозвано"),
            A::TeamInvitationDeclined => ("Invitation declined", "Приглашение отклонено"),
            A::TeamJoined => ("Joined the team", "Новый участник команды"),
            A::TeamRoleChanged => ("Role changed", "Роль изменена"),
            A::TeamLeft => ("Left the team", "Участник ушёл из команды"),
            A::TeamRemoved => ("Removed from the team", "Участник удалён из команды"),
            A::MessageWritten => ("Message written", "Написано сообщение"),
            A::MessageChanged => ("Message changed", "Сообщение изменено"),
            A::MessageCancelled => ("Message cancelled", "Сообщение отменено"),
            A::MessageSent => ("Message sent", "Сообщение отправлено"),
            A::MailQueued => ("Mail promised", "Письмо поставлено в очередь"),
            A::MailResent | A::MailResentAll => ("Mail sent again", "Письмо отправлено снова"),
            A::MailTested => ("Test mail sent", "Отправлено пробное письмо"),
            A::AccountDeleted => ("Account deleted", "Аккаунт удалён"),
            A::AccountEmailChangeRequested => {
                ("Another address asked for", "Запрошена смена адреса почты")
            }
            A::AccountEmailChanged => ("Address changed", "Адрес почты изменён"),
            A::AccountEmailVerified => ("Address verified", "Адрес почты подтверждён"),
            A::AccountPasswordChanged => ("Password changed", "Пароль изменён"),
            A::AccountThrottled => ("Log-ins slowed down", "Вход замедлен"),
            A::AdminCreated => ("Administrator made", "Создан администратор"),
            A::UserChanged => ("Account changed", "Аккаунт изменён"),
            A::UserTrusted => ("May write to many", "Разрешены массовые письма"),
            A::UserLimited => ("May write to few", "Массовые письма ограничены"),
            A::UserSessionsEnded => ("Sessions ended", "Сессии завершены"),
            A::UserSessionEnded => ("One session ended", "Одна сессия завершена"),
            A::UserPasswordResetSent => {
                ("Link for a new password sent", "Отправлена ссылка для нового пароля")
            }
            A::UserExported => ("Data downloaded", "Данные скачаны"),
            A::UserDeletionBegun => ("Deletion begun", "Начато удаление"),
            A::PaymentRetried => ("Payment looked into again", "Платёж проверен повторно"),
            A::JobRetried => ("Job run again", "Задание запущено снова"),
            A::JobDiscarded => ("Job given up", "Задание снято с очереди"),
            A::UserOpenEventsLimited => {
                ("Open events limited", "Число открытых событий ограничено")
            }
            A::AccountSecondFactorStarted => {
                ("Second factor begun", "Начата настройка второго фактора")
            }
            A::AccountSecondFactorOn => ("Second factor on", "Второй фактор включён"),
            A::AccountSecondFactorOff => ("Second factor off", "Второй фактор выключен"),
            A::AccountRecoveryCodeUsed => ("Recovery code used", "Использован резервный код"),
            A::AccountSessionEnded => ("Session ended", "Сессия завершена"),
            A::AccountSessionsEnded => ("Other sessions ended", "Другие сессии завершены"),
            A::CategoryCreated => ("Category made", "Создана категория"),
            A::CategoryUpdated => ("Category changed", "Категория изменена"),
            A::CategoryDeleted => ("Category deleted", "Категория удалена"),
            A::CategoryMerged => ("Category merged", "Категория объединена с другой"),
            A::CategoriesAdded => ("Categories added", "Добавлены категории"),
            A::EventsImported => ("Events imported", "События импортированы"),
        };
        self.pick(en, ru).to_owned()
    }

    pub fn object_kind(&self, kind: ObjectKind) -> &'static str {
        let (en, ru) = match kind {
            ObjectKind::User => ("People", "Люди"),
            ObjectKind::Category => ("Categories", "Категории"),
            ObjectKind::Event => ("The event", "Событие"),
            ObjectKind::Session => ("Agenda", "Программа"),
            ObjectKind::Promotion => ("Promotions", "Акции"),
            ObjectKind::Venue => ("Venues", "Площадки"),
            ObjectKind::Booking => ("Bookings", "Брони"),
            ObjectKind::WaitlistEntry => ("Waiting list", "Лист ожидания"),
            ObjectKind::Payment => ("Payments", "Оплаты"),
            ObjectKind::Ticket => ("Tickets", "Билеты"),
            ObjectKind::TicketType => ("Ticket types", "Виды билетов"),
            ObjectKind::TicketPool => ("Shared quotas", "Общие квоты"),
            ObjectKind::CheckInList => ("Check-in lists", "Списки входа"),
            ObjectKind::Certificate => ("Certificates", "Сертификаты"),
            ObjectKind::Review => ("Reviews", "Отзывы"),
            ObjectKind::Mail => ("Mails", "Письма"),
            ObjectKind::Message => ("Messages", "Сообщения"),
            ObjectKind::Team => ("Team", "Команда"),
            ObjectKind::Job => ("Jobs", "Задания"),
        };
        self.pick(en, ru)
    }

    /// What a field is called; one without a name of its own as it is.
    pub fn history_field(&self, field: &str) -> String {
        let (en, ru) = match field {
            "status" => ("State", "Состояние"),
            "quantity" => ("Seats", "Места"),
            "title" => ("Title", "Название"),
            "hidden" => ("Taken off the catalogue", "Снято с публикации"),
            "hide_answer" => ("Answer", "Ответ"),
            "description" => ("Description", "Описание"),
            "slug" => ("Address of the page", "Адрес страницы"),
            "category" => ("Category", "Категория"),
            "location" => ("Place", "Место"),
            "venue" => ("Venue", "Площадка"),
            "online_meeting_url" => ("Online address", "Ссылка для подключения"),
            "sessions_added" => ("Sessions added", "Добавлено сессий"),
            "sessions_changed" => ("Sessions changed", "Изменено сессий"),
            "sessions_removed" => ("Sessions removed", "Удалено сессий"),
            "room" => ("Room", "Зал"),
            "track" => ("Track", "Направление"),
            "speaker_name" => ("Speakers", "Выступают"),
            "start_date" | "start_time" => ("Start", "Начало"),
            "end_date" | "end_time" => ("End", "Конец"),
            "timezone" => ("Time zone", "Часовой пояс"),
            "max_capacity" => ("Capacity", "Вместимость"),
            "max_per_person" => ("Seats a person", "Мест на человека"),
            "waitlist_open" => ("Waiting list is open", "Лист ожидания открыт"),
            "price" => ("Price", "Цена"),
            "currency" => ("Currency", "Валюта"),
            "image" => ("Picture", "Картинка"),
            "language" => ("Language", "Язык"),
            "refund_policy" => ("Refund rule", "Правила возврата"),
            "promo_code" => ("Promo code", "Промокод"),
            "paused" => ("Paused", "Приостановлен"),
            "discount" => ("Discount", "Скидка"),
            "amount" => ("Sum", "Сумма"),
            "total_price" => ("Total", "Итого"),
            "refunded" => ("Refunded", "Возвращено"),
            "ticket_type" => ("Kind of ticket", "Вид билета"),
            "ticket_types" => ("Kinds of ticket", "Виды билетов"),
            "attendee_name" => ("Name on the ticket", "Имя на билете"),
            "event" => ("Event", "Событие"),
            "name" => ("Name", "Название"),
            "note" => ("Note", "Заметка"),
            "email" => ("E-mail", "Почта"),
            "kind" => ("Message", "Письмо"),
            "role" => ("Role", "Роль"),
            "disabled" => ("Disabled", "Отключён"),
            "price_max" => ("Highest price", "Наибольшая цена"),
            "price_steps" => ("Prices for a time", "Временные цены"),
            "quota" => ("Quota", "Квота"),
            "pool" => ("Shared quota", "Общая квота"),
            "sale_from" => ("On sale from", "Продажа с"),
            "sale_until" => ("On sale until", "Продажа до"),
            "min_per_booking" => ("Fewest in a booking", "Минимум в брони"),
            "max_per_booking" => ("Most in a booking", "Максимум в брони"),
            "only_by_code" => ("Only with a promo code", "Только по промокоду"),
            "offering" => ("Sale", "Продажа"),
            "position" => ("Place in the list", "Место в списке"),
            "code" => ("Code", "Код"),
            "exchanges" => ("Exchange for another kind", "Обмен на другой вид"),
            "changes_close_hours" => {
                ("Changes end, hours before the start", "Изменения до начала, часов")
            }
            "changes_closed" => ("Changes are closed", "Изменения закрыты"),
            other => (other, other),
        };
        self.pick(en, ru).to_owned()
    }

    /// A state by its name in the database.
    pub fn history_state<'a>(&self, state: &'a str) -> &'a str {
        let (en, ru) = match state {
            "PENDING" | "OPEN" => ("waiting", "ждёт"),
            "EXPIRED" => ("time ran out", "время вышло"),
            "CONFIRMED" => ("confirmed", "подтверждена"),
            "CANCELLED" => ("cancelled", "отменено"),
            "DRAFT" => ("draft", "черновик"),
            "PUBLISHED" => ("published", "опубликовано"),
            "COMPLETED" => ("paid", "оплачено"),
            "FAILED" => ("declined", "отклонено"),
            "REFUNDED" => ("refunded", "возвращено"),
            "manager" => ("manager", "менеджер"),
            "editor" => ("editor", "редактор"),
            "door" => ("door", "вход"),
            "attendee" => ("attendee", "участник"),
            "organizer" => ("organizer", "организатор"),
            "admin" => ("administrator", "администратор"),
            other => (other, other),
        };
        self.pick(en, ru)
    }

    /// What a message is about, where its subject is not known.
    pub fn mail_kind(&self, kind: &str) -> String {
        let (en, ru) = match kind {
            "booking_confirmed" => ("Tickets", "Билеты"),
            "guest_ticket" => ("Complimentary ticket", "Пригласительный билет"),
            "ticket_handed_on" => ("Ticket for a guest", "Билет для гостя"),
            "ticket_taken_back" => ("Ticket taken back", "Билет забран"),
            "booking_cancelled" => ("Booking cancelled", "Бронь отменена"),
            "ticket_exchanged" => ("Ticket exchanged", "Билет обменян"),
            "tickets_cancelled" => ("Tickets cancelled", "Билеты отменены"),
            "booking_refunded" | "payment_refunded" => ("Refund", "Возврат"),
            "booking_moved" => ("Moved to another event", "Перенос на другое событие"),
            "payment_failed" => ("Payment declined", "Платёж отклонён"),
            "event_cancelled" => ("Event cancelled", "Событие отменено"),
            "event_changed" => ("Event changed", "Событие изменено"),
            "sessions_moved" => ("Agenda changed", "Программа изменилась"),
            "event_reminder" => ("Reminder", "Напоминание"),
            "event_survey" => ("How was it?", "Как всё прошло?"),
            "waitlist_offer" => ("Offer from the waiting list", "Предложение из листа ожидания"),
            "waitlist_offer_lapsed" => ("Offer ran out", "Предложение истекло"),
            "waitlist_ended" => ("Wait ended", "Ожидание окончено"),
            "event_hidden" => ("Taken off the catalogue", "Снято с публикации"),
            "event_restored" => ("Back in the catalogue", "Снова опубликовано"),
            "review_hidden" => ("Review hidden", "Отзыв скрыт"),
            "review_restored" => ("Review shown again", "Отзыв снова виден"),
            "review_replied" => ("Review answered", "Ответ на отзыв"),
            "certificate_issued" => ("Certificate", "Сертификат"),
            "password_reset" => ("Link for a new password", "Ссылка для нового пароля"),
            "verify_email" => ("Link to verify the address", "Ссылка для подтверждения адреса"),
            "password_changed" => ("Password changed", "Пароль изменён"),
            "email_change_requested" => {
                ("Another address asked for", "Запрошена смена адреса почты")
            }
            "email_changed" => ("Address changed", "Адрес почты изменён"),
            "team_invitation" => ("Invitation to the team", "Приглашение в команду"),
            other => (other, other),
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
    fn every_entry_has_words_in_both_languages() {
        let (en, ru) =
            (OrganizeBookingsTexts::of(Locale::En), OrganizeBookingsTexts::of(Locale::Ru));
        for action in AuditAction::ALL.map(AuditAction::as_str) {
            assert_ne!(en.history_action(action), action);
            assert_ne!(ru.history_action(action), en.history_action(action));
        }
        assert_eq!(en.history_action("thing.done"), "thing.done");
    }
}
