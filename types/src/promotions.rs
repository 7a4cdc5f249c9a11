//! Promo codes: what admins and organizers hand out.

use crate::events::check_year;
use crate::failure::{Failure, FieldProblem};
use crate::ids::{EventId, PromotionId, TicketTypeId};
use crate::money::{Currency, Money};
use crate::serde::money_string;
use crate::text_enum;
use crate::ticket_types::TYPES_MAX;
use crate::validation::Checks;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub const CODE_MIN: usize = 3;
pub const CODE_MAX: usize = 40;
pub const USES_MAX: i64 = 1_000_000;
const PERCENT_MAX: i64 = 100;

text_enum! {
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum PromotionKind {
        /// `value` percent of the price of all seats that it is for.
        Percent = "PERCENT",
        /// `value` off the price of all seats that it is for, at most that price.
        Fixed = "FIXED",
    }
}

/// A promotion as the contract shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct Promotion {
    pub id: PromotionId,
    pub code: String,
    pub kind: PromotionKind,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "10.00"))]
    pub value: Decimal,
    /// Null: of whatever currency the event is priced in.
    pub currency: Option<Currency>,
    /// Null: for every event.
    #[cfg_attr(feature = "sqlx", sqlx(rename = "event_id"))]
    pub event: Option<EventId>,
    /// The ticket types whose price it lowers; those of them that are hidden it opens. Null: for all that
    /// everyone sees. Empty: those it was for are gone, and it is for none.
    pub ticket_types: Option<Vec<TicketTypeId>>,
    pub valid_from: DateTime<Utc>,
    pub valid_until: DateTime<Utc>,
    /// Null: as often as people like.
    pub max_uses: Option<i32>,
    #[cfg_attr(feature = "sqlx", sqlx(rename = "max_uses_per_person"))]
    pub max_uses_per_user: Option<i32>,
    /// Bookings that use it: paid ones, and held ones as long as they are held.
    pub uses: i32,
    pub created_at: DateTime<Utc>,
    /// Since when it is not taken any more. Bookings that have it keep their discount.
    pub paused_at: Option<DateTime<Utc>>,
}

impl Promotion {
    /// Whether it can be used, or why not.
    pub fn state(&self, now: DateTime<Utc>) -> CodeState {
        if self.paused_at.is_some() {
            CodeState::Paused
        } else if self.valid_until <= now {
            CodeState::Over
        } else if self.max_uses.is_some_and(|most| self.uses >= most) {
            CodeState::UsedUp
        } else if self.valid_from > now {
            CodeState::Early
        } else {
            CodeState::Active
        }
    }
}

/// Whether a code can be used, or why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CodeState {
    Active,
    Paused,
    /// Its time has not come.
    Early,
    /// Its time is over.
    Over,
    /// It was used as often as it may be.
    UsedUp,
}

/// `POST /api/promotions/` and `PUT /api/promotions/{id}/`.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PromotionInput {
    /// 3 to 40 letters, digits, hyphens or underscores; capitals and small letters are the same.
    pub code: String,
    pub kind: PromotionKind,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "10.00"))]
    pub value: Decimal,
    /// Left out: of whatever currency the event is priced in.
    #[serde(default)]
    pub currency: Option<String>,
    /// Left out: for every event, which only admins may say.
    #[serde(default)]
    pub event: Option<EventId>,
    /// Ticket types of its event whose price it lowers; those of them that are hidden it opens. Left out
    /// or null: for all that everyone sees.
    #[serde(default)]
    pub ticket_types: Option<Vec<TicketTypeId>>,
    pub valid_from: DateTime<Utc>,
    pub valid_until: DateTime<Utc>,
    /// Left out: as often as people like.
    #[serde(default)]
    pub max_uses: Option<i64>,
    #[serde(default)]
    pub max_uses_per_user: Option<i64>,
    /// Whether it is not taken for now. Left out or null: as it was, or for a new one no.
    #[serde(default)]
    pub paused: Option<bool>,
}

