//! Events and their categories.
//!
//! The catalogue is bounded everywhere, so that a page costs the same however many events there
//! are; a change of an event holds its row's lock.

mod bulk;
mod catalogue;
mod categories;
mod change;
mod checklist;
mod count_cache;
mod default_categories;
mod document;
mod drafts;
mod duplicate;
mod effect;
mod entries;
mod filter;
mod form;
mod form_types;
mod growth;
mod instead;
mod markdown;
mod moderation;
mod moving;
mod open;
mod paste;
pub(crate) mod phase;
mod plain;
mod policy;
mod rights;
mod search;
pub(crate) mod seats;
mod service;
mod sitemap;
mod slug;
mod spelling;
mod store;
mod suggest;
mod uploads;
mod venues;
mod view;
mod wall_clock;
pub(crate) mod zone;

pub use bulk::{BulkCategory, BulkEvent, ImportOrganizer, Imported, import};
pub use catalogue::{
    SearchResult, by_ids, get, list, may_see, may_take_part, of_organizer, search,
};
pub(crate) use catalogue::{row_of, visible};
pub use categories::{
    admin_categories, categories, create_category, delete_category, may_change_category,
    merge_category, update_category,
};
pub use change::{Matching, patch, patch_matching, update, update_matching};
pub(crate) use checklist::missing_now;
pub use checklist::{Checked, missing_of};
pub use count_cache::CountCache;
pub use default_categories::{DEFAULT_CATEGORIES, add_default_categories};
pub use document::{Document, to_document};
pub use drafts::{
    autosave, discard_form, edit, save_form, saved_as, set_form_image, start_draft,
    start_draft_once,
};
pub use duplicate::{duplicate, duplicate_once, plan_duplicate};
pub use effect::{change_effect, preview};
pub use filter::{LIST_MAX, RANKED_MAX};
pub(crate) use growth::add_seats;
pub use markdown::to_html;
pub(crate) use moderation::hiding_of;
pub use moderation::{
    AdminEventFilter, admin_event, admin_events, answer_hiding, hide, hiding, may_answer_hiding,
    may_moderate, restore,
};
pub use open::{admin_organizers, limit_open_events, may_limit_open_events};
pub use paste::to_markdown;
pub use plain::to_text;
pub use policy::language_of;
pub use rights::{EventRight, may};
pub(crate) use rights::{own_locked, owned, seen_by_team};
pub use service::{cancel, create, create_once, delete};
pub use sitemap::{is_gone, sitemap_part, sitemap_parts};
pub use slug::slugify;
pub(crate) use store::EventRow;
pub use suggest::{Suggestions, near, now_and_soon, suggest};
pub use uploads::{NewUpload, add_upload, forget_uploads, known_uploads, may_upload};
pub use venues::{
    admin_venues, create_venue, create_venue_once, delete_venue, may_change_venue, update_venue,
    venue, venues, venues_for,
};
pub use wall_clock::{moment, shown};
pub(crate) use zone::day_begins;
pub use zone::{parse_zone, span, wall};

#[cfg(test)]
mod tests;
