//! Add a kind of ticket, or change one; leads back to the list.

#![allow(clippy::too_many_arguments, reason = "each is a field of the form")]

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

pub const ENDPOINT: &str = "organize-save-ticket-type";

/// A price that holds for a while, as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepFields {
    #[serde(default)]
    pub price: String,
    #[serde(default)]
    pub until: String,
    #[serde(default)]
    pub first: String,
}

/// The field of one of its prices.
pub fn step_field(at: usize, name: &str) -> String {
    format!("price_steps[{at}][{name}]")
}

/// `id` is empty for a new one; times are by the event's clock.
#[server(prefix = "/fn", endpoint = "organize-save-ticket-type", protocol = Post)]
pub async fn save_ticket_type(
    #[server(default)] slug: String,
    #[server(default)] id: String,
    #[server(default)] name: String,
    #[server(default)] description: String,
    #[server(default)] price: String,
    #[server(default)] price_steps: Vec<StepFields>,
    #[server(default)] quota: String,
    #[server(default)] pool: String,
    #[server(default)] sale_from: String,
    #[server(default)] sale_until: String,
    #[server(default)] min_per_booking: String,
    #[server(default)] max_per_booking: String,
    #[server(default)] hidden: String,
    #[server(default)] key: String,
) -> AppResult<()> {
    use types::{ErrorCode, Failure};
    let (hub, actor, locale) = (crate::ssr::hub()?, crate::ssr::actor(), crate::ssr::locale());
    let form = read::Form {
        name: &name,
        description: &description,
        price: &price,
        price_steps: &price_steps,
        quota: &quota,
        pool: &pool,
        sale_from: &sale_from,
        sale_until: &sale_until,
        min_per_booking: &min_per_booking,
        max_per_booking: &max_per_booking,
        hidden: hidden == "true",
    };
    let result = async {
        // Who may not change the event is told that, whatever the form says.
        let event = domain::events::edit(&hub, actor, &slug, locale).await?.view.event;
        let (input, rows) = read::input(&form, &event.timezone)?;
        let named = |failure: Failure| read::beside(failure, &rows);
        if id.is_empty() {
            let key = crate::actions::idempotency_key::parse(&key)?;
            let made = domain::ticket_types::create(&hub, actor, &slug, input, key).await;
            return made.map(|_| ()).map_err(|refusal| named(refusal.failure));
        }
        let id = id.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        let patch = read::patch(input);
        let saved = domain::ticket_types::change(&hub, actor, &slug, id, patch).await;
        saved.map(|_| ()).map_err(|error| named(error.into()))
    }
    .await;
    let steps: Vec<_> = read::typed_steps(&price_steps).collect();
    let mut typed = form.typed();
    typed.extend(steps.iter().map(|(name, value)| (name.as_str(), *value)));
    crate::forms::form_answer(ENDPOINT, &typed, result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    if crate::http::is_plain_navigation() {
        crate::forms::go(&crate::paths::organize_tickets(&slug));
    }
    Ok(())
}

#[cfg(feature = "ssr")]
mod read {
    use super::{StepFields, step_field};
    use crate::actions::typed::Typed;
    use rust_decimal::Decimal;
    use types::bookings::QUANTITY_MAX;
    use types::ticket_types::{PriceStep, STEPS_MAX, TicketTypeInput, TicketTypePatch};
    use types::{Failure, FieldProblem};

    pub(super) struct Form<'a> {
        pub name: &'a str,
        pub description: &'a str,
        pub price: &'a str,
        pub price_steps: &'a [StepFields],
        pub quota: &'a str,
        pub pool: &'a str,
        pub sale_from: &'a str,
        pub sale_until: &'a str,
        pub min_per_booking: &'a str,
        pub max_per_booking: &'a str,
        pub hidden: bool,
    }

    impl<'a> Form<'a> {
        pub(super) fn typed(&self) -> Vec<(&'static str, &'a str)> {
            vec![
                ("name", self.name),
                ("description", self.description),
                ("price", self.price),
                ("quota", self.quota),
                ("pool", self.pool),
                ("sale_from", self.sale_from),
                ("sale_until", self.sale_until),
                ("min_per_booking", self.min_per_booking),
                ("max_per_booking", self.max_per_booking),
                ("hidden", if self.hidden { "true" } else { "" }),
            ]
        }
    }

    fn is_empty(step: &StepFields) -> bool {
        [&step.price, &step.until, &step.first].iter().all(|text| text.trim().is_empty())
    }

    pub(super) fn typed_steps(steps: &[StepFields]) -> impl Iterator<Item = (String, &str)> {
        steps.iter().take(STEPS_MAX).enumerate().flat_map(|(at, step)| {
            let fields = [("price", &step.price), ("until", &step.until), ("first", &step.first)];
            fields.map(|(name, text)| (step_field(at, name), text.as_str()))
        })
    }

    /// What was typed, with the rows that its prices stand in; or everything about it that cannot be
    /// read.
    pub(super) fn input(
        form: &Form<'_>,
        zone: &str,
    ) -> Result<(TicketTypeInput, Vec<usize>), Failure> {
        let mut typed = Typed::new(zone);
        let steps = form.price_steps.iter().enumerate().filter(|(_, step)| !is_empty(step));
        let (mut rows, mut price_steps) = (Vec::new(), Vec::new());
        for (at, step) in steps {
            rows.push(at);
            let field = |name: &str| step_field(at, name);
            price_steps.push(PriceStep {
                price: typed.amount(&field("price"), &step.price, "").unwrap_or(Decimal::ONE),
                until: typed.at(&field("until"), &step.until),
                first: typed.number(&field("first"), &step.first),
            });
        }
        let pool = match form.pool {
            "" => None,
            id => id.parse().map_or_else(
                |_| {
                    typed.problem("pool", FieldProblem::NotFound);
                    None
                },
                Some,
            ),
        };
        let input = TicketTypeInput {
            name: form.name.to_owned(),
            description: form.description.replace("\r\n", "\n"),
            price: typed.amount("price", form.price, "").unwrap_or(Decimal::ONE),
            price_steps,
            quota: typed.number("quota", form.quota),
            pool,
            sale_from: typed.at("sale_from", form.sale_from),
            sale_until: typed.at("sale_until", form.sale_until),
            min_per_booking: typed.number("min_per_booking", form.min_per_booking),
            max_per_booking: typed.number("max_per_booking", form.max_per_booking),
            hidden: form.hidden,
            ..TicketTypeInput::default()
        };
        // A copy: the service reads the input anew and says the same.
        let checked = input.clone().check().map_err(|failure| beside(failure, &rows));
        let follows = |field: &str, unread: &[String]| {
            // A price whose end could not be read seems to have none.
            unread.iter().any(|it| it.ends_with(']') && same_row(field, it))
        };
        let input = typed.finish(input, checked, follows)?;
        Ok((input, rows))
    }

    /// All that the form shows: whether it is sold and where it stands stay as they are.
    pub(super) fn patch(input: TicketTypeInput) -> TicketTypePatch {
        TicketTypePatch {
            name: Some(input.name),
            description: Some(input.description),
            price: Some(input.price),
            price_steps: Some(input.price_steps),
            quota: Some(input.quota),
            pool: Some(input.pool),
            sale_from: Some(input.sale_from),
            sale_until: Some(input.sale_until),
            min_per_booking: Some(input.min_per_booking.unwrap_or(1)),
            max_per_booking: Some(input.max_per_booking.unwrap_or(QUANTITY_MAX)),
            hidden: Some(input.hidden),
            offering: None,
            position: None,
        }
    }

    fn same_row(field: &str, other: &str) -> bool {
        let row = |name: &str| name.rfind('[').map(|at| name[..at].to_owned());
        row(field).is_some() && row(field) == row(other)
    }

    /// A refusal with its fields as the form calls them: empty rows are not sent.
    pub(super) fn beside(mut failure: Failure, rows: &[usize]) -> Failure {
        for field in &mut failure.fields {
            let at = field.field.strip_prefix("price_steps[").and_then(|it| it.split_once("]."));
            let named = at.and_then(|(at, name)| {
                let row = rows.get(at.parse::<usize>().ok()?)?;
                Some(step_field(*row, name))
            });
            if let Some(named) = named {
                field.field = named;
            }
        }
        failure
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        fn step(price: &str, until: &str, first: &str) -> StepFields {
            StepFields { price: price.into(), until: until.into(), first: first.into() }
        }

        fn form<'a>(price: &'a str, steps: &'a [StepFields]) -> Form<'a> {
            Form {
                name: "Student",
                description: "With a card.\r\nAt the door.",
                price,
                price_steps: steps,
                quota: "12",
                pool: "",
                sale_from: "2026-12-01T10:00",
                sale_until: "",
                min_per_booking: "",
                max_per_booking: "4",
                hidden: false,
            }
        }

        #[test]
        fn a_kind_is_read_as_people_type_it() {
            let steps =
                [step("", "", ""), step("7,50", "2026-12-24T18:00", ""), step("9", "", "1 0")];
            let (input, rows) = input(&form("12,5", &steps), "Europe/Berlin").unwrap();
            assert_eq!((input.price.to_string(), input.quota), ("12.5".into(), Some(12)));
            assert_eq!(input.description, "With a card.\nAt the door.");
            assert_eq!((input.min_per_booking, input.max_per_booking), (None, Some(4)));
            assert_eq!(input.sale_from.unwrap().to_rfc3339(), "2026-12-01T09:00:00+00:00");
            assert_eq!(rows, [1, 2]);
            assert_eq!(input.price_steps[0].price.to_string(), "7.50");
            assert_eq!(input.price_steps[1].first, Some(10));
        }

        #[test]
        fn everything_that_is_wrong_is_said_beside_its_field() {
            let steps = [step("", "", ""), step("5", "soon", ""), step("5", "", "")];
            let wrong = input(&form("", &steps), "Europe/Berlin").unwrap_err();
            let named: Vec<_> = wrong.fields.iter().map(|it| it.field.as_str()).collect();
            assert_eq!(
                named,
                ["price_steps[1][until]", "price", "price_steps[2][until]"],
                "a price without an end, which the service would refuse, is named too"
            );
            let long = "x".repeat(200);
            let refused = Form { name: &long, ..form("1", &[]) };
            // What could be read is refused by the service.
            assert!(input(&refused, "Europe/Berlin").is_ok());
        }
    }
}
