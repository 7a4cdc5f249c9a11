//! Every figure of an event's dashboard is a link to the list that it counts: the list says the same.

use super::super::{dashboard, figures};
use crate::attendance::check_in;
use crate::bookings::tests::support::{attendee, callback, event, expire, organizer, pay};
use crate::bookings::{Run, cancel, cancel_ticket, get, invite_guests, lapse, refund_as_organizer};
use crate::event_bookings::{ListedBookings, attendees, list};
use crate::ids::new_id;
use crate::testing::test_hub;
use crate::waitlist::policy::Line;
use crate::{Actor, Hub, bookings, waitlist};
use rust_decimal::Decimal;
use types::PageRequest;
use types::booking_actions::RefundBooking;
use types::bookings::BookInput;
use types::check_ins::CheckIn;
use types::event_bookings::BookingQuery;
use types::guests::{GuestInput, InviteGuests};
use types::ids::{BookingId, EventId, TicketTypeId};
use types::organizer::{EventFigures, Figure, Revenue, SalesDay};
use types::payments::PaymentOutcome;
use types::statistics::TypeFigures;
use types::waitlist::{JoinWaitlist, WaitlistStatus};

struct Scene {
    hub: Hub,
    host: Actor,
    event: EventId,
}

impl Scene {
    async fn held(&self, who: Actor, quantity: i64, code: &str, via: &str) -> BookingId {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let (event, promo_code, via) = (self.event, some(code), some(via));
        let input = BookInput { promo_code, via, ..BookInput::of(event, quantity) };
        bookings::book(&self.hub, who, input, None).await.unwrap().value.id
    }

    async fn settle(&self, who: Actor, booking: BookingId) {
        let payment = pay(&self.hub, who, booking).await.unwrap();
        callback(&self.hub, who, &payment, PaymentOutcome::Completed).await;
    }

    async fn sold(&self, quantity: i64, code: &str, via: &str) -> (Actor, BookingId) {
        let who = attendee(&self.hub).await;
        let booking = self.held(who, quantity, code, via).await;
        self.settle(who, booking).await;
        (who, booking)
    }

    async fn promotion(&self, code: &str, percent: i32) {
        sqlx::query(
            "INSERT INTO promotions (id, code, kind, value, event_id, owner_id, valid_from,
                 valid_until)
             VALUES ($1, $2, 'PERCENT', $3, $4, $5, now() - interval '1 day',
                 now() + interval '1 day')",
        )
        .bind(new_id())
        .bind(code)
        .bind(percent)
        .bind(self.event)
        .bind(self.host.user_id().unwrap())
        .execute(self.hub.db.pool())
        .await
        .unwrap();
    }

    async fn waits(&self, via: Option<&str>) -> Actor {
        let who = attendee(&self.hub).await;
        let wish = JoinWaitlist { via: via.map(str::to_owned), ..JoinWaitlist::of(1) };
        waitlist::join(&self.hub, who, &self.event.to_string(), wish, None).await.unwrap();
        who
    }

    async fn offer(&self, who: Actor) -> BookingId {
        let own = waitlist::own(&self.hub, who, &self.event.to_string()).await.unwrap();
        own.booking.unwrap()
    }

    async fn listed(&self, figure: Figure) -> ListedBookings {
        let query = BookingQuery { filter: figure.filter(), ..BookingQuery::default() };
        list(&self.hub, self.host, &self.event.to_string(), &query).await.unwrap()
    }

    async fn tickets(&self, figure: Figure) -> i64 {
        let query = BookingQuery { filter: figure.filter(), ..BookingQuery::default() };
        let key = self.event.to_string();
        attendees(&self.hub, self.host, &key, &query).await.unwrap().count
    }
}

