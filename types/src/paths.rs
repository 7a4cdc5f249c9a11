//! Addresses within the site: the one place where their paths are spelled. Links, redirects, mails
//! and the sitemap build theirs here; what each path may cost, who may see it and what is cached is
//! in the server's table of routes.

use crate::waitlist::WaitlistStatus;
use std::fmt::{Display, Write};

// Pages.
pub const HOME: &str = "/";
pub const EVENTS: &str = "/events";
pub const FREE_EVENTS: &str = "/events?is_free=true";
pub const ONLINE_EVENTS: &str = "/events?online=true";
pub const NEWEST_EVENTS: &str = "/events?ordering=-created_at";
pub const LOGIN: &str = "/login";
/// The second step of logging in.
pub const LOGIN_CODE: &str = "/login/code";
pub const REGISTER: &str = "/register";
pub const REGISTER_ORGANIZER: &str = "/register?role=organizer";
pub const FORGOT_PASSWORD: &str = "/forgot-password";
pub const RESET_PASSWORD: &str = "/reset-password";
pub const VERIFY_EMAIL: &str = "/verify-email";
pub const BOOKINGS: &str = "/bookings";
pub const NOTIFICATIONS: &str = "/notifications";
pub const CERTIFICATES: &str = "/certificates";
pub const PEOPLE: &str = "/people";
pub const ACCOUNT: &str = "/account";
/// Sessions and the second factor.
pub const SECURITY: &str = "/account/security";
pub const IMPRINT: &str = "/imprint";
pub const PRIVACY: &str = "/privacy";
pub const TERMS: &str = "/terms";

// The organizer's workplace.
pub const ORGANIZE: &str = "/organize";
pub const ORGANIZE_SEARCH: &str = "/organize/search";
pub const ORGANIZE_KEYS: &str = "/organize/keys";
pub const ORGANIZE_NEW_EVENT: &str = "/organize/events/new";
pub const ORGANIZE_REPORT: &str = "/organize/report";
pub const ORGANIZE_TEAM: &str = "/organize/team";
pub const ORGANIZE_VENUES: &str = "/organize/venues";

// The admin's workplace.
pub const ADMIN: &str = "/admin";
pub const ADMIN_AUDIT: &str = "/admin/audit";
pub const ADMIN_AUDIT_FILE: &str = "/admin/audit.csv";
pub const ADMIN_CATEGORIES: &str = "/admin/categories";
pub const ADMIN_EVENTS: &str = "/admin/events";
/// The overview as a file.
pub const ADMIN_FIGURES: &str = "/admin/figures.csv";
pub const ADMIN_ORGANIZERS: &str = "/admin/events/organizers";
pub const ADMIN_HEALTH: &str = "/admin/health";
pub const ADMIN_JOBS: &str = "/admin/jobs";
pub const ADMIN_MAIL: &str = "/admin/mail";
pub const ADMIN_PAYMENTS: &str = "/admin/payments";
pub const ADMIN_PEOPLE: &str = "/admin/people";
pub const ADMIN_PROMOTIONS: &str = "/admin/promotions";
pub const ADMIN_REVIEWS: &str = "/admin/reviews";
pub const ADMIN_VENUES: &str = "/admin/venues";

/// The folder of the doors of events.
const DOOR: &str = "/door";
const ORGANIZE_EVENTS: &str = "/organize/events";

// Files, and forms that are sent by plain POST.
pub const ACCOUNT_EXPORT: &str = "/account/export.json";
pub const AVATAR: &str = "/account/avatar";
pub const AVATAR_REMOVE: &str = "/account/avatar/remove";
/// The folder of uploaded pictures of people.
pub const AVATARS: &str = "/media/avatars/";
/// The folder of uploaded pictures of events.
pub const PICTURES: &str = "/media/pictures/";
/// Where a page sends a picture for an event to.
pub const PICTURE_UPLOAD: &str = "/organize/pictures";
/// The folder of private calendars: whoever knows the rest of such a path may read the calendar.
pub const CALENDARS: &str = "/calendar";
/// The folder of guests' tickets: whoever knows the rest of such a path may see the ticket.
pub const GUEST_TICKETS: &str = "/guest";
/// Invitations to teams.
pub const INVITATIONS: &str = "/invitations";
pub const SITE_PICTURE: &str = "/share/site.png";
pub const ROBOTS: &str = "/robots.txt";
pub const SITEMAP: &str = "/sitemap.xml";
/// The service worker that keeps tickets for when there is no network.
pub const SERVICE_WORKER: &str = "/sw.js";

