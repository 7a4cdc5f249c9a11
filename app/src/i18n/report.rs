//! Texts of the books: what was charged, given off and given back.

use super::texts;
use crate::actions::run::report::Choice;
use types::reports::BookKind;

texts! {
    /// Said by the pages of the books.
    ReportTexts over organize::OrganizeTexts {
        books_of_all: "Books of all events", "Учёт по всем событиям";
        period: "Period", "Период";
        this_month: "This month", "Этот месяц";
        last_month: "Last month", "Прошлый месяц";
        this_year: "This year", "Этот год";
        last_year: "Last year", "Прошлый год";
        from: "From", "С";
        to: "To, with this day", "По, включая этот день";
        show_period: "Show", "Показать";
        closed: "This period is over: its books stay as they are, whatever is refunded or changed later.", "Период закончился: его учёт больше не изменится, что бы ни вернули и ни поменяли позже.";
        still_open: "This period is not over yet: more may come.", "Период ещё не закончился: данные могут добавиться.";
        totals: "Totals by currency", "Итого по валютам";
        by_month: "By month", "По месяцам";
        by_day: "By day", "По дням";
        lines_title: "Lines", "Записи";
        day: "Day", "День";
        month: "Month", "Месяц";
        currency: "Currency", "Валюта";
        gross: "Gross", "Всего";
        discounts: "Discounts", "Скидки";
        charged: "Charged", "Оплачено";
        refunds: "Refunds", "Возвраты";
        net: "Net", "Остаток";
        lines_count: "Lines", "Записей";
        at: "When", "Когда";
        kind: "What", "Что";
        event: "Event", "Событие";
        booking: "Booking", "Бронь";
        payment: "Payment", "Платёж";
        reason: "Reason", "Причина";
        charge: "Charge", "Оплата";
        refund: "Refund", "Возврат";
        moved_in: "Moved here", "Перенос сюда";
        moved_out: "Moved away", "Перенос отсюда";
        all_lines: "All lines of the period", "Все записи периода";
        lines_as_file: "Lines as a file", "Записи файлом";
        days_as_file: "Days as a file", "Дни файлом";
        nothing_title: "Nothing moved", "Движений нет";
        nothing_text: "Within these days nothing was charged and nothing was given back. Free and complimentary bookings are not in the books.", "За эти дни ничего не оплачивали и не возвращали. Бесплатные и пригласительные брони в учёт не входят.";
        no_lines: "There is no such line.", "Таких записей нет.";
        ignored: "Part of the address could not be read: these are the books of the days above.", "Часть адреса не удалось прочитать: показан учёт за дни, указанные выше.";
        change_zone: "Change the time zone of your account", "Изменить часовой пояс аккаунта";
        because_payment: "Paid", "Оплачено";
        because_late_payment: "The payment came too late", "Оплата пришла слишком поздно";
        because_goodwill: "Goodwill", "По решению организатора";
        because_by_attendee: "Cancelled by the attendee", "Отменил участник";
        because_by_organizer: "Cancelled by the team", "Отменила команда";
        because_event_cancelled: "The event was cancelled", "Событие отменено";
        because_ticket_cancelled: "A ticket was given back", "Сдан билет";
        because_ticket_exchanged: "A ticket was exchanged", "Обменян билет";
        because_booking_moved: "Moved to another event", "Бронь перенесена";
        of_one_event: "The books of one event are on its own page. Net is what was charged less what went back.", "Учёт одного события смотрите на его странице. Остаток: оплачено за вычетом возвратов.";
    }
}

impl ReportTexts {
    pub const fn choice(&self, choice: Choice) -> &'static str {
        match choice {
            Choice::ThisMonth => self.this_month,
            Choice::LastMonth => self.last_month,
            Choice::ThisYear => self.this_year,
            Choice::LastYear => self.last_year,
        }
    }

    pub const fn book_kind(&self, kind: BookKind) -> &'static str {
        match kind {
            BookKind::Charge => self.charge,
            BookKind::Refund => self.refund,
            BookKind::MovedIn => self.moved_in,
            BookKind::MovedOut => self.moved_out,
        }
    }

    /// Why a line was written; a reason that has no words of its own as it stands in the ledger.
    pub fn book_reason(&self, reason: &str) -> String {
        match reason {
            "payment" | "booking" => self.because_payment,
            "late_payment" => self.because_late_payment,
            "goodwill" => self.because_goodwill,
            "by_attendee" => self.because_by_attendee,
            "by_organizer" => self.because_by_organizer,
            "event_cancelled" => self.because_event_cancelled,
            "ticket_cancelled" => self.because_ticket_cancelled,
            "ticket_exchanged" => self.because_ticket_exchanged,
            "booking_moved" => self.because_booking_moved,
            other => other,
        }
        .to_owned()
    }

    /// From the first to the last day.
    pub fn books_from_to(&self, from: &str, to: &str) -> String {
        self.pick(format!("From {from} to {to}"), format!("С {from} по {to}"))
    }

    pub fn days_counted_in(&self, zone: &str) -> String {
        self.pick(
            format!("Days are counted by the clock of {zone}."),
            format!("Дни считаются по часам зоны {zone}."),
        )
    }

    pub fn without_money(&self, n: i64) -> String {
        let bookings = self.count(n, ("booking", "bookings"), ("бронь", "брони", "броней"));
        self.pick(
            format!("Confirmed without any money: {bookings}. They are not in the books."),
            format!("Подтверждено без оплаты: {bookings}. В учёт они не входят."),
        )
    }

    pub fn lines_found(&self, n: i64) -> String {
        self.count(n, ("line", "lines"), ("запись", "записи", "записей"))
    }

    /// The link from a sum to what it is the sum of.
    pub fn lines_of(&self, what: &str) -> String {
        self.pick(format!("Lines: {what}"), format!("Записи: {what}"))
    }
}