impl PromotionInput {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        checks.line("code", &mut self.code, CODE_MAX);
        if checks.is_ok() {
            if self.code.chars().count() < CODE_MIN {
                checks.add_with("code", FieldProblem::TooShort, i64::try_from(CODE_MIN).ok());
            } else {
                checks.require(normal_code(&self.code).is_some(), "code", FieldProblem::Invalid);
            }
        }
        let most = if self.kind == PromotionKind::Percent {
            PERCENT_MAX
        } else {
            crate::events::PRICE_MAX
        };
        if let Some(types) = &mut self.ticket_types {
            types.sort_unstable();
            types.dedup();
            if types.is_empty() {
                checks.add("ticket_types", FieldProblem::Required);
            } else if types.len() > TYPES_MAX {
                checks.add("ticket_types", FieldProblem::TooLong);
            } else if self.event.is_none() {
                checks.add("ticket_types", FieldProblem::NotAllowed);
            }
        }
        // One that opens a type may take nothing off.
        let nothing = self.value.is_zero() && self.ticket_types.is_none();
        if self.value < Decimal::ZERO || nothing {
            checks.add("value", FieldProblem::TooSmall);
        } else if self.value > Decimal::from(most) {
            checks.add_with("value", FieldProblem::TooLarge, Some(most));
        } else if self.value.normalize().scale() > 2 {
            checks.add("value", FieldProblem::Invalid);
        }
        if let Some(currency) = &self.currency {
            let known = Currency::offered(currency).is_some();
            checks.require(known, "currency", FieldProblem::Invalid);
        }
        check_year(&mut checks, "valid_from", self.valid_from);
        check_year(&mut checks, "valid_until", self.valid_until);
        let in_order = self.valid_until > self.valid_from;
        checks.require(in_order, "valid_until", FieldProblem::EndBeforeStart);
        for (field, uses) in
            [("max_uses", self.max_uses), ("max_uses_per_user", self.max_uses_per_user)]
        {
            if let Some(uses) = uses {
                checks.range(field, uses, 1, USES_MAX);
            }
        }
        checks.finish()
    }
}

/// `GET /api/admin/promotions/`: a code of every event with what it has come to.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdminPromotion {
    #[serde(flatten)]
    pub promotion: Promotion,
    /// Of confirmed bookings, by currency.
    pub sums: Vec<AdminPromotionSum>,
}

/// What confirmed bookings with a code come to in one currency.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdminPromotionSum {
    pub currency: Currency,
    pub bookings: i64,
    /// What it took off.
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "10.00"))]
    pub discount: Decimal,
    /// What was asked for after that.
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "90.00"))]
    pub paid: Decimal,
}

impl From<UsedPromotion> for AdminPromotion {
    fn from(used: UsedPromotion) -> Self {
        let sum = |sum: PromotionSum| AdminPromotionSum {
            currency: sum.discount.currency,
            bookings: sum.bookings,
            discount: sum.discount.amount(),
            paid: sum.paid.amount(),
        };
        Self { promotion: used.promotion, sums: used.sums.into_iter().map(sum).collect() }
    }
}

/// A code with what it has come to.
#[derive(Clone, Debug)]
pub struct UsedPromotion {
    pub promotion: Promotion,
    /// Of confirmed bookings, by currency.
    pub sums: Vec<PromotionSum>,
}

/// What confirmed bookings with a code come to in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PromotionSum {
    pub bookings: i64,
    /// What it took off.
    pub discount: Money,
    /// What was asked for after that.
    pub paid: Money,
}

/// `POST /api/bookings/{id}/promo-code/`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PromoCodeInput {
    /// Null or empty: takes the code off again.
    pub promo_code: Option<String>,
}

/// A code as it is compared: in capitals, without the blanks around it and what cannot be seen in
/// it. `None` where no code can be meant.
pub fn normal_code(typed: &str) -> Option<String> {
    let code = crate::text::line(typed).ok()?;
    let fits = (CODE_MIN..=CODE_MAX).contains(&code.chars().count());
    // Letters whose capital is one letter again, so that what is stored has a bound.
    let plain = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё')
    };
    (fits && code.chars().all(plain)).then(|| crate::text::upper(&code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_the_same_however_it_is_typed() {
        assert_eq!(normal_code(" early-Bird_7 ").as_deref(), Some("EARLY-BIRD_7"));
        assert_eq!(normal_code("весна").as_deref(), Some("ВЕСНА"));
        assert_eq!(normal_code("SPRING\u{200b}").as_deref(), Some("SPRING"));
        assert_eq!(normal_code("маи\u{306}").as_deref(), Some("МАЙ"));
        for bad in ["", "  ", "ab", "a b c", "straße", "🎟🎟🎟", "a\0b", &"x".repeat(41)] {
            assert_eq!(normal_code(bad), None, "{bad:?}");
        }
    }
}
