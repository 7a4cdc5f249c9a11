//! Book seats; leads to the booking's page.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;
use std::collections::BTreeMap;

pub const ENDPOINT: &str = "book";

/// `seats`: how many of each kind of ticket, where the event has several; else `quantity`. `enter`: no button was
/// pressed but the enter key.
#[server(prefix = "/fn", endpoint = "book", protocol = Post)]
pub async fn book(
    #[server(default)] event: String,
    #[server(default)] quantity: String,
    #[server(default)] seats: BTreeMap<String, String>,
    #[server(default)] promo_code: String,
    #[server(default)] key: String,
    #[server(default)] via: String,
    #[server(default)] enter: String,
) -> AppResult<()> {
    use types::{ErrorCode, Failure, FieldProblem, bookings::BookInput};
    let kinds: Vec<_> = chosen::typed(&seats).collect();
    let mut typed = vec![("quantity", quantity.as_str()), ("promo_code", promo_code.as_str())];
    typed.extend(kinds.iter().map(|(name, value)| (name.as_str(), *value)));
    if !enter.is_empty() {
        let asked = [&typed[..], &[(types::via::PARAMETER, via.as_str())]].concat();
        if let Some(page) = super::by_enter::looked_up(&asked) {
            crate::forms::go(&page);
            return Ok(());
        }
    }
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let event = event.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        let items = chosen::items(&seats)?;
        let wrong = || Failure::field("quantity", FieldProblem::WrongType);
        let quantity = if items.is_empty() {
            Some(quantity.trim().parse().map_err(|_| wrong())?)
        } else {
            None
        };
        let input = BookInput {
            event,
            quantity,
            items: items.clone(),
            promo_code: Some(promo_code.clone()),
            // An origin is of use to nobody who books: what is none is left out, not refused.
            via: types::Via::parse(&via).map(String::from),
        };
        let key = crate::actions::idempotency_key::parse(&key)?;
        let booked = domain::bookings::book(&hub, actor, input, key).await;
        booked.map_err(|refusal| chosen::beside(refusal.failure, &items))
    }
    .await;
    let booking = crate::forms::form_answer(ENDPOINT, &typed, result)?;
    crate::forms::go(&crate::paths::booking(&booking.value.id));
    Ok(())
}

/// What a key within brackets begins with: one that begins with a digit would be read as a place.
const KIND: &str = "kind-";

/// The field of one kind of ticket.
pub fn seats_of(id: &types::ids::TicketTypeId) -> String {
    format!("seats[{KIND}{id}]")
}

/// The kind of ticket that a field is of.
pub fn kind_of(field: &str) -> Option<types::ids::TicketTypeId> {
    field.strip_prefix("seats[")?.strip_suffix(']')?.strip_prefix(KIND)?.parse().ok()
}

/// Where it is said what is wrong with the choice as a whole.
pub const CHOICE: &str = "items";

#[cfg(feature = "ssr")]
mod chosen {
    use super::{CHOICE, KIND, seats_of};
    use std::collections::BTreeMap;
    use types::ids::TicketTypeId;
    use types::ticket_types::{TYPES_MAX, WantedItem};
    use types::{ErrorCode, Failure, FieldError, FieldProblem};

    type Seats = BTreeMap<String, String>;

    fn is_wanted((_, quantity): &(&String, &String)) -> bool {
        !matches!(quantity.trim(), "" | "0")
    }

    fn type_of(key: &str) -> Option<TicketTypeId> {
        key.strip_prefix(KIND)?.parse().ok()
    }

