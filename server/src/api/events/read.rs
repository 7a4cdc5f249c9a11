//! Reading events.

use super::params::ListParams;
use crate::api::support::{ApiQuery, Caller, EventPath, Language, ListPage, Paging, etag};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use domain::events;
use types::events::Event;
use types::query::EventParams;

/// The published events: those that are not over, by their start, so that what runs now comes first,
/// unless the filters say otherwise. Lists are counted and paged up to 10,000 events, ranked by
/// relevance up to 1,000. Every word of a search counts; where nothing has all of them,
/// `Ignored-Words` names those that were left out.
#[utoipa::path(get, path = "/api/events/", tag = "events", params(EventParams, Paging),
    responses(
        (status = 200, body = ListPage<Event>, headers(
            ("Ignored-Words" = Option<String>, description = "Words of the search that were left \
             out, percent-encoded, with commas between them"))),
        (status = 422, body = Problem), (status = 503, body = Problem)),
    security((), ("bearer" = [])))]
pub(super) async fn list(
    State(state): State<AppState>,
    Caller(actor): Caller,
    Language(locale): Language,
    OriginalUri(uri): OriginalUri,
    ApiQuery(params): ApiQuery<ListParams>,
) -> ApiResult<(HeaderMap, Json<ListPage<Event>>)> {
    let found = events::search(&state.hub, actor, &params.parse()?, locale).await?;
    let page = found.page.map(|view| view.event);
    let page = ListPage::new(&state.hub.settings.base_url, uri.path(), uri.query(), page);
    Ok((ignored_words(&found.ignored), Json(page)))
}

/// The header that names the words a search was answered without.
fn ignored_words(words: &[String]) -> HeaderMap {
    let encode =
        |word: &String| url::form_urlencoded::byte_serialize(word.as_bytes()).collect::<String>();
    let list = words.iter().map(encode).collect::<Vec<_>>().join(", ");
    let value = HeaderValue::try_from(list).ok().filter(|value| !value.is_empty());
    value.map(|value| (HeaderName::from_static("ignored-words"), value)).into_iter().collect()
}

/// One event; a draft only for its organizer and admins. An older address of its page finds it too.
#[utoipa::path(get, path = "/api/events/{id}/", tag = "events",
    params(EventPath),
    responses(
        (status = 200, body = Event, headers(
            ("ETag" = Option<String>, description = "The version of what its organizer decides, for \
             who may change it: send it back as `If-Match`"))),
        (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
pub(super) async fn get(
    State(state): State<AppState>,
    Caller(actor): Caller,
    Language(locale): Language,
    EventPath { id }: EventPath,
) -> ApiResult<(HeaderMap, Json<Event>)> {
    let view = events::get(&state.hub, actor, &id, locale).await?;
    Ok((etag(view.version), Json(view.event)))
}
