//! Schema constraints: the limits of each field in the OpenAPI document, from the constants that the
//! validation in `types` uses.

use types::accounts::{
    AVATAR_URL_MAX, BIO_MAX, DISPLAY_NAME_MAX, PASSWORD_MAX, PASSWORD_MIN, Role,
};
use types::booking_actions::{self, ATTENDEE_NAME_MAX, NOTE_MAX};
use types::bookings::QUANTITY_MAX;
use types::certificates::REVOKE_REASON_MAX;
use types::check_ins;
use types::email::ADDRESS_MAX;
use types::event_bookings::BookingOrdering;
use types::events::{
    CAPACITY_MAX, CATEGORY_NAME_MAX, CATEGORY_POSITION_MAX, DESCRIPTION_MAX, EventOrdering,
    LOCATION_MAX, PRICE_MAX, REASON_MAX, SLUG_MAX, TITLE_MAX, URL_MAX,
};
use types::guests::GUESTS_MAX;
use types::history::{AuditAction, ObjectKind};
use types::messages;
use types::moderation;
use types::money::CURRENCIES;
use types::organizer::EventPhase;
use types::people;
use types::promotions::{CODE_MAX, CODE_MIN, USES_MAX};
use types::refunds::{HOURS_MAX, PERCENT_MAX};
use types::reviews::{
    COMMENT_MAX, HIDE_REASON_MAX, RATING_MAX, RATING_MIN, REPLY_MAX, REPORT_REASON_MAX,
};
use types::sessions::{self, LINE_MAX};
use types::ticket_rules::CLOSE_HOURS_MAX;
use types::ticket_types;
use types::upkeep::DISCARD_REASON_MAX;
use types::uploads::SIDE_MAX;
use types::venues::{ADDRESS_MAX as ADDRESS_LINE_MAX, NOTES_MAX};
use types::via::VIA_MAX;
use types::waitlist::OFFER_REASON_MAX;
use utoipa::openapi::extensions::Extensions;
use utoipa::openapi::path::Parameter;
use utoipa::openapi::schema::{
    ArrayBuilder, KnownFormat, Object, ObjectBuilder, OneOfBuilder, SchemaFormat, SchemaType, Type,
};
use utoipa::openapi::{Components, RefOr, Schema};

/// Text with at least one visible character and no control characters but line breaks and tabs.
const TEXT: &str = "^[^\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F]*[^\\s\\x00-\\x1F\\x7F-\\x9F]\
                    [^\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F]*$";
/// The same, or nothing.
const FREE: &str = "^[^\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F]*$";
const NO_NUL: &str = "^[^\\x00]*$";
const SLUG: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
/// [`VIA`], or a hyphen for those without one.
const ORIGIN: &str = "^(-|[A-Za-z0-9]+([ ._-][A-Za-z0-9]+)*)$";
const UUID: &str = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const VIA: &str = "^[A-Za-z0-9]+([ ._-][A-Za-z0-9]+)*$";
const CODE: &str = "^[ \\t\\r\\n]*[A-Za-z0-9_а-яА-ЯёЁ-]{3,}[ \\t\\r\\n]*$";
/// A host by its name as it travels, and a path; what people write in other scripts is taken too.
const WEB: &str = "^https?://([A-Za-z0-9_]([A-Za-z0-9_-]{0,30}[A-Za-z0-9_])?\\.){0,4}\
                   [A-Za-z]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?(:[1-9][0-9]{0,3})?\
                   ([/?#][!#-&(-;=?-\\[\\]_a-z~]*)?$";
const PICTURE: &str = "^(https://([A-Za-z0-9_]([A-Za-z0-9_-]{0,30}[A-Za-z0-9_])?\\.){0,4}\
                       [A-Za-z]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?(:[1-9][0-9]{0,3})?\
                       ([/?#][!#-&(-;=?-\\[\\]_a-z~]*)?\
                       |/media/avatars/[^\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F]*)$";
