//! Fields of the form, to compare two texts of one event.

use std::collections::BTreeMap;
use types::event_form::{
    EventForm, TYPE_COLUMNS, TYPE_ROWS, TypeFields, row_and_column, type_field,
};

/// A field that two texts have differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub field: &'static str,
    pub saved: String,
    pub mine: String,
}

/// Fields that are chosen together: one without the other means something else.
const GROUPS: [(&str, &[&str]); 3] = [
    ("times", &["start_date", "start_fold", "end_date", "end_fold", "timezone"]),
    ("money", &["price", "currency"]),
    ("refunds", &["refund_full_until_hours", "refund_late_percent"]),
];

/// Every field that stands alone.
const ALONE: [&str; 11] = [
    "title",
    "description",
    "category",
    "location",
    "venue",
    "online_meeting_url",
    "max_capacity",
    "max_per_person",
    "waitlist_open",
    "image",
    "language",
];

/// The ticket types that are typed, all together.
const TYPES: &str = "ticket_types";

/// The page's address is one of them, last.
const ADDRESS: &str = "slug";

fn field<'a>(form: &'a mut EventForm, name: &str) -> Option<&'a mut String> {
    Some(match name {
        "title" => &mut form.title,
        "description" => &mut form.description,
        "category" => &mut form.category,
        "location" => &mut form.location,
        "venue" => &mut form.venue,
        "online_meeting_url" => &mut form.online_meeting_url,
        "start_date" => &mut form.start_date,
        "start_fold" => &mut form.start_fold,
        "end_date" => &mut form.end_date,
        "end_fold" => &mut form.end_fold,
        "timezone" => &mut form.timezone,
        "max_capacity" => &mut form.max_capacity,
        "max_per_person" => &mut form.max_per_person,
        "waitlist_open" => &mut form.waitlist_open,
        "price" => &mut form.price,
        "currency" => &mut form.currency,
        "image" => &mut form.image,
        "refund_full_until_hours" => &mut form.refund_full_until_hours,
        "refund_late_percent" => &mut form.refund_late_percent,
        "language" => &mut form.language,
        "slug" => &mut form.slug,
        _ => return of_type(form, name),
    })
}

/// The field of a ticket type, whose row is made where it is not there yet.
fn of_type<'a>(form: &'a mut EventForm, name: &str) -> Option<&'a mut String> {
    let (row, column) = row_and_column(name).filter(|(row, _)| *row < TYPE_ROWS)?;
    if form.ticket_types.len() <= row {
        form.ticket_types.resize_with(row + 1, TypeFields::default);
    }
    let fields = form.ticket_types.get_mut(row)?;
    Some(match column {
        "name" => &mut fields.name,
        "price" => &mut fields.price,
        "quota" => &mut fields.quota,
        _ => return None,
    })
}

fn type_fields() -> Vec<String> {
    (0..TYPE_ROWS).flat_map(|row| TYPE_COLUMNS.map(|column| type_field(row, column))).collect()
}

/// The names of what is chosen at once, each with its fields.
fn choices() -> impl Iterator<Item = (&'static str, Vec<String>)> {
    let alone = ALONE.into_iter().map(|name| (name, vec![name.to_owned()]));
    let owned = |fields: &[&str]| fields.iter().map(|&it| it.to_owned()).collect::<Vec<_>>();
    let together = GROUPS.into_iter().map(move |(name, fields)| (name, owned(fields)));
    let last = [(TYPES, type_fields()), (ADDRESS, vec![ADDRESS.to_owned()])];
    alone.chain(together).chain(last)
}

/// The form whose fields are `get`'s.
pub fn filled(get: &dyn Fn(&str) -> Option<String>) -> EventForm {
    let mut form = EventForm::default();
    for name in choices().flat_map(|(_, fields)| fields) {
        if let (Some(to), Some(value)) = (field(&mut form, &name), get(&name)) {
            *to = value;
        }
    }
    form.trimmed()
}

/// Hands over every field by its name, the empty ones too.
pub fn each(form: &EventForm, to: &dyn Fn(&str, &str)) {
    let mut form = form.clone();
    for name in choices().flat_map(|(_, fields)| fields) {
        if let Some(value) = field(&mut form, &name) {
            to(&name, value);
        }
    }
}