/// Bookings of every kind: held, lapsed, offered, accepted, confirmed, given away, discounted, for
/// nothing, cancelled, refunded in part and in full, with a ticket given back, and seen at the door.
async fn scene(hub: &Hub) -> Scene {
    let host = organizer(hub).await;
    let event = event(hub).capacity(12).hosted_by(hub, host).await;
    let scene = Scene { hub: hub.clone(), host, event };
    let key = event.to_string();
    scene.promotion("SPRING", 20).await;
    scene.promotion("FREE", 100).await;
    let (ada, seen) = scene.sold(2, "SPRING", "news").await;
    let code = get(hub, ada, seen).await.unwrap().tickets[0].code.clone();
    check_in(hub, host, &key, CheckIn::of(code)).await.unwrap();
    scene.held(attendee(hub).await, 1, "", "poster").await;
    let (cy, part) = scene.sold(3, "", "").await;
    let sum = RefundBooking { amount: Decimal::from(10), reason: "Sorry.".into() };
    refund_as_organizer(hub, host, &key, part, sum, Run::Real(None)).await.unwrap();
    let late = scene.held(attendee(hub).await, 1, "", "").await;
    expire(hub, late).await;
    assert!(lapse(hub, late).await.unwrap());
    let free = attendee(hub).await;
    scene.held(free, 1, "FREE", "news").await;
    let guests = ["ada", "bob"].map(|name| GuestInput {
        name: name.to_owned(),
        email: format!("{name}@guests.test"),
        ..GuestInput::default()
    });
    let invited = InviteGuests { guests: guests.into() };
    invite_guests(hub, host, &key, invited, Run::Real(None)).await.unwrap();
    let (dee, gone) = scene.sold(1, "", "news").await;
    let (dan, also) = scene.sold(2, "SPRING", "").await;
    // Twelve seats are taken: whoever comes now waits.
    scene.waits(Some("poster")).await;
    let gil = scene.waits(Some("news")).await;
    cancel(hub, dee, gone, None).await.unwrap();
    cancel(hub, dan, also, None).await.unwrap();
    scene.settle(gil, scene.offer(gil).await).await;
    let back = get(hub, cy, part).await.unwrap().tickets[0].id;
    cancel_ticket(hub, cy, part, back, None).await.unwrap();
    scene
}

/// What a figure says: rows, seats or money.
#[derive(Debug, PartialEq)]
enum Said {
    Rows(i64),
    Seats(i64),
    Both(i64, i64),
    Money(Decimal),
    Tickets(i64),
}

fn of_kind(now: &EventFigures, kind: TicketTypeId) -> &TypeFigures {
    now.ticket_types.iter().find(|it| it.id == kind).unwrap()
}

/// One of each; a new figure does not compile before it is here.
fn said(figure: Figure, now: &EventFigures, days: &[SalesDay]) -> Said {
    let money = |of: fn(&Revenue) -> Decimal| now.revenue.iter().map(of).sum::<Decimal>();
    match figure {
        Figure::Confirmed => Said::Both(now.bookings.confirmed, now.seats.confirmed.into()),
        Figure::Held => Said::Seats(now.seats.held.into()),
        Figure::Offered => Said::Both(now.waitlist.offered, now.seats.offered.into()),
        Figure::Cancelled => Said::Rows(now.bookings.cancelled),
        Figure::Started => Said::Rows(now.funnel.started),
        Figure::Reached => Said::Rows(now.funnel.confirmed),
        Figure::Gross => Said::Money(money(|it| it.gross)),
        Figure::Discounted => Said::Money(money(|it| it.discounts)),
        Figure::Charged => Said::Money(money(|it| it.net)),
        Figure::Refunded => Said::Money(money(|it| it.refunds)),
        Figure::Accepted => Said::Rows(now.waitlist.accepted),
        Figure::Day(day) => {
            let day = days.iter().find(|it| it.date == day).unwrap();
            Said::Both(day.bookings, day.seats)
        }
        Figure::Origin(via) => {
            let line = now.origins.iter().find(|it| it.via == via && !it.rest).unwrap();
            Said::Rows(line.started)
        }
        Figure::Holders(kind) => Said::Tickets(of_kind(now, kind).check_ins.tickets),
        Figure::SeenOf(kind) => Said::Tickets(of_kind(now, kind).check_ins.checked_in),
        Figure::CheckedIn(true) => Said::Tickets(now.check_ins.checked_in),
        Figure::CheckedIn(false) => Said::Tickets(now.check_ins.tickets - now.check_ins.checked_in),
    }
}

