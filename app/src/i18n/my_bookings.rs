//! Texts of the list of bookings and of a booking's own page.

use super::{isolated, texts};

texts! {
    /// Said by the pages of a person's bookings.
    MyBookingsTexts over booking::BookingTexts {
        // The list of bookings
        cancelled_plural: "Cancelled", "Отменённые";
        past: "Past", "Прошедшие";
        upcoming: "Upcoming", "Предстоящие";

        // Bookings
        no_bookings_text: "When you book seats, they and their tickets are kept here.", "Когда вы забронируете места, они и билеты будут храниться здесь.";
        status_pending: "Waiting for payment", "Ждёт оплаты";
        status_paying: "Payment under way", "Оплата идёт";
        status_confirmed: "Confirmed", "Подтверждена";
        status_cancelled: "Cancelled", "Отменена";
        hold_text: "Your seats are held for", "Места закреплены за вами ещё";
        summary: "Summary", "Ваш заказ";
        discount: "Discount", "Скидка";
        total: "Total", "Итого";
        payment: "Payment", "Оплата";
        pay_with: "Pay with", "Способ оплаты";
        card: "Card", "Карта";
        card_number: "Card number", "Номер карты";
        card_slip: "One of the digits seems wrong.", "Похоже, одна из цифр неверна.";
        demo_cards: "This is a demonstration: no money moves. Test cards:", "Это демонстрация: деньги не списываются. Тестовые карты:";
        demo_card_good: "succeeds", "проходит";
        demo_card_bad: "is declined", "отклоняется";
        pay_note: "Only the last four digits are kept.", "Мы храним только последние четыре цифры.";
        paying_title: "Your payment is under way", "Оплата обрабатывается";
        paying_text: "This takes a few seconds. The page changes by itself.", "Это займёт несколько секунд. Страница обновится сама.";
        payment_failed_title: "The payment was declined", "Платёж отклонён";
        payment_failed_text: "Nothing was charged and your seats are still held. Check the card or try another one.", "Деньги не списаны, места всё ещё за вами. Проверьте карту или попробуйте другую.";
        confirmed_title: "You are going!", "Вы идёте!";
        tickets: "Tickets", "Билеты";
        tickets_pdf: "Tickets as PDF", "Билеты в PDF";
        ticket_code: "Code", "Код";
        cancel_booking: "Cancel booking", "Отменить бронь";
        cancel_confirm: "Yes, cancel this booking", "Да, отменить бронь";
        cancel_free_text: "Your seats go back to others. Nothing was charged.", "Места вернутся другим. Деньги не списывались.";
        cancel_used: "Somebody was let in with a ticket of this booking, so it cannot be cancelled as a whole. Tickets that were not used can be given back one by one.", "По билету этой брони уже прошли на событие, поэтому отменить её целиком нельзя. Неиспользованные билеты можно вернуть по одному.";
        cancel_no_refund: "It is too late for a refund: nothing comes back.", "Для возврата денег уже поздно: ничего не вернётся.";
        ended_expired: "The time to pay ran out", "Время на оплату вышло";
        ended_expired_text: "The seats went back to others and nothing was charged. If there are still seats, you can book again.", "Места вернулись другим, деньги не списаны. Если места ещё есть, забронируйте снова.";
        ended_event: "The organizer cancelled the event", "Организатор отменил событие";
        ended_event_text: "We are sorry. What you paid comes back in full.", "Нам жаль. Всё, что вы заплатили, вернётся полностью.";
        ended_refunded: "Your payment came too late", "Оплата пришла слишком поздно";
        ended_refunded_text: "The seats were gone by then, so the money went straight back.", "Мест уже не было, поэтому деньги сразу отправлены обратно.";
        ended_declined: "You declined the offer", "Вы отказались от предложения";
        ended_declined_text: "The seats went to the next in line.", "Места достались следующим в очереди.";
        ended_by_organizer: "The organizer cancelled this booking", "Организатор отменил эту бронь";
        ended_by_organizer_text: "We have mailed you the reason.", "Причину мы отправили вам письмом.";
        ended_by_you: "You cancelled this booking", "Вы отменили эту бронь";
        ended_by_you_text: "The seats went back to others.", "Места вернулись другим.";
        book_again: "Book again", "Забронировать снова";

        // Waitlist
        waiting: "Waiting", "В очереди";
        waits_title: "Waiting lists", "Листы ожидания";
        offer_open: "Offered to you", "Предложено вам";
        offer_accept_text: "It costs nothing: accept the offer, and the tickets are here at once.", "Это бесплатно: примите предложение, и билеты сразу появятся здесь.";

        // Promotions and refunds
        apply_code: "Apply", "Применить";
        refunded_so_far: "Refunded", "Возвращено";
        cancel_ticket_confirm: "Yes, cancel this ticket", "Да, отменить билет";
        late_but_seated: "Your payment came after the time to pay was over. Your seats were still free, so they are yours.", "Оплата пришла, когда время на неё уже вышло. Места ещё были свободны, и они ваши.";
        ended_paying: "Your payment is still under way. If it succeeds, you get the seats back where they are still free, or all of the money. The page changes by itself.", "Оплата ещё обрабатывается. Если она пройдёт, вы получите места, если они ещё свободны, или все деньги обратно. Страница обновится сама.";
        ended_expired_paying_text: "The seats went back to others.", "Места вернулись другим.";
        ended_nothing_back: "Under the refund rule of this booking nothing came back.", "По правилам возврата для этой брони деньги не возвращаются.";

        // Profiles and my data
        show_tickets: "Show at the door", "Показать на входе";
        no_upcoming_title: "Nothing coming up", "Ничего не предстоит";
        no_past_title: "Nothing in the past yet", "Прошедших пока нет";
        no_past_text: "Events that you went to are kept here.", "Здесь хранятся события, на которых вы были.";
        no_cancelled_title: "Nothing was cancelled", "Отменённых нет";
        no_cancelled_text: "Bookings that did not come about are kept here.", "Здесь хранятся несостоявшиеся брони.";
    }
}

