//! Texts of a person's bookings that the server puts together: no browser is sent them.

use super::{isolated, texts};

texts! {
    /// Said of a person's own booking, in its view model.
    BookingPageTexts over ticket_names::TicketNamesTexts {
        status_pending: "Waiting for payment", "Ждёт оплаты";
        status_paying: "Payment under way", "Оплата идёт";
        status_confirmed: "Confirmed", "Подтверждена";
        status_cancelled: "Cancelled", "Отменена";
        hold_text: "Your seats are held for", "Места закреплены за вами ещё";
        discount: "Discount", "Скидка";
        total: "Total", "Итого";
        payment_failed_text: "Nothing was charged and your seats are still held. Check the card or try another one.", "Деньги не списаны, места всё ещё за вами. Проверьте карту или попробуйте другую.";
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
        ended_paying: "Your payment is still under way. If it succeeds, you get the seats back where they are still free, or all of the money. The page changes by itself.", "Оплата ещё обрабатывается. Если она пройдёт, вы получите места, если они ещё свободны, или все деньги обратно. Страница обновится сама.";
        ended_expired_paying_text: "The seats went back to others.", "Места вернулись другим.";
        ended_nothing_back: "Under the refund rule of this booking nothing came back.", "По правилам возврата для этой брони деньги не возвращаются.";
        refunded_so_far: "Refunded", "Возвращено";
        late_but_seated: "Your payment came after the time to pay was over. Your seats were still free, so they are yours.", "Оплата пришла, когда время на неё уже вышло. Места ещё были свободны, и они ваши.";
        opened: "Opened", "Открыт";
        not_opened: "Not opened yet", "Ещё не открыт";
        closed_by_hand: "The organizer has closed changes to tickets: names and guests stay as they are.", "Организатор закрыл изменения билетов: имена и гости остаются как есть.";
        exchange_hold_text: "A ticket of the new kind is held for", "Билет нового вида закреплён за вами ещё";
        exchange_failed_text: "Nothing was charged, your ticket is what it was, and one of the new kind is still held. Check the card or try another one.", "Деньги не списаны, билет остался прежним, а билет нового вида всё ещё за вами. Проверьте карту или попробуйте другую.";
    }
}

impl BookingPageTexts {
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

    pub fn sent_to(&self, email: &str) -> String {
        let email = isolated(email);
        self.pick(format!("Sent to {email}."), format!("Отправлен на {email}."))
    }

    /// Until when names and guests can be changed, or since when not.
    pub fn changes_until(&self, when: &str, open: bool) -> String {
        if open {
            self.pick(
                format!("Names and guests can be changed until {when}."),
                format!("Имена и гостей можно менять до: {when}."),
            )
        } else {
            self.pick(
                format!("Changes ended {when}: names and guests stay as they are."),
                format!("Изменения завершены {when}: имена и гости остаются как есть."),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Area as _;
    use types::Locale;

    #[test]
    fn tickets_agree_with_their_number() {
        assert_eq!(BookingPageTexts::of(Locale::Ru).tickets_count(3), "3\u{a0}билета");
    }
}
