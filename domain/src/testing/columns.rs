//! Types as columns: every enum of texts is written and read as what it is, and a text that is none
//! of them is an error.

use crate::accounts::Throttled;
use crate::bookings::ExchangeEnd;
use crate::notifications::MailKind;
use crate::reconcile::Check;
use crate::testing::test_hub;
use crate::waitlist::{Cause, Move};
use sqlx::postgres::{PgPool, Postgres};
use sqlx::{AssertSqlSafe, Decode, Encode, Type};
use std::fmt::Debug;
use std::path::Path;
use types::accounts::Role;
use types::booking_actions::RefundChoice;
use types::bookings::{BookingStatus, CancelReason};
use types::check_ins::{CheckInRefusal, Direction};
use types::effects::{ClockNote, CopyPart, DateKind};
use types::event_bookings::{
    BookingOrdering, ChannelFilter, ExportFormat, PaymentFilter, StatusFilter, TransactionKind,
};
use types::events::{EventOrdering, EventStatus};
use types::guests::SkipReason;
use types::history::{AuditAction, ObjectKind};
use types::legal::LegalPage;
use types::mail::MailState;
use types::messages::{Delivery, MessageState};
use types::notifications::NoticeKind;
use types::organizer::{AttentionKind, EventPhase, GuideStep, MarkKind};
use types::payments::{PaymentMethod, PaymentOutcome, PaymentStatus};
use types::promotions::PromotionKind;
use types::reports::BookKind;
use types::reviews::ModerationState;
use types::schedule::{RefusalReason, SessionChangeKind};
use types::statistics::Interval;
use types::team::{EventRight, TeamRole};
use types::ticket_types::{Offering, SaleState};
use types::upkeep::{JobState, PaymentTrouble};
use types::waitlist::WaitlistStatus;
use types::{Currency, ErrorCode, Locale};

/// A type that stands in a column of text.
trait Column:
    Copy
    + Debug
    + PartialEq
    + Send
    + Unpin
    + Type<Postgres>
    + for<'q> Encode<'q, Postgres>
    + for<'r> Decode<'r, Postgres>
    + 'static
{
}

impl<T> Column for T where
    T: Copy
        + Debug
        + PartialEq
        + Send
        + Unpin
        + Type<Postgres>
        + for<'q> Encode<'q, Postgres>
        + for<'r> Decode<'r, Postgres>
        + 'static
{
}

async fn round_trip<T: Column>(pool: &PgPool, values: &[T], kind: &str) {
    assert!(!values.is_empty());
    for value in values {
        let sql = AssertSqlSafe(format!("SELECT $1::{kind}"));
        let read = sqlx::query_scalar::<_, T>(sql).bind(*value).fetch_one(pool).await;
        assert_eq!(read.unwrap(), *value, "as {kind}");
    }
    let read: Result<T, _> = sqlx::query_scalar("SELECT 'Nonsense'").fetch_one(pool).await;
    assert!(matches!(read, Err(sqlx::Error::ColumnDecode { .. })), "{read:?}");
    let none: Option<T> = sqlx::query_scalar("SELECT NULL::text").fetch_one(pool).await.unwrap();
    assert_eq!(none, None);
}

macro_rules! every {
    ($($name:ident),* $(,)?) => {
        const EVERY: &[&str] = &[$(stringify!($name)),*];

        #[tokio::test]
        async fn every_text_is_read_as_what_was_written() {
            let (hub, _database) = test_hub().await;
            let pool = hub.db.pool();
            $(
                round_trip(pool, &$name::ALL, "text").await;
                round_trip(pool, &$name::ALL, "varchar").await;
                for value in $name::ALL {
                    assert_eq!($name::parse(value.as_str()), Some(value));
                    assert_eq!(serde_json::to_value(value).unwrap(), value.as_str());
                }
            )*
        }
    };
}

every! {
    AttentionKind, AuditAction, BookKind, BookingOrdering, BookingStatus, CancelReason, Cause, ChannelFilter, Check, CheckInRefusal, ClockNote, CopyPart, DateKind, Delivery, Direction, ErrorCode, EventOrdering, EventPhase, EventRight, EventStatus, ExchangeEnd, ExportFormat, GuideStep, Interval, JobState, LegalPage, Locale, MailKind, MailState, MarkKind, MessageState, ModerationState, Move, NoticeKind, ObjectKind, Offering, PaymentFilter, PaymentMethod, PaymentOutcome, PaymentStatus, PaymentTrouble, PromotionKind, RefundChoice, RefusalReason, Role, SaleState, SessionChangeKind, SkipReason, StatusFilter, TeamRole, Throttled, TransactionKind, WaitlistStatus,
}

#[tokio::test]
async fn a_domain_is_read_as_the_text_that_it_is_made_of() {
    let (hub, _database) = test_hub().await;
    let pool = hub.db.pool();
    round_trip(pool, &EventStatus::ALL, "event_status").await;
    round_trip(pool, &Locale::ALL, "event_language").await;
    round_trip(pool, &BookingStatus::ALL, "booking_status").await;
    round_trip(pool, &CancelReason::ALL, "booking_cancel_reason").await;
    round_trip(pool, &[Currency::EUR], "currency_code").await;
    let all: Vec<BookingStatus> = sqlx::query_scalar("SELECT $1::text[]")
        .bind(BookingStatus::ALL.to_vec())
        .fetch_one(pool)
        .await
        .unwrap();
    assert_eq!(all, BookingStatus::ALL);
}

#[test]
fn no_text_enum_is_left_out_and_none_is_written_by_hand() {
    let mut declared = Vec::new();
    for folder in ["../types/src", "src"] {
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut |name, source| {
            if name == "text_enum.rs" || name == "columns.rs" {
                return;
            }
            for part in source.split("text_enum! {").skip(1) {
                let after = part.split(" enum ").nth(1).unwrap();
                declared.push(after.split_whitespace().next().unwrap().to_owned());
            }
            // A guess at what cannot be read would be taken for what was stored.
            for guess in ["Currency::parse(", "Locale::from_tag("] {
                assert!(folder != "src" || !source.contains(guess), "{name} reads by {guess}");
            }
            // What is only written, and for several values alike, is no text of an enum.
            let by_hand = source.matches("fn as_str(self)").count();
            assert!(by_hand == 0 || name == "outcome.rs", "{name} writes the texts of an enum");
        });
    }
    declared.sort();
    assert_eq!(declared, EVERY);
}

fn sources(folder: &Path, look: &mut impl FnMut(&str, &str)) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, look);
        } else if path.extension().is_some_and(|it| it == "rs") {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            look(&name, &std::fs::read_to_string(&path).unwrap());
        }
    }
}