/// A page's address, or one that an upload was given.
const IMAGE: &str = "^(https?://([A-Za-z0-9_]([A-Za-z0-9_-]{0,30}[A-Za-z0-9_])?\\.){0,4}\
                     [A-Za-z]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?(:[1-9][0-9]{0,3})?\
                     ([/?#][!#-&(-;=?-\\[\\]_a-z~]*)?\
                     |/media/pictures/[A-Za-z0-9_-]{43}/1920\\.webp)$";
const ZONE: &str = "^[A-Za-z0-9_+/-]+$";
const CARD: &str = "^[0-9 -]*$";
/// Up to 1,000,000, with two places at most.
const AMOUNT: &str = "^0{0,13}([0-9]{1,6}(\\.[0-9]{1,2})?|1000000(\\.00?)?)$";

/// In a query string, as [`AMOUNT`] but without its highest value.
const SUM: &str = "^[0-9]{1,15}(\\.[0-9]{1,2})?$";

enum Bound {
    /// A pattern and how many characters, at least and at most.
    Text(&'static str, usize, usize),
    /// Of any length, but without what cannot be stored.
    Any,
    Range(i64, i64),
    OneOf(&'static [&'static str]),
    Email,
    /// A decimal string, or an integer from this on.
    Amount(i64),
    /// A list: how many, at least and at most.
    Items(usize, usize),
    /// No bounds, but something that fits in the demo data.
    Such(&'static str),
}

/// The fields of what people send, by the schema they are in.
const FIELDS: &[(&str, &[(&str, Bound)])] = {
    use Bound::{Amount, Any, Email, Items, OneOf, Range, Such, Text};
    const PASSWORD: Bound = Text(NO_NUL, PASSWORD_MIN, PASSWORD_MAX);
    const NAME: Bound = Text(TEXT, 1, DISPLAY_NAME_MAX);
    const LINE: Bound = Text(TEXT, 1, LINE_MAX);
    const CAPACITY: Bound = Range(1, CAPACITY_MAX);
    const SEATS: Bound = Range(1, QUANTITY_MAX);
    /// Each has a seat at least.
    const SEATS_MAX: usize = 10;
    const _: () = assert!(QUANTITY_MAX == 10);
    const QUOTA: Bound = Range(0, CAPACITY_MAX);
    const PLACE: Bound = Range(0, ticket_types::PLACE_MAX);
    const TICKET_TYPE: &[(&str, Bound)] = &[
        ("name", Text(TEXT, 1, ticket_types::NAME_MAX)),
        ("description", Text(FREE, 0, ticket_types::DESCRIPTION_MAX)),
        ("price", Amount(0)),
        ("price_steps", Items(0, ticket_types::STEPS_MAX)),
        ("quota", QUOTA),
        ("min_per_booking", SEATS),
        ("max_per_booking", SEATS),
        ("position", PLACE),
    ];
    const EVENT: &[(&str, Bound)] = &[
        ("title", Text(TEXT, 1, TITLE_MAX)),
        ("description", Text(FREE, 0, DESCRIPTION_MAX)),
        ("category", Any),
        ("category", Such("technology")),
        ("location", Text(TEXT, 1, LOCATION_MAX)),
        ("venue", Text(TEXT, 1, LOCATION_MAX)),
        ("online_meeting_url", Text(WEB, 1, URL_MAX)),
        ("start_date", Such("2030-06-01T16:00:00Z")),
        ("end_date", Such("2030-06-01T19:00:00Z")),
        ("timezone", Text(ZONE, 1, 64)),
        ("timezone", Such("Europe/Berlin")),
        ("max_capacity", CAPACITY),
        ("max_per_person", CAPACITY),
        ("price", Amount(0)),
        ("currency", OneOf(&CURRENCIES)),
        ("image", Text(IMAGE, 1, URL_MAX)),
        ("slug", Text(SLUG, 1, SLUG_MAX)),
        ("status", OneOf(&["DRAFT", "PUBLISHED"])),
    ];
    &[
        (
            "Register",
            &[
                ("email", Email),
                ("password", PASSWORD),
                ("display_name", NAME),
                ("role", OneOf(&["attendee", "organizer"])),
            ],
        ),
        ("ConfirmPasswordReset", &[("password", PASSWORD), ("token", Any)]),
        ("VerifyEmail", &[("token", Any)]),
        ("ChangeEmail", &[("email", Email), ("password", Any)]),
        ("Invite", &[("email", Email), ("role", OneOf(&["manager", "editor", "door"]))]),
        ("ChangeMember", &[("role", OneOf(&["manager", "editor", "door"]))]),
        ("Login", &[("email", Any), ("password", Any), ("code", Any)]),
        ("StartSecondFactor", &[("password", Any)]),
        ("ConfirmSecondFactor", &[("code", Any)]),
        ("StopSecondFactor", &[("password", Any), ("code", Any)]),
        ("PasswordReset", &[("email", Any)]),
        ("Refresh", &[("refresh", Any)]),
        ("ChangePassword", &[("current_password", Any), ("new_password", PASSWORD)]),
        ("DeleteAccount", &[("password", Any)]),
        ("DeletePerson", &[("reason", Text(TEXT, 1, people::REASON_MAX))]),
        (
            "UpdateUser",
            &[
                ("display_name", NAME),
                ("bio", Text(FREE, 0, BIO_MAX)),
                ("avatar", Text(PICTURE, 1, AVATAR_URL_MAX)),
                ("timezone", Text(ZONE, 1, 64)),
                ("timezone", Such("Europe/Berlin")),
            ],
        ),
        ("EventInput", EVENT),
        ("EventInput", &[("ticket_types", Items(0, ticket_types::TYPES_MAX))]),
        ("EventPatch", EVENT),
        (
            "DuplicateEvent",
            &[("title", Text(TEXT, 1, TITLE_MAX)), ("start_date", Such("2030-06-01T16:00:00Z"))],
        ),
        (
            "VenueInput",
            &[
                ("name", Text(TEXT, 1, LOCATION_MAX)),
                ("address", Text(TEXT, 1, ADDRESS_LINE_MAX)),
                ("notes", Text(FREE, 0, NOTES_MAX)),
            ],
        ),
        (
            "UploadForm",
            &[
                ("x", Range(0, SIDE_MAX)),
                ("y", Range(0, SIDE_MAX)),
                ("width", Range(1, SIDE_MAX)),
                ("height", Range(1, SIDE_MAX)),
            ],
        ),
        (
            "RefundPolicy",
            &[
                ("full_until_hours", Range(0, HOURS_MAX as i64)),
                ("late_percent", Range(0, PERCENT_MAX)),
            ],
        ),
        (
            "CheckIn",
            &[
                ("code", Text(TEXT, 1, check_ins::CODE_MAX)),
                ("gate", Text(TEXT, 1, check_ins::NAME_MAX)),
                ("device", Text(TEXT, 1, check_ins::NAME_MAX)),
            ],
        ),
        (
            "CheckInListInput",
            &[
                ("name", Text(TEXT, 1, check_ins::NAME_MAX)),
                ("ticket_types", Items(0, ticket_types::TYPES_MAX)),
            ],
        ),
        (
            "CancelBooking",
            &[
                ("reason", Text(TEXT, 1, booking_actions::REASON_MAX)),
                ("tickets", Items(1, SEATS_MAX)),
            ],
        ),
        (
            "RefundBooking",
            &[("amount", Amount(1)), ("reason", Text(TEXT, 1, booking_actions::REASON_MAX))],
        ),
        (
            "ExchangeForAttendee",
            &[("refund", Amount(0)), ("reason", Text(TEXT, 1, booking_actions::REASON_MAX))],
        ),
        ("NameTicket", &[("attendee_name", Text(FREE, 0, ATTENDEE_NAME_MAX))]),
        ("HandOn", &[("name", Text(TEXT, 1, ATTENDEE_NAME_MAX)), ("email", Email)]),
        ("TicketRules", &[("changes_close_hours", Range(0, CLOSE_HOURS_MAX))]),
        ("RenameTicket", &[("attendee_name", Text(TEXT, 1, ATTENDEE_NAME_MAX))]),
        (
            "MoveBooking",
            &[
                ("event", Text(TEXT, 1, 200)),
                ("reason", Text(TEXT, 1, booking_actions::REASON_MAX)),
            ],
        ),
        ("NoteBooking", &[("note", Text(FREE, 0, NOTE_MAX))]),
        ("InviteGuests", &[("guests", Items(1, GUESTS_MAX))]),
        (
            "GuestInput",
            &[
                ("name", Text(TEXT, 1, ATTENDEE_NAME_MAX)),
                ("email", Email),
                ("ticket_type", Text(FREE, 0, ticket_types::NAME_MAX)),
            ],
        ),
        ("CancelEvent", &[("reason", Text(TEXT, 1, REASON_MAX))]),
        (
            "CategoryInput",
            &[
                ("slug", Text(SLUG, 1, CATEGORY_NAME_MAX)),
                ("name", Text(TEXT, 1, CATEGORY_NAME_MAX)),
                ("name_ru", Text(TEXT, 1, CATEGORY_NAME_MAX)),
                ("position", Range(0, CATEGORY_POSITION_MAX)),
            ],
        ),
        (
            "SessionInput",
            &[
                ("title", Text(TEXT, 1, sessions::TITLE_MAX)),
                ("description", Text(FREE, 0, sessions::DESCRIPTION_MAX)),
                ("room", LINE),
                ("track", LINE),
                ("speaker_name", Text(TEXT, 1, sessions::SPEAKERS_MAX)),
                ("capacity", CAPACITY),
            ],
        ),
        ("QuoteInput", &[("quantity", SEATS), ("items", Items(0, SEATS_MAX)), ("promo_code", Any)]),
        (
            "BookInput",
            &[
                ("quantity", SEATS),
                ("items", Items(0, SEATS_MAX)),
                ("promo_code", Any),
                ("via", Text(VIA, 1, VIA_MAX)),
            ],
        ),
        ("WantedItem", &[("quantity", SEATS)]),
        ("TicketTypeInput", TICKET_TYPE),
        ("TicketTypePatch", TICKET_TYPE),
        ("PriceStep", &[("price", Amount(0)), ("first", CAPACITY)]),
        (
            "TicketPoolInput",
            &[
                ("name", Text(TEXT, 1, ticket_types::NAME_MAX)),
                ("quota", QUOTA),
                ("position", PLACE),
            ],
        ),
        ("PromoCodeInput", &[("promo_code", Any)]),
        (
            "JoinWaitlist",
            &[
                ("quantity", SEATS),
                ("ticket_types", Items(0, ticket_types::TYPES_MAX)),
                ("via", Text(VIA, 1, VIA_MAX)),
            ],
        ),
        ("OfferSeats", &[("reason", Text(TEXT, 1, OFFER_REASON_MAX)), ("seats", SEATS)]),
        (
            "PayInput",
            &[("card_number", Text(CARD, 0, 100)), ("card_number", Such("4111 1111 1111 1111"))],
        ),
        ("SimulateWebhook", &[("event_id", Text(TEXT, 1, 100))]),
        (
            "ReviewInput",
            &[("rating", Range(RATING_MIN, RATING_MAX)), ("comment", Text(FREE, 0, COMMENT_MAX))],
        ),
        ("RevokeCertificate", &[("reason", Text(TEXT, 1, REVOKE_REASON_MAX))]),
        ("LimitOpenEvents", &[("max", Range(0, moderation::OPEN_EVENTS_LIMIT_MAX))]),
        ("MergeCategory", &[("into", Any)]),
        ("ModerateEvent", &[("reason", Text(TEXT, 1, moderation::REASON_MAX))]),
        ("AnswerHiding", &[("text", Text(TEXT, 1, moderation::ANSWER_MAX))]),
        ("HideReview", &[("reason", Text(TEXT, 1, HIDE_REASON_MAX))]),
        ("ReplyToReview", &[("text", Text(TEXT, 1, REPLY_MAX))]),
        ("DiscardJob", &[("reason", Text(TEXT, 1, DISCARD_REASON_MAX))]),
        ("ReportReview", &[("reason", Text(TEXT, 1, REPORT_REASON_MAX))]),
        (
            "WriteMessage",
            &[
                ("subject", Text(TEXT, 1, messages::SUBJECT_MAX)),
                ("body", Text(FREE, 1, messages::BODY_MAX)),
            ],
        ),
        (
            "BookingFilter",
            &[
                ("search", Any),
                ("promo_code", Text(CODE, CODE_MIN, CODE_MAX)),
                ("origin", Text(VIA, 1, VIA_MAX)),
                ("booked_after", Such("2026-01-01")),
                ("booked_before", Such("2030-01-01")),
            ],
        ),
        (
            "ResendMail",
            &[("state", OneOf(&["failed"])), ("search", Text(TEXT, 1, types::mail::SEARCH_MAX))],
        ),
        (
            "PromotionInput",
            &[
                ("code", Text(CODE, CODE_MIN, CODE_MAX)),
                ("value", Amount(0)),
                ("currency", OneOf(&CURRENCIES)),
                ("ticket_types", Items(1, ticket_types::TYPES_MAX)),
                ("max_uses", Range(1, USES_MAX)),
                ("max_uses_per_user", Range(1, USES_MAX)),
            ],
        ),
    ]
};

/// Adds its bounds to every field that has any.
pub(super) fn of_bodies(components: &mut Components) {
    for (schema, fields) in FIELDS {
        let Some(RefOr::T(Schema::Object(object))) = components.schemas.get_mut(*schema) else {
            continue;
        };
        for (field, bound) in *fields {
            if let Some(property) = object.properties.get_mut(*field) {
                bound.narrow(property);
            }
        }
    }
}

impl Bound {
    fn narrow(&self, property: &mut RefOr<Schema>) {
        if let (Self::Items(least, most), RefOr::T(Schema::Array(list))) = (self, &mut *property) {
            list.min_items = Some(*least).filter(|least| *least > 0);
            list.max_items = Some(*most);
            return;
        }
        let nullable = matches!(property, RefOr::T(Schema::OneOf(_) | Schema::AnyOf(_)));
        let RefOr::T(Schema::Object(object)) = property else {
            // An enum of which only some may be sent.
            if let Self::OneOf(values) = self {
                *property = one_of(values, nullable).into();
            }
            return;
        };
        match self {
            Self::Text(pattern, least, most) => {
                object.pattern = Some((*pattern).to_owned());
                object.min_length = Some(*least).filter(|least| *least > 0);
                object.max_length = Some(*most);
            }
            Self::Any => object.pattern = Some(NO_NUL.to_owned()),
            Self::Range(least, most) => {
                object.minimum = Some((*least).into());
                object.maximum = Some((*most).into());
            }
            Self::OneOf(values) => *property = one_of(values, is_nullable(object)).into(),
            Self::Email => {
                object.format = Some(SchemaFormat::KnownFormat(KnownFormat::Email));
                object.max_length = Some(ADDRESS_MAX);
            }
            Self::Amount(least) => {
                let text = ObjectBuilder::new()
                    .schema_type(Type::String)
                    .pattern(Some(AMOUNT))
                    .examples(object.example.clone());
                let number = ObjectBuilder::new()
                    .schema_type(Type::Integer)
                    .minimum(Some(*least))
                    .maximum(Some(PRICE_MAX));
                let amount = OneOfBuilder::new().item(text).item(number);
                let null = ObjectBuilder::new().schema_type(Type::Null);
                *property = if is_nullable(object) { amount.item(null) } else { amount }.into();
            }
            Self::Items(..) => {}
            Self::Such(value) => object.examples = vec![(*value).into()],
        }
    }
}

/// The query of a report, whose days have no hours.
pub(super) fn of_report(parameter: &mut Parameter) {
    let text = || ObjectBuilder::new().schema_type(Type::String);
    let schema = match parameter.name.as_str() {
        "from" | "to" => text().format(Some(SchemaFormat::KnownFormat(KnownFormat::Date))).into(),
        "currency" => text().pattern(Some("^[A-Z]{3}$")).into(),
        "rows" => text().enum_values(Some(["lines", "days"])).into(),
        "timezone" => text().max_length(Some(64)).into(),
        _ => return,
    };
    parameter.schema = Some(schema);
    if parameter.name != "timezone" {
        allow_nothing(parameter);
    }
}

/// A list's query string: an empty value counts as left out, since forms send them.
pub(super) fn of_query(parameter: &mut Parameter) {
    let text = || ObjectBuilder::new().schema_type(Type::String);
    let known = |format| text().format(Some(SchemaFormat::KnownFormat(format)));
    let schema = match parameter.name.as_str() {
        "ordering" => {
            let names = EventOrdering::ALL
                .map(EventOrdering::as_str)
                .into_iter()
                .flat_map(|name| [name.to_owned(), format!("-{name}")]);
            text().enum_values(Some(names)).into()
        }
        "organizer" | "actor" | "list" => known(KnownFormat::Uuid).into(),
        "ticket_type" => {
            let ids = ArrayBuilder::new().items(known(KnownFormat::Uuid));
            ids.max_items(Some(ticket_types::TYPES_MAX)).into()
        }
        "price_min" | "price_max" => text().pattern(Some(SUM)).into(),
        "start_after" | "start_before" | "booked_after" | "booked_before" | "from" | "to" => {
            OneOfBuilder::new()
                .item(known(KnownFormat::DateTime))
                .item(known(KnownFormat::Date))
                .into()
        }
        "capacity" => ObjectBuilder::new()
            .schema_type(Type::Integer)
            .minimum(Some(1))
            .maximum(Some(CAPACITY_MAX))
            .into(),
        // Also 1 and 0.
        "online" | "is_free" | "available" | "unread" | "picks" | "disabled" | "dry_run"
        | "checked_in" | "admitted" | "hidden" | "trusted" | "used" => ObjectBuilder::new()
            .schema_type(SchemaType::from_iter([Type::Boolean, Type::Integer]))
            .minimum(Some(0))
            .maximum(Some(1))
            .into(),
        "phase" => text().enum_values(Some(EventPhase::ALL.map(EventPhase::as_str))).into(),
        "role" => text().enum_values(Some(Role::ALL.map(Role::as_str))).into(),
        // As the description says it: "json, csv or xlsx".
        "format" => {
            let said = parameter.description.clone().unwrap_or_default();
            let words = said.split([',', ' ']).filter(|word| !["", "or"].contains(word));
            text().enum_values(Some(words.map(str::to_owned).collect::<Vec<_>>())).into()
        }
        // Read as people type it: blanks around it, and in any case.
        "promo_code" => text().into(),
        "origin" => text().pattern(Some(ORIGIN)).max_length(Some(VIA_MAX)).into(),
        "action" => text().enum_values(Some(AuditAction::ALL.map(AuditAction::as_str))).into(),
        "object" => {
            let kinds = ObjectKind::ALL.map(ObjectKind::as_str).join("|");
            text().pattern(Some(format!("^({kinds})(:{UUID})?$"))).into()
        }
        "search" | "category" | "location" | "compare" => text().pattern(Some(NO_NUL)).into(),
        "page" | "page_size" | "state" | "trouble" => return allow_nothing(parameter),
        _ => return,
    };
    parameter.schema = Some(schema);
    allow_nothing(parameter);
}

/// The lists of an event's bookings have an order of their own.
pub(super) fn of_bookings(parameter: &mut Parameter) {
    if parameter.name == "ordering" {
        let names = BookingOrdering::ALL
            .map(BookingOrdering::as_str)
            .into_iter()
            .flat_map(|name| [name.to_owned(), format!("-{name}")]);
        let text = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(names));
        parameter.schema = Some(text.into());
    }
}

