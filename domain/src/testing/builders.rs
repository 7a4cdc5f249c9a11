//! People, categories and events as plain rows, for tests of other things than their making.

use crate::accounts::Bearer;
use crate::hub::Hub;
use crate::ids::{booking_reference, new_id, ticket_code, token_hash};
use crate::payments::signed_callback;
use crate::roles::invitation_token;
use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;
use types::accounts::Role;
use types::events::{EventInput, EventStatus};
use types::ids::{
    BookingId, CategoryId, EventId, InvitationId, MemberId, TicketPoolId, TicketTypeId, UserId,
};
use types::payments::PaymentOutcome;
use types::team::TeamRole;

/// A person who cannot log in, with a verified address.
///
/// # Panics
/// The database refuses.
#[expect(clippy::expect_used, reason = "a test without its rows cannot go on")]
pub async fn person(hub: &Hub, role: Role) -> UserId {
    let id = new_id();
    sqlx::query(
        "INSERT INTO users (id, email, password_hash, display_name, role, email_verified_at) \
         VALUES ($1, $2, '!', $3, $4, clock_timestamp())",
    )
    .bind(id)
    .bind(format!("{}@example.test", id.simple()))
    .bind(format!("Person {}", &id.simple().to_string()[24..]))
    .bind(role)
    .execute(hub.db.pool())
    .await
    .expect("the person is stored");
    UserId(id)
}

/// Puts somebody into an organizer's team: of one event, or of all of them.
///
/// # Panics
/// The database refuses.
#[expect(clippy::expect_used, reason = "a test without its rows cannot go on")]
pub async fn join_team(
    hub: &Hub,
    (organizer, event): (UserId, Option<EventId>),
    user: UserId,
    role: TeamRole,
) -> MemberId {
    let id = MemberId(new_id());
    sqlx::query(
        "INSERT INTO team_members (id, organizer_id, event_id, user_id, role)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(id)
    .bind(organizer)
    .bind(event)
    .bind(user)
    .bind(role)
    .execute(hub.db.pool())
    .await
    .expect("the member is stored");
    id
}

/// Invites an address to the door, two days ago: the invitation, and the secret of its link.
///
/// # Panics
/// The database refuses.
#[expect(clippy::expect_used, reason = "a test without its rows cannot go on")]
pub async fn invited(
    hub: &Hub,
    (organizer, event): (UserId, Option<EventId>),
    email: &str,
) -> (InvitationId, String) {
    let id = InvitationId(new_id());
    let token = invitation_token(&hub.settings, id, 1);
    sqlx::query(
        "INSERT INTO team_invitations (id, organizer_id, event_id, email, role, token_hash, sent_at,
             expires_at)
         VALUES ($1, $2, $3, $4, 'door', $5, clock_timestamp() - interval '2 days',
             clock_timestamp() + interval '5 days')",
    )
    .bind(id)
    .bind(organizer)
    .bind(event)
    .bind(email)
    .bind(token_hash(&token).as_slice())
    .execute(hub.db.pool())
    .await
    .expect("the invitation is stored");
    (id, token)
}

/// What the mock provider sends when a payment was made: the signature, and the body.
pub fn callback(hub: &Hub, event_id: &str, reference_id: &str) -> (String, Vec<u8>) {
    let (event_id, reference_id) = (event_id.to_owned(), reference_id.to_owned());
    let outcome = PaymentOutcome::Completed;
    let signed = signed_callback(&hub.settings, event_id, reference_id, outcome, hub.now());
    (signed.signature, signed.body)
}

/// A session of somebody, as an access token of theirs would name it.
///
/// # Panics
/// The database refuses.
#[expect(clippy::expect_used, reason = "a test without its rows cannot go on")]
pub async fn logged_in(hub: &Hub, user: UserId) -> Bearer {
    let session = new_id();
    let version = sqlx::query_scalar(
        "WITH opened AS (
             INSERT INTO login_sessions (id, user_id, ends_at)
             VALUES ($1, $2, clock_timestamp() + interval '1 day')
         )
         SELECT token_version FROM users WHERE id = $2",
    )
    .bind(session)
    .bind(user)
    .fetch_one(hub.db.pool())
    .await
    .expect("the session is stored");
    Bearer { user, version, session, admin: false }
}

/// The category of that slug, made where it is missing.
///
/// # Panics
/// The database refuses.
#[expect(clippy::expect_used, reason = "a test without its rows cannot go on")]
pub async fn category(hub: &Hub, slug: &str) -> CategoryId {
    // Two tests' tasks may come at once, and the name is unique as well: whoever made it, it is
    // there afterwards.
    sqlx::query(
        "INSERT INTO categories (id, slug, name) VALUES ($1, $2, $2) ON CONFLICT DO NOTHING",
    )
    .bind(new_id())
    .bind(slug)
    .execute(hub.db.pool())
    .await
    .expect("the category is stored");
    let id = sqlx::query_scalar("SELECT id FROM categories WHERE slug = $1")
        .bind(slug)
        .fetch_one(hub.db.pool())
        .await
        .expect("the category is there");
    CategoryId(id)
}