#[tokio::test]
async fn every_figure_says_what_the_list_it_links_to_says() {
    let (hub, _database) = test_hub().await;
    let scene = scene(&hub).await;
    let key = scene.event.to_string();
    let now = figures(&hub, scene.host, &key).await.unwrap();
    let days = dashboard(&hub, scene.host, &key, None).await.unwrap().curve.days;
    let mut all = vec![
        Figure::Confirmed,
        Figure::Held,
        Figure::Offered,
        Figure::Cancelled,
        Figure::Started,
        Figure::Reached,
        Figure::Gross,
        Figure::Discounted,
        Figure::Charged,
        Figure::Refunded,
        Figure::Accepted,
        Figure::CheckedIn(true),
        Figure::CheckedIn(false),
    ];
    all.extend(days.iter().map(|day| Figure::Day(day.date)));
    all.extend(now.origins.iter().map(|line| Figure::Origin(line.via)));
    // Nothing, news and poster.
    assert_eq!(now.origins.len(), 3, "{:?}", now.origins);
    for figure in all {
        let told = said(figure, &now, &days);
        let found = scene.listed(figure).await;
        let totals = found.totals.unwrap();
        let money = |of: fn(&Revenue) -> Decimal| totals.money.iter().map(of).sum::<Decimal>();
        let same = match told {
            Said::Rows(_) => Said::Rows(found.page.count),
            Said::Seats(_) => Said::Seats(totals.seats),
            Said::Both(..) => Said::Both(found.page.count, totals.seats),
            Said::Tickets(_) => Said::Tickets(scene.tickets(figure).await),
            Said::Money(_) => Said::Money(match figure {
                Figure::Gross => money(|it| it.gross),
                Figure::Discounted => money(|it| it.discounts),
                Figure::Refunded => money(|it| it.refunds),
                _ => money(|it| it.net),
            }),
        };
        assert_eq!(told, same, "{figure:?}");
        let none = [
            Said::Rows(0),
            Said::Seats(0),
            Said::Both(0, 0),
            Said::Money(Decimal::ZERO),
            Said::Tickets(0),
        ];
        assert!(!none.contains(&told), "{figure:?} counts nothing here");
    }
}

#[tokio::test]
async fn every_figure_of_the_waitlist_says_how_many_parties_are_in_that_state() {
    let (hub, _database) = test_hub().await;
    let scene = scene(&hub).await;
    let key = scene.event.to_string();
    let counts = figures(&hub, scene.host, &key).await.unwrap().waitlist;
    let mut seen = 0;
    for status in WaitlistStatus::ALL {
        let told = match status {
            WaitlistStatus::Waiting => counts.waiting,
            WaitlistStatus::Offered => counts.offered,
            WaitlistStatus::Accepted => counts.accepted,
            WaitlistStatus::Expired => counts.expired,
            WaitlistStatus::Left => counts.left,
        };
        let page = PageRequest::new(1, 50);
        let line = Line::In(status);
        let listed = waitlist::entries(&hub, scene.host, &key, line, page).await.unwrap();
        assert_eq!(listed.count, told, "{status:?}");
        assert!(listed.results.iter().all(|entry| entry.status == status));
        assert_eq!(i64::try_from(listed.results.len()).unwrap(), told);
        seen += told;
    }
    assert!(seen > 0);
}

#[tokio::test]
async fn an_origin_goes_through_the_waitlist_to_the_booking() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let event = event(&hub).capacity(1).hosted_by(&hub, host).await;
    let scene = Scene { hub: hub.clone(), host, event };
    let (dee, gone) = scene.sold(1, "", "").await;
    let gil = scene.waits(Some("Poster")).await;
    cancel(&hub, dee, gone, None).await.unwrap();
    scene.settle(gil, scene.offer(gil).await).await;
    let poster = types::Via::parse("poster");
    let found = scene.listed(Figure::Origin(poster)).await.page.results;
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].origin, &*found[0].channel), (poster, "waitlist"));
    let wrong = JoinWaitlist { via: Some("a/b".into()), ..JoinWaitlist::of(1) };
    let late = attendee(&hub).await;
    let refused = waitlist::join(&hub, late, &event.to_string(), wrong, None).await.unwrap_err();
    assert_eq!(refused.failure.fields[0].field, "via");
}
