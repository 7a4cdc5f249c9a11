//! Plumbing of the API: who calls, what is sent and how it is answered. Resources use it and stay free
//! of HTTP details.

pub(crate) mod body_errors;
mod caller;
mod client_hub;
mod created;
mod dry_run;
mod extract;
mod idempotency;
mod json;
mod language;
mod page;
mod paths;
mod shape;
mod versions;
mod viewer;

pub(crate) use caller::{
    AccountCaller, AdminCaller, BearerToken, Caller, CurrentSession, EditorCaller, MoneyCaller,
    OrganizerCaller, UserCaller, WorkplaceCaller,
};
pub(crate) use client_hub::{ClientHub, DeviceHub};
pub(crate) use created::{Accepted, Created};
pub(crate) use dry_run::DryRun;
pub(crate) use extract::{ApiJson, ApiPath, ApiQuery, is_json};
pub(crate) use idempotency::{Idempotency, replayable};
pub(crate) use language::Language;
pub(crate) use page::{ListPage, Paging, page_of};
pub(crate) use paths::{
    BookingPath, CategoryPath, CertificatePath, CheckInListPath, CheckInPath, EntryPath,
    EventBookingPath, EventInvitationPath, EventMemberPath, EventMessagePath, EventPath,
    EventTicketPath, InvitationPath, JobPath, LoginSessionPath, MailPath, MemberPath,
    NotificationPath, PaymentPath, PromotionPath, ReviewPath, SessionPath, TicketPath,
    TicketPoolPath, TicketTypePath, TokenPath, UserPath, UserSessionPath, VenuePath,
};
pub(crate) use types::query::{boolean, given};
pub(crate) use versions::{IfMatch, etag, outdated};
pub(crate) use viewer::Viewer;
