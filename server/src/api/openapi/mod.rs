//! The OpenAPI document: `/api/openapi.json`, and `/api/docs/` to read and try it.

mod openapi_fixups;
mod schema_constraints;
#[cfg(test)]
mod tests;

use crate::http::problem::Problem;
use crate::state::AppState;
use axum::Router;
use axum::http::{HeaderValue, header};
use axum::routing::get;
use std::sync::Arc;
use tower_http::set_header::SetResponseHeaderLayer;
use utoipa::openapi::OpenApi as Document;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::{Modify, OpenApi};
use utoipa_axum::router::OpenApiRouter;
use utoipa_swagger_ui::SwaggerUi;

const DOCUMENT: &str = "/api/openapi.json";

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Event Hub",
        description = "Events, bookings and payments. Ids are UUIDs, times RFC 3339 in UTC, money \
            a decimal string beside its currency. Every path works with and without its last slash."
    ),
    components(schemas(Problem)),
    modifiers(&Bearer)
)]
struct Description;

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, document: &mut Document) {
        let components = document.components.get_or_insert_default();
        let mut scheme = Http::new(HttpAuthScheme::Bearer);
        scheme.bearer_format = Some("JWT".into());
        components.add_security_scheme("bearer", SecurityScheme::Http(scheme));
    }
}

/// The whole description.
pub fn openapi() -> Document {
    describe(super::routes()).into_openapi()
}

/// Adds what every operation has in common: each may answer with a problem.
pub(super) fn describe(routes: OpenApiRouter<AppState>) -> OpenApiRouter<AppState> {
    let mut described = OpenApiRouter::with_openapi(Description::openapi()).merge(routes);
    for item in described.get_openapi_mut().paths.paths.values_mut() {
        openapi_fixups::complete(item);
    }
    if let Some(components) = &mut described.get_openapi_mut().components {
        schema_constraints::of_bodies(components);
    }
    described
}

/// The document and the page that shows it, which comes from this binary alone.
pub(super) fn router(document: Document) -> Router<AppState> {
    // Its own scripts only; the page styles itself inline.
    const POLICY: HeaderValue = HeaderValue::from_static(
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
         img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; \
         form-action 'none'; frame-ancestors 'none'",
    );
    let json: Arc<str> = document.to_json().unwrap_or_default().into();
    let page: Router<AppState> =
        SwaggerUi::new("/api/docs").config(utoipa_swagger_ui::Config::from(DOCUMENT)).into();
    let page =
        page.layer(SetResponseHeaderLayer::overriding(header::CONTENT_SECURITY_POLICY, POLICY));
    Router::new()
        .route(
            DOCUMENT,
            get(move || {
                let json = json.to_string();
                async move { ([(header::CONTENT_TYPE, "application/json")], json) }
            }),
        )
        .merge(page)
}
