//! Kinds of ticket in words, on an event's page.

use super::{EventTexts, isolated};
use crate::actions::events::tickets::TicketLine;
use types::ticket_types::SaleState;

impl EventTexts {
    /// What is left of it, or why it cannot be had and when it can.
    pub fn kind_note(&self, line: &TicketLine) -> String {
        let at = line.turns.as_ref().map(|at| self.moment(at));
        match (line.state, at) {
            (SaleState::SoldOut, _) => self.sold_out.to_owned(),
            (SaleState::NotYet, Some(at)) => {
                self.pick(format!("On sale from {at}"), format!("В продаже с {at}"))
            }
            (SaleState::NotYet, None) => self.not_on_sale.to_owned(),
            (SaleState::Ended, _) => self.no_longer_on_sale.to_owned(),
            (SaleState::OnSale, at) => {
                let mut note = self.seats_left(line.left.into());
                if line.least > 1 {
                    let least = line.least;
                    note += &self.pick(
                        format!(", at least {least} at once"),
                        format!(", не меньше {least} сразу"),
                    );
                }
                if let Some(at) = at {
                    note += &self.pick(format!(" · until {at}"), format!(" · до {at}"));
                }
                note
            }
        }
    }

    /// The name of a stepper's field.
    pub fn how_many_of(&self, kind: &str) -> String {
        let kind = isolated(kind);
        self.pick(format!("How many: {kind}"), format!("Сколько: {kind}"))
    }

    /// The name of a button.
    pub fn one_more(&self, kind: &str) -> String {
        let kind = isolated(kind);
        self.pick(format!("One more: {kind}"), format!("Ещё один билет: {kind}"))
    }

    /// The same for the other one.
    pub fn one_fewer(&self, kind: &str) -> String {
        let kind = isolated(kind);
        self.pick(format!("One fewer: {kind}"), format!("Одним билетом меньше: {kind}"))
    }

    /// What was chosen of all kinds together.
    pub fn seats_for(&self, seats: i64, cost: &str) -> String {
        format!("{} · {cost}", self.seats(seats))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Area as _;
    use rust_decimal::Decimal;
    use types::ids::TicketTypeId;
    use types::{Locale, Wall};

    fn line(state: SaleState, left: i32, least: i32, turns: bool) -> TicketLine {
        let at = Wall { time: "2026-12-03T10:00:00".parse().unwrap(), zone: "CET".into() };
        TicketLine {
            id: TicketTypeId::from(uuid::Uuid::nil()),
            name: "Student".into(),
            description: String::new(),
            price: Decimal::TEN,
            left,
            least,
            most: 10,
            state,
            turns: turns.then_some(at),
            turns_in: None,
        }
    }

    #[test]
    fn a_kind_says_what_is_left_or_why_not_and_when() {
        let (en, ru) = (EventTexts::of(Locale::En), EventTexts::of(Locale::Ru));
        let note = |state, left, least, turns| en.kind_note(&line(state, left, least, turns));
        assert_eq!(note(SaleState::OnSale, 12, 1, false), "12\u{a0}seats left");
        let until = note(SaleState::OnSale, 1, 2, true);
        assert!(until.starts_with("1\u{a0}seat left, at least 2 at once · until "), "{until}");
        assert!(note(SaleState::NotYet, 5, 1, true).starts_with("On sale from "));
        assert_eq!(note(SaleState::NotYet, 5, 1, false), "Not on sale now");
        assert_eq!(note(SaleState::Ended, 5, 1, true), "No longer on sale");
        assert_eq!(ru.kind_note(&line(SaleState::SoldOut, 0, 1, false)), "Мест нет");
    }
}