// The API, where links and scripts of pages lead there.
pub const API_DOCS: &str = "/api/docs";
pub const MY_LIVE: &str = "/api/users/me/live/";
/// The stream of an organizer's figures of all events.
pub const ORGANIZER_LIVE: &str = "/api/organizer/live/";

/// The second step of logging in, which leads back to `next` where there is one.
pub fn login_code(next: &str) -> String {
    if next.is_empty() { LOGIN_CODE.to_owned() } else { query(LOGIN_CODE, "next", next) }
}

/// The log-in page that leads back to `next`.
pub fn login(next: &str) -> String {
    query(LOGIN, "next", next)
}

/// The registration that leads back to `next`.
pub fn register(next: &str) -> String {
    query(REGISTER, "next", next)
}

/// The page a mailed link opens to choose a new password.
pub fn reset_password(token: &str) -> String {
    query(RESET_PASSWORD, "token", token)
}

/// The page a mailed link opens to prove an address.
pub fn verify_email(token: &str) -> String {
    query(VERIFY_EMAIL, "token", token)
}

pub fn event(slug: &str) -> String {
    below(EVENTS, slug)
}

/// The form in which an attendee reviews an event.
pub fn review(slug: &str) -> String {
    event(slug) + "/review"
}

/// Where a review is reported to the admins.
pub fn report_review(slug: &str, review: &impl Display) -> String {
    below(&(event(slug) + "/reviews"), &review.to_string()) + "/report"
}

/// The reviews on an event's page.
pub fn reviews(slug: &str) -> String {
    event(slug) + "#reviews"
}

pub fn events_of_category(slug: &str) -> String {
    query(EVENTS, "category", slug)
}

pub fn events_at(location: &str) -> String {
    query(EVENTS, "location", location)
}

pub fn events_matching(search: &str) -> String {
    query(EVENTS, "search", search)
}

pub fn booking(id: &impl Display) -> String {
    below(BOOKINGS, &id.to_string())
}

pub fn certificate(number: &str) -> String {
    below(CERTIFICATES, number)
}

pub fn person(id: &impl Display) -> String {
    below(PEOPLE, &id.to_string())
}

/// One account, as admins see it.
pub fn admin_person(id: &impl Display) -> String {
    below(ADMIN_PEOPLE, &id.to_string())
}

/// Everything that is kept about a person, as a file; asked for by POST.
pub fn admin_export(id: &impl Display) -> String {
    admin_person(id) + "/export.json"
}

/// The search over everything that an organizer has.
pub fn organize_search(text: &str) -> String {
    query(ORGANIZE_SEARCH, "q", text)
}

/// All of an organizer's events of one phase.
pub fn organize_phase(phase: &str, page: u32) -> String {
    let list = query(ORGANIZE, "phase", phase);
    if page > 1 { format!("{list}&page={page}") } else { list }
}

/// The live page of one of an organizer's events.
pub fn organize_event(slug: &str) -> String {
    below(ORGANIZE_EVENTS, slug)
}

pub fn organize_edit(slug: &str) -> String {
    organize_event(slug) + "/edit"
}

pub fn organize_preview(slug: &str) -> String {
    organize_event(slug) + "/preview"
}

/// The public page as the preview frames it.
pub fn organize_preview_page(slug: &str) -> String {
    organize_preview(slug) + "/page"
}

/// The form for an event's picture that needs no scripts.
pub fn organize_picture(slug: &str) -> String {
    organize_event(slug) + "/picture"
}

pub fn organize_duplicate(slug: &str) -> String {
    organize_event(slug) + "/duplicate"
}

/// The page that cancels an event, and then shows how far that is.
pub fn organize_cancel(slug: &str) -> String {
    organize_event(slug) + "/cancel"
}

pub fn organize_bookings(slug: &str) -> String {
    organize_event(slug) + "/bookings"
}

/// One booking as its organizer sees it.
pub fn organize_booking(slug: &str, id: &impl Display) -> String {
    below(&organize_bookings(slug), &id.to_string())
}

pub fn organize_attendees(slug: &str) -> String {
    organize_event(slug) + "/attendees"
}

