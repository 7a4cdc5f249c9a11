//! Texts of a ticket's name, of handing it on, and of the organizer's rules for both.

use super::texts;

texts! {
    /// Said by the tickets of one's own booking.
    TicketNamesTexts over my_bookings::MyBookingsTexts {
        name_on_ticket: "Name on the ticket", "Имя на билете";
        name_hint: "Empty: your own name.", "Пусто: ваше имя.";
        write_name: "Save the name", "Сохранить имя";
        hand_on: "Send to a guest", "Передать гостю";
        hand_on_text: "Your guest gets the ticket by mail, with a link that needs no account. It gets a new code that only your guest has; this one is void at once.", "Гость получит билет по почте, со ссылкой, для которой не нужен аккаунт. У билета появится новый код, он будет только у гостя, а этот сразу перестанет действовать.";
        guest_name: "Your guest’s name", "Имя гостя";
        guest_email: "Your guest’s e-mail", "Почта гостя";
        hand_on_now: "Send the ticket", "Отправить билет";
        send_again: "Send it again", "Отправить ещё раз";
        take_back: "Take it back", "Забрать";
        take_back_text: "Your guest’s link and code stop working, and the ticket is yours again, under your name and with another new code. Your guest is told by mail.", "Ссылка и код гостя перестанут работать, а билет снова станет вашим, с вашим именем и ещё одним новым кодом. Гостю придёт письмо.";
        take_back_now: "Yes, take it back", "Да, забрать";
    }
}

impl TicketNamesTexts {
    pub fn of_ticket(&self, what: &str, number: usize) -> String {
        self.pick(format!("{what}: ticket {number}"), format!("{what}: билет {number}"))
    }
}
