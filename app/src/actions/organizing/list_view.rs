//! Assembly of the lists' lines, with their times by the event's clock.

use super::booking_view::{COMPLIMENTARY, WAITLIST};
use super::list_views::{AttendeeLine, BookingLine};
use domain::events::wall;
use domain::{Actor, Error, Hub, event_bookings};
use types::PageRequest;
use types::attendance::Attendee;
use types::event_bookings::{BookingFilter, BookingQuery, ListedBooking};
use types::ticket_types::spelled_out;

pub(super) fn booking(booking: ListedBooking, zone: &str) -> BookingLine {
    BookingLine {
        id: booking.id,
        reference: booking.reference,
        name: booking.user.display_name,
        email: booking.email,
        quantity: booking.quantity,
        kinds: spelled_out(&booking.items),
        checked_in: booking.checked_in,
        total: booking.total_price,
        refunded: booking.refunded,
        currency: booking.currency,
        status: booking.status,
        payment: booking.payment_status,
        offered: booking.channel == WAITLIST,
        complimentary: booking.channel == COMPLIMENTARY,
        promo_code: booking.promo_code,
        origin: booking.origin.map(String::from),
        booked: wall(booking.booked_at, zone),
    }
}

pub(super) fn attendee(attendee: Attendee, zone: &str) -> AttendeeLine {
    let other = attendee.user.display_name != attendee.attendee_name;
    AttendeeLine {
        booking: attendee.booking,
        reference: attendee.reference,
        code: attendee.code,
        kind: attendee.ticket_type.map(|kind| kind.name),
        name: attendee.attendee_name,
        buyer: other.then_some(attendee.user.display_name),
        email: attendee.email,
        complimentary: attendee.channel == COMPLIMENTARY,
        checked_in: attendee.checked_in_at.map(|at| wall(at, zone)),
        booked: wall(attendee.booked_at, zone),
    }
}

/// How many of those that the other filters find have come, and how many there are.
pub(super) async fn seen(
    hub: &Hub,
    actor: Actor,
    slug: &str,
    wanted: &BookingQuery,
) -> Result<(i64, i64), Error> {
    let count = async |checked_in| {
        let filter = BookingFilter { checked_in, ..wanted.filter.clone() };
        let query = BookingQuery { filter, ordering: None, page: PageRequest::new(1, 1) };
        Ok::<_, Error>(event_bookings::attendees(hub, actor, slug, &query).await?.count)
    };
    Ok((count(Some(true)).await?, count(None).await?))
}
