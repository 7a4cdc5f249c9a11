//! A table of guests between its rows and what is invited of them.

use super::guest_views::{DryRun, GuestListView, RefusedLine, SkippedLine};
use domain::guest_lists::{self, GuestList, ListedGuest};
use domain::{Actor, Hub};
use types::guest_lists::Columns;
use types::guests::{GuestInput, GuestsInvited, InviteGuests};
use types::ticket_types::TicketTypeRef;
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

/// What the columns are, and the kind of ticket of those of whom the file says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Chosen {
    pub(super) columns: Columns,
    pub(super) others: String,
}

/// What the address takes the columns for; as long as it says nothing, a guess. Where the event has one
/// kind of ticket, no column says which.
pub(super) fn chosen(list: &GuestList, query: &str, types: &[TicketTypeRef]) -> Chosen {
    let pairs: Vec<_> = form_urlencoded::parse(query.trim_start_matches('?').as_bytes()).collect();
    let value = |wanted: &str| {
        pairs.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_ref())
    };
    let guess = guest_lists::guess(&list.rows);
    // A form that was sent has it; an unchecked box says nothing.
    if value("chosen").is_none() {
        let ticket_type = guess.ticket_type.filter(|_| !types.is_empty());
        return Chosen { columns: Columns { ticket_type, ..guess }, others: String::new() };
    }
    let number = |name: &str| value(name).and_then(|number| number.trim().parse().ok());
    let columns = Columns {
        header: value("header").is_some(),
        name: number("name").unwrap_or(guess.name),
        surname: number("surname"),
        email: number("email").unwrap_or(guess.email),
        ticket_type: number("ticket_type"),
    };
    Chosen { columns, others: value("others").unwrap_or_default().trim().to_owned() }
}

/// The columns as the form that confirms them sends them.
pub(super) fn of_form(
    header: &str,
    [name, surname, email, ticket_type]: [&str; 4],
) -> Result<Columns, Failure> {
    let maybe =
        |field: &str, text: &str| (!text.is_empty()).then(|| number(field, text)).transpose();
    Ok(Columns {
        header: header == "true",
        name: number("name", name)?,
        surname: maybe("surname", surname)?,
        email: number("email", email)?,
        ticket_type: maybe("ticket_type", ticket_type)?,
    })
}

fn number(field: &str, number: &str) -> Result<usize, Failure> {
    number.trim().parse().map_err(|_| Failure::field(field, FieldProblem::WrongType))
}

/// Each guest with the line of the file, and all of them as they are invited.
pub(super) fn guests(list: &GuestList, chosen: &Chosen) -> (Vec<(u32, GuestInput)>, InviteGuests) {
    let guests: Vec<(u32, GuestInput)> = guest_lists::guests(&list.rows, chosen.columns)
        .into_iter()
        .map(|ListedGuest { line, name, email, ticket_type }| {
            let named = [ticket_type, chosen.others.clone()];
            let ticket_type = named.into_iter().find(|it| !it.is_empty());
            (line, GuestInput { name, email, ticket_type })
        })
        .collect();
    let invited = guests.iter().map(|(_, guest)| guest.clone()).collect();
    (guests, InviteGuests { guests: invited })
}

pub(super) fn view(list: GuestList, query: &str, types: Vec<TicketTypeRef>) -> GuestListView {
    let Chosen { columns, others } = chosen(&list, query, &types);
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
    GuestListView { id: list.id, name: list.name, titles, sample, columns, types, others }
}

pub(super) fn dry_run(
    guests: &[(u32, GuestInput)],
    chosen: Chosen,
    types: &[TicketTypeRef],
    done: GuestsInvited,
) -> DryRun {
    let of_row = |row: u32| guests.get(usize::try_from(row).unwrap_or_default().wrapping_sub(1));
    let line = |row: u32| of_row(row).map_or(row, |(line, _)| *line);
    let value = |row: u32, field: &str| {
        let guest = of_row(row).map(|(_, guest)| guest);
        let value = guest.map(|guest| match field {
            "email" => guest.email.as_str(),
            "ticket_type" => {
                let of = guest.ticket_type.as_deref().unwrap_or_default();
                let known = types.iter().find(|it| it.id.to_string() == of);
                known.map_or(of, |it| it.name.as_str())
            }
            _ => guest.name.as_str(),
        });
        value.map(shown).unwrap_or_default()
    };
    let given = |of: &TicketTypeRef| {
        let count = done.created.iter().filter(|it| it.ticket_type == Some(of.id)).count();
        (count > 0).then(|| (shown(&of.name), count))
    };
    let given = types.iter().filter_map(given).collect();
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
        columns: chosen.columns,
        others: chosen.others,
        types: given,
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

    fn student() -> TicketTypeRef {
        TicketTypeRef { id: uuid::Uuid::nil().into(), name: "Student".into() }
    }

    #[test]
    fn the_address_has_the_last_word_about_columns() {
        let list = list("Name,Mail\nAda,ada@x.org");
        let columns = |query: &str| chosen(&list, query, &[]).columns;
        let guess = columns("?list=1");
        assert_eq!((guess.header, guess.name, guess.email), (true, 0, 1));
        let chosen = columns("list=1&chosen=yes&name=1&email=0&surname=");
        assert_eq!(chosen, Columns { name: 1, ..Columns::default() });
        let odd = columns("chosen=yes&name=x&email=99&surname=2&header=true&ticket_type=1");
        let (header, surname, ticket_type) = (true, Some(2), Some(1));
        assert_eq!(odd, Columns { header, name: 0, surname, email: 99, ticket_type });
    }

    #[test]
    fn a_guest_gets_what_the_file_says_or_else_what_all_others_get() {
        let list = list("Name,Mail,Ticket\nAda,ada@x.org,Adult\nBob,bob@x.org,");
        let types = [student()];
        assert_eq!(chosen(&list, "", &[]).columns.ticket_type, None, "there is one kind");
        let guessed = chosen(&list, "", &types);
        assert_eq!(guessed.columns.ticket_type, Some(2));
        let named = |chosen: &Chosen| {
            let (_, input) = guests(&list, chosen);
            input.guests.into_iter().map(|it| it.ticket_type).collect::<Vec<_>>()
        };
        assert_eq!(named(&guessed), [Some("Adult".into()), None]);
        let query = "chosen=yes&name=0&email=1&ticket_type=2&others=Student&header=true";
        let others = chosen(&list, query, &types);
        assert_eq!(named(&others), [Some("Adult".into()), Some("Student".into())]);
    }

    #[test]
    fn a_refused_row_is_named_by_its_line_and_by_what_stands_there() {
        use types::guests::GuestRefused;
        let list = list("Name,Mail,Ticket\nAda,ada@x.org\nBob,bob at home,VIP");
        let chosen = chosen(&list, "", &[student()]);
        let (guests, _) = guests(&list, &chosen);
        let refused = |field: &str, problem| GuestRefused {
            row: 2,
            field: field.into(),
            problem,
            limit: None,
        };
        let refused = vec![
            refused("email", FieldProblem::Invalid),
            refused("ticket_type", FieldProblem::NotFound),
        ];
        let done = GuestsInvited { refused, seats_free: 3, ..GuestsInvited::default() };
        let run = dry_run(&guests, chosen, &[student()], done);
        let told: Vec<_> = run.refused.iter().map(|it| (it.line, it.value.as_str())).collect();
        assert_eq!(told, [(3, "bob at home"), (3, "VIP")]);
        assert!(!run.is_ready());
    }
}
