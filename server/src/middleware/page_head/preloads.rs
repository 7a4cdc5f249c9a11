//! Preloads: the links by which a page loads the modules of its area ahead. `leptos` writes them into
//! the head, where browsers without JavaScript follow them for nothing and complain; here a script
//! puts them there.

use super::END;
use app::ssr::preloading;

/// The head without such links and with the script in the place of the first; `None` where there are
/// none.
pub(super) fn by_script(html: &str) -> Option<String> {
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
        let page = by_script(page).unwrap();
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
        assert_eq!(by_script("<head><link rel=\"icon\" href=\"/i.svg\"></head>"), None);
    }
}
