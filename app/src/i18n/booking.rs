//! Texts that an event's page and the pages of a booking share: refunds, the waitlist, promo codes.

use super::texts;

texts! {
    /// Said by an event's page and by the pages of a booking.
    BookingTexts over shared::Texts {
        // Event
        add_to_calendar: "Add to calendar", "В календарь";

        // Waitlist
        offer_accept: "Accept the offer", "Принять предложение";

        // Promotions and refunds
        have_promo_code: "Have a promo code?", "Есть промокод?";
        promo_code: "Promo code", "Промокод";
        no_refunds: "Seats cannot be refunded.", "Места не возвращаются.";
        full_refund_until_start: "Full refund until the event starts.", "Полный возврат до начала события.";
    }
}
