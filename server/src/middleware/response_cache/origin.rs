//! The origin in an address (`?via=newsletter`): a page is rendered once for every origin, and each
//! visitor gets their own in the place of [`ANY`].

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use http_body_util::BodyExt as _;
use types::Via;
use types::via::PARAMETER;
use url::form_urlencoded;

/// Stands for the visitor's origin while a page is rendered; itself one that can be written.
pub(super) const ANY: &str = "via-of-whoever-asks-5b0c8e42d71f4a96";

/// The address without an origin that is none, and with [`ANY`] in the place of one.
pub(super) fn take_out(uri: &Uri) -> (Uri, Option<Via>) {
    let query = uri.query().unwrap_or_default();
    let named = |pair: &str| {
        let mut pairs = form_urlencoded::parse(pair.as_bytes());
        pairs.next().filter(|(name, _)| name == PARAMETER).map(|(_, value)| Via::parse(&value))
    };
    let Some(found) = query.split('&').find_map(named) else { return (uri.clone(), None) };
    let any = format!("{PARAMETER}={ANY}");
    let others = query.split('&').filter(|pair| !pair.is_empty() && named(pair).is_none());
    let query: Vec<&str> = others.chain(found.is_some().then_some(any.as_str())).collect();
    let address = match query.as_slice() {
        [] => uri.path().to_owned(),
        pairs => format!("{}?{}", uri.path(), pairs.join("&")),
    };
    match address.parse() {
        Ok(address) => (address, found),
        Err(_) => (uri.clone(), None),
    }
}

/// Writes the visitor's origin where a response leads elsewhere.
pub(super) fn in_headers(headers: &mut HeaderMap, via: Via) {
    for value in headers.values_mut() {
        let Some(text) = value.to_str().ok().filter(|text| text.contains(ANY)) else { continue };
        if let Ok(own) = HeaderValue::from_str(&text.replace(ANY, via.as_str())) {
            *value = own;
        }
    }
}

/// Writes the visitor's origin into a response that is not kept, such as one that is too long.
pub(super) async fn put_back(response: Response, via: Via) -> Response {
    let (mut parts, body) = response.into_parts();
    in_headers(&mut parts.headers, via);
    let Ok(body) = body.collect().await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let body = body.to_bytes();
    let body = match std::str::from_utf8(&body) {
        Ok(text) => {
            parts.headers.remove(header::CONTENT_LENGTH);
            Body::from(text.replace(ANY, via.as_str()))
        }
        Err(_) => Body::from(body),
    };
    Response::from_parts(parts, body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_not_kept_has_the_visitors_origin_too() {
        let page = format!("a via={ANY} b {ANY}").into_response();
        let mut page = page;
        let leads = HeaderValue::from_str(&format!("/events/jazz?via={ANY}")).unwrap();
        page.headers_mut().insert(header::LOCATION, leads);
        let page = put_back(page, Via::parse("news").unwrap()).await;
        assert_eq!(page.headers()[header::LOCATION], "/events/jazz?via=news");
        let body = page.into_body().collect().await.unwrap().to_bytes();
        assert_eq!(body, "a via=news b news");
    }

    #[test]
    fn whatever_the_origin_the_address_is_the_same() {
        assert!(Via::parse(ANY).is_some_and(|via| via.as_str() == ANY));
        let of = |address: &'static str| {
            let (uri, via) = take_out(&Uri::from_static(address));
            (uri.to_string(), via.map(String::from).unwrap_or_default())
        };
        let with = format!("/events/jazz?reviews=2&via={ANY}");
        for address in
            ["/events/jazz?via=news&reviews=2", "/events/jazz?reviews=2&v%69a=News&via=b"]
        {
            assert_eq!(of(address), (with.clone(), "news".to_owned()), "{address}");
        }
        for (address, plain) in [
            ("/events/jazz", "/events/jazz"),
            ("/events/jazz?reviews=2", "/events/jazz?reviews=2"),
            ("/events/jazz?via=%3Cb%3E", "/events/jazz"),
            ("/events/jazz?via=&reviews=2", "/events/jazz?reviews=2"),
            ("/events/jazz?viaduct=a", "/events/jazz?viaduct=a"),
        ] {
            assert_eq!(of(address), (plain.to_owned(), String::new()), "{address}");
        }
    }
}
