//! Body errors: JSON becomes a typed input, and every field that does not fit is reported at once.
//!
//! serde stops at the first problem. So a field that does not fit gets a stand-in that does, and
//! the rest is read again.

use super::shape::Shape;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use serde_path_to_error::Segment;
use std::collections::BTreeMap;
use types::{ErrorCode, Failure, FieldError, FieldProblem};

/// Reading a body again has its price; what a person sends has fewer problems.
const READINGS: usize = 64;
const STAND_INS: usize = 9;

/// # Errors
/// `unknown_field` or `validation_failed`, by field.
pub(crate) fn read<T: DeserializeOwned>(value: &Value) -> Result<T, Failure> {
    if !value.is_object() {
        return Err(Failure::field("body", FieldProblem::WrongType));
    }
    once(value).map_err(|first| failure(all::<T>(value, first)))
}

/// The first problem: which field of the body it is in, and what would fit there if serde says so.
struct Misfit {
    top: String,
    error: FieldError,
    hint: Option<String>,
}

fn once<T: DeserializeOwned>(value: &Value) -> Result<T, Misfit> {
    serde_path_to_error::deserialize(Shape(value)).map_err(|error| {
        let top = error.path().iter().find_map(|segment| match segment {
            Segment::Map { key } => Some(key.clone()),
            _ => None,
        });
        let path = error.path().to_string();
        let message = error.into_inner().to_string();
        let hint = message.split("expected ").nth(1).and_then(quoted);
        let error = problem(&path, &message);
        Misfit { top: top.unwrap_or_else(|| error.field.clone()), error, hint }
    })
}

fn quoted(text: &str) -> Option<String> {
    text.split('`').nth(1).map(str::to_owned)
}

/// serde names the field of a missing or unknown one in its message, of a wrong one in its path.
pub(crate) fn problem(path: &str, message: &str) -> FieldError {
    let named = |prefix: &str| {
        let name = message.strip_prefix(prefix)?.split('`').next()?;
        let inside = path == "." || path == name || path.ends_with(&format!(".{name}"));
        Some(match (inside, path) {
            (true, ".") => name.to_owned(),
            (true, path) => path.to_owned(),
            (false, path) => format!("{path}.{name}"),
        })
    };
    let error = |field: String, problem| FieldError { field, problem, limit: None };
    if let Some(field) = named("unknown field `") {
        error(field, FieldProblem::UnknownField)
    } else if let Some(field) = named("missing field `") {
        error(field, FieldProblem::Required)
    } else {
        let field = if path == "." { "body" } else { path }.to_owned();
        let wrong_type = message.starts_with("invalid type");
        error(field, if wrong_type { FieldProblem::WrongType } else { FieldProblem::Invalid })
    }
}

/// One code for all of it.
pub(crate) fn failure(errors: Vec<FieldError>) -> Failure {
    let unknown = errors.iter().any(|error| error.problem == FieldProblem::UnknownField);
    let code = if unknown { ErrorCode::UnknownField } else { ErrorCode::ValidationFailed };
    Failure { fields: errors, ..Failure::new(code) }
}

fn all<T: DeserializeOwned>(value: &Value, first: Misfit) -> Vec<FieldError> {
    let Value::Object(fields) = value else { return vec![first.error] };
    let mut fields = fields.clone();
    let (mut errors, mut tried) = (Vec::new(), BTreeMap::<String, usize>::new());
    let mut next = Some(first);
    for _ in 0..READINGS {
        let Some(misfit) = next.take() else { break };
        if misfit.error.problem == FieldProblem::UnknownField
            && fields.remove(&misfit.top).is_some()
        {
            errors.push(misfit.error);
        } else {
            let turn = tried.entry(misfit.top.clone()).or_default();
            let Some(stand_in) = stand_in(*turn, misfit.hint) else { break };
            if *turn == 0 {
                errors.push(misfit.error);
            }
            *turn += 1;
            fields.insert(misfit.top, stand_in);
        }
        let filled = Value::Object(std::mem::take(&mut fields));
        next = once::<T>(&filled).err();
        if let Value::Object(back) = filled {
            fields = back;
        }
    }
    errors
}