/// A list as a file, with the filter of its page: `csv`, `xlsx` or `json`.
pub fn organize_bookings_file(slug: &str, format: &str) -> String {
    organize_bookings(slug) + "." + format
}

pub fn organize_attendees_file(slug: &str, format: &str) -> String {
    organize_attendees(slug) + "." + format
}

/// The books of an event.
pub fn organize_event_report(slug: &str) -> String {
    organize_event(slug) + "/report"
}

/// The part of the query of a file of the books that asks for sums of days instead of lines.
pub const BOOKS_BY_DAY: &str = "rows=days";

/// The lines of an event's books as a file, with the days of its page.
pub fn organize_event_report_file(slug: &str, format: &str) -> String {
    organize_event_report(slug) + "." + format
}

/// The lines of the books of all events as a file.
pub fn organize_report_file(format: &str) -> String {
    [ORGANIZE_REPORT, ".", format].concat()
}

/// Complimentary bookings.
pub fn organize_guests(slug: &str) -> String {
    organize_event(slug) + "/guests"
}

/// Where the form with a table of guests is posted.
pub fn organize_guest_file(slug: &str) -> String {
    organize_guests(slug) + "/file"
}

/// The page of a table of guests that was sent.
pub fn organize_guest_list(slug: &str, id: &impl Display) -> String {
    query(&organize_guests(slug), "list", &id.to_string())
}

/// The form with a table of guests, and a word for why the last one was not taken.
pub fn organize_guest_file_refused(slug: &str, word: &str) -> String {
    query(&organize_guests(slug), "file", word) + "#file-form"
}

/// The page of guests after some were invited and some left out.
pub fn organize_guests_invited(slug: &str, invited: usize, skipped: usize) -> String {
    format!("{}?invited={invited}&skipped={skipped}", organize_guests(slug))
}

/// Who works on the event, and as what.
pub fn organize_event_team(slug: &str) -> String {
    organize_event(slug) + "/team"
}

pub fn organize_history(slug: &str) -> String {
    organize_event(slug) + "/history"
}

/// The agenda's editor.
pub fn organize_agenda(slug: &str) -> String {
    organize_event(slug) + "/agenda"
}

/// The form of a session; of a new one, `new` is its id.
pub fn organize_session(slug: &str, id: &impl Display) -> String {
    below(&organize_agenda(slug), &id.to_string())
}

/// Many sessions at once, from a spreadsheet.
pub fn organize_agenda_paste(slug: &str) -> String {
    organize_agenda(slug) + "/paste"
}

/// Where an agenda is read from a file.
pub fn organize_agenda_import(slug: &str) -> String {
    organize_event(slug) + "/agenda/import"
}

/// Where the form with an agenda is posted.
pub fn organize_agenda_file(slug: &str) -> String {
    organize_event(slug) + "/agenda/file"
}

/// An agenda that was sent, with what importing it would do.
pub fn organize_agenda_look(slug: &str, file: &impl Display, capacity: &str) -> String {
    let path = query(&organize_agenda_import(slug), "file", &file.to_string());
    if capacity.is_empty() { path } else { path + "&capacity=" + &encode(capacity) }
}

/// The form with an agenda, and a word for why the last one was not taken.
pub fn organize_agenda_refused(slug: &str, word: &str, capacity: &str) -> String {
    let path = query(&organize_agenda_import(slug), "refused", word);
    format!("{path}&capacity={}#schedule-form", encode(capacity))
}

/// The page after an agenda was imported: how many sessions were added, changed, removed and left out.
pub fn organize_agenda_imported(
    slug: &str,
    [added, changed, removed, refused]: [usize; 4],
) -> String {
    let path = organize_agenda_import(slug);
    format!("{path}?added={added}&changed={changed}&removed={removed}&refused_count={refused}")
}

/// Who waits for seats of an event, and the log of it.
pub fn organize_waitlist(slug: &str) -> String {
    organize_event(slug) + "/waitlist"
}

/// Those of them in one state.
pub fn organize_waitlist_in(slug: &str, status: WaitlistStatus) -> String {
    organize_waitlist(slug) + "?state=" + status.as_str()
}

/// The promo codes of an event.
pub fn organize_promotions(slug: &str) -> String {
    organize_event(slug) + "/promotions"
}

