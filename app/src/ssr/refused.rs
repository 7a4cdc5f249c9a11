//! Long flashes: what a plain form leaves for the page that is shown next, where a cookie cannot hold it.
//! It is kept with the use cases, and the cookie names it.

use super::cookies::{CookieKind, Jar};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use domain::{Actor, Hub, refused_forms};
use http::{HeaderMap, HeaderValue, Method, header};
use std::sync::{Arc, Mutex, PoisonError};
use types::ids::RefusedFormId;

/// Of a cookie that names what was left: no flash in a cookie begins so.
const NAMES: &str = "kept.";

/// What the running form leaves that no cookie can hold.
#[derive(Clone, Default)]
struct Leaving(Arc<Mutex<Option<String>>>);

/// What the form before this page has left.
#[derive(Clone)]
struct Left(Arc<str>);

/// Leaves this after the answer, in the place of the flash's cookie.
pub(crate) fn leave(content: String) {
    if let Some(Leaving(slot)) = super::extension() {
        *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(content);
    }
}

/// What the last form left, if the cookie names it.
pub(crate) fn left() -> Option<Arc<str>> {
    super::extension().map(|Left(content)| content)
}

/// Looks up what the flash's cookie names before a page is rendered, and keeps what a form leaves.
/// Whoever asks is known by then.
pub async fn carry_refused(State(hub): State<Hub>, mut request: Request, next: Next) -> Response {
    let actor = request.extensions().get().copied().unwrap_or(Actor::Anonymous);
    let is_page = request.method() == Method::GET && !request.uri().path().starts_with("/fn/");
    if let Some(id) = named(&hub, request.headers()).filter(|_| is_page)
        && let Ok(Some(content)) = refused_forms::take(&hub, actor, id).await
    {
        request.extensions_mut().insert(Left(content.into()));
    }
    let leaving = Leaving::default();
    request.extensions_mut().insert(leaving.clone());
    let mut response = next.run(request).await;
    let content = leaving.0.lock().unwrap_or_else(PoisonError::into_inner).take();
    // Where it cannot be kept, what its cookie can hold comes back.
    if let Some(content) = content
        && let Ok(id) = refused_forms::keep(&hub, actor, content).await
        && let Some(cookie) = Jar::of(&hub).set(CookieKind::Flash, &name(id), &hub.settings)
    {
        replace(response.headers_mut(), Jar::of(&hub).name(CookieKind::Flash), cookie);
    }
    response
}

fn name(id: RefusedFormId) -> String {
    format!("{NAMES}{id}")
}

fn named(hub: &Hub, headers: &HeaderMap) -> Option<RefusedFormId> {
    Jar::of(hub).read(headers, CookieKind::Flash)?.strip_prefix(NAMES)?.parse().ok()
}

/// Sets the cookie in the place of the one that was set before by this name.
fn replace(headers: &mut HeaderMap, name: &str, cookie: HeaderValue) {
    let old = format!("{name}=");
    let others = headers.get_all(header::SET_COOKIE).iter();
    let others: Vec<_> =
        others.filter(|set| !set.as_bytes().starts_with(old.as_bytes())).cloned().collect();
    headers.remove(header::SET_COOKIE);
    for cookie in others.into_iter().chain([cookie]) {
        headers.append(header::SET_COOKIE, cookie);
    }
}
