//! Page head: on the way out of a page its tags are put into the head, and its preload links are
//! left to a script.

mod preloads;

use app::ssr::page_meta::HeadSlot;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;
use futures::StreamExt as _;

const END: &str = "</head>";

pub(crate) async fn rewrite_head(mut request: Request, next: Next) -> Response {
    let slot = HeadSlot::default();
    request.extensions_mut().insert(slot.clone());
    let mut response = next.run(request).await;
    if !is_html(&response) {
        return response;
    }
    response.headers_mut().remove(header::CONTENT_LENGTH);
    response.map(|body| {
        // A page answers when it is complete: its tags are there by now.
        let mut tags = Some(slot.take());
        Body::from_stream(body.into_data_stream().map(move |chunk| {
            chunk.map(|chunk| match std::str::from_utf8(&chunk) {
                Ok(html) if tags.is_some() => rewritten(html, &mut tags).unwrap_or(chunk),
                _ => chunk,
            })
        }))
    })
}

fn is_html(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

/// A chunk of the head, rewritten; `None` where it stays as it is. The chunk with the head's end takes
/// the tags.
fn rewritten(html: &str, tags: &mut Option<String>) -> Option<Bytes> {
    let scripted = preloads::by_script(html);
    let head = scripted.as_deref().unwrap_or(html);
    let with_tags = match head.find(END) {
        Some(end) => tags.take().filter(|tags| !tags.is_empty()).map(|tags| {
            let (before, after) = head.split_at(end);
            [before, &tags, after].concat()
        }),
        None => None,
    };
    with_tags.or(scripted).map(Bytes::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_to_the_end_of_the_head_and_nothing_after_it_is_touched() {
        let mut tags = Some("<meta name=\"x\">".to_owned());
        assert_eq!(rewritten("<html><head><title>t</title>", &mut tags), None);
        let page = rewritten("</head><body></head></body>", &mut tags).unwrap();
        assert_eq!(page, "<meta name=\"x\"></head><body></head></body>");
        assert_eq!(tags, None, "the head has ended");
        let mut none = Some(String::new());
        assert_eq!(rewritten("</head>", &mut none), None);
        assert_eq!(none, None);
    }
}
