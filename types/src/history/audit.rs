//! The audit log of the whole platform, as admins read it.

use super::{Changes, HistoryActor, HistoryObject};
use crate::ids::{BookingId, EventId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// `GET /api/admin/audit/`: one entry. It says where somebody was by their network alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    /// Null for what nobody did: a hold that was over, a provider's word, a mail.
    pub actor: Option<HistoryActor>,
    /// What was done, such as `booking.cancelled`.
    pub action: String,
    pub object: HistoryObject,
    /// The event and the booking that it belongs to.
    pub event: Option<EventId>,
    pub booking: Option<BookingId>,
    /// What it was before and is since, by field. Both are null where a field was changed whose
    /// content is not written down.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub changes: Changes,
    /// In the words of whoever did it.
    pub reason: Option<String>,
    /// What else is known of its cause, by its name; `provider` is the payment provider whose word it
    /// followed.
    pub detail: BTreeMap<String, String>,
    /// The network that it was done from, such as `203.0.113.0/24`; a /48 of IPv6. Null where nobody
    /// asked for it.
    pub network: Option<String>,
}