fn allow_nothing(parameter: &mut Parameter) {
    parameter.extensions = Some(Extensions::from_iter([("allowEmptyValue", true)]));
}

fn is_nullable(object: &Object) -> bool {
    matches!(&object.schema_type, SchemaType::Array(types) if types.contains(&Type::Null))
}

fn one_of(values: &[&str], nullable: bool) -> Schema {
    let values = values.iter().map(|value| serde_json::Value::from(*value));
    let null = nullable.then_some(serde_json::Value::Null);
    let types = if nullable { vec![Type::String, Type::Null] } else { vec![Type::String] };
    let object = ObjectBuilder::new().schema_type(SchemaType::from_iter(types));
    Schema::Object(object.enum_values(Some(values.chain(null))).build())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bound_is_that_of_a_field_there_is() {
        let document = serde_json::to_value(crate::api::openapi()).unwrap();
        let schemas = &document["components"]["schemas"];
        for (schema, fields) in FIELDS {
            for (field, _) in *fields {
                assert!(schemas[schema]["properties"][field].is_object(), "{schema}.{field}");
            }
        }
        let title = &schemas["EventInput"]["properties"]["title"];
        assert_eq!((&title["maxLength"], &title["minLength"]), (&100.into(), &1.into()));
        assert_eq!(schemas["Register"]["properties"]["role"]["enum"][2], serde_json::Value::Null);
    }

    #[test]
    fn every_filter_of_the_catalogue_has_a_constraint() {
        let document = serde_json::to_value(crate::api::openapi()).unwrap();
        let parameters = document["paths"]["/api/events/"]["get"]["parameters"].as_array().unwrap();
        for name in types::query::EventParams::NAMES {
            let found = parameters.iter().find(|parameter| parameter["name"] == *name);
            let schema = &found.unwrap_or_else(|| panic!("{name} is not described"))["schema"];
            let limited = ["pattern", "enum", "format", "oneOf", "maximum"];
            assert!(limited.iter().any(|it| schema.get(it).is_some()), "{name}: {schema}");
        }
    }

    /// A new field of a body is found here until its limits are in [`FIELDS`].
    #[test]
    fn every_text_and_number_that_is_sent_has_a_constraint() {
        let document = serde_json::to_value(crate::api::openapi()).unwrap();
        let schemas = &document["components"]["schemas"];
        let mut open = Vec::new();
        for name in crate::api::tests::contract::sent(&document) {
            let Some(properties) = schemas[&name]["properties"].as_object() else { continue };
            for (field, schema) in properties {
                let text = schema["type"].to_string();
                let free = text.contains("string") || text.contains("integer");
                let limits = ["pattern", "enum", "format", "maxLength", "maximum"];
                // The format of an integer only says how it is stored.
                let limited = limits.iter().any(|limit| {
                    schema.get(limit).is_some() && !(*limit == "format" && text.contains("integer"))
                });
                // A list of few words ends by itself.
                let words = schema["items"]["$ref"].as_str().and_then(|it| it.rsplit('/').next());
                let words = words.is_some_and(|name| schemas[name]["enum"].is_array());
                let endless = text.contains("array") && schema["maxItems"].is_null() && !words;
                if free && !limited || endless {
                    open.push(format!("{name}.{field}"));
                }
            }
        }
        assert!(open.is_empty(), "without a constraint: {open:?}");
    }
}
