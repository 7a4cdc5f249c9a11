//! The kinds of ticket of the demo's conference, made, booked and paid for by the use cases. What was
//! booked there before is of the first.

use super::texts::CONFERENCE;
use chrono::{DateTime, TimeDelta, Utc};
use domain::events::slugify;
use domain::idempotency::{IdempotencyKey, Refusal};
use domain::{Actor, Error, Hub, bookings, payments, ticket_types, waitlist};
use rust_decimal::Decimal;
use types::ErrorCode;
use types::accounts::Role;
use types::bookings::BookInput;
use types::ids::{EventId, TicketPoolId, TicketTypeId, UserId};
use types::payments::{PayInput, PaymentMethod, PaymentOutcome};
use types::ticket_types::{PriceStep, TicketPoolInput, TicketTypeInput, WantedItem};
use types::waitlist::JoinWaitlist;

/// A card that the mock provider accepts.
const CARD: &str = "4111111111111111";

/// Parties: of which kind, by its place, and how many.
const BOOKED: [(usize, i64); 13] = [
    (EARLY, 2),
    (EARLY, 1),
    (EARLY, 3),
    (STUDENT, 1),
    (STUDENT, 2),
    (STUDENT, 1),
    (WORKSHOP, 2),
    (WORKSHOP, 1),
    (WORKSHOP, 2),
    (STUDENT_WORKSHOP, 1),
    (STUDENT_WORKSHOP, 1),
    (DINNER, 2),
    (DINNER, 2),
];
const WAITING: [i64; 3] = [2, 1, 2];

const EARLY: usize = 1;
const STUDENT: usize = 2;
const WORKSHOP: usize = 3;
const STUDENT_WORKSHOP: usize = 4;
const DINNER: usize = 5;

/// What was made.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Made {
    pub(super) bookings: usize,
    pub(super) tickets: usize,
}

/// Gives the conference its kinds of ticket, unless it has any or has begun.
pub(super) async fn ensure(hub: &Hub, host: UserId, people: &[UserId]) -> Result<Made, Error> {
    let found: Option<(EventId, DateTime<Utc>)> = sqlx::query_as(
        "SELECT id, start_date FROM events WHERE import_key = $1 AND organizer_id = $2
             AND NOT typed AND start_date > clock_timestamp()",
    )
    .bind(format!("demo:{}", slugify(CONFERENCE)))
    .bind(host)
    .fetch_optional(&mut *hub.db.read().await?)
    .await?;
    let Some((event, start)) = found else { return Ok(Made::default()) };
    let host = Actor::User { id: host, role: Role::Organizer };
    let pool = TicketPoolInput { name: "Evening workshop".into(), quota: 12, position: None };
    let of = event.to_string();
    let made = ticket_types::create_pool(hub, host, &of, pool, key("pool")?).await;
    let pool = made.map_err(refused)?.value.id;
    let mut types = Vec::new();
    for (place, kind) in kinds(start, pool).into_iter().enumerate() {
        let made = ticket_types::create(hub, host, &of, kind, key(&format!("type-{place}"))?).await;
        types.push(made.map_err(refused)?.value.id);
    }
    let mut made = Made::default();
    let mut people = people.iter().map(|id| Actor::User { id: *id, role: Role::Attendee });
    for ((of, quantity), person) in BOOKED.into_iter().zip(people.by_ref()) {
        if book(hub, person, event, (types[of], quantity)).await? {
            made.bookings += 1;
            made.tickets += usize::try_from(quantity).unwrap_or_default();
        }
    }
    for (quantity, person) in WAITING.into_iter().zip(people) {
        let input =
            JoinWaitlist { ticket_types: vec![types[DINNER]], ..JoinWaitlist::of(quantity) };
        waitlist::join(hub, person, &of, input, key("wait")?).await.map_err(refused)?;
    }
    Ok(made)
}

fn refused(refusal: Refusal) -> Error {
    refusal.failure.into()
}

/// Another process may seed at the same moment.
fn key(of: &str) -> Result<Option<IdempotencyKey>, Error> {
    Ok(Some(IdempotencyKey::parse(&format!("demo-{of}"))?))
}

fn kinds(start: DateTime<Utc>, pool: TicketPoolId) -> [TicketTypeInput; 8] {
    let all_day = "All sessions, lunch and the boat.";
    let student = "With a card that is still valid in that month.";
    let evening = "Twelve people, one database and a whole evening.";
    let until = Some(start - TimeDelta::days(21));
    let step = |cents, until, first| PriceStep { price: Decimal::new(cents, 2), until, first };
    [
        TicketTypeInput {
            price_steps: vec![step(18_900, until, None)],
            ..kind("Adult", all_day, 21_900)
        },
        TicketTypeInput {
            price_steps: vec![step(13_900, None, Some(20)), step(15_900, None, Some(40))],
            quota: Some(60),
            sale_until: until,
            ..kind("Early bird", "The same day for those who decide early.", 17_900)
        },
        TicketTypeInput { quota: Some(60), ..kind("Student", student, 8_900) },
        TicketTypeInput { pool: Some(pool), ..kind("Adult and evening workshop", evening, 28_900) },
        TicketTypeInput {
            pool: Some(pool),
            ..kind("Student and evening workshop", evening, 14_900)
        },
        TicketTypeInput {
            quota: Some(4),
            ..kind("Adult and dinner on the boat", "One long table for four.", 24_900)
        },
        TicketTypeInput {
            sale_from: Some(start - TimeDelta::days(7)),
            ..kind("Last minute", "For whoever decides in the last week.", 23_900)
        },
        TicketTypeInput {
            hidden: true,
            ..kind("Speakers and helpers", "For whoever makes the day happen.", 0)
        },
    ]
}

/// A kind of ticket at a price in cents.
fn kind(name: &str, description: &str, cents: i64) -> TicketTypeInput {
    TicketTypeInput {
        name: name.into(),
        description: description.into(),
        price: Decimal::new(cents, 2),
        ..TicketTypeInput::default()
    }
}

/// Books and pays; says whether there was a seat.
async fn book(
    hub: &Hub,
    person: Actor,
    event: EventId,
    (ticket_type, quantity): (TicketTypeId, i64),
) -> Result<bool, Error> {
    let items = vec![WantedItem { ticket_type, quantity }];
    let input = BookInput { quantity: None, items, ..BookInput::of(event, quantity) };
    let booked = match bookings::book(hub, person, input, key("book")?).await {
        Ok(answer) => answer.value,
        // People of the instance may have been quicker.
        Err(refusal) if refusal.failure.code == ErrorCode::SoldOut => return Ok(false),
        Err(refusal) => return Err(refused(refusal)),
    };
    let input = PayInput {
        booking: booked.id,
        payment_method: PaymentMethod::MockCard,
        card_number: Some(CARD.into()),
    };
    let payment = payments::pay(hub, person, input, key("pay")?).await.map_err(refused)?.value;
    payments::settle_mock(hub, payment.id, PaymentOutcome::Completed).await?;
    Ok(true)
}
