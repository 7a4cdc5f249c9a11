//! Ticket types of an event: the kinds of ticket it sells, and the pools they share.

#![allow(clippy::unused_async, reason = "the statements are written beside this")]

use crate::idempotency::{Answer, IdempotencyKey, Refusal};
use crate::{Actor, Error, Hub};
use types::ErrorCode;
use types::ids::{TicketPoolId, TicketTypeId};
use types::ticket_types::{
    TicketPool, TicketPoolInput, TicketType, TicketTypeDetails, TicketTypeInput, TicketTypePatch,
    TicketTypes,
};

/// # Errors
/// `not_found`.
pub async fn public(_: &Hub, _: Actor, _: &str) -> Result<Vec<TicketType>, Error> {
    Ok(Vec::new())
}

/// # Errors
/// `not_found`.
pub async fn list(_: &Hub, _: Actor, _: &str) -> Result<TicketTypes, Error> {
    Ok(TicketTypes { types: Vec::new(), pools: Vec::new() })
}

/// # Errors
/// `validation_failed`, `not_found`.
pub async fn create(
    _: &Hub,
    _: Actor,
    _: &str,
    mut input: TicketTypeInput,
    _: Option<IdempotencyKey>,
) -> Result<Answer<TicketTypeDetails>, Refusal> {
    input.check()?;
    Err(ErrorCode::NotFound.into())
}

/// # Errors
/// `validation_failed`, `not_found`.
pub async fn replace(
    _: &Hub,
    _: Actor,
    _: &str,
    _: TicketTypeId,
    mut input: TicketTypeInput,
) -> Result<TicketTypeDetails, Error> {
    input.check()?;
    Err(ErrorCode::NotFound.into())
}

/// # Errors
/// `not_found`.
pub async fn change(
    _: &Hub,
    _: Actor,
    _: &str,
    _: TicketTypeId,
    _: TicketTypePatch,
) -> Result<TicketTypeDetails, Error> {
    Err(ErrorCode::NotFound.into())
}

/// # Errors
/// `not_found`.
pub async fn delete(_: &Hub, _: Actor, _: &str, _: TicketTypeId) -> Result<(), Error> {
    Err(ErrorCode::NotFound.into())
}

/// # Errors
/// `validation_failed`, `not_found`.
pub async fn create_pool(
    _: &Hub,
    _: Actor,
    _: &str,
    mut input: TicketPoolInput,
    _: Option<IdempotencyKey>,
) -> Result<Answer<TicketPool>, Refusal> {
    input.check()?;
    Err(ErrorCode::NotFound.into())
}

/// # Errors
/// `validation_failed`, `not_found`.
pub async fn replace_pool(
    _: &Hub,
    _: Actor,
    _: &str,
    _: TicketPoolId,
    mut input: TicketPoolInput,
) -> Result<TicketPool, Error> {
    input.check()?;
    Err(ErrorCode::NotFound.into())
}

/// # Errors
/// `not_found`.
pub async fn delete_pool(_: &Hub, _: Actor, _: &str, _: TicketPoolId) -> Result<(), Error> {
    Err(ErrorCode::NotFound.into())
}
