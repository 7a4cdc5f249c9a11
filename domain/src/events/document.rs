//! A whole page in Markdown, as an operator writes it.

use super::markdown::{OPTIONS, to_html_under};
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The heading of level 1 that it begins with, as plain text.
    pub title: Option<String>,
    /// What follows, cleaned; its headings start at level 2, below the title.
    pub html: String,
}

/// Renders a page as [`super::to_html`] does a description.
pub fn to_document(markdown: &str) -> Document {
    let (title, body) = split_title(markdown);
    Document { title, html: to_html_under(body, 1) }
}

fn split_title(markdown: &str) -> (Option<String>, &str) {
    let mut events = Parser::new_ext(markdown, OPTIONS).into_offset_iter();
    let Some((Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }), range)) = events.next()
    else {
        return (None, markdown);
    };
    let mut title = String::new();
    for (event, _) in events {
        match event {
            Event::End(TagEnd::Heading(_)) => break,
            Event::Text(text) | Event::Code(text) => title.push_str(&text),
            Event::SoftBreak | Event::HardBreak => title.push(' '),
            _ => {}
        }
    }
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    ((!title.is_empty()).then_some(title), &markdown[range.end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_heading_is_the_title_and_the_rest_goes_below_it() {
        let document = to_document("# About *us* & `you`\n\nHello.\n\n## Where\n\n#### Deep\n");
        assert_eq!(document.title.as_deref(), Some("About us & you"));
        assert_eq!(document.html, "<p>Hello.</p>\n<h2>Where</h2>\n<h3>Deep</h3>\n");
        let underlined = to_document("\n\nAbout us\n========\nHello.");
        assert_eq!(underlined.title.as_deref(), Some("About us"));
        assert_eq!(underlined.html, "<p>Hello.</p>\n");
    }

    #[test]
    fn a_text_without_a_title_is_kept_whole() {
        for text in ["Hello.\n\n# Later", "## Small\n\nHello.", "", "#\n\nHello."] {
            assert_eq!(to_document(text).title, None, "{text}");
        }
        assert_eq!(to_document("Hello.\n\n# Later").html, "<p>Hello.</p>\n<h2>Later</h2>\n");
    }

    #[test]
    fn nothing_that_acts_gets_through_the_title_or_the_text() {
        let document = to_document("# <script>x</script> & you\n\n<img src=x onerror=alert(1)>");
        assert_eq!(document.title.as_deref(), Some("x & you"), "markup is no text");
        assert!(!document.html.contains("<img"), "{}", document.html);
    }
}
