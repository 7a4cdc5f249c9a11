//! Response cache for public pages and lists: one render for all requests of the same moment.
//!
//! Anonymous visitors see the same page, whichever link led them there. It is rendered once and served until something is written
//! ([`domain::Db::version`]), at most for [`FRESH`], which bounds how late another instance's writes are
//! seen. Requests that come while a page is rendered wait for the next render only if something was
//! written since: in a rush there is one render at a time, and a response never is older than what
//! another client was told before the request came.

mod gzip;
mod key;
mod origin;
mod template;

use crate::state::AppState;
use app::ssr::Jar;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use quick_cache::sync::Cache;
use std::sync::Arc;
use std::time::{Duration, Instant};
use template::ResponseTemplate;
use tokio::sync::Mutex;

const FRESH: Duration = Duration::from_secs(1);
/// Addresses remembered; with [`template::BODY_MAX`] this bounds the memory.
const ADDRESSES: usize = 256;

type Slot = Arc<Mutex<Option<CachedResponse>>>;

struct CachedResponse {
    template: ResponseTemplate,
    version: u64,
    at: Instant,
}

/// The responses one server remembers.
#[derive(Clone)]
pub struct ResponseCache {
    state: AppState,
    slots: Arc<Cache<String, Slot>>,
}

impl ResponseCache {
    pub fn new(state: AppState) -> Self {
        Self { state, slots: Arc::new(Cache::new(ADDRESSES)) }
    }

    fn slot(&self, key: &str) -> Slot {
        self.slots
            .get_or_insert_with::<str, std::convert::Infallible>(key, || Ok(Slot::default()))
            .unwrap_or_default()
    }
}

/// Answers from what is remembered where that is right, and remembers what may be.
pub async fn cache_responses(
    State(cache): State<ResponseCache>,
    mut request: Request,
    next: Next,
) -> Response {
    let Some(key::Key { text: key, address, via }) = key::of(&request, Jar::of(&cache.state.hub))
    else {
        return next.run(request).await;
    };
    let gzip = gzip::accepted(request.headers());
    let asked = cache.state.hub.db.version();
    let slot = cache.slot(&key);
    let mut slot = slot.lock().await;
    if let Some(made) = &*slot
        && made.version >= asked
        && made.at.elapsed() < FRESH
    {
        return made.template.send(gzip, via);
    }
    *slot = None;
    *request.uri_mut() = address;
    let (version, at) = (cache.state.hub.db.version(), Instant::now());
    match ResponseTemplate::keep(next.run(request).await).await {
        Ok(template) => {
            let response = template.send(gzip, via);
            *slot = Some(CachedResponse { template, version, at });
            response
        }
        Err(response) => match via {
            Some(via) => origin::put_back(response, via).await,
            None => response.map(Body::new),
        },
    }
}
