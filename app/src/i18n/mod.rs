//! The app's texts in every language, one struct an area; formats and plurals are those of
//! [`types::i18n`].
//!
//! A page asks for the texts of its area, which build on those that every page may say:
//! `let lang = use_texts::<EventTexts>();`, then `lang.agenda`, `lang.log_in`, `lang.number(3)`.
//! A text of another area does not compile.

mod account;
mod admin;
mod admin_categories;
mod admin_events;
mod admin_overview;
mod admin_people;
mod admin_places;
mod admin_reviews;
mod admin_upkeep;
mod agenda_editor;
mod auth;
mod booking;
mod booking_page;
mod code_kinds;
mod codes;
mod dashboard;
mod door;
mod editor;
mod errors;
mod event;
mod event_codes;
mod event_kinds;
mod exchange;
mod figures;
mod health_checks;
mod messages;
mod my_bookings;
mod organize;
mod organize_bookings;
mod organize_history;
mod phrases;
mod public;
mod refunds;
mod report;
mod run;
mod schedule;
mod security;
mod shared;
mod team;
mod texts;
mod ticket_names;
mod ticket_rules;
mod tickets;
mod waitlist;
mod zones;

use leptos::prelude::use_context;
use std::borrow::Cow;
use texts::texts;
use types::Locale;

pub use account::AccountTexts;
pub use admin::AdminTexts;
pub use admin_categories::AdminCategoriesTexts;
pub use admin_events::AdminEventsTexts;
pub use admin_overview::AdminOverviewTexts;
pub use admin_people::AdminPeopleTexts;
pub use admin_places::AdminPlacesTexts;
pub use admin_reviews::AdminReviewsTexts;
pub use admin_upkeep::AdminUpkeepTexts;
pub use agenda_editor::AgendaTexts;
pub use auth::AuthTexts;
pub use booking::BookingTexts;
pub use booking_page::BookingPageTexts;
pub use codes::CodeTexts;
pub use dashboard::DashboardTexts;
pub use door::DoorTexts;
pub use editor::EditorTexts;
pub use event::EventTexts;
pub use figures::FiguresTexts;
pub use health_checks::CHECK_NAMES;
pub use messages::MessagesTexts;
pub use my_bookings::MyBookingsTexts;
pub use organize::OrganizeTexts;
pub use organize_bookings::OrganizeBookingsTexts;
pub use public::PublicTexts;
pub use report::ReportTexts;
pub use run::RunTexts;
pub use schedule::ScheduleTexts;
pub use security::SecurityTexts;
pub use shared::Texts;
pub use team::TeamTexts;
pub use ticket_names::TicketNamesTexts;
pub use ticket_rules::TicketRulesTexts;
pub use tickets::TicketsTexts;
pub use zones::ZoneTexts;

/// The texts of one area of the app.
pub trait Area: 'static {
    fn of(locale: Locale) -> &'static Self;
}

/// The language that the page is shown in; it changes only with a new page load.
pub fn use_locale() -> Locale {
    use_context::<Locale>().unwrap_or_default()
}

/// An area's texts in the page's language.
pub fn use_texts<T: Area>() -> &'static T {
    T::of(use_locale())
}

/// The texts that every page may say.
pub fn use_lang() -> &'static Texts {
    use_texts()
}

/// Text that a person wrote, inside a sentence of the app: right-to-left text does not reorder what
/// stands beside it. Isolating characters are added only where they change something.
pub fn isolated(words: &str) -> Cow<'_, str> {
    let from_right = |c| {
        matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFF}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
    };
    if words.contains(from_right) {
        Cow::Owned(format!("\u{2068}{words}\u{2069}"))
    } else {
        Cow::Borrowed(words)
    }
}
