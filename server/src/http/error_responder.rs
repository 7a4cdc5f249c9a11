//! Error responses in the form the client reads, chosen while the request is still there: a problem
//! document for the API, the app's own error for a server function, a page for a browser, a line of
//! text for everything else.

use super::path::is_api;
use super::problem::ApiError;
use app::i18n::{Area as _, Texts};
use askama::Template;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use types::{Failure, Locale};

#[derive(Clone, Debug)]
pub(crate) struct ErrorResponder {
    reads: Reads,
    locale: Locale,
    /// Where trying again leads.
    again: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reads {
    Problem,
    AppError,
    Page,
    Line,
}

#[derive(Template)]
#[template(path = "refused.html")]
struct Page<'a> {
    lang: &'a str,
    title: &'a str,
    text: &'a str,
    again: &'a str,
    try_again: &'a str,
    nonce: &'a str,
}

impl ErrorResponder {
    pub(crate) fn of(request: &Request) -> Self {
        let (headers, uri) = (request.headers(), request.uri());
        let reads = if is_api(uri.path()) {
            Reads::Problem
        } else if accepts(headers, "text/html") {
            Reads::Page
        } else if uri.path().starts_with("/fn/") {
            Reads::AppError
        } else {
            Reads::Line
        };
        let asked = uri.path_and_query().map_or("/", |asked| asked.as_str());
        // A form is not sent again by a link: it leads back to the form.
        let again = match *request.method() {
            Method::GET | Method::HEAD => app::paths::local(asked).map(str::to_owned),
            _ => app::http::referer_of(headers),
        };
        let again = again.unwrap_or_else(|| "/".to_owned());
        Self { reads, locale: locale_of(request), again }
    }

    pub(crate) fn refuse(&self, failure: impl Into<Failure>) -> Response {
        let failure = failure.into();
        let (code, retry_after) = (failure.code, failure.retry_after);
        let status =
            StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = match self.reads {
            Reads::Problem => return ApiError(failure).into_response(),
            Reads::AppError => (status, axum::Json(failure)).into_response(),
            Reads::Page => self.page(status, &failure),
            Reads::Line => (status, code.title()).into_response(),
        };
        if let Some(seconds) = retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }

    fn page(&self, status: StatusCode, failure: &Failure) -> Response {
        let lang = Texts::of(self.locale);
        let nonce = domain::ids::secret_token();
        let page = Page {
            lang: self.locale.as_str(),
            title: lang.error_title,
            text: &lang.failure(failure),
            again: &self.again,
            try_again: lang.try_again,
            nonce: &nonce,
        };
        let Ok(html) = page.render() else {
            return (status, failure.code.title()).into_response();
        };
        let policy = format!(
            "default-src 'none'; style-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'; \
             frame-ancestors 'none'"
        );
        let mut response = (status, Html(html)).into_response();
        if let Ok(policy) = HeaderValue::from_str(&policy) {
            response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        response
    }
}

/// As it was found where the request came in, else the browser's.
fn locale_of(request: &Request) -> Locale {
    request.extensions().get().copied().unwrap_or_else(|| {
        let header = request.headers().get(header::ACCEPT_LANGUAGE);
        let accepted = header.and_then(|value| value.to_str().ok());
        accepted.map(Locale::from_accept_language).unwrap_or_default()
    })
}

fn accepts(headers: &HeaderMap, kind: &str) -> bool {
    let accepted = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    accepted.is_some_and(|accept| accept.contains(kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use http_body_util::BodyExt as _;
    use types::ErrorCode;

    async fn refused(method: Method, path: &str, headers: &[(&str, &str)]) -> (Response, String) {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let responder = ErrorResponder::of(&request.body(Body::empty()).unwrap());
        let failure = Failure::new(ErrorCode::TooManyRequests);
        let response = responder.refuse(Failure { retry_after: Some(7), ..failure });
        let (parts, body) = response.into_parts();
        assert_eq!((parts.status.as_u16(), &parts.headers["retry-after"]), (429, &7.into()));
        let text = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
        (Response::from_parts(parts, Body::empty()), text)
    }

    #[tokio::test]
    async fn everybody_is_refused_in_a_form_that_they_read() {
        let html = ("accept", "text/html,application/xhtml+xml");
        let (problem, text) = refused(Method::GET, "/api/events/", &[html]).await;
        assert_eq!(problem.headers()["content-type"], "application/problem+json");
        assert!(text.contains("\"too_many_requests\""), "{text}");

        let (_, text) = refused(Method::POST, "/fn/book", &[("accept", "application/json")]).await;
        let told: app::AppError = serde_json::from_str(&text).unwrap();
        assert_eq!((told.0.code, told.0.retry_after), (ErrorCode::TooManyRequests, Some(7)));

        let (_, text) = refused(Method::GET, "/events", &[("accept", "*/*")]).await;
        assert_eq!(text, ErrorCode::TooManyRequests.title());
    }

    #[tokio::test]
    async fn a_browser_gets_a_page_in_its_language_that_says_how_to_go_on() {
        let html = ("accept", "text/html,application/xhtml+xml");
        let path = "/events?search=%22%3E%3Cscript%3E";
        let (page, text) = refused(Method::GET, path, &[html, ("accept-language", "ru")]).await;
        assert_eq!(page.headers()["content-type"], "text/html; charset=utf-8");
        assert!(text.contains("<html lang=\"ru\">"), "{text}");
        assert!(text.contains("href=\"/events?search=%22%3E%3Cscript%3E\""), "{text}");
        assert!(text.contains(&Texts::of(Locale::Ru).wait_seconds(7)), "{text}");
        // A form leads back to the page that it is on, never to another site.
        for (referer, back) in [
            ("http://localhost/events/jazz", "/events/jazz"),
            ("https://evil.test//evil.test", "/"),
            ("nonsense", "/"),
        ] {
            let (_, text) = refused(Method::POST, "/fn/book", &[html, ("referer", referer)]).await;
            assert!(text.contains(&format!("href=\"{back}\"")), "{referer}: {text}");
        }
    }
}
