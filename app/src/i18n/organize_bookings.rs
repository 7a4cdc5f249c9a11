//! Texts of the organizer's lists of bookings and attendees, of one booking, of guests and of the
//! history.

use super::{isolated, texts};
use types::booking_actions::RefundChoice;
use types::bookings::{BookingStatus, CancelReason};
use types::event_bookings::{ChannelFilter, PaymentFilter, StatusFilter};
use types::payments::{PaymentMethod, PaymentStatus};
use types::{FieldError, FieldProblem, Wall};

texts! {
    /// Said by the pages of an event's bookings and people.
    OrganizeBookingsTexts over organize::OrganizeTexts {
        message_these: "Message these", "Написать им";
        // Lists
        search_bookings: "Name, e-mail, reference or ticket code", "Имя, почта, номер брони или код билета";
        all: "All", "Все";
        any: "Any", "Любое";
        state: "State", "Состояние";
        payment: "Payment", "Оплата";
        check_in: "Check-in", "Вход";
        checked_in_yes: "Checked in", "На месте";
        checked_in_no: "Not yet here", "Ещё не пришли";
        ever_confirmed: "Was confirmed", "Подтверждалась";
        channel_direct: "Booked on the page", "Со страницы события";
        channel_waitlist: "From the waiting list", "Из листа ожидания";
        channel_asked_for: "All but complimentary", "Кроме пригласительных";
        totals: "All of these together", "Всего по списку";
        too_many_to_sum: "More than 20,000 bookings are not summed up here: narrow the filter, or look at the overview.", "Больше 20 000 броней здесь не суммируются: сузьте фильтр или откройте обзор.";
        gross: "Gross", "Всего";
        discounts: "Discounts", "Скидки";
        paid_charged: "Was paid", "Была оплата";
        expected: "Expected", "Ожидаются";
        booked_from: "Booked from", "Забронировано с";
        booked_until: "Booked until", "Забронировано по";
        booking: "Booking", "Бронь";
        booked_by: "Booked by", "Кто забронировал";
        total: "Total", "Итого";
        complimentary: "Complimentary", "Пригласительный";
        filters_ignored: "Part of the address could not be read and was left out.", "Часть адреса не удалось прочитать, она не учтена.";
        nothing_sold_title: "No bookings yet", "Броней пока нет";
        nothing_sold_text: "Share the public page, or invite guests: every booking appears here at once.", "Поделитесь публичной страницей или пригласите гостей: каждая бронь сразу появится здесь.";
        nothing_found_title: "Nothing matches", "Ничего не найдено";
        nothing_found_text: "Try fewer filters or another spelling.", "Уберите часть фильтров или измените запрос.";
        beyond_title: "This page is empty", "Эта страница пуста";
        beyond_text: "The list is shorter than that.", "Список короче.";
        clear_filters: "Clear filters", "Сбросить фильтры";
        invite_guests: "Invite guests", "Пригласить гостей";

        // States
        state_pending: "Waiting for payment", "Ждёт оплаты";
        state_paying: "Being paid", "Оплачивается";
        state_offered: "Offered", "Предложена";
        pending_plural: "Not paid yet", "Не оплачены";
        confirmed_plural: "Confirmed", "Подтверждены";
        held_plural: "Waiting for payment", "Ждут оплаты";
        offered_plural: "Offered", "Предложены";
        cancelled_plural: "Cancelled", "Отменены";
        state_confirmed: "Confirmed", "Подтверждена";
        state_cancelled: "Cancelled", "Отменена";
        paid_pending: "Under way", "В пути";
        paid_completed: "Paid", "Оплачено";
        paid_failed: "Declined", "Отклонено";
        paid_refunded: "Refunded", "Возвращено";
        paid_none: "None", "Не было";
        ticket_valid: "Not checked in", "Вход не отмечен";
        ticket_void: "Cancelled", "Отменён";

        // One booking
        about_booking: "About this booking", "О брони";
        actions: "What can be done", "Что можно сделать";
        tickets: "Tickets", "Билеты";
        no_tickets: "There are tickets once the booking is confirmed.", "Билеты появятся, когда бронь будет подтверждена.";
        rename: "Rename", "Изменить имя";
        fact_seats: "Seats", "Места";
        fact_booked: "Booked", "Забронировано";
        fact_held_until: "Held until", "Держится до";
        fact_confirmed: "Confirmed", "Подтверждено";
        fact_cancelled: "Cancelled", "Отменено";
        fact_why: "Why", "Почему";
        fact_kind: "Kind", "Вид";
        ticket_kind: "Kind of ticket", "Вид билета";
        fact_promo_code: "Promo code", "Промокод";
        fact_origin: "Came from", "Источник";
        fact_exchange: "Exchange", "Обмен";
        fact_refund_until: "Full refund until", "Полный возврат до";
        money_title: "Money", "Деньги";
        ledger_line: "Line", "Строка";
        amount: "Amount", "Сумма";
        discount: "Discount", "Скидка";
        charge: "Charge", "Списание";
        charged: "Charged", "Списано";
        refunded: "Refunded", "Возвращено";
        net: "Net", "Остаток";
        card: "Card", "Карта";
        mails: "Messages", "Письма";
        no_mails: "Nothing was sent yet.", "Писем ещё не было.";
        mail_queued: "On its way", "В очереди";
        mail_sent: "Sent", "Отправлено";
        mail_failed: "Not delivered", "Не доставлено";
        mail_withheld: "Held back", "Задержано";
        send_again: "Send the tickets again", "Отправить билеты ещё раз";
        send_this_again: "Send again", "Отправить ещё раз";
        send_again_hint: "Messages go to the address that the booking has now; three a day at most.", "Письма уходят на нынешний адрес брони; не больше трёх в день.";
        note_title: "Note for the team", "Заметка для команды";
        note_label: "Note", "Заметка";
        note_hint: "Attendees do not see it on their pages.", "Участники не видят её на своих страницах.";
        note_save: "Save the note", "Сохранить заметку";

        // Steps
        do_cancel: "Cancel tickets", "Отменить билеты";
        do_refund: "Refund a sum", "Вернуть сумму";
        do_move: "Move to another event", "Перенести на другое событие";
        step_back: "Back to the booking", "Назад к брони";
        show_effect: "Show what happens", "Показать последствия";
        which_tickets: "Which tickets?", "Какие билеты?";
        what_goes_back: "What goes back?", "Что вернуть?";
        reason: "Reason", "Причина";
        reason_hint: "The attendee reads it in the message.", "Участник прочтёт её в письме.";
        refund_sum: "Sum", "Сумма";
        effect_seats_freed: "Seats that come free", "Освободится мест";
        effect_offered: "Offered to the waiting list at once", "Сразу предложат листу ожидания";
        effect_refund: "Goes back to the attendee", "Вернётся участнику";
        effect_left: "Still left of the payment", "Останется от оплаты";
        effect_told: "People who get a message", "Получат письмо";
        effect_seats: "Seats and tickets", "Места и билеты";
        effect_unchanged: "Stay as they are", "Без изменений";
        effect_seats_taken: "Seats taken in the other event", "Займёт мест на другом событии";
        move_to: "To which event?", "На какое событие?";
        kind_there: "Kind of ticket there", "Вид билета там";
        kind_as_here: "Of the same name as now", "С тем же названием, что и сейчас";
        choose_event: "Choose an event", "Выберите событие";
        no_targets: "None of your other upcoming events has room for this booking.", "Ни на одном из ваших будущих событий нет места для этой брони.";
        attendee_name: "Attendee", "Участник";
        ticket_code: "Ticket code", "Код билета";
        rename_hint: "The old name is no longer on the ticket. The code stays.", "Старого имени на билете больше не будет. Код останется.";
        rename_now: "Save the name", "Сохранить имя";

        // Guests
        guests_text: "A complimentary booking is a seat for free. Guests need no account: a message leads them to their ticket.", "Пригласительный — это бесплатное место. Аккаунт гостю не нужен: письмо ведёт прямо к билету.";
        guests_stand_there: "All attendees", "Все участники";
        one_guest: "One guest", "Один гость";
        guest_name: "Name", "Имя";
        guest_email: "E-mail", "Почта";
        guest_email_hint: "The ticket goes there.", "Туда придёт билет.";
        guest_kind: "Kind of ticket", "Вид билета";
        guest_kind_first: "The first with room", "Первый, где есть места";
        guest_kind_unknown: "The event has no such kind of ticket", "У события нет такого вида билетов";
        guest_kind_full: "No seat of this kind is left for this guest", "Мест этого вида этому гостю не хватило";
        column_kind: "Kind of ticket, if it has a column", "Вид билета, если он указан";
        others_kind: "Kind of ticket for all others", "Вид билета для всех остальных";
        invite_one: "Invite", "Пригласить";
        guest_file: "Many guests from a table", "Много гостей из таблицы";
        choose_file: "CSV file", "Файл CSV";
        file_hint: "Up to 500 rows with names and addresses, as Excel, Numbers or Google Sheets save them. Nobody is invited before you have seen every line.", "До 500 строк с именами и адресами, как их сохраняют Excel, Numbers и Google Таблицы. Никто не получит приглашение, пока вы не проверите все строки.";
        file_example: "An example", "Например";
        file_sample: "Name,E-mail\nAda Lovelace,ada@example.org\nGrace Hopper,grace@example.org", "Имя;Почта\nАнна Иванова;anna@example.org\nПётр Петров;petr@example.org";
        send_file: "Check the file", "Проверить файл";
        file_empty: "There is nothing in this file.", "В этом файле ничего нет.";
        file_too_large: "The file is larger than 1 MB.", "Файл больше 1 МБ.";
        file_too_many: "The file has more than 500 guests. Split it.", "В файле больше 500 гостей. Разделите его.";
        file_busy: "Too much is going on at the moment. Try again.", "Сейчас слишком много запросов. Попробуйте снова.";
        file_failed: "This is no table of text. Save it as CSV.", "Это не текстовая таблица. Сохраните её как CSV.";
        list_gone: "This table is no longer kept. Send it again.", "Эта таблица больше не хранится. Отправьте её снова.";
        send_another: "Another file", "Другой файл";
        first_rows: "The first rows of the file", "Первые строки файла";
        column_name: "Name", "Имя";
        column_surname: "Last name, if it has a column", "Фамилия, если она отдельно";
        column_email: "E-mail", "Почта";
        no_such_column: "None", "Нет";
        first_row_is_header: "The first row names the columns", "В первой строке — названия столбцов";
        apply_columns: "Apply", "Применить";
        dry_guests: "Guests in the file", "Гостей в файле";
        dry_invited: "Get a ticket", "Получат билет";
        dry_skipped: "Left out", "Пропущены";
        dry_refused: "Lines to correct", "Строки с ошибками";
        dry_seats: "Free seats afterwards", "Свободных мест потом";
        verdict_refused: "Correct these lines in your file and send it again. Until then nobody is invited.", "Исправьте эти строки в файле и отправьте его снова. До тех пор никто не приглашён.";
        verdict_seats: "There are not enough seats. Raise the capacity or send fewer guests.", "Мест не хватает. Увеличьте вместимость или уменьшите список.";
        verdict_nobody: "Everybody in this file has a ticket already. Nothing changes.", "У всех из этого файла уже есть билеты. Ничего не изменится.";
        line: "Line", "Строка";
        where_wrong: "Column", "Столбец";
        what_stands: "What stands there", "Что там";
        problem: "Problem", "Проблема";
        skip_invited: "Has a complimentary ticket already", "Пригласительный уже есть";
        skip_repeated: "Stands further up already", "Уже есть выше";
        skip_unreachable: "Nothing can be sent to this account", "Этому аккаунту нельзя ничего отправить";

        // History
        history_of: "About", "О чём";
        since: "From", "С";
        until: "Until", "По";
        show: "Show", "Показать";
        no_history: "Nothing is written down yet.", "Пока ничего не записано.";
        by_itself: "Event Hub, by itself", "Event Hub, автоматически";
        then: "then", "затем";
        was_changed: "Changed", "Изменено";
        nothing_there: "nothing", "пусто";
        yes: "yes", "да";
        no: "no", "нет";
        open_booking: "Open the booking", "Открыть бронь";
    }
}

