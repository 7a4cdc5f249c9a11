//! The guide to the first event: nobody needs it twice.

use sqlx::postgres::PgConnection;
use types::ids::{EventId, UserId};
use types::organizer::{EventRef, FirstEventGuide, GuideStep};

#[derive(sqlx::FromRow)]
struct Steps {
    verified: bool,
    published: bool,
    booked: bool,
    id: Option<EventId>,
    slug: Option<String>,
    title: Option<String>,
}

/// None once every step was done, or there was a booking. It is about the first event that was made.
pub(super) async fn guide(
    snapshot: &mut PgConnection,
    organizer: UserId,
) -> Result<Option<FirstEventGuide>, sqlx::Error> {
    let steps: Steps = sqlx::query_as(
        "SELECT u.email_verified_at IS NOT NULL AS verified, first.id, first.slug, first.title,
             EXISTS (SELECT FROM events WHERE organizer_id = u.id AND status <> 'DRAFT')
                 AS published,
             EXISTS (SELECT FROM events e JOIN bookings b ON b.event_id = e.id
                 WHERE e.organizer_id = u.id AND b.confirmed_at IS NOT NULL) AS booked
         FROM users u LEFT JOIN LATERAL (
             SELECT id, slug, title FROM events WHERE organizer_id = u.id
             ORDER BY created_at, id LIMIT 1
         ) AS first ON true
         WHERE u.id = $1",
    )
    .bind(organizer)
    .fetch_one(snapshot)
    .await?;
    Ok(of(steps))
}

fn of(steps: Steps) -> Option<FirstEventGuide> {
    let is_done = |step: &GuideStep| match step {
        GuideStep::VerifyEmail => steps.verified,
        GuideStep::CreateEvent => steps.id.is_some(),
        GuideStep::Publish => steps.published,
        GuideStep::FirstBooking => steps.booked,
    };
    if steps.booked {
        return None;
    }
    let next = GuideStep::ALL.into_iter().find(|step| !is_done(step))?;
    let done = GuideStep::ALL.into_iter().filter(is_done).collect();
    let event = match (steps.id, steps.slug, steps.title) {
        (Some(id), Some(slug), Some(title)) => Some(EventRef { id, slug, title }),
        _ => None,
    };
    Some(FirstEventGuide { done, next, event })
}
