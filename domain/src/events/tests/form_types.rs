//! Ticket types that are typed into an event's form: kept as they are typed, made once, and refused row
//! by row.

use super::drafts::{fields, saved, typed, whole};
use super::writing::organizer;
use crate::bookings::tests::support::{attendee, book, event};
use crate::events::{
    autosave, edit, get, patch, save_form, saved_as, start_draft, start_draft_once,
};
use crate::testing::{TestDatabase, test_hub};
use crate::ticket_types::{create, list};
use crate::{Actor, Hub};
use rust_decimal::Decimal;
use types::event_form::{Autosaved, EventForm, SaveAs, TypeFields};
use types::events::{EventPatch, EventStatus};
use types::ticket_types::TicketTypeInput;
use types::{ErrorCode, Failure, FieldProblem, Locale};

fn row(name: &str, price: &str, quota: &str) -> TypeFields {
    TypeFields { name: name.into(), price: price.into(), quota: quota.into() }
}

/// Everything that an event needs but its price, which its types have.
fn with(rows: &[TypeFields]) -> EventForm {
    EventForm { price: String::new(), ticket_types: rows.to_vec(), ..whole() }
}

fn two() -> Vec<TypeFields> {
    vec![row("Adult", "25", ""), row("", "", ""), row("Student", "12,50", "5")]
}

/// An organizer with a draft whose form is this.
struct Desk {
    hub: Hub,
    olga: Actor,
    draft: Autosaved,
    id: String,
    _database: TestDatabase,
}

impl Desk {
    async fn new(form: EventForm) -> Self {
        let (hub, database) = test_hub().await;
        let olga = organizer(&hub).await;
        let draft = start_draft(&hub, olga, form).await.unwrap();
        let id = draft.event.to_string();
        Self { hub, olga, draft, id, _database: database }
    }

    async fn save(&self, form: EventForm, version: i32, how: SaveAs) -> Result<i32, Failure> {
        let saved = saved(&self.hub, self.olga, &self.id, (form, version), how).await;
        saved.map_err(Failure::from)
    }

    /// Name, price and quota of each type.
    async fn types(&self) -> Vec<(String, String, Option<i32>)> {
        let types = list(&self.hub, self.olga, &self.id).await.unwrap().types;
        types.into_iter().map(|it| (it.name, it.price.to_string(), it.quota)).collect()
    }

    async fn names(&self) -> Vec<String> {
        self.types().await.into_iter().map(|(name, ..)| name).collect()
    }
}

#[tokio::test]
async fn rows_are_kept_as_they_are_typed_and_made_when_the_form_is_saved() {
    let half = vec![row("Adult", "", ""), row("Student", "much", "")];
    let desk = Desk::new(with(&half)).await;
    let (hub, olga, id) = (&desk.hub, desk.olga, &desk.id);
    // What was not come to yet is missing, what cannot be read is wrong, and the price is theirs.
    let required = |field| (field, FieldProblem::Required);
    assert_eq!(fields(&desk.draft.missing), [required("ticket_types[0][price]")]);
    let wrong = [("ticket_types[1][price]", FieldProblem::Invalid)];
    assert_eq!(fields(&desk.draft.problems), wrong);
    let typing = EventForm { title: "Rust by the sea".into(), ..with(&two()) };
    let padded = EventForm {
        ticket_types: [two(), vec![TypeFields::default(); 7]].concat(),
        ..typing.clone()
    };
    let kept = autosave(hub, olga, id, padded, desk.draft.version).await.unwrap();
    assert_eq!((kept.missing, kept.problems), (vec![], vec![]));
    assert_eq!(desk.types().await, [], "typing makes none");
    let open = edit(hub, olga, id, Locale::En).await.unwrap();
    assert_eq!(open.form.title, "Rust by the sea", "the rest becomes the draft");
    assert_eq!(open.unsaved.unwrap().form, typing);
    assert_eq!(open.missing, []);
    // Who publishes it elsewhere publishes no event whose price nobody has said.
    let publish = EventPatch { status: Some(EventStatus::Published), ..EventPatch::default() };
    let refused = Failure::from(patch(hub, olga, id, publish, Locale::En).await.unwrap_err());
    assert_eq!(fields(&refused.fields), [required("price")]);

    desk.save(typing, kept.version, SaveAs::AsIs).await.unwrap();
    assert_eq!(
        desk.types().await,
        [("Adult".into(), "25.00".into(), None), ("Student".into(), "12.50".into(), Some(5))]
    );
    let open = edit(hub, olga, id, Locale::En).await.unwrap();
    assert_eq!((open.unsaved, open.missing), (None, vec![]));
    assert_eq!(open.form.ticket_types, []);
    let event = open.view.event;
    assert_eq!((event.price.to_string(), event.status), ("12.50".into(), EventStatus::Draft));
    // From now on its price is theirs, whatever stands in the form.
    let form = EventForm { price: "99".into(), ..open.form };
    desk.save(form, open.version, SaveAs::Published).await.unwrap();
    let event = get(hub, olga, id, Locale::En).await.unwrap().event;
    assert_eq!(
        (event.price.to_string(), event.price_max.to_string()),
        ("12.50".into(), "25.00".into())
    );
}

