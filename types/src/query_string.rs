//! Query strings: names and values, read and written.

use crate::failure::{FieldError, FieldProblem};
use form_urlencoded::Serializer;
use std::fmt::Display;

/// The pairs with a value, which is trimmed: forms send empty ones for what is not asked.
fn pairs(query: &str) -> impl Iterator<Item = (String, String)> {
    form_urlencoded::parse(query.trim_start_matches('?').as_bytes())
        .map(|(name, value)| (name.into_owned(), value.trim().to_owned()))
        .filter(|(_, value)| !value.is_empty())
}

/// Reads the pairs one by one; those that cannot be read are named.
pub(crate) fn read_pairs(
    query: &str,
    mut read: impl FnMut(&str, &str) -> Option<()>,
) -> Vec<FieldError> {
    let unread = pairs(query).filter(|(name, value)| read(name, value).is_none());
    unread
        .map(|(field, _)| FieldError { field, problem: FieldProblem::Invalid, limit: None })
        .collect()
}

/// Writes a query string, leaving out what is not there.
pub(crate) struct Writer(Serializer<'static, String>);

impl Writer {
    pub(crate) fn new() -> Self {
        Self(Serializer::new(String::new()))
    }

    pub(crate) fn add(&mut self, name: &str, value: Option<impl Display>) {
        if let Some(value) = value {
            self.0.append_pair(name, &value.to_string());
        }
    }

    pub(crate) fn finish(mut self) -> String {
        self.0.finish()
    }
}

/// A number from 1 to `max`.
pub(crate) fn number(value: &str, max: u32) -> Option<u32> {
    value.parse().ok().filter(|number| (1..=max).contains(number))
}
