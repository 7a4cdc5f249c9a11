//! Share images: `/share/{event}.png` and `/share/site.png`, which link previews show.

use crate::documents::share_image::{self, Card};
use crate::drawing::{Client, Drawing};
use crate::http::problem::ApiResult;
use crate::middleware::ClientIp;
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
use types::ids::EventId;
use types::{ErrorCode, Locale};

/// Pictures that are kept, each some tens of kilobytes.
const KEPT: usize = 64;

pub(super) fn router() -> Router<AppState> {
    Router::new().route("/share/{file}", get(share)).layer(Extension(Arc::<ImageCache>::default()))
}

#[derive(Default)]
struct ImageCache {
    drawn: Mutex<VecDeque<(Card, Bytes)>>,
}

async fn share(
    State(hub): State<Hub>,
    State(drawing): State<Drawing>,
    Extension(ClientIp(client)): Extension<ClientIp>,
    Extension(cache): Extension<Arc<ImageCache>>,
    Path(name): Path<String>,
) -> ApiResult<Response> {
    let name = name.strip_suffix(".png").ok_or(ErrorCode::NotFound)?;
    let card = if name == "site" {
        Card::site()
    } else {
        let id: EventId = name.parse().map_err(|_| ErrorCode::NotFound)?;
        // As an anonymous visitor sees it, in the language that it is written in.
        let find =
            async |locale| events::get(&hub, Actor::Anonymous, &id.to_string(), locale).await;
        let view = find(Locale::default()).await?;
        let language = view.event.language;
        let view = if language == Locale::default() { view } else { find(language).await? };
        Card::of(&view)
    };
    let png = if let Some(png) = cache.kept(&card) {
        png
    } else {
        let slot = drawing.documents.admit(Client::new(client, Actor::Anonymous))?;
        slot.run(move || cache.draw(card)).await?.ok_or(ErrorCode::Internal)?
    };
    let headers = [
        (header::CONTENT_TYPE, "image/png"),
        // Other sites show it.
        (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ];
    Ok((headers, png).into_response())
}

impl ImageCache {
    /// Draws a picture and caches it, also where the client has disconnected meanwhile.
    fn draw(&self, card: Card) -> Option<Bytes> {
        // The request before this one may have drawn it.
        if let Some(png) = self.kept(&card) {
            return Some(png);
        }
        let png: Bytes = share_image::png(&card)
            .inspect_err(|error| tracing::error!(%error, "drawing a share image failed"))
            .ok()?
            .into();
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
