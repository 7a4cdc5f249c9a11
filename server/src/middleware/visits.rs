//! Visits of events' pages: counted by event, day and origin of the link, and nothing else.

use crate::routes::EVENT_PAGE;
use crate::state::AppState;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::Response;
use domain::visits::Origin;
use percent_encoding::percent_decode_str;
use types::via::PARAMETER;
use url::form_urlencoded;

/// What a browser asks for that shows the page without loading it.
const DATA: &str = "/fn/event";
/// Parts of the names of programs that fetch pages by themselves.
const ROBOTS: [&str; 9] = [
    "bot",
    "crawl",
    "spider",
    "slurp",
    "preview",
    "monitor",
    "fetch",
    "scan",
    "facebookexternalhit",
];
/// What a browser says of a page that nobody asked for yet.
const AHEAD: [&str; 3] = ["prefetch", "prerender", "preview"];

/// Counts a page that was shown. The counter is in memory: the request waits for nothing.
pub async fn count_visits(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let visit = visit(&request);
    let response = next.run(request).await;
    if let Some((event, origin)) = visit
        && response.status() == StatusCode::OK
    {
        state.hub.visits.count(&event, origin, state.hub.now().date_naive());
    }
    response
}

/// Which event somebody looks at, and where the link was.
fn visit(request: &Request) -> Option<(String, Origin)> {
    if request.method() != Method::GET || !by_a_person(request.headers()) {
        return None;
    }
    match request.extensions().get::<MatchedPath>()?.as_str() {
        EVENT_PAGE => {
            let name = request.uri().path().rsplit('/').next()?;
            let name = percent_decode_str(name).decode_utf8().ok()?.into_owned();
            Some((name, Origin::of(parameter(request.uri(), PARAMETER).as_deref())))
        }
        // From one page of the site to another: there is no link from outside.
        DATA if parameter(request.uri(), "shown")? == "true" => {
            Some((parameter(request.uri(), "slug")?, Origin::Direct))
        }
        _ => None,
    }
}

fn parameter(uri: &Uri, wanted: &str) -> Option<String> {
    let mut pairs = form_urlencoded::parse(uri.query()?.as_bytes());
    pairs.find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned())
}

/// Whether the headers say nothing else: a browser that fetches ahead says so, a robot its name.
fn by_a_person(headers: &HeaderMap) -> bool {
    let says = |name: HeaderName, words: &[&str]| {
        let values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
        let mut values = values.map(str::to_ascii_lowercase);
        values.any(|value| words.iter().any(|word| value.contains(word)))
    };
    let ahead = ["sec-purpose", "purpose", "x-purpose", "x-moz"]
        .into_iter()
        .any(|name| says(HeaderName::from_static(name), &AHEAD));
    let embedded = headers
        .get("sec-fetch-dest")
        .is_some_and(|dest| !matches!(dest.as_bytes(), b"document" | b"empty"));
    !ahead && !embedded && !says(header::USER_AGENT, &ROBOTS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routes::tests::routed;
    use axum::body::Body;

    fn seen(method: &str, address: &str, headers: &[(&str, &str)]) -> Option<(String, Origin)> {
        let mut request = Request::builder().method(method).uri(address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        visit(&routed(request.body(Body::empty()).unwrap()))
    }

    #[test]
    fn a_visit_is_a_page_of_an_event_that_a_person_opens() {
        let visit = seen("GET", "/events/jazz-%D1%84?reviews=2&via=Poster", &[]);
        assert_eq!(visit, Some(("jazz-ф".to_owned(), Origin::of(Some("poster")))));
        let firefox = ("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0");
        assert!(seen("GET", "/events/jazz", &[firefox, ("sec-fetch-dest", "document")]).is_some());
        let shown = seen("GET", "/fn/event?slug=jazz&reviews=&shown=true", &[]);
        assert_eq!(shown, Some(("jazz".to_owned(), Origin::Direct)));
        for (method, address) in [
            ("GET", "/fn/event?slug=jazz&reviews=&shown=false"),
            ("GET", "/fn/event?slug=jazz"),
            ("HEAD", "/events/jazz"),
            ("GET", "/events"),
            ("GET", "/events/jazz/review"),
            ("GET", "/api/events/jazz/"),
        ] {
            assert_eq!(seen(method, address, &[]), None, "{method} {address}");
        }
    }

    #[test]
    fn robots_and_browsers_that_fetch_ahead_are_not_visitors() {
        for header in [
            ("user-agent", "Mozilla/5.0 (compatible; Googlebot/2.1)"),
            ("user-agent", "TelegramBot (like TwitterBot)"),
            ("user-agent", "facebookexternalhit/1.1"),
            ("sec-purpose", "prefetch;prerender"),
            ("purpose", "prefetch"),
            ("x-moz", "prefetch"),
            ("sec-fetch-dest", "iframe"),
        ] {
            assert_eq!(seen("GET", "/events/jazz", &[header]), None, "{header:?}");
        }
    }
}