impl OrganizeBookingsTexts {
    pub fn bookings_found(&self, n: i64) -> String {
        self.count(n, ("booking", "bookings"), ("бронь", "брони", "броней"))
    }

    pub fn attendees_found(&self, n: i64) -> String {
        self.count(n, ("attendee", "attendees"), ("участник", "участника", "участников"))
    }

    pub fn export_rows(&self, n: i64) -> String {
        self.count(
            n,
            ("row as a file:", "rows as a file:"),
            ("строка файлом:", "строки файлом:", "строк файлом:"),
        )
    }

    /// The accessible name of a link to a file.
    pub fn export_as(&self, format: &str, n: i64) -> String {
        let rows = self.count(n, ("row", "rows"), ("строка", "строки", "строк"));
        self.pick(format!("{format}, {rows}"), format!("{format}, {rows}"))
    }

    pub fn seen_of(&self, seen: i64, of: i64) -> String {
        format!("{}/{}", self.number(seen), self.number(of))
    }

    pub fn refunded_of(&self, money: &str) -> String {
        self.pick(format!("{money} refunded"), format!("возвращено {money}"))
    }

    /// The accessible name of the button that sends one of several messages again.
    pub fn send_again_of(&self, subject: &str) -> String {
        format!("{}: {subject}", self.send_this_again)
    }

