//! Descriptions: Markdown from organizers to HTML that is safe on a page of ours.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::collections::HashSet;
use std::sync::LazyLock;

/// What is understood besides plain Markdown.
pub(super) const OPTIONS: Options = Options::ENABLE_STRIKETHROUGH.union(Options::ENABLE_TABLES);

/// Renders Markdown and removes everything that could act: scripts, handlers, styles, frames, and
/// pictures over plain http. Headings start at level 3, below the page's own, and skip none.
pub fn to_html(markdown: &str) -> String {
    // Whether each picture that is open now is shown; one that is not leaves its text.
    let mut pictures = Vec::new();
    // The headings that the text is under, as they were written.
    let mut outline = Vec::new();
    let events = Parser::new_ext(markdown, OPTIONS).filter_map(|event| match event {
        Event::Start(Tag::Heading { level, .. }) => {
            outline.retain(|above| *above < level);
            outline.push(level);
            Some(Event::Start(Tag::Heading {
                level: level_at(outline.len()),
                id: None,
                classes: Vec::new(),
                attrs: Vec::new(),
            }))
        }
        Event::End(TagEnd::Heading(_)) => {
            Some(Event::End(TagEnd::Heading(level_at(outline.len()))))
        }
        Event::Start(Tag::Image { ref dest_url, .. }) => {
            let shown = dest_url.starts_with("https://");
            pictures.push(shown);
            shown.then_some(event)
        }
        Event::End(TagEnd::Image) => pictures.pop().unwrap_or(false).then_some(event),
        // Markup is shown as it was typed.
        Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
        other => Some(other),
    });
    let mut html = String::with_capacity(markdown.len() * 2);
    pulldown_cmark::html::push_html(&mut html, events);
    CLEANER.clean(&html).to_string()
}

/// How deep in the outline, from 1.
fn level_at(depth: usize) -> HeadingLevel {
    match depth {
        0 | 1 => HeadingLevel::H3,
        2 => HeadingLevel::H4,
        3 => HeadingLevel::H5,
        _ => HeadingLevel::H6,
    }
}

static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = ammonia::Builder::new();
    cleaner
        .tags(HashSet::from([
            "a",
            "p",
            "br",
            "hr",
            "em",
            "strong",
            "del",
            "code",
            "pre",
            "blockquote",
            "ul",
            "ol",
            "li",
            "h3",
            "h4",
            "h5",
            "h6",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "img",
        ]))
        .url_schemes(HashSet::from(["https", "http", "mailto"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("nofollow noopener"));
    cleaner
});

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_links_and_lists_survive_and_headings_go_below_the_page() {
        assert_eq!(
            to_html("# Hi\n\n*you* [here](https://a.test)\n\n- one\n- two"),
            "<h3>Hi</h3>\n<p><em>you</em> <a href=\"https://a.test\" rel=\"nofollow noopener\">here</a></p>\n\
             <ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"
        );
    }

    #[test]
    fn headings_skip_no_level() {
        assert_eq!(
            to_html("## A\n\n#### B\n\n### C\n\n# D"),
            "<h3>A</h3>\n<h4>B</h4>\n<h4>C</h4>\n<h3>D</h3>\n"
        );
    }

    #[test]
    fn nothing_that_acts_gets_through() {
        for attack in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](data:text/html;base64,PHNjcmlwdD4=)",
            "![x](javascript:alert(1))",
            "<a href=\"https://a.test\" onclick=\"alert(1)\">x</a>",
            "<iframe src=https://a.test></iframe>",
            "<svg/onload=alert(1)>",
            "<style>*{display:none}</style>",
            "[a](https://a.test \"\" onmouseover=alert(1) \")",
            "<div><script>alert(1)</script>",
            "`</code><script>alert(1)</script>`",
        ] {
            let html = to_html(attack);
            let parsed = ammonia::Builder::empty().clean(&html).to_string();
            for bad in ["<script", "<img", "<iframe", "<svg", "<style", "<div", "href=\"j", "data:"]
            {
                assert!(!html.to_lowercase().contains(bad), "{attack} gave {html}");
            }
            assert!(!parsed.contains('<'), "{attack} gave {html}");
        }
    }

    #[test]
    fn pictures_come_over_https_only() {
        assert!(to_html("![x](https://a.test/x.png)").contains("src=\"https://a.test/x.png\""));
        assert!(!to_html("![x](http://a.test/x.png)").contains("src"));
        assert!(!to_html("![x](//a.test/x.png)").contains("src"));
    }

    proptest! {
        #[test]
        fn whatever_is_written_cleaning_again_changes_nothing(text in ".{0,200}") {
            let html = to_html(&text);
            prop_assert_eq!(CLEANER.clean(&html).to_string(), html);
        }
    }
}
