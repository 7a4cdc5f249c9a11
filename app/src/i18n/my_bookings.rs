//! Texts of the list of bookings and of a booking's own page.

use super::texts;

texts! {
    /// Said by the pages of a person's bookings.
    MyBookingsTexts over booking::BookingTexts {
        // The list of bookings
        cancelled_plural: "Cancelled", "Отменённые";
        past: "Past", "Прошедшие";
        upcoming: "Upcoming", "Предстоящие";

        // Bookings
        no_bookings_text: "When you book seats, they and their tickets are kept here.", "Когда вы забронируете места, они и билеты будут храниться здесь.";
        summary: "Summary", "Ваш заказ";
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
        confirmed_title: "You are going!", "Вы идёте!";
        tickets: "Tickets", "Билеты";
        tickets_pdf: "Tickets as PDF", "Билеты в PDF";
        ticket_code: "Code", "Код";
        cancel_booking: "Cancel booking", "Отменить бронь";
        cancel_confirm: "Yes, cancel this booking", "Да, отменить бронь";
        book_again: "Book again", "Забронировать снова";

        // Waitlist
        waiting: "Waiting", "В очереди";
        waits_title: "Waiting lists", "Листы ожидания";
        offer_open: "Offered to you", "Предложено вам";
        offer_accept_text: "It costs nothing: accept the offer, and the tickets are here at once.", "Это бесплатно: примите предложение, и билеты сразу появятся здесь.";

        // Promotions and refunds
        apply_code: "Apply", "Применить";
        cancel_ticket_confirm: "Yes, cancel this ticket", "Да, отменить билет";

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
    pub fn confirmation_sent(&self, email: &str) -> String {
        self.pick(
            format!("Tickets are on their way to {email}."),
            format!("Билеты отправлены на {email}."),
        )
    }

    pub fn remove_code(&self, code: &str) -> String {
        self.pick(format!("Remove code {code}"), format!("Убрать код {code}"))
    }

    pub fn cancel_ticket_number(&self, n: usize) -> String {
        self.pick(format!("Cancel ticket {n}"), format!("Отменить билет {n}"))
    }
}
