//! The search over everything that somebody works on: events by title, bookings by reference or ticket
//! code, people by name or mail. Each kind is read from an index and cut off early, so that it is
//! quick however much there is; the lists of an event search all of it.

use super::head::LinkRow;
use crate::roles::{Workload, workload};
use crate::{Actor, Error, Hub};
use sqlx::postgres::PgConnection;
use types::text::{is_enough, like, needle};
use types::workplace::{Found, FoundBooking, FoundPerson, SEARCH_MAX};

/// How many of each kind are found.
const EACH: i64 = 8;
/// How many accounts of the site are looked through for those who booked with this organizer.
const PEOPLE: i64 = 500;

/// What is searched in: an admin searches the events of everybody.
struct Searched {
    work: Workload,
    everywhere: bool,
}

/// Nothing for less than three letters, or two signs of a script without spaces.
///
/// # Errors
/// Denied to who organizes nothing and is in no team.
pub async fn search(hub: &Hub, actor: Actor, text: &str) -> Result<Found, Error> {
    let mut connection = hub.db.public().await?;
    let work = workload(&mut connection, actor).await?;
    let searched = Searched { work, everywhere: actor.is_admin() };
    let text: String = needle(text).chars().take(SEARCH_MAX).collect();
    if !is_enough(&text) {
        return Ok(Found::default());
    }
    let now = hub.now();
    let events = events(&mut connection, &searched, &text).await?;
    let bookings = bookings(&mut connection, &searched, &text).await?;
    let people = people(&mut connection, &searched, &text).await?;
    let events = events.into_iter().map(|row| row.link(now)).collect();
    Ok(Found { events, bookings, people })
}

/// The latest first.
async fn events(
    connection: &mut PgConnection,
    searched: &Searched,
    text: &str,
) -> Result<Vec<LinkRow>, sqlx::Error> {
    sqlx::query_as(
        "SELECT slug, title, status, start_date, end_date, timezone FROM events
         WHERE title ILIKE $1 AND (id = ANY($2) OR $3)
         ORDER BY start_date DESC, id LIMIT $4",
    )
    .bind(format!("%{}%", like(text)))
    .bind(&searched.work.seen)
    .bind(searched.everywhere)
    .bind(EACH)
    .fetch_all(connection)
    .await
}

/// By the whole reference, or by a ticket's code: both are read out or scanned, not guessed.
async fn bookings(
    connection: &mut PgConnection,
    searched: &Searched,
    text: &str,
) -> Result<Vec<FoundBooking>, sqlx::Error> {
    let code = text.replace(' ', "").to_uppercase();
    sqlx::query_as(
        "WITH found AS (
             SELECT id FROM bookings WHERE reference = $1
             UNION
             SELECT booking_id FROM tickets WHERE code IN ($1, $2)
         )
         SELECT b.id, b.reference, b.status, u.display_name AS name,
             e.slug AS event_slug, e.title AS event_title
         FROM found JOIN bookings b USING (id)
             JOIN events e ON e.id = b.event_id JOIN users u ON u.id = b.user_id
         WHERE b.event_id = ANY($3) OR $4
         LIMIT $5",
    )
    .bind(&code)
    .bind(text)
    .bind(&searched.work.booked)
    .bind(searched.everywhere)
    .bind(EACH)
    .fetch_all(connection)
    .await
}