fn stand_in(turn: usize, hint: Option<String>) -> Option<Value> {
    let common: [Value; STAND_INS] = [
        Value::Null,
        json!(""),
        json!("2000-01-01T00:00:00Z"),
        json!("00000000-0000-7000-8000-000000000000"),
        json!("1"),
        json!(1),
        json!(false),
        json!([]),
        json!({}),
    ];
    match (hint, common.get(turn)) {
        (Some(hint), Some(_)) => Some(json!(hint)),
        (None, it) => it.cloned(),
        (Some(_), None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::accounts::Register;
    use types::events::EventInput;
    use types::messages::WriteMessage;
    use types::promotions::PromotionInput;

    fn told<T: DeserializeOwned>(value: &Value) -> (ErrorCode, Vec<(String, FieldProblem)>) {
        let failure = read::<T>(value).err().unwrap();
        let mut fields: Vec<_> =
            failure.fields.into_iter().map(|error| (error.field, error.problem)).collect();
        fields.sort_by(|a, b| a.0.cmp(&b.0));
        (failure.code, fields)
    }

    #[test]
    fn everything_that_is_missing_is_told_at_once() {
        let (code, fields) = told::<EventInput>(&json!({}));
        assert_eq!(code, ErrorCode::ValidationFailed);
        let names: Vec<_> = fields.iter().map(|(name, _)| name.as_str()).collect();
        let required = [
            "category",
            "currency",
            "description",
            "end_date",
            "location",
            "max_capacity",
            "price",
            "start_date",
            "timezone",
            "title",
        ];
        assert_eq!(names, required);
        assert!(fields.iter().all(|(_, problem)| *problem == FieldProblem::Required));
    }

    #[test]
    fn what_is_missing_wrong_and_unknown_is_told_together() {
        use FieldProblem::{Invalid, Required, UnknownField, WrongType};
        let sent = json!({ "email": 5, "role": "boss", "nick.name": "x", "locale": [] });
        let (code, fields) = told::<Register>(&sent);
        assert_eq!(code, ErrorCode::UnknownField);
        let expected = [
            ("display_name", Required),
            ("email", WrongType),
            ("locale", WrongType),
            ("nick.name", UnknownField),
            ("password", Required),
            ("role", Invalid),
        ];
        assert_eq!(fields, expected.map(|(name, problem)| (name.to_owned(), problem)));
    }

    #[test]
    fn a_kind_a_time_and_an_amount_stand_in_each_others_way_no_more() {
        let (_, fields) = told::<PromotionInput>(&json!({ "kind": 1, "value": 1.5, "event": "x" }));
        let names: Vec<_> = fields.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["code", "event", "kind", "valid_from", "valid_until", "value"]);
    }

    #[test]
    fn inside_a_field_the_whole_way_is_told() {
        let sent = json!({ "refund_policy": { "late_percent": "x" } });
        let (_, fields) = told::<types::events::EventPatch>(&sent);
        assert_eq!(fields, [("refund_policy.late_percent".to_owned(), FieldProblem::WrongType)]);
        let sent = json!({ "refund_policy": { "half": 1 } });
        let (code, fields) = told::<types::events::EventPatch>(&sent);
        assert_eq!(code, ErrorCode::UnknownField);
        assert_eq!(fields, [("refund_policy.half".to_owned(), FieldProblem::UnknownField)]);
    }

    #[test]
    fn a_list_is_no_object_wherever_one_is_asked_for() {
        let (_, fields) = told::<WriteMessage>(&json!({
            "subject": "x", "body": "x", "audience": [null, null],
        }));
        assert_eq!(fields, [("audience".to_owned(), FieldProblem::WrongType)]);
        let (_, fields) = told::<types::events::EventPatch>(&json!({ "refund_policy": [24, 50] }));
        assert_eq!(fields, [("refund_policy".to_owned(), FieldProblem::WrongType)]);
    }

    #[test]
    fn what_is_no_object_is_told_as_the_body() {
        for value in [json!(null), json!([]), json!("x"), json!(5)] {
            let (_, fields) = told::<Register>(&value);
            assert_eq!(fields, [("body".to_owned(), FieldProblem::WrongType)]);
        }
    }

    #[test]
    fn a_heap_of_unknown_fields_is_told_up_to_a_bound() {
        let sent: serde_json::Map<_, _> =
            (0..10_000).map(|n| (format!("field{n}"), json!(1))).collect();
        let (code, fields) = told::<Register>(&Value::Object(sent));
        assert_eq!(code, ErrorCode::UnknownField);
        assert!(fields.len() <= READINGS);
    }
}
