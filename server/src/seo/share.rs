//! The pictures that a shared link shows: `/share/{event}.png`, and `/share/site.png`.

use super::picture::{self, Card};
use crate::api::problem::ApiResult;
use crate::state::AppState;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Extension, Path, State};
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::{Actor, Hub, events};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;
use types::ErrorCode;
use types::ids::EventId;

/// Pictures that are kept, each some tens of kilobytes.
const KEPT: usize = 64;
/// Pictures that are drawn at the same time.
const PENS: usize = 2;

pub(super) fn router() -> Router<AppState> {
    let gallery = Arc::new(Gallery { drawn: Mutex::default(), pens: Semaphore::new(PENS) });
    Router::new().route("/share/{file}", get(share)).layer(Extension(gallery))
}

struct Gallery {
    drawn: Mutex<VecDeque<(Card, Bytes)>>,
    pens: Semaphore,
}

async fn share(
    State(hub): State<Hub>,
    Extension(gallery): Extension<Arc<Gallery>>,
    Path(name): Path<String>,
) -> ApiResult<Response> {
    let name = name.strip_suffix(".png").ok_or(ErrorCode::NotFound)?;
    let card = if name == "site" {
        Card::site()
    } else {
        let id: EventId = name.parse().map_err(|_| ErrorCode::NotFound)?;
        // As anybody may see it, in the language that it is written in.
        let find =
            async |locale| events::get(&hub, Actor::Anonymous, &id.to_string(), locale).await;
        let view = find(types::Locale::En).await?;
        let view = match view.language {
            types::Locale::En => view,
            locale @ types::Locale::Ru => find(locale).await?,
        };
        Card::of(&view)
    };
    let png = gallery.picture(card).await.ok_or(ErrorCode::Internal)?;
    let headers = [
        (header::CONTENT_TYPE, "image/png"),
        (header::CACHE_CONTROL, "public, max-age=86400"),
        // Other sites show it.
        (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ];
    Ok((headers, png).into_response())
}

impl Gallery {
    async fn picture(&self, card: Card) -> Option<Bytes> {
        if let Some(png) = self.kept(&card) {
            return Some(png);
        }
        let _pen = self.pens.acquire().await.ok()?;
        // Whoever held the pen may have drawn this very one.
        if let Some(png) = self.kept(&card) {
            return Some(png);
        }
        let wanted = card.clone();
        let drawn = tokio::task::spawn_blocking(move || picture::png(&wanted)).await;
        let png: Bytes = match drawn {
            Ok(Ok(png)) => png.into(),
            Ok(Err(error)) => {
                tracing::error!(%error, "a picture could not be drawn");
                return None;
            }
            Err(error) => {
                tracing::error!(%error, "a picture could not be drawn");
                return None;
            }
        };
        let mut drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        if drawn.len() >= KEPT {
            drawn.pop_front();
        }
        drawn.push_back((card, png.clone()));
        Some(png)
    }

    fn kept(&self, card: &Card) -> Option<Bytes> {
        let drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        drawn.iter().find(|(kept, _)| kept == card).map(|(_, png)| png.clone())
    }
}