fn text(form: &EventForm, fields: &[String]) -> String {
    let mut form = form.clone();
    let parts = fields.iter().filter_map(|name| field(&mut form, name).cloned());
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// Browsers send line breaks as CR LF.
fn same(one: &str, other: &str) -> bool {
    one.replace("\r\n", "\n").trim() == other.replace("\r\n", "\n").trim()
}

/// What differs, in the order of the form.
pub fn differences(saved: &EventForm, mine: &EventForm) -> Vec<Difference> {
    let differ = |(name, fields): (&'static str, Vec<String>)| {
        let (saved, mine) = (text(saved, &fields), text(mine, &fields));
        (!same(&saved, &mine)).then_some(Difference { field: name, saved, mine })
    };
    choices().filter_map(differ).collect()
}

/// The saved text with what was picked of the other.
pub fn merged(saved: &EventForm, mine: &EventForm, picks: &BTreeMap<String, String>) -> EventForm {
    let (mut merged, mut mine) = (saved.clone(), mine.clone());
    for (name, fields) in choices() {
        if picks.get(name).is_some_and(|pick| pick == "mine") {
            for name in fields {
                if let (Some(to), Some(from)) = (field(&mut merged, &name), field(&mut mine, &name))
                {
                    to.clone_from(from);
                }
            }
        }
    }
    merged.trimmed()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(title: &str, start_date: &str) -> EventForm {
        EventForm { title: title.into(), start_date: start_date.into(), ..EventForm::default() }
    }

    /// The fields of a form by the names that they are posted by, with what is in them.
    fn posted(form: &EventForm) -> BTreeMap<String, String> {
        let serde_json::Value::Object(fields) = serde_json::to_value(form).unwrap() else {
            panic!()
        };
        let text = |value: serde_json::Value| value.as_str().unwrap().to_owned();
        let mut posted = BTreeMap::new();
        for (name, value) in fields {
            let serde_json::Value::Array(rows) = value else {
                posted.insert(name, text(value));
                continue;
            };
            for (row, fields) in rows.into_iter().enumerate() {
                let serde_json::Value::Object(fields) = fields else { panic!() };
                let fields = fields.into_iter();
                posted.extend(fields.map(|(column, it)| (type_field(row, &column), text(it))));
            }
        }
        posted
    }

    fn full() -> EventForm {
        filled(&|name| Some(format!("of {name}")))
    }

    #[test]
    fn every_field_of_the_form_is_compared() {
        let known: Vec<_> = choices().flat_map(|(_, fields)| fields).collect();
        let fields = posted(&full());
        assert_eq!(known.len(), fields.len());
        for name in fields.keys() {
            assert!(known.contains(name), "{name}");
            assert!(field(&mut EventForm::default(), name).is_some(), "{name}");
        }
        for name in ["ticket_types[10][name]", "ticket_types[-1][name]", "ticket_types[0][pool]"] {
            assert!(field(&mut EventForm::default(), name).is_none(), "{name}");
        }
    }

    #[test]
    fn a_form_is_filled_and_handed_over_field_by_field() {
        let form = full();
        for (name, value) in posted(&form) {
            assert_eq!(value, format!("of {name}"));
        }
        let handed = std::cell::RefCell::new(BTreeMap::new());
        each(&form, &|name, value| {
            handed.borrow_mut().insert(name.to_owned(), value.to_owned());
        });
        assert_eq!(handed.into_inner(), posted(&form));
        let nothing = filled(&|_| Some(String::new()));
        assert_eq!(nothing, EventForm::default(), "empty rows are none");
    }

    #[test]
    fn what_differs_is_chosen_field_by_field() {
        let (saved, mine) = (form("Saved", "2026-12-01T18:00"), form("Mine", "2026-12-02T18:00"));
        let fields: Vec<_> = differences(&saved, &mine).into_iter().map(|d| d.field).collect();
        assert_eq!(fields, ["title", "times"]);
        let picks = BTreeMap::from([("times".to_owned(), "mine".to_owned())]);
        assert_eq!(merged(&saved, &mine, &picks), form("Saved", "2026-12-02T18:00"));
        assert_eq!(merged(&saved, &mine, &BTreeMap::new()), saved);
        assert!(differences(&form("a\nb", ""), &form("a\r\nb", "")).is_empty());
        let typed = filled(&|name| (name == "ticket_types[1][name]").then(|| "Adult".to_owned()));
        let found = differences(&EventForm::default(), &typed);
        let mine = "Adult".to_owned();
        assert_eq!(found, [Difference { field: TYPES, saved: String::new(), mine }]);
        let picks = BTreeMap::from([(TYPES.to_owned(), "mine".to_owned())]);
        assert_eq!(merged(&EventForm::default(), &typed, &picks), typed);
    }
}
