//! Messages about exchanges that are paid for.

use super::*;

fn text(kind: MailKind, locale: Locale, data: Value) -> String {
    let mut draft = letter(kind, locale, data);
    if let Some(booking) = &mut draft.booking {
        booking.status = BookingStatus::Confirmed;
    }
    render(&draft, BASE).unwrap().text
}

#[test]
fn what_was_paid_for_a_dearer_ticket_is_told() {
    let data = json!({ "paid": "15.00", "currency": "EUR", "seat": 2, "attendee": "Ada Lovelace",
        "from": "Student", "to": "Adult" });
    let english = text(MailKind::TicketExchanged, Locale::En, data.clone());
    assert!(english.contains("You paid 15.00 EUR more for it."), "{english}");
    assert!(!english.contains("refunded"), "{english}");
    let russian = text(MailKind::TicketExchanged, Locale::Ru, data);
    assert!(russian.contains("Вы доплатили"), "{russian}");
}

#[test]
fn a_payment_that_failed_says_which_ticket_stays_what_it_is_and_how_long_it_can_be_tried() {
    let mut data = json!({ "seat": 2, "attendee": "Ada Lovelace", "to": "Adult",
        "until": "2026-11-22T19:30:00Z" });
    let held = text(MailKind::PaymentFailed, Locale::En, data.clone());
    assert!(held.contains("It was to make ticket 2 “Adult”."), "{held}");
    assert!(held.contains("is held until") && held.contains("20:30"), "{held}");
    assert!(held.contains("Try again") && !held.contains("Your seats"), "{held}");
    data.as_object_mut().unwrap().remove("until");
    let over = text(MailKind::PaymentFailed, Locale::En, data);
    assert!(over.contains("begin the exchange again"), "{over}");
    assert!(over.contains("See your booking") && !over.contains("Try again"), "{over}");
}

#[test]
fn a_payment_that_came_too_late_is_told_with_its_ticket() {
    let data = json!({ "seat": 2, "refunded": "15.00", "currency": "EUR" });
    let late = text(MailKind::PaymentRefunded, Locale::En, data);
    assert!(late.contains("when ticket 2 could not be exchanged any more"), "{late}");
    assert!(late.contains("refunded 15.00 EUR") && !late.contains("no seat for it"), "{late}");
}