/// The promo codes of an event; without one, those of the whole platform.
pub fn promotions_of(slug: &str) -> String {
    if slug.is_empty() { ADMIN_PROMOTIONS.to_owned() } else { organize_promotions(slug) }
}

/// The kinds of ticket of an event.
pub fn organize_tickets(slug: &str) -> String {
    organize_event(slug) + "/tickets"
}

/// How the addresses of the pages with a message's form end.
pub const MESSAGE_FORM: &str = "/messages/new";

/// The messages of an event.
pub fn organize_messages(slug: &str) -> String {
    organize_event(slug) + "/messages"
}

/// The form of a message to whom a filter of the bookings finds, as a query string.
pub fn organize_new_message(slug: &str, filter: &str) -> String {
    let form = organize_event(slug) + MESSAGE_FORM;
    if filter.is_empty() { form } else { form + "?" + filter }
}

pub fn organize_message(slug: &str, id: &impl Display) -> String {
    below(&organize_messages(slug), &id.to_string())
}

/// Where the form of a message is posted to be shown as a mail.
pub fn organize_message_preview(slug: &str) -> String {
    organize_messages(slug) + "/preview"
}

/// Where the form of a message is posted to be sent to who writes it.
pub fn organize_message_test(slug: &str) -> String {
    organize_messages(slug) + "/test"
}

/// The folder of messages of organizers, each for who got it; no pages of the app.
pub const RECEIVED_MESSAGES: &str = "/notifications/messages";

pub fn received_message(id: &str) -> String {
    below(RECEIVED_MESSAGES, id)
}

/// The link at the end of news; its secret says whose, to whom.
pub fn unsubscribe(secret: &str) -> String {
    below("/unsubscribe", secret)
}

/// The certificates of an event.
pub fn organize_certificates(slug: &str) -> String {
    organize_event(slug) + "/certificates"
}

/// What one of them looks like.
pub fn organize_certificate_preview(slug: &str) -> String {
    organize_certificates(slug) + "/preview.pdf"
}

/// The reviews of an event, to be answered.
pub fn organize_reviews(slug: &str) -> String {
    organize_event(slug) + "/reviews"
}

/// Those without an answer.
pub fn organize_reviews_open(slug: &str) -> String {
    query(&organize_reviews(slug), "state", "open")
}

pub fn organize_venue(id: &impl Display) -> String {
    below(ORGANIZE_VENUES, &id.to_string())
}

/// Where tickets are scanned: a page of its own, with leave to use the camera. It is opened anew, not
/// by the app.
pub fn door(slug: &str) -> String {
    below(DOOR, slug)
}

/// The door with the result of a scan, as it was set.
pub fn door_scan(slug: &str, id: &impl Display, settings: &[(&str, &str)]) -> String {
    let start = query(&door(slug), "scan", &id.to_string());
    settings.iter().filter(|(_, value)| !value.is_empty()).fold(start, |path, (name, value)| {
        let more = query("", name, value);
        path + "&" + more.trim_start_matches('?')
    })
}

/// The stream of how many are in.
pub fn door_live(id: &impl Display) -> String {
    format!("/api/events/{id}/check-ins/live/")
}

/// A booking's tickets as they are shown at the door.
pub fn tickets(booking_id: &impl Display) -> String {
    booking(booking_id) + "/tickets"
}

pub fn tickets_pdf(booking_id: &impl Display) -> String {
    booking(booking_id) + "/tickets.pdf"
}

pub fn booking_ics(booking_id: &impl Display) -> String {
    booking(booking_id) + "/calendar.ics"
}

pub fn certificate_pdf(number: &str) -> String {
    certificate(number) + "/certificate.pdf"
}

/// An event's agenda as a calendar.
pub fn agenda_ics(slug: &str) -> String {
    event(slug) + "/agenda.ics"
}

/// An event's agenda as other programs read it.
pub fn schedule_json(slug: &str) -> String {
    event(slug) + "/schedule.json"
}

/// The sessions that the visitor has picked, as a calendar.
pub fn picks_ics(slug: &str) -> String {
    event(slug) + "/picks.ics"
}

/// An invitation to a team, by the secret of its link, or by its id for its addressee.
pub fn invitation(secret: &str) -> String {
    below(INVITATIONS, secret)
}

