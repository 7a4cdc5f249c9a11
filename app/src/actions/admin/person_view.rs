//! Assembly of one person's page: its lines in the reader's words and by the reader's clock.

use super::person_views::{PersonFact, PersonSessionLine, PersonView};
use crate::actions::organizing::history_view;
use crate::i18n::{AdminPeopleTexts, Area as _, OrganizeBookingsTexts};
use crate::paths;
use chrono::{DateTime, Utc};
use domain::events::wall;
use types::people::{
    Person, PersonBooking, PersonEvent, PersonMail, PersonReview, PersonSession, SignInProblem,
};
use types::{Locale, Wall};

/// What the lines are written with.
struct Writer<'a> {
    lang: &'static AdminPeopleTexts,
    /// The words of bookings and of histories.
    words: &'static OrganizeBookingsTexts,
    zone: &'a str,
}

pub(super) fn shown(locale: Locale, zone: &str, person: Person, own: bool) -> PersonView {
    let (lang, words) = (AdminPeopleTexts::of(locale), OrganizeBookingsTexts::of(locale));
    let by = Writer { lang, words, zone };
    let history = person
        .history
        .into_iter()
        .map(|entry| history_view::line(words, zone, None, entry))
        .collect();
    PersonView {
        id: person.user.id,
        display_name: person.user.display_name,
        email: person.user.email,
        role: person.user.role,
        disabled: person.user.disabled,
        email_verified: person.email_verified,
        is_guest: person.is_guest,
        own,
        place: format!("{}, {}", language(person.locale), person.timezone),
        created: wall(person.user.created_at, zone),
        sessions: person.sessions.into_iter().map(|it| by.session(&it)).collect(),
        problems: person.sign_in_problems.into_iter().map(|it| by.problem(it)).collect(),
        bookings: person.bookings.into_iter().map(|it| by.booking(it)).collect(),
        events: person.events.into_iter().map(|it| by.event(it)).collect(),
        reviews: person.reviews.into_iter().map(|it| by.review(it)).collect(),
        mail: person.mail.into_iter().map(|it| by.mail(it)).collect(),
        history,
    }
}

impl Writer<'_> {
    fn at(&self, at: DateTime<Utc>) -> Wall {
        wall(at, self.zone)
    }

    fn session(&self, session: &PersonSession) -> PersonSessionLine {
        let moment = |at| self.lang.moment(&self.at(at));
        let used = self.lang.used(&moment(session.started_at), &moment(session.last_seen_at));
        let ends = self.lang.ends(&moment(session.ends_at));
        let device = session.device.clone();
        let fact = PersonFact {
            text: device.unwrap_or_else(|| self.lang.unknown_device.to_owned()),
            href: None,
            note: format!("{used} · {ends}"),
            at: None,
        };
        PersonSessionLine { id: session.id, fact }
    }

    fn problem(&self, problem: SignInProblem) -> PersonFact {
        let blocked = problem.blocked_until.map(|until| {
            let until = self.lang.moment(&self.at(until));
            self.lang.blocked_until(&until)
        });
        let parts = [Some(self.lang.failures(problem.failures)), problem.network, blocked];
        PersonFact {
            text: self.lang.counted_by(&problem.counted_by).to_owned(),
            href: None,
            note: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            at: Some(self.at(problem.last_failure)),
        }
    }

    fn booking(&self, booking: PersonBooking) -> PersonFact {
        let price = if booking.total_price.is_zero() {
            self.lang.complimentary_or_free.to_owned()
        } else {
            self.lang.money(booking.total_price, booking.currency)
        };
        let seats = self.lang.seats(booking.quantity.into());
        let state = self.words.history_state(&booking.status);
        PersonFact {
            href: Some(paths::organize_booking(&booking.event_slug, &booking.id)),
            note: format!("{} · {seats} · {price} · {state}", booking.reference),
            text: booking.event_title,
            at: Some(self.at(booking.booked_at)),
        }
    }

    fn event(&self, event: PersonEvent) -> PersonFact {
        PersonFact {
            href: Some(paths::organize_event(&event.slug)),
            note: self.words.history_state(&event.status).to_owned(),
            text: event.title,
            at: Some(self.at(event.start_date)),
        }
    }

    fn review(&self, review: PersonReview) -> PersonFact {
        let stars = self.lang.star_count(u8::try_from(review.rating).unwrap_or_default());
        let hidden = review.hidden.then_some(self.lang.hidden);
        let parts = [Some(&*stars), hidden, Some(&*review.comment)];
        let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
        PersonFact {
            href: Some(paths::reviews(&review.event_slug)),
            note: parts.collect::<Vec<_>>().join(" · "),
            text: review.event_title,
            at: Some(self.at(review.created_at)),
        }
    }

    fn mail(&self, mail: PersonMail) -> PersonFact {
        let state = self.lang.mail_state(mail.state);
        let note = match mail.last_error {
            Some(error) => format!("{state} · {error}"),
            None => state.to_owned(),
        };
        PersonFact {
            text: self.words.mail_kind(&mail.kind),
            href: None,
            note,
            at: Some(self.at(mail.created_at)),
        }
    }
}

/// A language by its own name.
const fn language(locale: Locale) -> &'static str {
    match locale {
        Locale::En => "English",
        Locale::Ru => "Русский",
    }
}
