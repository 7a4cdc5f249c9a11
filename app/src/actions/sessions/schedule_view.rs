//! What importing a file would do, as it is shown: times by the event's clock, and only so many lines.

use super::schedule::{
    ChangeLine, ScheduleOutcome, SchedulePreview, ScheduleProblem, ScheduleView, SentSchedule,
};
use chrono::{DateTime, Utc};
use domain::events::{self, EventRight};
use domain::sessions::schedule::{self, Unreadable, fingerprint};
use domain::{Actor, Hub};
use types::history::ChangedValue;
use types::ids::ScheduleFileId;
use types::schedule::{ScheduleReport, SessionChange};
use types::{ErrorCode, Failure, FieldError, FieldProblem, Locale};

/// Lines of each list that are shown.
const SHOWN_MAX: usize = 300;
/// Bytes of what was pasted that are shown again.
const PASTED_MAX: usize = 500_000;

/// The number of seats as it was typed; none where it was left out.
pub(super) fn seats(capacity: &str) -> Result<Option<i64>, Failure> {
    let text = capacity.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let number = text.parse().map(Some);
    number.map_err(|_| Failure::field("capacity", FieldProblem::WrongType))
}

pub(super) fn id(file: &str) -> Result<ScheduleFileId, Failure> {
    file.parse().map_err(|_| ErrorCode::NotFound.into())
}

pub(super) async fn view(
    hub: &Hub,
    actor: Actor,
    slug: &str,
    (file, capacity): (&str, &str),
    locale: Locale,
) -> Result<ScheduleView, Failure> {
    events::may(hub, actor, slug, EventRight::Edit).await?;
    let event = events::get(hub, actor, slug, locale).await?.event;
    let default = event.max_capacity.into();
    if file.is_empty() {
        return Ok(ScheduleView { capacity: default, sent: None });
    }
    let looked = async {
        schedule::look(hub, actor, slug, id(file)?, seats(capacity)?).await.map_err(Failure::from)
    };
    let sent = match looked.await {
        Ok(looked) => {
            let pasted = looked.file.name.is_empty() && looked.file.content.len() <= PASTED_MAX;
            let outcome = match looked.outcome {
                Ok(report) => {
                    let preview = preview(report, &event.timezone, locale);
                    ScheduleOutcome::Preview(Box::new(preview))
                }
                Err(unreadable) => {
                    let text = if pasted { looked.file.content } else { String::new() };
                    ScheduleOutcome::Broken(problem(unreadable), text)
                }
            };
            SentSchedule { name: looked.file.name, outcome }
        }
        Err(failure) => refused(failure)?,
    };
    Ok(ScheduleView { capacity: default, sent: Some(sent) })
}

/// What can be mended on the page.
fn refused(failure: Failure) -> Result<SentSchedule, Failure> {
    let of_seats = |error: &&FieldError| error.field == "capacity";
    let outcome = match (failure.code, failure.fields.iter().find(of_seats)) {
        (ErrorCode::NotFound, _) => ScheduleOutcome::Gone,
        (_, Some(error)) => ScheduleOutcome::Capacity(error.clone()),
        _ => return Err(failure),
    };
    Ok(SentSchedule { name: String::new(), outcome })
}

fn problem(unreadable: Unreadable) -> ScheduleProblem {
    match unreadable {
        Unreadable::Malformed { line, column } => ScheduleProblem::Malformed(line, column),
        Unreadable::NoSchedule => ScheduleProblem::NoSchedule,
        Unreadable::Empty => ScheduleProblem::Empty,
        Unreadable::TooLarge => ScheduleProblem::TooLarge,
    }
}

fn preview(report: ScheduleReport, zone: &str, locale: Locale) -> SchedulePreview {
    let (seen, picks_lost) = (fingerprint(&report), report.picks_lost());
    let ScheduleReport { added, changed, removed, unchanged, mut refused, sessions } = report;
    let counts = [added, changed, removed, unchanged, refused.len()];
    let more = sessions.len().saturating_sub(SHOWN_MAX);
    let more_refused = refused.len().saturating_sub(SHOWN_MAX);
    refused.truncate(SHOWN_MAX);
    let lines = sessions.into_iter().take(SHOWN_MAX).map(|it| line(it, zone, locale)).collect();
    SchedulePreview { counts, picks_lost, lines, more, refused, more_refused, seen }
}

fn line(session: SessionChange, zone: &str, locale: Locale) -> ChangeLine {
    let shown = |value: ChangedValue| match value {
        ChangedValue::Text(text) => match text.parse::<DateTime<Utc>>() {
            Ok(at) => locale.moment(&events::wall(at, zone)),
            Err(_) => text,
        },
        ChangedValue::Number(number) => number.to_string(),
        ChangedValue::Flag(_) | ChangedValue::Nothing => String::new(),
    };
    let fields = session.changes.into_iter();
    ChangeLine {
        kind: session.change,
        title: session.title,
        room: session.room,
        span: events::span(session.start_time, session.end_time, zone),
        picks: session.picks,
        fields: fields.map(|(name, (was, is))| (name, shown(was), shown(is))).collect(),
    }
}