    /// How a badge is coloured, and what it says of a booking.
    pub const fn booking_state(
        &self,
        status: BookingStatus,
        offered: bool,
        payment: Option<PaymentStatus>,
    ) -> (&'static str, &'static str) {
        match (status, payment) {
            (BookingStatus::Confirmed, _) => ("badge-ok", self.state_confirmed),
            (BookingStatus::Cancelled, _) => ("badge-past", self.state_cancelled),
            (BookingStatus::Pending, Some(PaymentStatus::Pending)) => {
                ("badge-few", self.state_paying)
            }
            (BookingStatus::Pending, _) if offered => ("badge-few", self.state_offered),
            (BookingStatus::Pending, _) => ("badge-few", self.state_pending),
        }
    }

    pub const fn payment_state(&self, status: PaymentStatus) -> (&'static str, &'static str) {
        match status {
            PaymentStatus::Pending => ("badge-few", self.paid_pending),
            PaymentStatus::Completed => ("badge-ok", self.paid_completed),
            PaymentStatus::Failed => ("badge-stop", self.paid_failed),
            PaymentStatus::Refunded => ("badge-past", self.paid_refunded),
        }
    }

    pub fn ticket_state(
        &self,
        checked_in: Option<&Wall>,
        cancelled: Option<&Wall>,
    ) -> (&'static str, String) {
        match (cancelled, checked_in) {
            (Some(_), _) => ("badge-past", self.ticket_void.to_owned()),
            (None, Some(at)) => {
                ("badge-ok", format!("{} {}", self.checked_in_yes, self.moment(at)))
            }
            (None, None) => ("badge-past", self.ticket_valid.to_owned()),
        }
    }

