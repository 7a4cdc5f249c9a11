//! Somebody who has done everything that leaves a trace.

use super::{attendee, book, bookings, event, execute, paid};
use crate::bookings::{cancel, cancel_ticket, get};
use crate::mail::{SentMail, mark_sent};
use crate::testing::person;
use crate::{Actor, Hub, certificates, promotions, reviews, waitlist};
use chrono::TimeDelta;
use sqlx::AssertSqlSafe;
use types::accounts::Role;
use types::bookings::BookInput;
use types::certificates::IssueCertificates;
use types::ids::{BookingId, EventId};
use types::promotions::{PromotionInput, PromotionKind};
use types::reviews::ReviewInput;
use types::waitlist::JoinWaitlist;
use uuid::Uuid;

pub(super) const EMAIL: &str = "ada.lovelace@example.test";
pub(super) const NAME: &str = "Ada Lovelace";
pub(super) const PASSWORD: &str = "correct horse battery";

pub(super) struct History {
    /// Two seats, all of the money back; Bob waits for them.
    pub(super) full: BookingId,
    pub(super) full_event: EventId,
    pub(super) bob: Actor,
    /// One seat, 30 % back.
    pub(super) late: BookingId,
    /// Three seats, of which one was given back before.
    pub(super) partly: BookingId,
    /// Held with a code, not paid.
    pub(super) held: BookingId,
    /// It took place; reviewed, with a certificate.
    pub(super) past: BookingId,
    pub(super) past_event: EventId,
    /// A seat is offered to her, and Eve is the next.
    pub(super) offered_event: EventId,
    pub(super) eve: Actor,
}

async fn wait(hub: &Hub, actor: Actor, event: EventId, quantity: i64) {
    let party = JoinWaitlist::of(quantity);
    waitlist::join(hub, actor, &event.to_string(), party, None).await.unwrap();
}

impl History {
    pub(super) async fn make(hub: &Hub, ada: Actor) -> Self {
        let (bob, eve) = (attendee(hub).await, attendee(hub).await);
        let admin = Actor::User { id: person(hub, Role::Admin).await, role: Role::Admin };

        let full_event = event(hub).capacity(2).create(hub).await;
        let (full, _) = paid(hub, ada, full_event, 2).await;
        wait(hub, bob, full_event, 2).await;

        let late_event = event(hub).create(hub).await;
        sqlx::query(
            "UPDATE events SET refund_full_until_hours = NULL, refund_percent_after = 30
             WHERE id = $1",
        )
        .bind(late_event)
        .execute(hub.db.pool())
        .await
        .unwrap();
        let (late, _) = paid(hub, ada, late_event, 1).await;
        // Somebody else's stays as it is.
        paid(hub, bob, late_event, 1).await;

        let (partly, _) = paid(hub, ada, event(hub).create(hub).await, 3).await;
        let ticket = get(hub, ada, partly).await.unwrap().tickets[0].id;
        cancel_ticket(hub, ada, partly, ticket, None).await.unwrap();

        let held = Self::held(hub, ada, admin).await;
        let past_event = event(hub).create(hub).await;
        let (past, _) = paid(hub, ada, past_event, 1).await;
        Self::take_place(hub, ada, admin, past_event).await;

        for quantity in [1, 2] {
            let event = event(hub).capacity(1).create(hub).await;
            paid(hub, eve, event, 1).await;
            wait(hub, ada, event, quantity).await;
        }
        let offered_event = event(hub).capacity(1).create(hub).await;
        let taken = book(hub, bob, offered_event, 1).await.unwrap().id;
        wait(hub, ada, offered_event, 1).await;
        wait(hub, eve, offered_event, 1).await;
        cancel(hub, bob, taken, None).await.unwrap();
        send_everything(hub).await;
        Self { full, full_event, bob, late, partly, held, past, past_event, offered_event, eve }
    }

    async fn held(hub: &Hub, ada: Actor, admin: Actor) -> BookingId {
        let code = PromotionInput {
            code: "ONCE".into(),
            kind: PromotionKind::Percent,
            value: 10.into(),
            currency: None,
            event: None,
            ticket_types: None,
            valid_from: hub.now() - TimeDelta::hours(1),
            valid_until: hub.now() + TimeDelta::hours(1),
            max_uses: Some(1),
            max_uses_per_user: None,
            paused: None,
        };
        promotions::create(hub, admin, code).await.unwrap();
        let input = BookInput {
            event: event(hub).create(hub).await,
            quantity: Some(1),
            items: Vec::new(),
            promo_code: Some("once".into()),
            via: None,
        };
        bookings::book(hub, ada, input, None).await.unwrap().value.id
    }

    async fn take_place(hub: &Hub, ada: Actor, admin: Actor, event: EventId) {
        sqlx::query(
            "UPDATE events SET start_date = clock_timestamp() - interval '5 hours',
                 end_date = clock_timestamp() - interval '2 hours' WHERE id = $1",
        )
        .bind(event)
        .execute(hub.db.pool())
        .await
        .unwrap();
        let event = event.to_string();
        let input = ReviewInput { rating: 5, comment: format!("{NAME} was here.") };
        reviews::create(hub, ada, &event, input).await.unwrap();
        let all = IssueCertificates { checked_in_only: false };
        certificates::issue(hub, admin, &event, all).await.unwrap();
    }
}

/// Lets every message that was promised so far be sent.
pub(super) async fn send_everything(hub: &Hub) {
    let queued: Vec<(Uuid, Option<String>)> = sqlx::query_as(
        "SELECT m.id, u.display_name FROM mail_messages m LEFT JOIN users u ON u.id = m.user_id
         WHERE m.status = 'QUEUED'",
    )
    .fetch_all(hub.db.pool())
    .await
    .unwrap();
    for (id, name) in queued {
        let text = format!("Hello {},", name.unwrap_or_default());
        let html = format!("<p>{text}</p>");
        let sent = SentMail { subject: text.clone(), text, html, attachments: Vec::new() };
        mark_sent(hub, id, sent).await.unwrap();
    }
    execute(hub, "DELETE FROM graphile_worker._private_jobs").await;
}

/// Every table in which a row still has the name or the address in it, and how many.
pub(super) async fn traces(hub: &Hub) -> Vec<(String, i64)> {
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT table_name::text FROM information_schema.tables
         WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name",
    )
    .fetch_all(hub.db.pool())
    .await
    .unwrap();
    let mut found = Vec::new();
    for table in tables {
        let count: i64 = sqlx::query_scalar(AssertSqlSafe(format!(
            "SELECT count(*) FROM {table} AS r WHERE r::text ILIKE '%' || $1 || '%'
                 OR r::text ILIKE '%' || $2 || '%'"
        )))
        .bind(NAME)
        .bind(EMAIL)
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
        if count > 0 {
            found.push((table, count));
        }
    }
    found
}
