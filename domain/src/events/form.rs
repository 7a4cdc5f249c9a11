//! An event's form: from what is typed to what is wished, and from an event to its form.

use super::change::{Wish, as_input};
use super::form_types;
use super::store::EventRow;
use super::wall_clock::{moment, shown};
use super::zone::parse_zone;
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use rust_decimal::Decimal;
use types::event_form::EventForm;
use types::events::EventInput;
use types::{FieldError, FieldProblem, Locale, RefundPolicy};

/// What stands where a draft's field is not chosen yet.
const STAND_IN: &str = "–";

/// A form as it was read: the wish that follows from it, and what could not be read.
#[derive(Clone, Debug)]
pub(super) struct Read {
    pub wish: Wish,
    pub problems: Vec<FieldError>,
}

/// What a new event is before anything is typed: everything is a stand-in. `category` is any that
/// there is.
pub(super) fn blank(category: String, now: DateTime<Utc>) -> EventInput {
    let start_date = now + TimeDelta::days(30);
    EventInput {
        title: STAND_IN.to_owned(),
        slug: None,
        description: String::new(),
        category,
        location: STAND_IN.to_owned(),
        venue: None,
        online_meeting_url: None,
        start_date,
        end_date: start_date + TimeDelta::hours(2),
        timezone: "UTC".to_owned(),
        max_capacity: 1,
        max_per_person: None,
        waitlist_open: None,
        price: Decimal::ZERO,
        ticket_types: Vec::new(),
        currency: "EUR".to_owned(),
        image: None,
        refund_policy: Some(RefundPolicy::default()),
        language: None,
        status: None,
    }
}

/// Reads the form; what cannot be read stays as it is in `current`. What stands in the event's form
/// already, its address and its category, is no wish for another.
pub(super) fn read(
    form: &EventForm,
    current: EventInput,
    unset: &[String],
    row: Option<&EventRow>,
) -> Read {
    let category = current.category.clone();
    let typed = row.is_some_and(|row| row.typed);
    let mut reader = Reader { unset: unset.to_vec(), problems: Vec::new(), input: current, typed };
    reader.read(form);
    reader.problems.extend(form_types::read(form).problems);
    if let Some(row) = row {
        reader.input.slug = reader.input.slug.filter(|wished| *wished != row.slug);
        if reader.input.category == row.category_slug {
            reader.input.category = category;
        }
    }
    reader.unset.sort_unstable();
    Read { wish: Wish { input: reader.input, unset: reader.unset }, problems: reader.problems }
}

struct Reader {
    input: EventInput,
    unset: Vec<String>,
    problems: Vec<FieldError>,
    /// Its price is that of its ticket types, whatever stands in the form.
    typed: bool,
}

impl Reader {
    fn read(&mut self, form: &EventForm) {
        self.input.title.clone_from(&form.title);
        // Browsers send line breaks as CR LF.
        self.input.description = form.description.replace("\r\n", "\n");
        self.input.venue = given(&form.venue);
        self.input.online_meeting_url = given(&form.online_meeting_url);
        self.input.image = given(&form.image);
        self.input.slug = given(&form.slug);
        if let Some(category) = self.required("category", &form.category) {
            self.input.category = category;
        }
        self.read_place(form);
        self.read_times(form);
        if let Some(seats) = self.required("max_capacity", &form.max_capacity) {
            self.take("max_capacity", whole(&seats), |input, value| input.max_capacity = value);
        }
        match given(&form.max_per_person) {
            None => self.input.max_per_person = None,
            Some(most) => {
                self.take("max_per_person", whole(&most), |input, value| {
                    input.max_per_person = Some(value);
                });
            }
        }
        if let Some(open) = given(&form.waitlist_open) {
            self.take("waitlist_open", open.parse().ok(), |input, value| {
                input.waitlist_open = Some(value);
            });
        }
        if !self.typed
            && let Some(price) = self.required("price", &form.price)
        {
            self.take("price", amount(&price), |input, value| input.price = value);
        }
        if let Some(currency) = given(&form.currency) {
            self.input.currency = currency.to_uppercase();
        }
        self.read_refunds(form);
        match given(&form.language) {
            None => self.input.language = None,
            Some(tag) => {
                self.take("language", Locale::parse(&tag), |input, value| {
                    input.language = Some(value);
                });
            }
        }
    }

