//! What can go wrong with promotions.

use crate::failure::from_database;
use types::{ErrorCode, Failure, FieldError, FieldProblem};

#[derive(Debug, thiserror::Error)]
pub enum PromotionError {
    /// There is no such promotion or event, or the caller may not know of it.
    #[error("there is no such promotion")]
    NotFound,
    #[error("denied: {0}")]
    Denied(ErrorCode),
    #[error("invalid: {0}")]
    Invalid(Failure),
    #[error("there is a promotion with this code")]
    CodeTaken,
    #[error("it was used {0} times already")]
    UsedMoreOften(i32),
    #[error(transparent)]
    Database(sqlx::Error),
}

impl From<sqlx::Error> for PromotionError {
    fn from(error: sqlx::Error) -> Self {
        match crate::db::violated(&error) {
            Some("promotions_code_key") => Self::CodeTaken,
            _ => Self::Database(error),
        }
    }
}

impl From<PromotionError> for Failure {
    fn from(error: PromotionError) -> Self {
        match error {
            PromotionError::NotFound => ErrorCode::NotFound.into(),
            PromotionError::Denied(code) => code.into(),
            PromotionError::Invalid(failure) => failure,
            PromotionError::CodeTaken => ErrorCode::PromoCodeTaken.into(),
            PromotionError::UsedMoreOften(uses) => Self::fields(vec![FieldError {
                field: "max_uses".into(),
                problem: FieldProblem::TooSmall,
                limit: Some(uses.into()),
            }]),
            PromotionError::Database(error) => from_database(&error),
        }
    }
}
