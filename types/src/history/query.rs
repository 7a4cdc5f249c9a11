//! What a history is asked for: the page's address and the API's query alike.

use super::{AuditAction, ObjectKind};
use crate::failure::FieldError;
use crate::ids::UserId;
use crate::page::{MAX_PAGE, MAX_PAGE_SIZE, PageRequest};
use crate::query_string::{Writer, number, read_pairs};
use crate::time_bound::TimeBound;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Which entries are wanted; one without anything means all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct HistoryQuery {
    pub action: Option<AuditAction>,
    pub actor: Option<UserId>,
    /// A kind of object, or one of that kind.
    pub object: Option<(ObjectKind, Option<Uuid>)>,
    pub from: Option<TimeBound>,
    /// A day is meant with all of its hours.
    pub to: Option<TimeBound>,
    pub page: PageRequest,
}

impl HistoryQuery {
    /// Reads a query string. What cannot be read is left out and named.
    pub fn from_query(query: &str) -> (Self, Vec<FieldError>) {
        let mut wanted = Self::default();
        let errors = read_pairs(query, |name, value| wanted.read(name, value));
        (wanted, errors)
    }

    pub fn to_query(&self) -> String {
        let (mut query, usual) = (Writer::new(), PageRequest::default());
        query.add("action", self.action);
        query.add("actor", self.actor);
        query.add(
            "object",
            self.object.map(|(kind, id)| match id {
                Some(id) => format!("{kind}:{id}"),
                None => kind.to_string(),
            }),
        );
        query.add("from", self.from);
        query.add("to", self.to);
        let size = self.page.page_size;
        query.add("page", (self.page.page != usual.page).then_some(self.page.page));
        query.add("page_size", (size != usual.page_size).then_some(size));
        query.finish()
    }

    fn read(&mut self, name: &str, value: &str) -> Option<()> {
        match name {
            "action" => self.action = Some(AuditAction::parse(value)?),
            "actor" => self.actor = Some(value.parse().ok()?),
            "object" => self.object = Some(object(value)?),
            "from" => self.from = Some(TimeBound::parse(value)?),
            "to" => self.to = Some(TimeBound::parse(value)?),
            "page" => self.page.page = number(value, MAX_PAGE)?,
            "page_size" => self.page.page_size = number(value, MAX_PAGE_SIZE)?,
            _ => {}
        }
        Some(())
    }
}

fn object(value: &str) -> Option<(ObjectKind, Option<Uuid>)> {
    let Some((kind, id)) = value.split_once(':') else {
        return Some((ObjectKind::parse(value)?, None));
    };
    Some((ObjectKind::parse(kind)?, Some(id.parse().ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let id = Uuid::from_u128(7);
        for object in
            [None, Some((ObjectKind::Ticket, None)), Some((ObjectKind::Booking, Some(id)))]
        {
            let query = HistoryQuery {
                action: Some(AuditAction::BookingCancelled),
                actor: Some(UserId(id)),
                object,
                from: TimeBound::parse("2026-05-01"),
                to: TimeBound::parse("2026-05-01T10:00:00Z"),
                page: PageRequest::new(3, 50),
            };
            assert_eq!(HistoryQuery::from_query(&query.to_query()), (query, Vec::new()));
        }
    }

    #[test]
    fn what_cannot_be_read_is_left_out_and_named() {
        let (query, errors) = HistoryQuery::from_query(
            "action=no&actor=me&object=thing&object=booking:1&from=soon&to=x&page=0&page_size=0&x=1",
        );
        assert_eq!((query, errors.len()), (HistoryQuery::default(), 8));
    }
}