    /// What is wanted of the kinds that the form has; none of a form without any.
    pub(super) fn items(seats: &Seats) -> Result<Vec<WantedItem>, Failure> {
        if seats.len() > TYPES_MAX {
            return Err(Failure::field(CHOICE, FieldProblem::TooLong));
        }
        let item = |(key, quantity): (&String, &String)| {
            let ticket_type = type_of(key);
            let ticket_type =
                ticket_type.ok_or_else(|| Failure::field(CHOICE, FieldProblem::NotFound))?;
            let wrong = || Failure::field(&seats_of(&ticket_type), FieldProblem::WrongType);
            let quantity = quantity.trim().parse().map_err(|_| wrong())?;
            Ok(WantedItem { ticket_type, quantity })
        };
        let items: Result<Vec<_>, _> = seats.iter().filter(is_wanted).map(item).collect();
        match items {
            Ok(none) if none.is_empty() && !seats.is_empty() => {
                Err(Failure::field(CHOICE, FieldProblem::Required))
            }
            items => items,
        }
    }

    /// A refusal with its fields as the form calls them.
    pub(super) fn beside(mut failure: Failure, items: &[WantedItem]) -> Failure {
        for field in &mut failure.fields {
            let at = field.field.strip_prefix("items[").and_then(|rest| rest.split_once(']'));
            let item = at.and_then(|(at, _)| items.get(at.parse::<usize>().ok()?));
            if let Some(item) = item {
                field.field = seats_of(&item.ticket_type);
            }
        }
        if let (ErrorCode::SoldOut, Some(kind)) = (failure.code, failure.ticket_type) {
            let limit = failure.seats_available.map(Into::into);
            let field = seats_of(&kind);
            failure.fields.push(FieldError { field, problem: FieldProblem::TooLarge, limit });
        }
        failure
    }

    /// What was typed, without what is no kind of ticket.
    pub(super) fn typed(seats: &Seats) -> impl Iterator<Item = (String, &str)> {
        let wanted = seats.iter().filter(is_wanted).take(TYPES_MAX);
        wanted.filter_map(|(key, quantity)| Some((seats_of(&type_of(key)?), quantity.as_str())))
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        const ADULT: &str = "0198b3a0-0000-7000-8000-000000000001";
        const CHILD: &str = "0198b3a0-0000-7000-8000-000000000002";

        fn seats(chosen: &[(&str, &str)]) -> Seats {
            chosen.iter().map(|(id, n)| (format!("kind-{id}"), (*n).to_owned())).collect()
        }

        fn refused(chosen: &[(&str, &str)]) -> (String, FieldProblem) {
            let field = items(&seats(chosen)).unwrap_err().fields.remove(0);
            (field.field, field.problem)
        }

        #[test]
        fn what_is_not_wanted_is_left_out() {
            let wanted = items(&seats(&[(ADULT, "0"), (CHILD, " 2 ")])).unwrap();
            assert_eq!(wanted, [WantedItem { ticket_type: CHILD.parse().unwrap(), quantity: 2 }]);
            assert!(items(&seats(&[])).unwrap().is_empty());
        }

        #[test]
        fn what_is_wrong_is_said_beside_its_kind() {
            assert_eq!(refused(&[(ADULT, "0")]), ("items".into(), FieldProblem::Required));
            assert_eq!(refused(&[("who", "1")]), ("items".into(), FieldProblem::NotFound));
            let of_adults = (format!("seats[kind-{ADULT}]"), FieldProblem::WrongType);
            assert_eq!(refused(&[(ADULT, "two"), (CHILD, "1")]), of_adults);

            let wanted = items(&seats(&[(ADULT, "1"), (CHILD, "99")])).unwrap();
            let field = |name: &str| FieldError {
                field: name.to_owned(),
                problem: FieldProblem::TooLarge,
                limit: Some(10),
            };
            let mut failure = Failure::new(ErrorCode::ValidationFailed);
            failure.fields = vec![field("items[1].quantity"), field("items[7].quantity")];
            let named = beside(failure, &wanted).fields;
            assert_eq!(named[0].field, format!("seats[kind-{CHILD}]"));
            assert_eq!(named[1].field, "items[7].quantity");

            let mut failure = Failure::new(ErrorCode::SoldOut);
            (failure.ticket_type, failure.seats_available) = (CHILD.parse().ok(), Some(1));
            let named = beside(failure, &wanted).fields;
            assert_eq!(named[0].field, format!("seats[kind-{CHILD}]"));
            assert_eq!(named[0].limit, Some(1));
        }
    }
}