/// The ticket of a guest: whoever knows the secret may see it.
pub fn guest_ticket(secret: &str) -> String {
    below(GUEST_TICKETS, secret)
}

pub fn guest_ticket_pdf(secret: &str) -> String {
    guest_ticket(secret) + "/ticket.pdf"
}

pub fn guest_ticket_ics(secret: &str) -> String {
    guest_ticket(secret) + "/calendar.ics"
}

/// Where the guest confirms that the address is theirs.
pub fn guest_ticket_confirm(secret: &str) -> String {
    guest_ticket(secret) + "/confirm"
}

/// Where the guest writes another name on the ticket.
pub fn guest_ticket_name(secret: &str) -> String {
    guest_ticket(secret) + "/name"
}

/// Where the guest asks for an account.
pub fn guest_ticket_account(secret: &str) -> String {
    guest_ticket(secret) + "/account"
}

/// A person's private calendar.
pub fn calendar_feed(secret: &str) -> String {
    below(CALENDARS, secret) + ".ics"
}

/// The picture that links to an event show elsewhere; a new version has a new address.
pub fn share_picture(event_id: &impl Display, version: i64) -> String {
    format!("/share/{event_id}.png?v={version}")
}

pub fn sitemap_part(name: &str) -> String {
    format!("/sitemaps/{name}.xml")
}

/// An event as a calendar entry.
pub fn event_ics(event_id: &impl Display) -> String {
    format!("/api/events/{event_id}/calendar.ics")
}

/// The stream of an event's changes.
pub fn event_live(event_id: &impl Display) -> String {
    format!("/api/events/{event_id}/live/")
}

/// The page of an event that has the code filled in.
pub fn event_promo(slug: &str, code: &str) -> String {
    with_promo(&event(slug), code)
}

/// A path with a code to be filled in.
pub fn with_promo(path: &str, code: &str) -> String {
    let sign = if path.contains('?') { "&" } else { "?" };
    [path, sign, "promo=", &encode(code)].concat()
}

/// The page of an event with the origin that the link was made for.
pub fn event_via(slug: &str, via: crate::Via) -> String {
    with_via(&event(slug), via)
}

/// A path without a query, with an origin.
pub fn with_via(path: &str, via: crate::Via) -> String {
    query(path, crate::via::PARAMETER, via.as_str())
}

/// A link to an event as a QR code, to print: a picture of `png` or `svg`.
pub fn event_qr(slug: &str, format: &str, via: Option<crate::Via>) -> String {
    let path = event(slug) + "/qr." + format;
    match via {
        Some(via) => with_via(&path, via),
        None => path,
    }
}

/// The bookings of an event, over the API.
pub fn event_bookings(event_id: &impl Display) -> String {
    format!("/api/events/{event_id}/bookings/")
}

/// The stream of an organizer's figures of one event.
pub fn dashboard_live(event_id: &impl Display) -> String {
    format!("/api/events/{event_id}/dashboard/live/")
}

/// A page of a list that has no other parameters.
pub fn page(list: &str, page: u32) -> String {
    query(list, "page", &page.to_string())
}

/// A path of this site, fit for a redirect; `None` for anything that could lead elsewhere.
pub fn local(path: &str) -> Option<&str> {
    let plain = path.starts_with('/')
        && !path.starts_with("//")
        && path.len() <= 1000
        && !path.chars().any(|c| c == '\\' || c.is_control());
    plain.then_some(path)
}

/// Percent-encodes all but unreserved characters (RFC 3986) and the slash.
pub fn encode(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

fn below(folder: &str, name: &str) -> String {
    [folder, "/", &encode(name)].concat()
}

fn query(path: &str, name: &str, value: &str) -> String {
    [path, "?", name, "=", &encode(value)].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_followed() {
        assert_eq!(local("/bookings?page=2"), Some("/bookings?page=2"));
        for bad in ["", "//evil.test", "/\\evil.test", "https://evil.test", "javascript:x", "/a\nb"]
        {
            assert_eq!(local(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn the_way_back_survives_encoding() {
        assert_eq!(login("/events/a?x=1&y=ж"), "/login?next=/events/a%3Fx%3D1%26y%3D%D0%B6");
        assert_eq!(booking(&"a b?"), "/bookings/a%20b%3F");
        assert_eq!(page(CERTIFICATES, 2), "/certificates?page=2");
    }
}
