//! Write a message, or change one that waits; leads to it.

#![allow(clippy::too_many_arguments, reason = "each is a field of the form")]

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "organize-write-message";

/// `id` is empty for a new one; `audience`: the filter of the bookings as a query string; `kind`:
/// `news`, or `booking`; `when`: `later` at `send_at` by the event's clock, or `now`.
#[server(prefix = "/fn", endpoint = "organize-write-message", protocol = Post)]
pub async fn write_message(
    #[server(default)] slug: String,
    #[server(default)] id: String,
    #[server(default)] audience: String,
    #[server(default)] subject: String,
    #[server(default)] body: String,
    #[server(default)] kind: String,
    #[server(default)] when: String,
    #[server(default)] send_at: String,
    #[server(default)] key: String,
) -> AppResult<()> {
    use domain::{Error, messages};
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let typed = [
        ("subject", &*subject),
        ("body", &*body),
        ("kind", &*kind),
        ("when", &*when),
        ("send_at", &*send_at),
    ];
    let result = async {
        // Who may not write to these people is told that, whatever the form says.
        let zone = messages::desk(&hub, actor, &slug).await?.timezone;
        let input = read::input(&typed, &audience, &zone)?;
        if id.is_empty() {
            let key = crate::actions::idempotency_key::parse(&key)?;
            let written = messages::write(&hub, actor, &slug, input, key).await;
            return written.map(|it| it.value).map_err(|refusal| refusal.failure);
        }
        let id = id.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        let changed: Result<_, Error> = messages::change(&hub, actor, &slug, id, input).await;
        changed.map_err(Failure::from)
    }
    .await;
    let written = crate::forms::form_answer(ENDPOINT, &typed, result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    crate::forms::go(&crate::paths::organize_message(&slug, &written.id));
    Ok(())
}

#[cfg(feature = "ssr")]
mod read {
    use domain::events::{moment, parse_zone};
    use types::event_bookings::BookingFilter;
    use types::messages::WriteMessage;
    use types::{Failure, FieldProblem};

    /// What was typed, unless its time cannot be read.
    pub(super) fn input(
        typed: &[(&str, &str)],
        audience: &str,
        zone: &str,
    ) -> Result<WriteMessage, Failure> {
        let text = |name: &str| {
            let found = typed.iter().find(|(field, _)| *field == name);
            found.map_or("", |(_, text)| *text)
        };
        let (audience, wrong) = BookingFilter::from_query(audience);
        if !wrong.is_empty() {
            return Err(Failure::fields(wrong));
        }
        let send_at = match text("when") {
            "later" => {
                let said = text("send_at").trim();
                let zone = parse_zone(zone).unwrap_or(chrono_tz::Tz::UTC);
                // Of an hour that comes twice the first is meant.
                Some(moment(said, "first", zone).map_err(|wrong| {
                    let missing = said.is_empty();
                    Failure::field("send_at", if missing { FieldProblem::Required } else { wrong })
                })?)
            }
            _ => None,
        };
        Ok(WriteMessage {
            subject: text("subject").to_owned(),
            body: text("body").replace("\r\n", "\n"),
            audience,
            news: text("kind") == "news",
            send_at,
        })
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        fn with(when: &str, at: &str) -> Result<WriteMessage, Failure> {
            let typed = [
                ("subject", "Doors"),
                ("body", "At\r\nfive"),
                ("kind", "news"),
                ("when", when),
                ("send_at", at),
            ];
            input(&typed, "status=CONFIRMED&columns=name", "Europe/Berlin")
        }

        #[test]
        fn a_time_is_read_by_the_event_s_clock() {
            let read = with("later", "2026-12-24T18:00").unwrap();
            assert_eq!(read.send_at.unwrap().to_rfc3339(), "2026-12-24T17:00:00+00:00");
            assert_eq!((&*read.body, read.news), ("At\nfive", true));
            assert!(read.audience.status.is_some());
            assert_eq!(with("now", "soon").unwrap().send_at, None, "it is not asked for");
            for (at, problem) in [("", FieldProblem::Required), ("soon", FieldProblem::Invalid)] {
                assert_eq!(with("later", at).unwrap_err(), Failure::field("send_at", problem));
            }
        }

        #[test]
        fn a_filter_that_cannot_be_read_is_refused_and_widens_nothing() {
            assert!(input(&[], "status=nonsense", "UTC").is_err());
        }
    }
}
