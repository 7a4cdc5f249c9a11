//! A line of a pasted agenda: `start; end or minutes; room; title; speaker; track; capacity`, by tabs as
//! a spreadsheet has them or by semicolons. Rules without I/O.

use super::editor::AgendaEditor;
use super::policy;
use crate::events::{moment, parse_zone, zone::local};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use types::agenda::{AgendaSession, Clash, PASTE_LINES_MAX, Place, clashes};
use types::ids::SessionId;
use types::sessions::SessionInput;
use types::{FieldError, FieldProblem};
use uuid::Uuid;

/// One line and what is wrong with it. What could not be read stands as it would without it.
#[derive(Clone, Debug)]
pub struct Line {
    /// Which line of the text, from 1.
    pub number: u32,
    pub input: SessionInput,
    /// The session as it would stand in the agenda; its id is known only in this list.
    pub session: AgendaSession,
    pub problems: Vec<FieldError>,
    pub clashes: Vec<Clash>,
}

impl Line {
    pub fn is_good(&self) -> bool {
        self.problems.is_empty() && self.clashes.is_empty()
    }
}

/// The lines of a text in their order; each is looked at beside the agenda and the good ones before.
pub(super) fn read(text: &str, agenda: &AgendaEditor) -> Vec<Line> {
    let zone = parse_zone(&agenda.timezone).unwrap_or(Tz::UTC);
    let mut day = local(agenda.start, &agenda.timezone).date();
    let mut known = agenda.sessions.clone();
    let mut lines = Vec::new();
    let written = text.lines().zip(1_u32..).filter(|(line, _)| !line.trim().is_empty());
    for (index, (line, number)) in written.take(PASTE_LINES_MAX).enumerate() {
        let cells = cells(line);
        // The names of the columns come with a spreadsheet.
        let has_digit = |cell: &String| cell.contains(|c: char| c.is_ascii_digit());
        let is_head = index == 0 && !cells.iter().any(has_digit);
        if is_head && cells.len() > 1 {
            continue;
        }
        let line = one(number, &cells, &mut day, (agenda, zone), &known);
        if line.is_good() {
            known.push(line.session.clone());
        }
        lines.push(line);
    }
    lines
}

fn cells(line: &str) -> Vec<String> {
    let between = if line.contains('\t') { '\t' } else { ';' };
    let plain = |cell: &str| {
        let cell = cell.trim();
        let quoted = cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"'));
        quoted.map_or_else(|| cell.to_owned(), |cell| cell.replace("\"\"", "\"").trim().to_owned())
    };
    line.split(between).map(plain).collect()
}

fn one(
    number: u32,
    cells: &[String],
    day: &mut NaiveDate,
    (agenda, zone): (&AgendaEditor, Tz),
    known: &[AgendaSession],
) -> Line {
    let cell = |at: usize| cells.get(at).map_or("", String::as_str);
    let some = |at: usize| Some(cell(at).to_owned()).filter(|text| !text.is_empty());
    let mut problems = Vec::new();
    let mut problem = |field: &str, problem| {
        problems.push(FieldError { field: field.to_owned(), problem, limit: None });
    };
    let start = time(cell(0), *day, zone);
    if let Ok(start) = start {
        *day = local(start, &agenda.timezone).date();
    }
    let end = match (start, cell(1).parse::<u16>()) {
        (Ok(start), Ok(minutes)) => Ok(start + TimeDelta::minutes(minutes.into())),
        (Err(_), Ok(_)) => Ok(agenda.end),
        (_, Err(_)) => time(cell(1), *day, zone),
    };
    for (field, time) in [("start_time", &start), ("end_time", &end)] {
        if let Err(wrong) = time {
            problem(field, *wrong);
        }
    }
    let capacity = match (cell(6), cell(6).parse()) {
        ("", _) => agenda.max_capacity.into(),
        (_, Ok(capacity)) => capacity,
        (_, Err(_)) => {
            problem("capacity", FieldProblem::Invalid);
            agenda.max_capacity.into()
        }
    };
    if cells.len() > 7 {
        problem("line", FieldProblem::TooLarge);
    }
    let unread = start.is_err() || end.is_err();
    let (start, end) = (start.unwrap_or(agenda.start), end.unwrap_or(agenda.end));
    let mut input = SessionInput {
        title: cell(3).to_owned(),
        description: String::new(),
        start_time: start,
        end_time: end,
        room: cell(2).to_owned(),
        track: some(5),
        speaker: None,
        speaker_name: some(4),
        capacity,
    };
    if let Err(refused) = policy::check(&mut input, agenda.start, agenda.end) {
        // Times that could not be read are not told of again, and those outside are told in words.
        let of_time = |it: &FieldError| ["start_time", "end_time"].contains(&it.field.as_str());
        problems.extend(refused.fields.into_iter().filter(|it| !of_time(it)));
    }
    let session = AgendaSession {
        id: SessionId(Uuid::from_u128(number.into())),
        version: 0,
        title: input.title.clone(),
        track: input.track.clone(),
        speaker: input.speaker_name.clone(),
        account: None,
        place: Place { room: input.room.clone(), start, end },
    };
    let clashes =
        if unread { Vec::new() } else { clashes(&session, known, (agenda.start, agenda.end)) };
    Line { number, input, session, problems, clashes }
}

/// `10:00` on that day, `2027-06-01 10:00`, or `01.06.2027 10:00`.
fn time(text: &str, day: NaiveDate, zone: Tz) -> Result<DateTime<Utc>, FieldProblem> {
    if text.is_empty() {
        return Err(FieldProblem::Required);
    }
    let (date, clock) = match text.split_once([' ', 'T']) {
        Some((date, clock)) => (date_of(date).ok_or(FieldProblem::Invalid)?, clock.trim()),
        None => (day, text),
    };
    // A spreadsheet may write `9:30` and `09:30:00`.
    let clock = clock.strip_suffix(":00").filter(|it| it.contains(':')).unwrap_or(clock);
    // Of an hour that comes twice the first is meant.
    moment(&format!("{date}T{clock}"), "first", zone)
}

fn date_of(text: &str) -> Option<NaiveDate> {
    let text = text.trim_end_matches(',');
    text.parse().ok().or_else(|| NaiveDate::parse_from_str(text, "%d.%m.%Y").ok())
}

#[cfg(test)]
mod tests;
