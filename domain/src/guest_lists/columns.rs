//! Columns of a guest list: which of them are the names and the addresses.

use types::guest_lists::{Columns, ListRow};

/// How names of columns begin, in small letters.
const EMAIL: [&str; 6] = ["e-mail", "email", "mail", "почта", "эл. почта", "электронная почта"];
const SURNAME: [&str; 5] = ["last name", "surname", "family name", "lastname", "фамилия"];
const TICKET_TYPE: [&str; 4] = ["ticket", "type of ticket", "билет", "тип билета"];
const NAME: [&str; 9] =
    ["name", "full name", "first name", "firstname", "guest", "attendee", "имя", "фио", "участник"];

/// A guest as the table has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedGuest {
    pub line: u32,
    pub name: String,
    pub email: String,
    /// Empty where it says nothing.
    pub ticket_type: String,
}

/// What a table's columns most likely are. Columns that nothing is known of stand side by side.
pub fn guess(rows: &[ListRow]) -> Columns {
    let Some(first) = rows.first() else { return Columns::default() };
    let titles: Vec<String> = first.cells.iter().map(|cell| cell.to_lowercase()).collect();
    // A row with an address in it is somebody's.
    let header = !first.cells.iter().any(|cell| cell.contains('@'));
    let people = &rows[usize::from(header).min(rows.len())..];
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let most = |fits: fn(&str) -> bool| {
        let count = |column: &usize| {
            people
                .iter()
                .filter(|row| row.cells.get(*column).is_some_and(|cell| fits(cell)))
                .count()
        };
        // The first of equals.
        (0..width).rev().max_by_key(count).filter(|column| count(column) > 0)
    };
    let named = |names: &[&str]| {
        let is = |title: &String| names.iter().any(|name| title.starts_with(name));
        titles.iter().position(is).filter(|_| header)
    };
    let email = most(|cell| cell.contains('@')).or_else(|| named(&EMAIL));
    let email = email.unwrap_or(usize::from(width > 1));
    let surname = named(&SURNAME);
    let ticket_type = named(&TICKET_TYPE).filter(|column| *column != email);
    let other = |column: &usize| {
        *column != email && Some(*column) != surname && Some(*column) != ticket_type
    };
    let name = named(&NAME)
        .filter(other)
        .or_else(|| (0..width).find(other))
        // Only a list of addresses is there: each is a name as well, which the dry run then refuses.
        .unwrap_or(surname.unwrap_or(email));
    let surname = surname.filter(|column| *column != name);
    Columns { header, name, surname, email, ticket_type }
}

/// The guests as these columns have them; a cell that is not there is empty.
pub fn guests(rows: &[ListRow], columns: Columns) -> Vec<ListedGuest> {
    let people = rows.iter().skip(usize::from(columns.header));
    people
        .map(|row| {
            let cell = |column: usize| row.cells.get(column).map_or("", String::as_str);
            let surname = columns.surname.map_or("", cell);
            let name = format!("{} {surname}", cell(columns.name));
            ListedGuest {
                line: row.line,
                name: name.trim().to_owned(),
                email: cell(columns.email).to_owned(),
                ticket_type: columns.ticket_type.map_or("", cell).trim().to_owned(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<ListRow> {
        let row = |(line, text): (usize, &str)| ListRow {
            line: u32::try_from(line).unwrap() + 1,
            cells: text.split(',').map(str::to_owned).collect(),
        };
        text.lines().enumerate().map(row).collect()
    }

    fn columns(header: bool, name: usize, surname: Option<usize>, email: usize) -> Columns {
        Columns { header, name, surname, email, ticket_type: None }
    }

    #[test]
    fn columns_are_told_by_their_titles_and_by_what_is_in_them() {
        for (text, wanted) in [
            ("Name,E-mail\nAda,ada@x.org", columns(true, 0, None, 1)),
            ("Ada,ada@x.org\nBob,bob@x.org", columns(false, 0, None, 1)),
            ("ada@x.org,Ada", columns(false, 1, None, 0)),
            ("№,Фамилия,Имя,Почта\n1,Иванова,Анна,a@x.org", columns(true, 2, Some(1), 3)),
            ("id,mail,First name,Last name\n1,a@x.org,Ada,L", columns(true, 2, Some(3), 1)),
            // A title that promises addresses, and another column that has them.
            ("Mail,Contact,Name\nno,ada@x.org,Ada", columns(true, 2, None, 1)),
            ("Name,Mail\nAda,", columns(true, 0, None, 1)),
            ("ada@x.org\nbob@x.org", columns(false, 0, None, 0)),
        ] {
            assert_eq!(guess(&rows(text)), wanted, "{text}");
        }
        let titled = "Name,Mail,Ticket type\nAda,a@x.org,Student";
        let typed = Columns { ticket_type: Some(2), ..columns(true, 0, None, 1) };
        assert_eq!(guess(&rows(titled)), typed);
        assert_eq!(guess(&rows("Билет,Имя,Почта\nСтудент,Анна,a@x.org")).ticket_type, Some(0));
        assert_eq!(guess(&[]), Columns::default());
    }

    #[test]
    fn a_guest_is_what_stands_in_the_chosen_columns() {
        let table = rows("Name,Family,Mail,Kind\nAda,Lovelace,ada@x.org,Adult \nBob\n");
        let chosen = columns(true, 0, Some(1), 2);
        let told = |columns| {
            let guests = guests(&table, columns).into_iter();
            guests.map(|it| (it.line, it.name, it.email, it.ticket_type)).collect::<Vec<_>>()
        };
        let guest = |line, name: &str, email: &str, of: &str| {
            (line, name.to_owned(), email.to_owned(), of.to_owned())
        };
        let wanted = [guest(2, "Ada Lovelace", "ada@x.org", "Adult"), guest(3, "Bob", "", "")];
        assert_eq!(told(Columns { ticket_type: Some(3), ..chosen }), wanted);
        let beyond = told(Columns { ticket_type: Some(98), ..columns(false, 7, None, 99) });
        assert!(beyond.iter().all(|it| it.1.is_empty() && it.2.is_empty() && it.3.is_empty()));
    }
}
