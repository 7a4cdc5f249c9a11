//! `/events/{slug}/qr.png` and `.svg`: the link to an event as a QR code, with the origin that is asked
//! for (`?via=poster`).

use crate::documents::{File, event_qr};
use crate::http::problem::ApiResult;
use crate::state::AppState;
use axum::Router;
use axum::extract::{Extension, Path, Query, State};
use axum::routing::get;
use domain::{Actor, Hub, events};
use serde::Deserialize;
use types::{ErrorCode, Via, paths};

pub(super) fn router() -> Router<AppState> {
    Router::new().route("/events/{slug}/qr.png", get(png)).route("/events/{slug}/qr.svg", get(svg))
}

#[derive(Deserialize)]
struct Wanted {
    via: Option<String>,
}

async fn png(
    State(hub): State<Hub>,
    Extension(actor): Extension<Actor>,
    Path(slug): Path<String>,
    Query(wanted): Query<Wanted>,
) -> ApiResult<File> {
    let address = address(&hub, actor, &slug, &wanted).await?;
    let content = event_qr::png(&address).ok_or(ErrorCode::NotFound)?.into();
    Ok(File { content, content_type: "image/png", name: name(&slug, "png") })
}

async fn svg(
    State(hub): State<Hub>,
    Extension(actor): Extension<Actor>,
    Path(slug): Path<String>,
    Query(wanted): Query<Wanted>,
) -> ApiResult<File> {
    let address = address(&hub, actor, &slug, &wanted).await?;
    let content = event_qr::svg(&address).ok_or(ErrorCode::NotFound)?.into();
    Ok(File { content, content_type: "image/svg+xml", name: name(&slug, "svg") })
}

/// An origin that is none is left out: the code leads to the event all the same.
async fn address(hub: &Hub, actor: Actor, slug: &str, wanted: &Wanted) -> ApiResult<String> {
    events::may_see(hub, actor, slug).await?;
    let via = wanted.via.as_deref().and_then(Via::parse);
    let path = via.map_or_else(|| paths::event(slug), |via| paths::event_via(slug, via));
    Ok(format!("{}{path}", hub.settings.base_url))
}

/// Slugs have no characters that a name of a file could not have.
fn name(slug: &str, ending: &str) -> String {
    let plain: String = slug.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    format!("{plain}-qr.{ending}")
}
