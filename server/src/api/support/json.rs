//! Strict JSON: a name that occurs twice in an object is an error, since neither value can be
//! meant.

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use types::{ErrorCode, Failure, FieldProblem};

const TWICE: &str = "duplicate field `";

/// # Errors
/// `malformed_body`, or `validation_failed` for a field that is there twice.
pub(crate) fn parse(bytes: &[u8]) -> Result<Value, Failure> {
    serde_json::from_slice(bytes).map(|Strict(value)| value).map_err(|error| {
        let message = error.to_string();
        let twice = message.strip_prefix(TWICE).and_then(|rest| rest.split('`').next());
        match twice {
            Some(field) => Failure::field(&field.replace('\0', ""), FieldProblem::Invalid),
            None => ErrorCode::MalformedBody.into(),
        }
    })
}

struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Anything).map(Self)
    }
}

struct Anything;

impl<'de> Visitor<'de> for Anything {
    type Value = Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, it: bool) -> Result<Value, E> {
        Ok(it.into())
    }

    fn visit_i64<E>(self, it: i64) -> Result<Value, E> {
        Ok(it.into())
    }

    fn visit_u64<E>(self, it: u64) -> Result<Value, E> {
        Ok(it.into())
    }

    fn visit_f64<E>(self, it: f64) -> Result<Value, E> {
        Ok(it.into())
    }

    fn visit_str<E>(self, it: &str) -> Result<Value, E> {
        Ok(it.into())
    }

    fn visit_string<E>(self, it: String) -> Result<Value, E> {
        Ok(it.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut all = Vec::new();
        while let Some(Strict(it)) = seq.next_element()? {
            all.push(it);
        }
        Ok(all.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut all = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            let Strict(it) = map.next_value()?;
            if all.contains_key(&name) {
                return Err(A::Error::custom(format!("{TWICE}{name}`")));
            }
            all.insert(name, it);
        }
        Ok(all.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_json_stays_as_it_is() {
        let text = r#"{"a":[1,-2,3.5,"x",null,true,{"b":{}}],"c":18446744073709551615}"#;
        let expected: Value = serde_json::from_str(text).unwrap();
        assert_eq!(parse(text.as_bytes()).unwrap(), expected);
    }

    #[test]
    fn a_name_that_stands_twice_is_told_at_any_depth() {
        for (text, field) in [(r#"{"a":1,"a":1}"#, "a"), (r#"{"a":[{"b":1,"c":2,"b":3}]}"#, "b")] {
            let failure = parse(text.as_bytes()).unwrap_err();
            assert_eq!(failure, Failure::field(field, FieldProblem::Invalid), "{text}");
        }
    }

    #[test]
    fn what_is_no_json_is_malformed() {
        let deep = "[".repeat(100_000);
        for text in ["", "{", "{\"a\":}", "nul", "1e999", "{\"a\":1}x", &deep] {
            assert_eq!(parse(text.as_bytes()).unwrap_err().code, ErrorCode::MalformedBody);
        }
    }
}