#[tokio::test]
async fn an_event_is_published_with_its_rows_at_once() {
    let desk = Desk::new(with(&two())).await;
    desk.save(with(&two()), desk.draft.version, SaveAs::Published).await.unwrap();
    assert_eq!(desk.names().await, ["Adult", "Student"]);
    let form = EventForm { title: "Another".into(), ..with(&two()) };
    let sent = (form, 0);
    let made = save_form(&desk.hub, desk.olga, None, sent, SaveAs::Published, Locale::En).await;
    let made = made.unwrap().event;
    assert_eq!((made.price.to_string(), made.status), ("12.50".into(), EventStatus::Published));
    let types = list(&desk.hub, desk.olga, &made.id.to_string()).await.unwrap().types;
    assert_eq!(types.len(), 2);
}

#[tokio::test]
async fn what_is_refused_is_told_row_by_row_and_kept_and_nothing_is_made() {
    let desk = Desk::new(typed("Rust by the river")).await;
    let long = "я".repeat(101);
    let bad = [
        row("", "5", ""),
        row("Adult", "", "many"),
        row(&long, "-1", "-1"),
        row("Crew", "1000001", "1000001"),
        row("Fine", "5", "5"),
    ];
    let form = EventForm { end_date: "2030-06-01T17:00".into(), ..with(&bad) };
    let refused = desk.save(form.clone(), desk.draft.version, SaveAs::Published).await;
    let refused = refused.unwrap_err();
    assert_eq!(refused.code, ErrorCode::ValidationFailed);
    let told = fields(&refused.fields);
    for expected in [
        ("end_date", FieldProblem::EndBeforeStart),
        ("ticket_types[0][name]", FieldProblem::Required),
        ("ticket_types[1][price]", FieldProblem::Required),
        ("ticket_types[1][quota]", FieldProblem::Invalid),
        ("ticket_types[2][name]", FieldProblem::TooLong),
        ("ticket_types[2][price]", FieldProblem::TooSmall),
        ("ticket_types[2][quota]", FieldProblem::TooSmall),
        ("ticket_types[3][price]", FieldProblem::TooLarge),
        ("ticket_types[3][quota]", FieldProblem::TooLarge),
    ] {
        assert!(told.contains(&expected), "{expected:?}: {told:?}");
    }
    assert_eq!(told.len(), 9, "nothing is said of a price, which is theirs: {told:?}");
    assert_eq!(desk.types().await, []);
    let open = edit(&desk.hub, desk.olga, &desk.id, Locale::En).await.unwrap();
    assert_eq!(open.unsaved.unwrap().form, form);

    // What can never be sold is not published, and is not made either.
    let unsold = with(&[row("Adult", "25", "0")]);
    let refused = desk.save(unsold.clone(), open.version, SaveAs::Published).await.unwrap_err();
    assert_eq!(fields(&refused.fields), [("ticket_types", FieldProblem::NotAllowed)]);
    assert_eq!(desk.types().await, []);
    let open = edit(&desk.hub, desk.olga, &desk.id, Locale::En).await.unwrap();
    assert_eq!(open.unsaved.unwrap().form, unsold);
    let many = with(&vec![row("Adult", "25", ""); 11]);
    let refused = desk.save(many, open.version, SaveAs::AsIs).await.unwrap_err();
    assert_eq!(fields(&refused.fields), [("ticket_types", FieldProblem::TooLong)]);
}

