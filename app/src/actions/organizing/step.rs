//! What an address or a form says of a step, read into what the use cases take.

use crate::forms::FlashMessage;
use domain::bookings::Run;
use rust_decimal::Decimal;
use types::booking_actions::{CancelBooking, MoveBooking, RefundBooking, RefundChoice};
use types::exchange::{ExchangeForAttendee, Sum};
use types::ids::{BookingId, TicketId, TicketTypeId};
use types::{ErrorCode, Failure, FieldProblem};

/// A rehearsal needs no reason of its own; nobody is told.
const REHEARSED: &str = "–";

/// What an address asks to see the effect of.
pub(super) enum Step {
    Cancel(CancelBooking),
    Refund(RefundBooking),
    Move(MoveBooking),
    Exchange(TicketId, ExchangeForAttendee),
}

/// None as long as something is missing.
pub(super) fn of_address(query: &str) -> Result<Option<Step>, Failure> {
    let pairs: Vec<(String, String)> =
        url::form_urlencoded::parse(query.trim_start_matches('?').as_bytes())
            .map(|(name, value)| (name.into_owned(), value.trim().to_owned()))
            .collect();
    let last = |wanted: &str| {
        let found = pairs.iter().rev().find(|(name, _)| name == wanted);
        found.map_or("", |(_, value)| value.as_str())
    };
    let tickets: Vec<&str> = pairs
        .iter()
        .filter(|(name, _)| name == "ticket")
        .map(|(_, value)| value.as_str())
        .collect();
    Ok(match last("do") {
        "cancel" => Some(Step::Cancel(cancel(&tickets.join(","), last("refund"), REHEARSED)?)),
        "refund" if !last("amount").is_empty() => {
            Some(Step::Refund(refund(last("amount"), REHEARSED)?))
        }
        "exchange" if !last("to").is_empty() => {
            let (ticket, input) = exchange(last("ticket"), last("to"), last("refund"), REHEARSED)?;
            Some(Step::Exchange(ticket, input))
        }
        "move" if !last("to").is_empty() => {
            Some(Step::Move(relocate(last("to"), last("kind"), REHEARSED)?))
        }
        _ => None,
    })
}

/// What costs more is given as a present: whoever chose it was told so.
pub(super) fn exchange(
    ticket: &str,
    to: &str,
    refund: &str,
    reason: &str,
) -> Result<(TicketId, ExchangeForAttendee), Failure> {
    let ticket = ticket.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
    let unknown = |_| Failure::field("ticket_type", FieldProblem::NotFound);
    let ticket_type = to.parse().map_err(unknown)?;
    let refund = match refund.trim() {
        "" => None,
        typed => {
            let wrong = || Failure::field("refund", FieldProblem::Invalid);
            Some(Sum(read_amount(typed).ok_or_else(wrong)?))
        }
    };
    let reason = reason.to_owned();
    Ok((ticket, ExchangeForAttendee { ticket_type, reason, waive: true, refund }))
}

/// No ticket in particular means the whole booking.
pub(super) fn cancel(tickets: &str, refund: &str, reason: &str) -> Result<CancelBooking, Failure> {
    let unknown = || Failure::field("tickets", FieldProblem::NotFound);
    let ids = tickets.split(',').map(str::trim).filter(|id| !id.is_empty());
    let ids = ids.map(|id| id.parse().map_err(|_| unknown())).collect::<Result<Vec<_>, _>>()?;
    let refund = match refund {
        "" => RefundChoice::Rule,
        other => RefundChoice::parse(other)
            .ok_or_else(|| Failure::field("refund", FieldProblem::Invalid))?,
    };
    let tickets = (!ids.is_empty()).then_some(ids);
    Ok(CancelBooking { reason: reason.to_owned(), refund, tickets })
}

pub(super) fn refund(amount: &str, reason: &str) -> Result<RefundBooking, Failure> {
    let amount =
        read_amount(amount).ok_or_else(|| Failure::field("amount", FieldProblem::Invalid))?;
    Ok(RefundBooking { amount, reason: reason.to_owned() })
}

/// A kind of ticket is named with its event: one of another that was chosen before says nothing.
pub(super) fn relocate(to: &str, kind: &str, reason: &str) -> Result<MoveBooking, Failure> {
    let unknown = |_| Failure::field("ticket_type", FieldProblem::NotFound);
    let kind = kind.split_once('.').filter(|(event, _)| *event == to);
    let ticket_type =
        kind.map(|(_, id)| id.parse::<TicketTypeId>()).transpose().map_err(unknown)?;
    Ok(MoveBooking { event: to.to_owned(), reason: reason.to_owned(), ticket_type })
}

/// A sum as people type it: `10`, `10.50`, `10,50`, `1 000,00`.
fn read_amount(typed: &str) -> Option<Decimal> {
    let plain: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let fits = (1..=16).contains(&plain.len())
        && plain.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',')
        && plain.matches(['.', ',']).count() <= 1;
    fits.then(|| plain.replace(',', ".").parse().ok()).flatten()
}

pub(super) fn booking_id(text: &str) -> Result<BookingId, Failure> {
    text.parse().map_err(|_| ErrorCode::NotFound.into())
}

/// Once for the key that came with the form.
pub(super) fn run(key: &str) -> Result<Run, Failure> {
    crate::actions::idempotency_key::parse(key).map(Run::Real)
}

/// Back to the booking, which says that it is done.
pub(super) fn leave(slug: &str, booking: &BookingId, message: FlashMessage) {
    crate::forms::flash_if_plain(message);
    if crate::http::is_plain_navigation() {
        crate::forms::go(&crate::paths::organize_booking(slug, booking));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_read_as_people_type_it() {
        for (typed, read) in [("10", 1000), ("10.50", 1050), ("10,5", 1050), ("1 000,00", 100_000)]
        {
            assert_eq!(read_amount(typed), Some(Decimal::new(read, 2)), "{typed}");
        }
        for typed in ["", "ten", "-5", "1,000.00", "1e9", "99999999999999999", "."] {
            assert_eq!(read_amount(typed), None, "{typed}");
        }
    }

    #[test]
    fn an_address_asks_for_an_effect_once_it_says_enough() {
        let id = "0190a1b2-0000-7000-8000-000000000001";
        let asked = of_address(&format!("?do=cancel&ticket={id}&ticket={id}&refund=full")).unwrap();
        let Some(Step::Cancel(input)) = asked else { panic!("a cancellation") };
        assert_eq!((input.tickets.unwrap().len(), input.refund), (2, RefundChoice::Full));
        assert!(
            matches!(of_address("do=cancel"), Ok(Some(Step::Cancel(it))) if it.tickets.is_none())
        );
        for query in
            ["", "do=refund", "do=refund&amount=", "do=move", "do=exchange", "do=dance", "%"]
        {
            assert!(matches!(of_address(query), Ok(None)), "{query}");
        }
        for query in ["do=cancel&ticket=x", "do=cancel&refund=half", "do=refund&amount=much"] {
            assert!(of_address(query).is_err(), "{query}");
        }
    }
}
