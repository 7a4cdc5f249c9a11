//! The status that each of the people gets, by what they are to the thing that is asked for.
//!
//! People: anonymous, owner, other attendee, organizer, other organizer, admin, disabled, stale;
//! manager, editor and door of the organizer's events, manager of the other organizer's

/// Whoever asks, and with whatever token: the answer does not look at it. So it is with the app's functions,
/// where a cookie that is no good is as good as none.
pub(super) const fn all(status: u16) -> [u16; 12] {
    [status; 12]
}

/// Public, but a token that is no good is told.
pub(super) const fn public(status: u16) -> [u16; 12] {
    [status, status, status, status, status, status, 401, 401, status, status, status, status]
}

pub(super) const fn logged_in(status: u16) -> [u16; 12] {
    [401, status, status, status, status, status, 401, 401, status, status, status, status]
}

pub(super) const fn organizers(status: u16) -> [u16; 12] {
    [401, 403, 403, status, status, status, 401, 401, 403, 403, 403, 403]
}

/// Of the people and the money of an event that everyone sees.
pub(super) const fn its_organizer(status: u16) -> [u16; 12] {
    [401, 403, 403, status, 403, status, 401, 401, status, 403, 403, 403]
}

/// Organizers, and everybody in a team.
pub(super) const fn workplace(status: u16) -> [u16; 12] {
    [401, 403, 403, status, status, status, 401, 401, status, status, status, status]
}

/// Organizers, and who edits an event of one.
pub(super) const fn editors(status: u16) -> [u16; 12] {
    [401, 403, 403, status, status, status, 401, 401, status, status, 403, status]
}

/// Of the page and agenda of an event that everyone sees.
pub(super) const fn its_editor(status: u16) -> [u16; 12] {
    [401, 403, 403, status, 403, status, 401, 401, status, status, 403, 403]
}

/// Of the door of an event that everyone sees.
pub(super) const fn its_door(status: u16) -> [u16; 12] {
    [401, 403, 403, status, 403, status, 401, 401, status, 403, status, 403]
}

/// Of the place in the workplace of an event that everyone sees.
pub(super) const fn its_team(status: u16) -> [u16; 12] {
    [401, 403, 403, status, 403, status, 401, 401, status, status, status, 403]
}

/// What no role of a team allows.
pub(super) const fn its_organizer_alone(status: u16) -> [u16; 12] {
    [401, 403, 403, status, 403, status, 401, 401, 403, 403, 403, 403]
}

/// Of the organizer's own team.
pub(super) const fn its_own_team(status: u16) -> [u16; 12] {
    [401, 403, 403, status, 404, 404, 401, 401, 403, 403, 403, 403]
}

/// What is seen of a draft by those who see it at all.
pub(super) const fn seen_draft(status: u16) -> [u16; 12] {
    [404, 404, 404, status, 404, status, 401, 401, status, status, status, 404]
}

/// [`seen_draft`] where a cookie that is no good is as good as none.
pub(super) const fn shown_draft(status: u16) -> [u16; 12] {
    [404, 404, 404, status, 404, status, 404, 404, status, status, status, 404]
}

/// Of a draft's people and money.
pub(super) const fn its_draft_bookings(status: u16) -> [u16; 12] {
    [401, 404, 404, status, 404, status, 401, 401, status, 403, 403, 404]
}

/// What no role of a team allows with a draft.
pub(super) const fn its_draft_alone(status: u16) -> [u16; 12] {
    [401, 404, 404, status, 404, status, 401, 401, 403, 403, 403, 404]
}

/// Of a promo code.
pub(super) const fn its_code(status: u16) -> [u16; 12] {
    [401, 403, 403, status, 404, status, 401, 401, status, 403, 403, 404]
}

/// Organizers, and who may know of the money of an event.
pub(super) const fn with_money(status: u16) -> [u16; 12] {
    [401, 403, 403, status, status, status, 401, 401, status, 403, 403, status]
}

/// Of a venue, which only its organizer and admins see.
pub(super) const fn its_venue(status: u16) -> [u16; 12] {
    [401, 403, 403, status, 404, status, 401, 401, 403, 403, 403, 403]
}

/// Of something public that belongs to one who was at the event.
pub(super) const fn who_was_there(status: u16) -> [u16; 12] {
    [401, status, 403, 403, 403, 403, 401, 401, 403, 403, 403, 403]
}

/// Whoever is logged in and did not write it.
pub(super) const fn all_but_its_author(status: u16) -> [u16; 12] {
    [401, 403, status, status, status, status, 401, 401, status, status, status, status]
}

/// Of a draft, which only its organizer and admins see.
pub(super) const fn its_draft(status: u16) -> [u16; 12] {
    [401, 404, 404, status, 404, status, 401, 401, status, status, 403, 404]
}

pub(super) const fn admins(status: u16) -> [u16; 12] {
    [401, 403, 403, 403, 403, status, 401, 401, 403, 403, 403, 403]
}

/// Of a thing that nobody else sees.
pub(super) const fn its_owner(status: u16) -> [u16; 12] {
    [401, status, 404, 404, 404, 404, 401, 401, 404, 404, 404, 404]
}

pub(super) const fn its_owner_and_admins(status: u16) -> [u16; 12] {
    [401, status, 404, 404, 404, status, 401, 401, 404, 404, 404, 404]
}
