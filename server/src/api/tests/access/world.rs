//! What a cell of the table is about: an event with a session, a draft, a booking, a payment.

use super::people::{People, Person};
use crate::testing::TestApp;
use domain::testing::{EventBuilder, attendance, invited, join_team, ticket_types};
use rust_decimal::Decimal;
use serde_json::json;
use types::accounts::Role;
use types::team::TeamRole;

pub(in crate::api::tests) struct World {
    names: Vec<(&'static str, String)>,
}

impl World {
    pub(in crate::api::tests) async fn new(app: &TestApp, people: &People) -> Self {
        let (owner, organizer) = (people.get(Person::Owner), people.get(Person::Organizer));
        let host = organizer.user().id;
        let price = Decimal::from(25);
        let paid = || EventBuilder { price, ..EventBuilder::new(&app.hub) };
        let event = paid().insert(&app.hub, host).await;
        let booked = paid().insert(&app.hub, host).await;
        let draft = EventBuilder { status: "DRAFT", ..paid() }.insert(&app.hub, host).await;
        let cancelled = EventBuilder { status: "CANCELLED", ..paid() };
        let cancelled = cancelled.insert(&app.hub, host).await;
        let unique = domain::ids::new_id().simple().to_string();
        let category = domain::testing::category(&app.hub, &format!("c{unique}")).await;
        let free = EventBuilder::new(&app.hub).insert(&app.hub, host).await;
        let hidden = EventBuilder::new(&app.hub).insert(&app.hub, host).await;
        sqlx::query(
            "UPDATE events SET hidden_at = clock_timestamp(), hide_reason = 'Not yours.' WHERE id = $1",
        )
        .bind(hidden.0)
        .execute(app.hub.db.pool())
        .await
        .unwrap();
        let book = async |event| {
            let body = json!({ "event": event, "quantity": 1 });
            owner.post("/api/bookings/", body).await.json()["id"].as_str().unwrap().to_owned()
        };
        // Two events without a seat left; the owner waits for one of them.
        let one = || EventBuilder { capacity: 1, ..paid() };
        let full = one().insert(&app.hub, host).await;
        let waited = one().insert(&app.hub, host).await;
        book(full).await;
        book(waited).await;
        let wait = format!("/api/events/{waited}/waitlist/");
        owner.post(&wait, json!({ "quantity": 1 })).await;
        let entry: uuid::Uuid =
            sqlx::query_scalar("SELECT id FROM waitlist_entries WHERE event_id = $1")
                .bind(waited.0)
                .fetch_one(app.hub.db.pool())
                .await
                .unwrap();
        let (booking, being_paid) = (book(booked).await, book(booked).await);
        let pay = json!({ "booking": being_paid, "payment_method": "MOCK_PAYPAL" });
        let payment = owner.post("/api/payments/", pay).await.json();
        let confirmed = book(free).await;
        let tickets = owner.get(&format!("/api/bookings/{confirmed}/")).await.json();
        let ticket = tickets["tickets"][0]["id"].as_str().unwrap().to_owned();
        let code = unique.to_uppercase();
        let promotion = domain::ids::new_id();
        sqlx::query(
            "INSERT INTO promotions (id, code, kind, value, event_id, owner_id, valid_from, \
             valid_until) VALUES ($1, $2, 'PERCENT', 10, $3, $4, now() - interval '1 day', \
             now() + interval '1 day')",
        )
        .bind(promotion)
        .bind(&code)
        .bind(booked.0)
        .bind(host.0)
        .execute(app.hub.db.pool())
        .await
        .unwrap();
        // An organizer has so many invitations at most, and those of the world before are done with.
        for sql in [
            "DELETE FROM team_invitations",
            "DELETE FROM team_members m USING users u WHERE u.id = m.user_id \
                 AND u.password_hash = '!'",
        ] {
            sqlx::query(sql).execute(app.hub.db.pool()).await.unwrap();
        }
        let spare = domain::testing::person(&app.hub, Role::Attendee).await;
        let account = domain::testing::person(&app.hub, Role::Attendee).await;
        let member = join_team(&app.hub, (host, Some(event)), spare, TeamRole::Door).await;
        let own_member = join_team(&app.hub, (host, None), spare, TeamRole::Door).await;
        let other = format!("o{unique}@people.test");
        let (own_invitation, _) = invited(&app.hub, (host, None), &other).await;
        let (invitation, token) = invited(&app.hub, (host, Some(event)), &owner.user().email).await;
        let start = app.hub.now() + chrono::TimeDelta::days(7);
        // Events that are over: one to be reviewed, one that was, with certificates.
        let over = || EventBuilder {
            start_date: app.hub.now() - chrono::TimeDelta::hours(5),
            end_date: app.hub.now() - chrono::TimeDelta::hours(2),
            ..EventBuilder::new(&app.hub)
        };
        let past = over().insert(&app.hub, host).await;
        let reviewed = over().insert(&app.hub, host).await;
        attendance(&app.hub, past, owner.user().id, true).await;
        attendance(&app.hub, reviewed, owner.user().id, true).await;
        let review = format!("/api/events/{reviewed}/reviews/");
        let review = owner.post(&review, json!({ "rating": 4 })).await.json();
        organizer.post(&format!("/api/events/{reviewed}/certificates/"), json!({})).await;
        let certificate: String =
            sqlx::query_scalar("SELECT number FROM certificates WHERE event_id = $1")
                .bind(reviewed.0)
                .fetch_one(app.hub.db.pool())
                .await
                .unwrap();
        // An event of two kinds of ticket, nobody has booked any.
        let typed = paid().insert(&app.hub, host).await;
        let (ticket_type, pool) = ticket_types(&app.hub, typed).await;
        let session = domain::ids::new_id();
        sqlx::query(
            "INSERT INTO sessions (id, event_id, title, start_time, end_time, room, capacity) \
             SELECT $1, id, 'Opening', start_date, start_date + interval '1 hour', 'Hall', 10 \
             FROM events WHERE id = $2",
        )
        .bind(session)
        .bind(event.0)
        .execute(app.hub.db.pool())
        .await
        .unwrap();
        let venue = domain::ids::new_id();
        sqlx::query("INSERT INTO venues (id, organizer_id, name) VALUES ($1, $2, $3)")
            .bind(venue)
            .bind(host.0)
            .bind(&unique)
            .execute(app.hub.db.pool())
            .await
            .unwrap();
        // A door: somebody who is in, somebody who is expected, and a list beside the entrance.
        let door = EventBuilder::new(&app.hub).insert(&app.hub, host).await;
        attendance(&app.hub, door, owner.user().id, true).await;
        let expected =
            attendance(&app.hub, door, people.get(Person::OtherAttendee).user().id, false).await;
        let (check_in, expected): (uuid::Uuid, uuid::Uuid) = sqlx::query_as(
            "SELECT c.id, t.id FROM check_ins c, tickets t WHERE c.event_id = $1 AND t.booking_id = $2",
        )
        .bind(door.0)
        .bind(expected.0)
        .fetch_one(app.hub.db.pool())
        .await
        .unwrap();
        let list = domain::ids::new_id();
        sqlx::query("INSERT INTO check_in_lists (id, event_id, name) VALUES ($1, $2, 'Workshop')")
            .bind(list)
            .bind(door.0)
            .execute(app.hub.db.pool())
            .await
            .unwrap();
        // The owner is logged in elsewhere as well.
        let login = domain::ids::new_id();
        sqlx::query(
            "INSERT INTO login_sessions (id, user_id, ends_at) \
             VALUES ($1, $2, clock_timestamp() + interval '1 day')",
        )
        .bind(login)
        .bind(owner.user().id.0)
        .execute(app.hub.db.pool())
        .await
        .unwrap();
        // And so is somebody who asks for nothing here.
        let account_login = domain::testing::logged_in(&app.hub, account).await.session();
        let slug: String = sqlx::query_scalar("SELECT slug FROM events WHERE id = $1")
            .bind(event.0)
            .fetch_one(app.hub.db.pool())
            .await
            .unwrap();
        let notification: uuid::Uuid = sqlx::query_scalar(
            "SELECT id FROM notifications WHERE booking_id = $1::uuid AND kind = 'booking_confirmed'",
        )
        .bind(&confirmed)
        .fetch_one(app.hub.db.pool())
        .await
        .unwrap();
        let mail: uuid::Uuid =
            sqlx::query_scalar("SELECT id FROM mail_messages WHERE booking_id = $1::uuid")
                .bind(&confirmed)
                .fetch_one(app.hub.db.pool())
                .await
                .unwrap();
        let message = domain::ids::new_id();
        sqlx::query(
            "INSERT INTO messages (id, event_id, author_id, subject, body, audience, news, state,
                 send_at)
             VALUES ($1, $2, $3, 'Doors', 'At five.', '{}', false, 'SCHEDULED',
                 clock_timestamp() + interval '1 day')",
        )
        .bind(message)
        .bind(free.0)
        .bind(host.0)
        .execute(app.hub.db.pool())
        .await
        .unwrap();
        // One that waits, of which nothing else here tells.
        let job: i64 = sqlx::query_scalar(
            "INSERT INTO graphile_worker._private_jobs (task_id, key)
             SELECT min(id), $1 FROM graphile_worker._private_tasks RETURNING id",
        )
        .bind(format!("job:{unique}"))
        .fetch_one(app.hub.db.pool())
        .await
        .unwrap();
        let at = |minutes: i64| {
            (start + chrono::TimeDelta::minutes(minutes))
                .to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
        };
        Self {
            names: vec![
                ("{event}", event.to_string()),
                ("{free}", free.to_string()),
                ("{hidden}", hidden.to_string()),
                ("{slug}", slug),
                ("{door}", door.to_string()),
                ("{check_in}", check_in.to_string()),
                ("{expected}", expected.to_string()),
                ("{list}", list.to_string()),
                ("{typed}", typed.to_string()),
                ("{ticket_type}", ticket_type.to_string()),
                ("{pool}", pool.to_string()),
                ("{draft}", draft.to_string()),
                ("{cancelled}", cancelled.to_string()),
                ("{booking}", booking),
                ("{booked}", booked.to_string()),
                ("{past}", past.to_string()),
                ("{reviewed}", reviewed.to_string()),
                ("{review}", review["id"].as_str().unwrap().to_owned()),
                ("{certificate}", certificate),
                ("{confirmed}", confirmed),
                ("{ticket}", ticket),
                ("{promotion}", promotion.to_string()),
                ("{code}", code),
                ("{venue}", venue.to_string()),
                ("{full}", full.to_string()),
                ("{waited}", waited.to_string()),
                ("{entry}", entry.to_string()),
                ("{mail}", mail.to_string()),
                ("{job}", job.to_string()),
                ("{notification}", notification.to_string()),
                ("{payment}", payment["id"].as_str().unwrap().to_owned()),
                ("{session}", session.to_string()),
                ("{login}", login.to_string()),
                ("{account_login}", account_login.to_string()),
                ("{member}", member.to_string()),
                ("{own_member}", own_member.to_string()),
                ("{invitation}", invitation.to_string()),
                ("{own_invitation}", own_invitation.to_string()),
                ("{token}", token),
                ("{message}", message.to_string()),
                ("{category}", category.to_string()),
                ("{organizer}", host.to_string()),
                ("{account}", account.to_string()),
                ("{unique}", unique),
                ("{start}", at(-1)),
                ("{later}", at(90)),
                ("{end}", at(150)),
                ("{later_unix}", (start.timestamp() + 90 * 60).to_string()),
                ("{end_unix}", (start.timestamp() + 150 * 60).to_string()),
            ],
        }
    }

    /// Puts the things' names in the place of `{event}` and the like.
    pub(in crate::api::tests) fn fill(&self, template: &str) -> String {
        self.names.iter().fold(template.to_owned(), |text, (name, value)| text.replace(name, value))
    }
}
