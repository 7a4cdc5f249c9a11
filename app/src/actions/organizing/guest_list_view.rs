//! A table of guests between its rows and what is invited of them.

use super::guest_views::{DryRun, GuestListView, RefusedLine, SkippedLine};
use domain::guest_lists::{self, GuestList};
use domain::{Actor, Hub};
use types::guest_lists::Columns;
use types::guests::{GuestInput, GuestsInvited, InviteGuests};
use types::{ErrorCode, Failure, FieldError, FieldProblem};
use url::form_urlencoded;

/// Rows that are shown as they are, above the choice of columns.
const SAMPLE_ROWS: usize = 3;
/// Characters of a title or a cell that are shown.
const SHOWN_MAX: usize = 60;

pub(super) async fn found(
    hub: &Hub,
    actor: Actor,
    slug: &str,
    list: &str,
) -> Result<GuestList, Failure> {
    let id = list.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
    Ok(guest_lists::read(hub, actor, slug, id).await?)
}

/// What the address takes the columns for; as long as it says nothing, a guess.
pub(super) fn columns(list: &GuestList, query: &str) -> Columns {
    let pairs: Vec<_> = form_urlencoded::parse(query.trim_start_matches('?').as_bytes()).collect();
    let value = |wanted: &str| {
        pairs.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_ref())
    };
    let guess = guest_lists::guess(&list.rows);
    // A form that was sent has it; an unchecked box says nothing.
    if value("chosen").is_none() {
        return guess;
    }
    let number = |name: &str| value(name).and_then(|number| number.trim().parse().ok());
    Columns {
        header: value("header").is_some(),
        name: number("name").unwrap_or(guess.name),
        surname: number("surname"),
        email: number("email").unwrap_or(guess.email),
    }
}

/// The columns as the form that confirms them sends them.
pub(super) fn of_form(
    header: &str,
    name: &str,
    surname: &str,
    email: &str,
) -> Result<Columns, Failure> {
    let number = |field: &str, number: &str| {
        number.trim().parse().map_err(|_| Failure::field(field, FieldProblem::WrongType))
    };
    Ok(Columns {
        header: header == "true",
        name: number("name", name)?,
        surname: (!surname.is_empty()).then(|| number("surname", surname)).transpose()?,
        email: number("email", email)?,
    })
}

/// Each guest with the line of the file, and all of them as they are invited.
pub(super) fn guests(list: &GuestList, columns: Columns) -> (Vec<(u32, GuestInput)>, InviteGuests) {
    let guests: Vec<(u32, GuestInput)> = guest_lists::guests(&list.rows, columns)
        .into_iter()
        .map(|(line, name, email)| (line, GuestInput { name, email }))
        .collect();
    let invited = guests.iter().map(|(_, guest)| guest.clone()).collect();
    (guests, InviteGuests { guests: invited })
}

pub(super) fn view(list: GuestList, query: &str) -> GuestListView {
    let columns = columns(&list, query);
    let width = list.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let header = list.rows.first().filter(|_| columns.header);
    let title = |nth| header.and_then(|row| row.cells.get(nth)).map_or("", String::as_str);
    let titles = (0..width).map(|nth| shown(title(nth))).collect();
    let sample = list
        .rows
        .iter()
        .skip(usize::from(columns.header))
        .take(SAMPLE_ROWS)
        .map(|row| row.cells.iter().map(|cell| shown(cell)).collect())
        .collect();
    GuestListView { id: list.id, name: list.name, titles, sample, columns }
}

pub(super) fn dry_run(
    guests: &[(u32, GuestInput)],
    columns: Columns,
    done: GuestsInvited,
) -> DryRun {
    let of_row = |row: u32| guests.get(usize::try_from(row).unwrap_or_default().wrapping_sub(1));
    let line = |row: u32| of_row(row).map_or(row, |(line, _)| *line);
    let value = |row: u32, field: &str| {
        let guest = of_row(row).map(|(_, guest)| guest);
        let value = guest.map(|guest| if field == "email" { &guest.email } else { &guest.name });
        value.map(|value| shown(value)).unwrap_or_default()
    };
    let refused = done.refused.into_iter().map(|refused| RefusedLine {
        line: line(refused.row),
        value: value(refused.row, &refused.field),
        error: FieldError { field: refused.field, problem: refused.problem, limit: refused.limit },
    });
    let skipped = done.skipped.into_iter().map(|skipped| SkippedLine {
        line: line(skipped.row),
        email: skipped.email,
        reason: skipped.reason,
    });
    DryRun {
        columns,
        guests: guests.len(),
        invited: done.created.len(),
        skipped: skipped.collect(),
        refused: refused.collect(),
        seats_free: done.seats_free,
        key: crate::actions::idempotency_key::new(),
    }
}

fn shown(text: &str) -> String {
    match text.char_indices().nth(SHOWN_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::guest_lists::ListRow;

    fn list(text: &str) -> GuestList {
        let row = |(nth, text): (usize, &str)| ListRow {
            line: u32::try_from(nth).unwrap() + 1,
            cells: text.split(',').map(str::to_owned).collect(),
        };
        GuestList {
            id: uuid::Uuid::nil().into(),
            name: "guests.csv".into(),
            rows: text.lines().enumerate().map(row).collect(),
        }
    }

    #[test]
    fn the_address_has_the_last_word_about_columns() {
        let list = list("Name,Mail\nAda,ada@x.org");
        let guess = columns(&list, "?list=1");
        assert_eq!((guess.header, guess.name, guess.email), (true, 0, 1));
        let chosen = columns(&list, "list=1&chosen=yes&name=1&email=0&surname=");
        assert_eq!(chosen, Columns { header: false, name: 1, surname: None, email: 0 });
        let odd = columns(&list, "chosen=yes&name=x&email=99&surname=2&header=true");
        assert_eq!(odd, Columns { header: true, name: 0, surname: Some(2), email: 99 });
    }

    #[test]
    fn a_refused_row_is_named_by_its_line_and_by_what_stands_there() {
        use types::guests::GuestRefused;
        let list = list("Name,Mail\nAda,ada@x.org\nBob,bob at home");
        let columns = columns(&list, "");
        let (guests, _) = guests(&list, columns);
        let refused = vec![GuestRefused {
            row: 2,
            field: "email".into(),
            problem: FieldProblem::Invalid,
            limit: None,
        }];
        let done = GuestsInvited { refused, seats_free: 3, ..GuestsInvited::default() };
        let run = dry_run(&guests, columns, done);
        assert_eq!((run.refused[0].line, run.refused[0].value.as_str()), (3, "bob at home"));
        assert!(!run.is_ready());
    }
}