impl MyBookingsTexts {
    pub fn tickets_count(&self, n: i64) -> String {
        self.count(n, ("ticket", "tickets"), ("билет", "билета", "билетов"))
    }

    pub fn booking_title(&self, reference: &str) -> String {
        self.pick(format!("Booking {reference}"), format!("Бронь {reference}"))
    }

    pub fn ticket_number(&self, n: usize, of: usize) -> String {
        self.pick(format!("Ticket {n} of {of}"), format!("Билет {n} из {of}"))
    }

    pub fn qr_label(&self, code: &str) -> String {
        self.pick(format!("QR code of ticket {code}"), format!("QR-код билета {code}"))
    }

    pub fn pay_amount(&self, money: &str) -> String {
        self.pick(format!("Pay {money}"), format!("Оплатить {money}"))
    }

    pub fn seats_times(&self, seats: i64, each: &str) -> String {
        format!("{} × {each}", self.seats(seats))
    }

    /// `2 × Student, €15.00`
    pub fn item_times(&self, quantity: i32, kind: &str, each: &str) -> String {
        format!("{} × {}, {each}", self.number(quantity.into()), isolated(kind))
    }

    pub fn checked_in(&self, when: &str) -> String {
        self.pick(format!("Checked in {when}"), format!("Отмечен на входе {when}"))
    }

    pub fn confirmation_sent(&self, email: &str) -> String {
        self.pick(
            format!("Tickets are on their way to {email}."),
            format!("Билеты отправлены на {email}."),
        )
    }

    /// The refund rule's deadline, in the event's zone.
    pub fn refund_deadline(&self, when: &str, over: bool) -> String {
        if over {
            self.pick(
                format!("The time for a full refund ended {when}."),
                format!("Полный возврат был возможен до: {when}."),
            )
        } else {
            self.pick(
                format!("Full refund possible until {when}."),
                format!("Полный возврат возможен до: {when}."),
            )
        }
    }

    /// A full refund after the event was moved, and its deadline in the event's zone.
    pub fn moved_refund(&self, when: &str) -> String {
        self.pick(
            format!("The event was moved after you booked. You can cancel with a full refund until {when}."),
            format!("Событие перенесли после вашей брони. До {when} её можно отменить с полным возвратом."),
        )
    }

    pub fn refund_amount(&self, money: &str) -> String {
        self.pick(
            format!("You get {money} back to the way you paid."),
            format!("Вам вернётся {money} тем же способом, каким вы платили."),
        )
    }

    /// A refund after the booking has ended.
    pub fn money_is_back(&self, money: &str) -> String {
        self.pick(
            format!("{money} is on its way to the card or account you paid with."),
            format!("{money} возвращается на карту или счёт, с которого вы платили."),
        )
    }

    pub fn discount_with(&self, code: &str) -> String {
        self.pick(format!("Discount ({code})"), format!("Скидка ({code})"))
    }

    pub fn remove_code(&self, code: &str) -> String {
        self.pick(format!("Remove code {code}"), format!("Убрать код {code}"))
    }

    pub fn cancel_ticket_number(&self, n: usize) -> String {
        self.pick(format!("Cancel ticket {n}"), format!("Отменить билет {n}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Area as _;
    use types::Locale;

    #[test]
    fn tickets_agree_with_their_number() {
        assert_eq!(MyBookingsTexts::of(Locale::Ru).tickets_count(3), "3\u{a0}билета");
    }
}
