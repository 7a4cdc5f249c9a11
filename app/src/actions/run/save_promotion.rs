//! Make a promo code for an event or for the whole platform, or change one; leads back to the list.

#![allow(clippy::too_many_arguments, reason = "each is a field of the form")]

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "organize-save-promotion";

/// Of `covers`: for some kinds of ticket.
pub const SOME: &str = "some";

/// `id` is empty for a new one, `slug` for the whole platform; times are by the event's clock, or by the
/// reader's own. Only a code of the whole platform has a currency of its own. `covers` is [`SOME`] where it
/// is for the `ticket_types` that are chosen, else it is for all.
#[server(prefix = "/fn", endpoint = "organize-save-promotion", protocol = Post)]
pub async fn save_promotion(
    #[server(default)] slug: String,
    #[server(default)] id: String,
    #[server(default)] code: String,
    #[server(default)] kind: String,
    #[server(default)] value: String,
    #[server(default)] currency: String,
    #[server(default)] valid_from: String,
    #[server(default)] valid_until: String,
    #[server(default)] max_uses: String,
    #[server(default)] max_uses_per_user: String,
    #[server(default)] covers: String,
    #[server(default)] ticket_types: Vec<String>,
) -> AppResult<()> {
    use super::code_place::code_place;
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let chosen = ticket_types.join(" ");
    let typed = [
        ("covers", &*covers),
        ("ticket_types", &*chosen),
        ("code", &*code),
        ("kind", &*kind),
        ("value", &*value),
        ("currency", &*currency),
        ("valid_from", &*valid_from),
        ("valid_until", &*valid_until),
        ("max_uses", &*max_uses),
        ("max_uses_per_user", &*max_uses_per_user),
    ];
    let result = async {
        // Who may not see the codes is told that, whatever the form says.
        let of = code_place(&hub, actor, &slug).await?;
        let input = read::input(&typed, of.event, &of.zone)?;
        if id.is_empty() {
            let made = domain::promotions::create(&hub, actor, input.clone()).await;
            let refused = match made {
                Ok(made) => return Ok(made),
                Err(error) => Failure::from(error),
            };
            // A second click is told of what the first one made.
            let taken = refused.code == ErrorCode::PromoCodeTaken;
            let mut codes = code_place(&hub, actor, &slug).await?.codes.into_iter();
            let same = codes.find(|code| taken && read::is_same(code, &input));
            return same.ok_or(refused);
        }
        let id = id.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        if domain::promotions::get(&hub, actor, id).await?.event != of.event {
            return Err(Failure::new(ErrorCode::NotFound));
        }
        domain::promotions::update(&hub, actor, id, input).await.map_err(Failure::from)
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &typed, result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    if crate::http::is_plain_navigation() {
        crate::forms::go(&crate::paths::promotions_of(&slug));
    }
    Ok(())
}

#[cfg(feature = "ssr")]
mod read {
    use crate::actions::typed::Typed;
    use rust_decimal::Decimal;
    use types::ids::EventId;
    use types::promotions::{Promotion, PromotionInput, PromotionKind, normal_code};
    use types::{Failure, FieldProblem};

    /// What was typed, or everything about it that cannot be read.
    pub(super) fn input(
        typed: &[(&str, &str)],
        event: Option<EventId>,
        zone: &str,
    ) -> Result<PromotionInput, Failure> {
        let text = |name: &str| {
            let found = typed.iter().find(|(field, _)| *field == name);
            found.map_or("", |(_, text)| text.trim())
        };
        let mut form = Typed::new(zone);
        let kind = PromotionKind::parse(text("kind")).unwrap_or_else(|| {
            form.problem("kind", FieldProblem::Required);
            PromotionKind::Percent
        });
        let value = form.amount("value", text("value"), "%").unwrap_or(Decimal::ONE);
        let mut input = PromotionInput {
            code: text("code").to_owned(),
            kind,
            value,
            currency: Some(text("currency").to_uppercase())
                .filter(|currency| event.is_none() && !currency.is_empty()),
            event,
            ticket_types: (text("covers") == super::SOME).then(|| {
                let chosen = text("ticket_types").split_whitespace();
                chosen.filter_map(|id| id.parse().ok()).collect()
            }),
            valid_from: form.due("valid_from", text("valid_from")),
            valid_until: form.due("valid_until", text("valid_until")),
            max_uses: form.number("max_uses", text("max_uses")),
            max_uses_per_user: form.number("max_uses_per_user", text("max_uses_per_user")),
            paused: None,
        };
        let checked = input.check();
        let times = |field: &str| field.starts_with("valid_");
        form.finish(input, checked, |field, unread| {
            times(field) && unread.iter().any(|it| times(it))
        })
    }

    /// Whether the code is what the form says.
    pub(super) fn is_same(code: &Promotion, input: &PromotionInput) -> bool {
        let number = |number: Option<i32>| number.map(i64::from);
        let currency = code.currency.map(|currency| currency.to_string());
        Some(code.code.as_str()) == normal_code(&input.code).as_deref()
            && code.ticket_types == input.ticket_types
            && (code.kind, code.value) == (input.kind, input.value)
            && currency == input.currency
            && (code.valid_from, code.valid_until) == (input.valid_from, input.valid_until)
            && number(code.max_uses) == input.max_uses
            && number(code.max_uses_per_user) == input.max_uses_per_user
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        fn fields(value: &str, until: &str) -> Result<PromotionInput, Failure> {
            let typed = [
                ("code", "early"),
                ("kind", "PERCENT"),
                ("value", value),
                ("valid_from", "2026-12-01T10:00"),
                ("valid_until", until),
                ("max_uses", "1 000"),
                ("max_uses_per_user", ""),
            ];
            input(&typed, Some(EventId(uuid::Uuid::nil())), "Europe/Berlin")
        }

        #[test]
        fn a_code_is_read_as_people_type_it() {
            let read = fields("12,5 %", "2026-12-24T18:00").unwrap();
            assert_eq!((read.value.to_string(), read.max_uses), ("12.5".into(), Some(1000)));
            assert_eq!(read.valid_until.to_rfc3339(), "2026-12-24T17:00:00+00:00");
            assert_eq!((read.max_uses_per_user, read.event.is_some()), (None, true));
        }

        #[test]
        fn only_a_code_of_the_whole_platform_has_a_currency_of_its_own() {
            let typed = [
                ("code", "early"),
                ("kind", "FIXED"),
                ("value", "5"),
                ("currency", " eur "),
                ("valid_from", "2026-12-01T10:00"),
                ("valid_until", "2026-12-24T18:00"),
            ];
            let of_all = input(&typed, None, "UTC").unwrap();
            assert_eq!((of_all.currency.as_deref(), of_all.event), (Some("EUR"), None));
            let of_event = input(&typed, Some(EventId(uuid::Uuid::nil())), "UTC").unwrap();
            assert_eq!(of_event.currency, None);
        }

        #[test]
        fn a_code_is_for_all_kinds_or_for_those_that_are_chosen() {
            let kind = "0198b3a0-0000-7000-8000-000000000001";
            let typed = |covers, kinds| {
                let typed = [
                    ("code", "early"),
                    ("kind", "PERCENT"),
                    ("value", "0"),
                    ("covers", covers),
                    ("ticket_types", kinds),
                    ("valid_from", "2026-12-01T10:00"),
                    ("valid_until", "2026-12-24T18:00"),
                ];
                input(&typed, Some(EventId(uuid::Uuid::nil())), "UTC")
            };
            let some = typed("some", kind).unwrap();
            assert_eq!(some.ticket_types, Some(vec![kind.parse().unwrap()]));
            // The service refuses these.
            let refused = |covers, kinds| typed(covers, kinds).unwrap().check().unwrap_err();
            assert_eq!(refused("some", "").fields[0].field, "ticket_types");
            assert_eq!(refused("all", kind).fields[0].field, "value");
        }

        #[test]
        fn everything_that_is_wrong_is_said_beside_its_field() {
            let wrong = fields("much", "soon").unwrap_err();
            let named: Vec<_> = wrong.fields.iter().map(|it| it.field.as_str()).collect();
            assert_eq!(named, ["value", "valid_until"]);
        }
    }
}
