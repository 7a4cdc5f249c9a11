//! `/api/events/{id}/quote/`: what seats would cost.

use crate::api::support::{ApiJson, Caller, ClientHub, EventPath};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use domain::{bookings, events};
use types::quotes::{Quote, QuoteInput};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(quote))
}

/// What seats would cost this moment, with a promo code or without; nothing is held. `ticket_types` are what
/// whoever has the code can have: hidden ones that it opens among them. A code that is good but not for these
/// seats takes nothing off (`promo_code_applies` is false), and a booking with it is refused.
#[utoipa::path(post, path = "/api/events/{id}/quote/", tag = "bookings",
    params(EventPath), request_body = QuoteInput,
    responses((status = 200, body = Quote), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "event_not_bookable"),
        (status = 422, body = Problem, description = "invalid_promo_code, ticket_type_required"),
        (status = 429, body = Problem, description = "too many wrong promo codes")),
    security((), ("bearer" = [])))]
async fn quote(
    ClientHub(hub): ClientHub,
    Caller(actor): Caller,
    EventPath { id: event }: EventPath,
    body: ApiJson<QuoteInput>,
) -> ApiResult<Json<Quote>> {
    let allowed = events::may_see(&hub, actor, &event).await?;
    let input = body.read(allowed).await?;
    Ok(Json(bookings::quote(&hub, actor, &event, input).await?.quote))
}
