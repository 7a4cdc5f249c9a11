//! `/api/payments/…`: paying for a booking.

use crate::api::support::{Accepted, ApiJson, Idempotency, PaymentPath, UserCaller, replayable};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use domain::{bookings, payments};
use types::ids::BookingId;
use types::payments::{PayInput, Payment, SimulateWebhook};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(pay)).routes(routes!(get)).routes(routes!(simulate_webhook))
}

/// Starts the payment of a booking, or of an exchange of one of its tickets that waits for its difference;
/// it is settled a moment later.
#[utoipa::path(post, path = "/api/payments/", tag = "payments", request_body = PayInput,
    params(Idempotency),
    responses((status = 202, body = Payment),
        (status = 409, body = Problem,
            description = "payment_in_progress, already_paid, booking_not_payable"),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn pay(
    State(state): State<AppState>,
    UserCaller(actor, allowed): UserCaller,
    key: Idempotency,
    body: ApiJson<PayInput>,
) -> ApiResult<Response> {
    let sent = body.parse(allowed).await?;
    if let Some(booking) = sent.named::<BookingId>("booking") {
        bookings::may_change(&state.hub, actor, booking).await?;
    }
    let (key, input) = (key.key(allowed)?, sent.shaped()?);
    let started = payments::pay(&state.hub, actor, input, key).await;
    Ok(replayable(started, |it| Accepted::at(format!("/api/payments/{}/", it.id), it)))
}

/// A payment of the caller's own, or any for an admin.
#[utoipa::path(get, path = "/api/payments/{id}/", tag = "payments",
    params(PaymentPath),
    responses((status = 200, body = Payment), (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn get(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    PaymentPath { id }: PaymentPath,
) -> ApiResult<Json<Payment>> {
    Ok(Json(payments::get(&state.hub, actor, id).await?))
}

/// Delivers a signed callback of the mock provider through the same path as a real one.
#[utoipa::path(post, path = "/api/payments/{id}/simulate-webhook/", tag = "payments",
    request_body = SimulateWebhook, params(PaymentPath),
    responses((status = 200, body = Payment), (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn simulate_webhook(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    PaymentPath { id }: PaymentPath,
    body: ApiJson<SimulateWebhook>,
) -> ApiResult<Json<Payment>> {
    let input = body.read(payments::may_settle(&state.hub, actor, id).await?).await?;
    Ok(Json(payments::simulate_webhook(&state.hub, actor, id, input).await?))
}