    pub const fn status_filter(&self, status: StatusFilter) -> &'static str {
        match status {
            StatusFilter::Confirmed => self.confirmed_plural,
            StatusFilter::Pending => self.pending_plural,
            StatusFilter::Held => self.held_plural,
            StatusFilter::Offered => self.offered_plural,
            StatusFilter::Cancelled => self.cancelled_plural,
        }
    }

    pub const fn payment_filter(&self, status: PaymentFilter) -> &'static str {
        match status {
            PaymentFilter::None => self.paid_none,
            PaymentFilter::Pending => self.paid_pending,
            PaymentFilter::Completed => self.paid_completed,
            PaymentFilter::Failed => self.paid_failed,
            PaymentFilter::Charged => self.paid_charged,
            PaymentFilter::Refunded => self.paid_refunded,
        }
    }

    pub const fn channel_filter(&self, channel: ChannelFilter) -> &'static str {
        match channel {
            ChannelFilter::Direct => self.channel_direct,
            ChannelFilter::Waitlist => self.channel_waitlist,
            ChannelFilter::Complimentary => self.complimentary,
            ChannelFilter::AskedFor => self.channel_asked_for,
        }
    }

    pub const fn payment_method(&self, method: PaymentMethod) -> &'static str {
        match method {
            PaymentMethod::MockCard => self.card,
            PaymentMethod::MockPaypal => "PayPal",
        }
    }

    pub fn cancel_reason(&self, reason: CancelReason) -> &'static str {
        let (en, ru) = match reason {
            CancelReason::Expired => ("The time to pay ran out", "Вышло время на оплату"),
            CancelReason::ByAttendee => ("By the attendee", "Участником"),
            CancelReason::ByOrganizer => ("By the organizer", "Организатором"),
            CancelReason::EventCancelled => ("The event was cancelled", "Событие отменено"),
            CancelReason::PaymentRefunded => ("The payment came too late", "Оплата пришла поздно"),
            CancelReason::OfferDeclined => ("The offer was declined", "От предложения отказались"),
        };
        self.pick(en, ru)
    }

    pub fn seats_at(&self, seats: i64, each: &str) -> String {
        format!("{} × {each}", self.seats(seats))
    }

    pub fn discount_with(&self, code: &str) -> String {
        self.pick(format!("Discount ({code})"), format!("Скидка ({code})"))
    }

    /// A line of the ledger, with its reason as the ledger names it.
    pub fn refund_because(&self, reason: &str) -> String {
        let (en, ru) = match reason {
            "by_attendee" => ("cancelled by the attendee", "отмена участником"),
            "by_organizer" => ("cancelled by the organizer", "отмена организатором"),
            "event_cancelled" => ("event cancelled", "событие отменено"),
            "ticket_cancelled" => ("ticket cancelled", "билет отменён"),
            "ticket_exchanged" => ("ticket exchanged", "билет обменян"),
            "goodwill" => ("chosen sum", "выбранная сумма"),
            "payment_refunded" | "too_late" => ("paid too late", "оплата пришла поздно"),
            other => (other, other),
        };
        self.pick(format!("Refund: {en}"), format!("Возврат: {ru}"))
    }

    pub fn handed_on_to(&self, email: &str) -> String {
        let email = isolated(email);
        self.pick(format!("handed on to {email}"), format!("передан на {email}"))
    }

    pub fn rename_ticket(&self, name: &str) -> String {
        self.pick(format!("Rename the ticket of {name}"), format!("Изменить имя на билете: {name}"))
    }

    pub fn refund_choice(&self, choice: RefundChoice) -> &'static str {
        let (en, ru) = match choice {
            RefundChoice::Rule => ("By the refund rule", "По правилам возврата"),
            RefundChoice::Full => ("All of it", "Всё"),
            RefundChoice::None => ("Nothing", "Ничего"),
        };
        self.pick(en, ru)
    }

    pub fn refund_at_most(&self, money: &str) -> String {
        self.pick(format!("At most {money}."), format!("Не больше {money}."))
    }

    pub fn refund_now(&self, money: &str) -> String {
        self.pick(format!("Refund {money}"), format!("Вернуть {money}"))
    }

    /// The button that cancels, with its numbers.
    pub fn cancel_now(&self, seats: i64, refund: Option<&str>) -> String {
        let what = self.count(seats, ("seat", "seats"), ("место", "места", "мест"));
        let (en, ru) = (format!("Cancel {what}"), format!("Отменить {what}"));
        match refund {
            Some(money) => {
                self.pick(format!("{en}, refund {money}"), format!("{ru}, вернуть {money}"))
            }
            None => self.pick(en, ru),
        }
    }

    pub fn move_now(&self, seats: i64) -> String {
        let what = self.seats(seats);
        self.pick(format!("Move {what}"), format!("Перенести {what}"))
    }

    pub fn seats_to_parties(&self, seats: i64, parties: i64) -> String {
        let seats = self.seats(seats);
        let who =
            self.plural(parties, ("party", "parties"), ("компании", "компаниям", "компаниям"));
        self.pick(format!("{seats} to {parties} {who}"), format!("{seats} — {parties} {who}"))
    }
}

