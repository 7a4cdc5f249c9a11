//! The links by which a page preloads the modules of its area. `leptos` writes them into the head, where
//! browsers without JavaScript follow them for nothing and complain; here a script puts them there.

use crate::seo::head::is_html;
use app::ssr::preloading;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;
use futures::StreamExt as _;

const END: &str = "</head>";

pub(crate) async fn by_script(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if !is_html(&response) {
        return response;
    }
    response.headers_mut().remove(header::CONTENT_LENGTH);
    response.map(|body| {
        let mut in_head = true;
        Body::from_stream(body.into_data_stream().map(move |chunk| {
            chunk.map(|chunk| match std::str::from_utf8(&chunk) {
                Ok(html) if in_head => {
                    in_head = !html.contains(END);
                    rewritten(html).map_or_else(|| chunk.clone(), Bytes::from)
                }
                _ => chunk,
            })
        }))
    })
}

/// The head without such links and with the script in the place of the first; `None` where there are
/// none.
fn rewritten(html: &str) -> Option<String> {
    let (head, rest) = html.split_at(html.find(END).unwrap_or(html.len()));
    let (mut kept, mut left, mut place) = (String::with_capacity(html.len() + 256), head, None);
    let (mut modules, mut wasm, mut nonce) = (Vec::new(), Vec::new(), None);
    while let Some((before, link)) = left.split_once("<link ") {
        let Some((link, after)) = link.split_once('>') else { break };
        kept.push_str(before);
        left = after;
        let list = match value(link, "rel") {
            Some("modulepreload") => Some(&mut modules),
            Some("preload") if value(link, "type") == Some("application/wasm") => Some(&mut wasm),
            _ => None,
        };
        match (list, value(link, "href")) {
            (Some(list), Some(file)) => {
                place.get_or_insert(kept.len());
                // Where `leptos` puts the page's nonce.
                nonce = nonce.or(value(link, "crossorigin"));
                list.push(file);
            }
            _ => kept.extend(["<link ", link, ">"]),
        }
    }
    let place = place?;
    kept.extend([left, rest]);
    let nonce = nonce.unwrap_or_default();
    let script = preloading(&modules, &wasm);
    kept.insert_str(place, &format!("<script nonce=\"{nonce}\">{script}</script>"));
    Some(kept)
}

/// The value of a link's attribute, as `leptos` writes it.
fn value<'a>(link: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = link.split_once(&format!("{name}=\""))?;
    value.split_once('"').map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_scripts_need_is_preloaded_by_a_script() {
        let page = "<head><link rel=\"icon\" href=\"/i.svg\">\
            <link as=\"fetch\" crossorigin=\"N0nce\" href=\"/pkg/a.wasm\" rel=\"preload\" \
            type=\"application/wasm\"><link crossorigin=\"N0nce\" href=\"/pkg/s.js\" \
            rel=\"modulepreload\"><link rel=\"preload\" href=\"/f.woff2\" as=\"font\"></head>\
            <body><link rel=\"modulepreload\" href=\"/x.js\"></body>";
        let page = rewritten(page).unwrap();
        let (head, body) = page.split_once(END).unwrap();
        assert!(
            !head.contains("rel=\"modulepreload\"") && !head.contains("application/wasm"),
            "{head}"
        );
        assert!(
            head.starts_with("<head><link rel=\"icon\" href=\"/i.svg\"><script nonce=\"N0nce\">")
        );
        assert!(head.contains(r#"["modulepreload","script","/pkg/s.js"]"#), "{head}");
        assert!(head.contains(r#"["preload","fetch","/pkg/a.wasm"]"#), "{head}");
        assert!(head.ends_with("<link rel=\"preload\" href=\"/f.woff2\" as=\"font\">"), "{head}");
        assert!(body.contains("modulepreload"), "only the head is looked at");
        assert_eq!(rewritten("<head><link rel=\"icon\" href=\"/i.svg\"></head>"), None);
    }
}