/// Who has booked one of these events, each with their newest booking.
async fn people(
    connection: &mut PgConnection,
    searched: &Searched,
    text: &str,
) -> Result<Vec<FoundPerson>, sqlx::Error> {
    let lower = like(&text.to_lowercase());
    sqlx::query_as(
        "WITH found AS (
             (SELECT id, display_name, email FROM users
              WHERE email LIKE $1 AND deleted_at IS NULL LIMIT $6)
             UNION
             (SELECT id, display_name, email FROM users
              WHERE lower(display_name) LIKE $2 AND deleted_at IS NULL LIMIT $6)
         )
         SELECT found.display_name AS name, found.email, newest.id AS booking,
             newest.slug AS event_slug, newest.title AS event_title
         FROM found CROSS JOIN LATERAL (
             SELECT b.id, b.booked_at, e.slug, e.title
             FROM bookings b JOIN events e ON e.id = b.event_id
             WHERE b.user_id = found.id AND (b.event_id = ANY($3) OR $4)
             ORDER BY b.booked_at DESC, b.id DESC LIMIT 1
         ) newest
         ORDER BY newest.booked_at DESC LIMIT $5",
    )
    .bind(format!("{lower}%"))
    .bind(format!("%{lower}%"))
    .bind(&searched.work.booked)
    .bind(searched.everywhere)
    .bind(EACH)
    .bind(PEOPLE)
    .fetch_all(connection)
    .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{EventBuilder, attendance, person, test_hub};
    use types::ErrorCode;
    use types::accounts::Role;
    use types::ids::{BookingId, UserId};

    fn as_role(id: UserId, role: Role) -> Actor {
        Actor::User { id, role }
    }

    async fn call(hub: &Hub, user: UserId, name: &str, email: &str) {
        sqlx::query("UPDATE users SET display_name = $2, email = $3 WHERE id = $1")
            .bind(user)
            .bind(name)
            .bind(email)
            .execute(hub.db.pool())
            .await
            .unwrap();
    }

    async fn reference(hub: &Hub, booking: BookingId) -> String {
        sqlx::query_scalar("SELECT reference FROM bookings WHERE id = $1")
            .bind(booking)
            .fetch_one(hub.db.pool())
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn an_organizer_finds_what_is_theirs_and_nothing_else() {
        let (hub, _database) = test_hub().await;
        let olga = person(&hub, Role::Organizer).await;
        let other = person(&hub, Role::Organizer).await;
        let ada = person(&hub, Role::Attendee).await;
        call(&hub, ada, "Ada Lovelace", "ada_l@people.test").await;
        let event = EventBuilder { title: "100% engines".into(), ..EventBuilder::new(&hub) };
        let event = event.insert(&hub, olga).await;
        let booking = attendance(&hub, event, ada, false).await;
        let reference = reference(&hub, booking).await;
        let find =
            async |user, role, text: &str| search(&hub, as_role(user, role), text).await.unwrap();

        let found = find(olga, Role::Organizer, "engines").await;
        assert_eq!(found.events.len(), 1);
        assert!(found.bookings.is_empty() && found.people.is_empty());
        let found = find(olga, Role::Organizer, &reference.to_lowercase()).await;
        assert_eq!(found.bookings.iter().map(|it| it.id).collect::<Vec<_>>(), [booking]);
        for text in ["lovel", "ADA LOVELACE", "ada_l@"] {
            let found = find(olga, Role::Organizer, text).await;
            let people: Vec<_> = found.people.iter().map(|it| it.booking).collect();
            assert_eq!(people, [booking], "{text}");
        }
        // What LIKE would take for any text is a text here.
        for text in ["100%_", "%%%", "ada%l@", "___"] {
            assert!(find(olga, Role::Organizer, text).await.is_empty(), "{text}");
        }
        assert_eq!(find(olga, Role::Organizer, "100% e").await.events.len(), 1);

        for text in ["engines", "lovelace", &reference] {
            assert!(find(other, Role::Organizer, text).await.is_empty(), "{text}");
            assert!(!find(other, Role::Admin, text).await.is_empty(), "{text}");
        }
        assert!(find(olga, Role::Organizer, "en").await.is_empty());
        for nobody in [Actor::Anonymous, as_role(ada, Role::Attendee)] {
            let refused = search(&hub, nobody, "engines").await.unwrap_err();
            let code = types::Failure::from(refused).code;
            assert!([ErrorCode::Unauthenticated, ErrorCode::Forbidden].contains(&code), "{code:?}");
        }
    }
}
