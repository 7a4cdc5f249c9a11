//! An entry of the audit log, built from what is known where something is changed.

use super::object::Object;
use super::store;
use crate::actor::Actor;
use crate::network;
use sqlx::postgres::PgConnection;
use types::history::{AuditAction, ChangedValue, Changes, ObjectKind};
use types::ids::{BookingId, EventId, UserId};
use uuid::Uuid;

/// Characters that are kept of a text on either side of a change: a description is no history.
const TEXT_MAX: usize = 300;
const REASON_MAX: usize = 2000;

/// One entry. It is written with [`Entry::record`] in the transaction of the change.
///
/// ```ignore
/// Entry::new(actor, AuditAction::TicketCancelled, ticket)
///     .booking(booking)
///     .change("quantity", before, after)
///     .reason(input.reason)
///     .record(tx)
///     .await?;
/// ```
#[derive(Clone, Debug)]
#[must_use = "an entry is written by `record`"]
pub struct Entry {
    pub(super) actor: Option<UserId>,
    pub(super) action: AuditAction,
    pub(super) object: Object,
    pub(super) event: Option<Uuid>,
    pub(super) booking: Option<Uuid>,
    pub(super) reason: Option<String>,
    pub(super) changes: Changes,
    pub(super) detail: serde_json::Value,
    /// Where it was done from, as far as that says little of who.
    pub(super) network: Option<String>,
    /// The payment provider whose word it follows, where nobody did it.
    provider: Option<&'static str>,
}

impl Entry {
    /// An object that is an event or a booking is also the event or booking that the entry belongs to.
    pub fn new(actor: Actor, action: AuditAction, object: impl Into<Object>) -> Self {
        let object = object.into();
        Self {
            actor: actor.user_id(),
            action,
            object,
            event: object.id_if(ObjectKind::Event),
            booking: object.id_if(ObjectKind::Booking),
            reason: None,
            changes: Changes::new(),
            detail: serde_json::json!({}),
            network: network::here(),
            provider: network::provider().filter(|_| actor.user_id().is_none()),
        }
    }

    /// What nobody did: a deadline that has passed, the word of a provider, an operator's command. Only the
    /// provider is somewhere.
    pub fn by_system(action: AuditAction, object: impl Into<Object>) -> Self {
        let entry = Self::new(Actor::Anonymous, action, object);
        let network = entry.network.clone().filter(|_| entry.provider.is_some());
        Self { network, ..entry }
    }

    /// The event whose history has the entry. Not needed beside a booking, whose event it is then.
    pub fn event(mut self, event: EventId) -> Self {
        self.event = Some(event.0);
        self
    }

    /// The event, where there may be none.
    pub fn event_if(mut self, event: Option<EventId>) -> Self {
        self.event = event.map(|event| event.0);
        self
    }

    pub fn booking(mut self, booking: BookingId) -> Self {
        self.booking = Some(booking.0);
        self
    }

    /// In the words of whoever did it.
    pub fn reason(mut self, reason: impl AsRef<str>) -> Self {
        let reason: String = reason.as_ref().chars().take(REASON_MAX).collect();
        self.reason = (!reason.is_empty()).then_some(reason);
        self
    }

    /// A field before and after; nothing where they are the same. No names and addresses of people:
    /// see [`Self::changed`].
    pub fn change(
        mut self,
        field: &str,
        before: impl Into<ChangedValue>,
        after: impl Into<ChangedValue>,
    ) -> Self {
        let (before, after) = (before.into(), after.into());
        if before != after {
            self.changes.insert(field.to_owned(), (kept(before), kept(after)));
        }
        self
    }

    /// A field that was changed and whose content is personal, or too much to be kept.
    pub fn changed(mut self, field: &str) -> Self {
        self.changes.insert(field.to_owned(), (ChangedValue::Nothing, ChangedValue::Nothing));
        self
    }

    /// What else is worth knowing to who looks for the cause of something; shown to nobody else.
    pub fn detail(mut self, detail: serde_json::Value) -> Self {
        self.detail = detail;
        self
    }

    /// The detail with the provider.
    pub(super) fn details(&self) -> serde_json::Value {
        let mut detail = self.detail.clone();
        if let (Some(provider), Some(named)) = (self.provider, detail.as_object_mut()) {
            named.insert("provider".to_owned(), provider.into());
        }
        detail
    }

    /// # Errors
    /// What the database says.
    pub async fn record(self, connection: &mut PgConnection) -> Result<(), sqlx::Error> {
        store::record_each(connection, vec![self]).await
    }
}

fn kept(value: ChangedValue) -> ChangedValue {
    match value {
        ChangedValue::Text(text) if text.chars().count() > TEXT_MAX => {
            let start: String = text.chars().take(TEXT_MAX).collect();
            ChangedValue::Text(start + "…")
        }
        value => value,
    }
}