/// Gives an event a kind of ticket, within a pool, and the pool; its row says so.
///
/// # Panics
/// The database refuses.
#[expect(clippy::expect_used, reason = "a test without its rows cannot go on")]
pub async fn ticket_types(hub: &Hub, event: EventId) -> (TicketTypeId, TicketPoolId) {
    let (id, pool) = (TicketTypeId(new_id()), TicketPoolId(new_id()));
    let stored = "the ticket types are stored";
    let sql = "INSERT INTO ticket_pools (id, event_id, name, quota) VALUES ($1, $2, 'Hall', 8)";
    sqlx::query(sql).bind(pool).bind(event).execute(hub.db.pool()).await.expect(stored);
    let sql = "INSERT INTO ticket_types (id, event_id, pool_id, name, price, quota, counted)
        SELECT $1, id, $2, 'Adult', price, 5, true FROM events WHERE id = $3";
    sqlx::query(sql).bind(id).bind(pool).bind(event).execute(hub.db.pool()).await.expect(stored);
    let sql = "UPDATE events SET typed = true, price_max = price WHERE id = $1";
    sqlx::query(sql).bind(event).execute(hub.db.pool()).await.expect(stored);
    (id, pool)
}

/// A published event with ten free places in Berlin a week from now, unless it is told otherwise.
#[derive(Clone, Debug)]
pub struct EventBuilder {
    pub title: String,
    pub description: String,
    pub category: String,
    pub location: String,
    pub online_meeting_url: Option<String>,
    pub start_date: DateTime<Utc>,
    pub end_date: DateTime<Utc>,
    pub capacity: i32,
    pub price: Decimal,
    pub status: &'static str,
}

impl EventBuilder {
    pub fn new(hub: &Hub) -> Self {
        let start_date = hub.now() + TimeDelta::days(7);
        Self {
            title: "An evening of Rust".to_owned(),
            description: String::new(),
            category: "rust".to_owned(),
            location: "Berlin, Germany".to_owned(),
            online_meeting_url: None,
            start_date,
            end_date: start_date + TimeDelta::hours(3),
            capacity: 10,
            price: Decimal::ZERO,
            status: "PUBLISHED",
        }
    }

    /// Stores it with its category.
    ///
    /// # Panics
    /// The database refuses.
    #[expect(clippy::expect_used, reason = "a test without its rows cannot go on")]
    pub async fn insert(self, hub: &Hub, organizer: UserId) -> EventId {
        let category = category(hub, &self.category).await;
        let id = new_id();
        sqlx::query(
            "INSERT INTO events (id, slug, title, description, organizer_id, category_id, \
             location, online_meeting_url, start_date, end_date, timezone, max_capacity, price, \
             currency, status, cancelled_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'Europe/Berlin', $11, $12, 'EUR', \
             $13, CASE WHEN $13 = 'CANCELLED' THEN clock_timestamp() END)",
        )
        .bind(id)
        .bind(format!("event-{}", id.simple()))
        .bind(self.title)
        .bind(self.description)
        .bind(organizer)
        .bind(category)
        .bind(self.location)
        .bind(self.online_meeting_url)
        .bind(self.start_date)
        .bind(self.end_date)
        .bind(self.capacity)
        .bind(self.price)
        .bind(self.status)
        .execute(hub.db.pool())
        .await
        .expect("the event is stored");
        EventId(id)
    }
}

/// What an organizer sends for a published event in Berlin: free, ten seats, two hours.
pub fn event_input(start_date: DateTime<Utc>) -> EventInput {
    EventInput {
        title: "An evening of Rust".to_owned(),
        slug: None,
        description: String::new(),
        category: "rust".to_owned(),
        location: "Berlin".to_owned(),
        venue: None,
        online_meeting_url: None,
        start_date,
        end_date: start_date + TimeDelta::hours(2),
        timezone: "Europe/Berlin".to_owned(),
        max_capacity: 10,
        max_per_person: None,
        waitlist_open: None,
        price: Decimal::ZERO,
        ticket_types: Vec::new(),
        currency: "EUR".to_owned(),
        image: None,
        refund_policy: None,
        language: None,
        status: Some(EventStatus::Published),
    }
}

/// A confirmed booking of one seat with its ticket, as if it had been made in time.
///
/// # Panics
/// The database refuses.
#[expect(clippy::expect_used, reason = "a test without its rows cannot go on")]
pub async fn attendance(hub: &Hub, event: EventId, user: UserId, checked_in: bool) -> BookingId {
    let booking = new_id();
    sqlx::query(
        "WITH seat AS (
             UPDATE events SET seats_confirmed = seats_confirmed + 1 WHERE id = $2
         ), booking AS (
             INSERT INTO bookings (id, reference, event_id, user_id, quantity, unit_price,
                 total_price, currency, status, confirmed_at)
             VALUES ($1, $4, $2, $3, 1, 0, 0, 'EUR', 'CONFIRMED', clock_timestamp())
             RETURNING id
         )
         INSERT INTO tickets (id, booking_id, event_id, seat, code, attendee_name, checked_in_at)
         SELECT $5, booking.id, $2, 1, $6, u.display_name,
             CASE WHEN $7 THEN clock_timestamp() END
         FROM booking, users u WHERE u.id = $3",
    )
    .bind(booking)
    .bind(event)
    .bind(user)
    .bind(booking_reference())
    .bind(new_id())
    .bind(ticket_code())
    .bind(checked_in)
    .execute(hub.db.pool())
    .await
    .expect("the booking is stored");
    BookingId(booking)
}