    /// People who meet online only need no place.
    fn read_place(&mut self, form: &EventForm) {
        let online = self.input.online_meeting_url.is_some() && form.location.trim().is_empty();
        if online && self.input.venue.is_none() {
            "Online".clone_into(&mut self.input.location);
            self.unset.retain(|field| field != "location");
        } else if let Some(location) = self.required("location", &form.location) {
            self.input.location = location;
        }
    }

    fn read_times(&mut self, form: &EventForm) {
        let before = (self.input.start_date, self.input.end_date, self.input.timezone.clone());
        match given(&form.timezone).map(|name| (parse_zone(&name), name)) {
            Some((Some(zone), _)) => zone.name().clone_into(&mut self.input.timezone),
            Some((None, _)) => self.problem("timezone", FieldProblem::UnknownTimezone),
            None => {}
        }
        let zone = parse_zone(&self.input.timezone).unwrap_or(Tz::UTC);
        if let Some(text) = self.required("start_date", &form.start_date) {
            let lasts = self.input.end_date - self.input.start_date;
            match same_or_moment(&text, &form.start_fold, zone, (before.0, before.2.as_str())) {
                Ok(at) => {
                    self.input.start_date = at;
                    // The stand-in of an end that nobody has chosen goes along.
                    self.input.end_date = at + lasts;
                }
                Err(problem) => self.problem("start_date", problem),
            }
        }
        if let Some(text) = self.required("end_date", &form.end_date) {
            match same_or_moment(&text, &form.end_fold, zone, (before.1, before.2.as_str())) {
                Ok(at) => {
                    // So does that of a start.
                    if self.unset.iter().any(|field| field == "start_date") {
                        self.input.start_date = at - (self.input.end_date - self.input.start_date);
                    }
                    self.input.end_date = at;
                }
                Err(problem) => self.problem("end_date", problem),
            }
        }
    }

    fn read_refunds(&mut self, form: &EventForm) {
        let mut policy = RefundPolicy { full_until_hours: None, late_percent: 0 };
        if let Some(hours) = given(&form.refund_full_until_hours) {
            match whole(&hours).and_then(|hours| i32::try_from(hours).ok()) {
                Some(hours) => policy.full_until_hours = Some(hours),
                None => {
                    return self.problem("refund_policy.full_until_hours", FieldProblem::Invalid);
                }
            }
        }
        if let Some(percent) = given(&form.refund_late_percent) {
            match whole(&percent).and_then(|percent| i32::try_from(percent).ok()) {
                Some(percent) => policy.late_percent = percent,
                None => return self.problem("refund_policy.late_percent", FieldProblem::Invalid),
            }
        }
        self.input.refund_policy = Some(policy);
    }

    /// What was typed; a field that is left empty is not chosen.
    fn required(&mut self, field: &str, text: &str) -> Option<String> {
        self.unset.retain(|unset| unset != field);
        let text = given(text);
        if text.is_none() {
            self.unset.push(field.to_owned());
        }
        text
    }

    fn take<T>(&mut self, field: &str, value: Option<T>, keep: impl FnOnce(&mut EventInput, T)) {
        match value {
            Some(value) => keep(&mut self.input, value),
            None => self.problem(field, FieldProblem::Invalid),
        }
    }

    fn problem(&mut self, field: &str, problem: FieldProblem) {
        self.problems.push(FieldError { field: field.to_owned(), problem, limit: None });
    }
}

/// A form shows minutes: what it shows of a moment that has seconds is that moment.
fn same_or_moment(
    text: &str,
    fold: &str,
    zone: Tz,
    (before, its_zone): (DateTime<Utc>, &str),
) -> Result<DateTime<Utc>, FieldProblem> {
    let (its_text, its_fold) = shown(before, its_zone);
    let same_fold = its_fold.is_empty() || its_fold == fold;
    if zone.name() == its_zone && text == its_text && same_fold {
        return Ok(before);
    }
    moment(text, fold, zone)
}