#[tokio::test]
async fn a_form_that_comes_twice_makes_its_types_once() {
    let desk = Desk::new(with(&two())).await;
    let (form, first) = (with(&two()), desk.draft.version);
    let says = async || {
        let says = saved_as(&desk.hub, desk.olga, &desk.id, &form, Locale::En).await;
        says.unwrap().is_some()
    };
    assert!(!says().await, "the draft has none of them yet");
    let version = desk.save(form.clone(), first, SaveAs::AsIs).await.unwrap();
    assert!(says().await);
    let again = desk.save(form.clone(), first, SaveAs::AsIs).await.unwrap_err();
    assert_eq!(again.code, ErrorCode::ChangedMeanwhile);
    let open = edit(&desk.hub, desk.olga, &desk.id, Locale::En).await.unwrap();
    assert_eq!(open.unsaved, None, "the event says all that was sent");
    // Nor does a browser make them anew that had kept them.
    desk.save(form.clone(), version, SaveAs::AsIs).await.unwrap();
    assert_eq!(desk.names().await, ["Adult", "Student"]);
    // What differs in anything is another one.
    let more = EventForm { ticket_types: vec![row("Adult", "25", "3")], ..form };
    desk.save(more, version + 1, SaveAs::AsIs).await.unwrap();
    assert_eq!(desk.names().await, ["Adult", "Student", "Adult"]);
}

#[tokio::test]
async fn types_that_somebody_made_meanwhile_stay_before_those_of_the_form() {
    let desk = Desk::new(with(&two())).await;
    let child = TicketTypeInput::new("Child".into(), Decimal::from(5));
    create(&desk.hub, desk.olga, &desk.id, child, None).await.unwrap();
    desk.save(with(&two()), desk.draft.version, SaveAs::Published).await.unwrap();
    assert_eq!(desk.names().await, ["Child", "Adult", "Student"]);
    let event = get(&desk.hub, desk.olga, &desk.id, Locale::En).await.unwrap().event;
    assert_eq!(event.price.to_string(), "5.00");
}

#[tokio::test]
async fn what_was_booked_before_becomes_of_the_first_row_if_that_has_room() {
    let (hub, _database) = test_hub().await;
    let olga = organizer(&hub).await;
    let id = event(&hub).free().hosted_by(&hub, olga).await;
    let guest = attendee(&hub).await;
    book(&hub, guest, id, 3).await.unwrap();
    let key = id.to_string();
    let open = edit(&hub, olga, &key, Locale::En).await.unwrap();
    let form = |rows: &[TypeFields]| EventForm { ticket_types: rows.to_vec(), ..open.form.clone() };
    let save = async |rows: &[TypeFields]| {
        let sent = (form(rows), open.version);
        saved(&hub, olga, &key, sent, SaveAs::AsIs).await.map_err(Failure::from)
    };
    let refused = save(&[row("Adult", "25", "2"), row("Student", "5", "")]).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::QuotaBelowTaken);
    assert_eq!(fields(&refused.fields), [("ticket_types[0][quota]", FieldProblem::TooSmall)]);
    save(&[row("Adult", "25", "4"), row("Student", "5", "")]).await.unwrap();
    let types = list(&hub, olga, &key).await.unwrap().types;
    let seats: Vec<_> = types.iter().map(|it| (&*it.name, it.sold + it.held)).collect();
    assert_eq!(seats, [("Adult", 3), ("Student", 0)]);
}

#[tokio::test]
async fn whatever_is_typed_into_a_row_is_kept_or_refused() {
    let desk = Desk::new(typed("Rust")).await;
    let mut version = desk.draft.version;
    let long = "9".repeat(20_000);
    for text in ["\0", "a\0b", "\u{202e}evil\u{2066}", "' OR 1=1 --", "NaN", "1e400", "٣", &*long]
    {
        let form = with(&[row(text, text, text), row("Adult", text, text), row(text, "1", "1")]);
        let kept = autosave(&desk.hub, desk.olga, &desk.id, form.clone(), version).await.unwrap();
        let mut told = kept.problems.iter().chain(&kept.missing);
        assert!(told.any(|it| it.field.starts_with("ticket_types[")), "{text:?}");
        let refused = desk.save(form, kept.version, SaveAs::AsIs).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::ValidationFailed, "{text:?}");
        version = edit(&desk.hub, desk.olga, &desk.id, Locale::En).await.unwrap().version;
    }
    assert_eq!(desk.types().await, []);
    let huge = with(&vec![row(&long, "1", "1"); 10]);
    let refused = desk.save(huge, version, SaveAs::AsIs).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::PayloadTooLarge);
}

#[tokio::test]
async fn a_new_form_keeps_its_rows_with_its_draft() {
    let (hub, _database) = test_hub().await;
    let olga = organizer(&hub).await;
    let form = with(&two());
    let draft = start_draft_once(&hub, olga, form.clone(), None).await.unwrap().value;
    let open = edit(&hub, olga, &draft.slug, Locale::En).await.unwrap();
    assert_eq!(open.unsaved.unwrap().form, form);
    assert_eq!(open.missing, []);
    assert_eq!(open.form.price, "", "nobody has said a price");
}