/// Guests.
impl OrganizeBookingsTexts {
    pub fn guests_invited(&self, invited: i64, skipped: i64) -> String {
        let guests = self.count(invited, ("guest", "guests"), ("гость", "гостя", "гостей"));
        let (en, ru) = if invited == 0 {
            ("Nobody new was invited.".to_owned(), "Новых приглашений нет.".to_owned())
        } else {
            let verb = if invited == 1 { "has" } else { "have" };
            (
                format!("{guests} {verb} a ticket. The messages are on their way."),
                format!("Приглашено: {guests}. Письма уже в пути."),
            )
        };
        if skipped == 0 {
            return self.pick(en, ru);
        }
        self.pick(format!("{en} Left out: {skipped}."), format!("{ru} Пропущено: {skipped}."))
    }

    /// Why a file was not taken, from the word in the address.
    pub fn file_refused(&self, word: &str) -> Option<&'static str> {
        Some(match word {
            "empty" => self.file_empty,
            "too_large" => self.file_too_large,
            "too_many" => self.file_too_many,
            "busy" => self.file_busy,
            "failed" => self.file_failed,
            _ => return None,
        })
    }

    /// A column by its place, counted from 0, and its title.
    pub fn column_title(&self, nth: usize, title: &str) -> String {
        let nth = nth + 1;
        if title.is_empty() {
            self.pick(format!("Column {nth}"), format!("Столбец {nth}"))
        } else {
            format!("{nth}. {title}")
        }
    }

    pub fn invite_many(&self, guests: usize) -> String {
        let guests = i64::try_from(guests).unwrap_or(i64::MAX);
        let what = self.count(guests, ("guest", "guests"), ("гостя", "гостей", "гостей"));
        self.pick(format!("Invite {what}"), format!("Пригласить {what}"))
    }

    pub fn seats_missing(&self, seats: i64) -> String {
        let seats = self.seats(seats);
        self.pick(format!("{seats} missing"), format!("не хватает: {seats}"))
    }

    pub fn guest_field(&self, field: &str) -> &'static str {
        match field {
            "email" => self.guest_email,
            "ticket_type" => self.guest_kind,
            _ => self.guest_name,
        }
    }

    /// What is wrong with a line.
    pub fn guest_problem(&self, error: &FieldError) -> String {
        match (error.field.as_str(), error.problem) {
            ("ticket_type", FieldProblem::NotFound) => self.guest_kind_unknown.to_owned(),
            ("ticket_type", FieldProblem::TooLarge) => self.guest_kind_full.to_owned(),
            _ => self.field_error(error),
        }
    }

    pub const fn skip_reason(&self, reason: types::guests::SkipReason) -> &'static str {
        use types::guests::SkipReason;
        match reason {
            SkipReason::AlreadyInvited => self.skip_invited,
            SkipReason::Repeated => self.skip_repeated,
            SkipReason::NotReachable => self.skip_unreachable,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Area as _;
    use types::Locale;

    #[test]
    fn a_button_says_what_it_does_in_numbers() {
        let (en, ru) =
            (OrganizeBookingsTexts::of(Locale::En), OrganizeBookingsTexts::of(Locale::Ru));
        assert_eq!(en.cancel_now(2, Some("€50.00")), "Cancel 2\u{a0}seats, refund €50.00");
        assert_eq!(ru.cancel_now(1, None), "Отменить 1\u{a0}место");
        assert_eq!(ru.invite_many(21), "Пригласить 21\u{a0}гостя");
        assert_eq!(
            en.guests_invited(1, 2),
            "1\u{a0}guest has a ticket. The messages are on their way. Left out: 2."
        );
    }
}