pub(super) fn given(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

pub(super) fn whole(text: &str) -> Option<i64> {
    spaceless(text).parse().ok()
}

/// `25`, `25.5` and `25,50`.
pub(super) fn amount(text: &str) -> Option<Decimal> {
    Decimal::from_str_exact(&spaceless(text).replace(',', ".")).ok()
}

/// Without the blanks that part thousands.
fn spaceless(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The fields that `current` keeps where the wish cannot be had: those that are refused, and with one
/// end of the time the other.
pub(super) fn without(wish: Wish, refused: &[FieldError], current: Wish) -> Wish {
    let Wish { mut input, mut unset } = wish;
    let mut back: Vec<&str> = refused.iter().map(|error| error.field.as_str()).collect();
    if back.iter().any(|field| ["start_date", "end_date", "timezone"].contains(field)) {
        back.extend(["start_date", "end_date", "timezone"]);
    }
    let now = current.input;
    for field in &back {
        match *field {
            "title" => input.title.clone_from(&now.title),
            "slug" => input.slug = None,
            "description" => input.description.clone_from(&now.description),
            "category" => input.category.clone_from(&now.category),
            "location" => input.location.clone_from(&now.location),
            "venue" => input.venue.clone_from(&now.venue),
            "online_meeting_url" => input.online_meeting_url.clone_from(&now.online_meeting_url),
            "start_date" => input.start_date = now.start_date,
            "end_date" => input.end_date = now.end_date,
            "timezone" => input.timezone.clone_from(&now.timezone),
            "max_capacity" => input.max_capacity = now.max_capacity,
            "max_per_person" => input.max_per_person = now.max_per_person,
            "waitlist_open" => input.waitlist_open = now.waitlist_open,
            "price" => input.price = now.price,
            "currency" => input.currency.clone_from(&now.currency),
            "image" => input.image.clone_from(&now.image),
            "language" => input.language = now.language,
            // They stay in the form.
            field if form_types::is_theirs(field) => {}
            _ => input.refund_policy = now.refund_policy,
        }
    }
    // What goes back is chosen, or not, as it was.
    unset.retain(|field| !back.contains(&field.as_str()));
    unset.extend(current.unset.into_iter().filter(|field| back.contains(&field.as_str())));
    unset.sort_unstable();
    Wish { input, unset }
}

/// An event in the words of its form.
pub(super) fn form_of(row: &EventRow) -> EventForm {
    let input = as_input(row);
    let is_set = |field: &str| !row.unset_fields.iter().any(|unset| unset == field);
    let set = |field: &str, text: String| if is_set(field) { text } else { String::new() };
    let (start_date, start_fold) = shown(row.start_date, &row.timezone);
    let (end_date, end_fold) = shown(row.end_date, &row.timezone);
    let price = types::money::decimal_string(row.price);
    EventForm {
        title: input.title,
        description: input.description,
        category: set("category", row.category_slug.clone()),
        location: set("location", input.location),
        venue: input.venue.unwrap_or_default(),
        online_meeting_url: input.online_meeting_url.unwrap_or_default(),
        start_date: set("start_date", start_date),
        start_fold: set("start_date", start_fold),
        end_date: set("end_date", end_date),
        end_fold: set("end_date", end_fold),
        timezone: input.timezone,
        max_capacity: set("max_capacity", row.max_capacity.to_string()),
        max_per_person: row.max_per_person.map(|most| most.to_string()).unwrap_or_default(),
        waitlist_open: row.waitlist_open.to_string(),
        price: set("price", price.strip_suffix(".00").unwrap_or(&price).to_owned()),
        currency: row.currency.to_string(),
        ticket_types: Vec::new(),
        image: input.image.unwrap_or_default(),
        refund_full_until_hours: row
            .refund_policy
            .full_until_hours
            .map(|hours| hours.to_string())
            .unwrap_or_default(),
        refund_late_percent: row.refund_policy.late_percent.to_string(),
        language: input.language.map(|locale| locale.as_str().to_owned()).unwrap_or_default(),
        slug: row.slug.clone(),
    }
}
