//! Descriptions: Markdown from organizers to HTML that is safe on a page of ours.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::collections::HashSet;
use std::sync::LazyLock;
use types::web_address;

/// What is understood besides plain Markdown.
pub(super) const OPTIONS: Options = Options::ENABLE_STRIKETHROUGH.union(Options::ENABLE_TABLES);

/// Renders Markdown and removes everything that could act: scripts, handlers, styles, frames.
/// Headings start at level 3, below the page's own, and skip none. A picture becomes a link to it:
/// shown, it would tell its host who reads the page.
pub fn to_html(markdown: &str) -> String {
    to_html_under(markdown, 2)
}

/// The same with headings that start below a heading of the level `top`.
pub(super) fn to_html_under(markdown: &str, top: usize) -> String {
    CLEANER.clean(&markup(markdown, top)).to_string()
}

/// The HTML before it is cleaned.
fn markup(markdown: &str, top: usize) -> String {
    // The headings that the text is under, as they were written.
    let mut outline = Vec::new();
    let mut pictures = Pictures::default();
    let events = shallow(Parser::new_ext(markdown, OPTIONS)).flat_map(|event| match event {
        Event::Start(Tag::Heading { level, .. }) => {
            outline.retain(|above| *above < level);
            outline.push(level);
            vec![Event::Start(Tag::Heading {
                level: level_at(top + outline.len().max(1)),
                id: None,
                classes: Vec::new(),
                attrs: Vec::new(),
            })]
        }
        Event::End(TagEnd::Heading(_)) => {
            vec![Event::End(TagEnd::Heading(level_at(top + outline.len().max(1))))]
        }
        // Markup is shown as it was typed.
        Event::Html(text) | Event::InlineHtml(text) => pictures.seen(Event::Text(text)),
        other => pictures.seen(other),
    });
    let mut html = String::with_capacity(markdown.len() * 2);
    let mut run = 0;
    let events = events.flat_map(|event| divided(event, &mut run));
    pulldown_cmark::html::push_html(&mut html, events);
    html
}

/// Bytes of text that stand together: for each sign that it escapes, what writes the cleaned HTML
/// looks through all the text up to the next tag.
const RUN_MAX: usize = 1024;
/// Divides a text, and is not shown.
const DIVIDER: &str = "<!---->";
/// Bytes of an attribute's value, for the same reason.
const VALUE_MAX: usize = 4096;

/// Puts dividers into a text that goes on for long; `run` is how long it has gone on.
fn divided<'a>(event: Event<'a>, run: &mut usize) -> Vec<Event<'a>> {
    match event {
        Event::Text(text) => pieces(&text, run),
        Event::Code(text) if text.len() > RUN_MAX => {
            *run = 0;
            let mut events = vec![Event::InlineHtml("<code>".into())];
            events.extend(pieces(&text, run));
            *run = 0;
            events.push(Event::InlineHtml("</code>".into()));
            events
        }
        Event::SoftBreak => {
            *run += 1;
            vec![Event::SoftBreak]
        }
        tag => {
            *run = 0;
            vec![tag]
        }
    }
}

fn pieces<'a>(text: &str, run: &mut usize) -> Vec<Event<'a>> {
    let mut events = Vec::new();
    let mut rest = text;
    while *run + rest.len() > RUN_MAX {
        let (piece, more) = rest.split_at(rest.floor_char_boundary(RUN_MAX.saturating_sub(*run)));
        events.extend([Event::Text(piece.to_owned().into()), Event::InlineHtml(DIVIDER.into())]);
        (*run, rest) = (0, more);
    }
    *run += rest.len();
    events.push(Event::Text(rest.to_owned().into()));
    events
}

/// Elements within one another: what reads the HTML looks through all that are open for each new one.
const DEPTH_MAX: usize = 64;

/// Shows what is nested deeper than anybody means without its innermost elements.
fn shallow<'a>(events: impl Iterator<Item = Event<'a>>) -> impl Iterator<Item = Event<'a>> {
    let mut depth = 0_usize;
    events.filter(move |event| match event {
        Event::Start(_) => {
            depth += 1;
            depth <= DEPTH_MAX
        }
        Event::End(_) => {
            depth = depth.saturating_sub(1);
            depth < DEPTH_MAX
        }
        _ => true,
    })
}

/// Makes links of pictures over https, and of others their text.
#[derive(Default)]
struct Pictures<'a> {
    /// The address of each that is open, unless it is no link, and whether it has a text.
    open: Vec<(Option<CowStr<'a>>, bool)>,
    links: usize,
}

impl<'a> Pictures<'a> {
    fn seen(&mut self, event: Event<'a>) -> Vec<Event<'a>> {
        match event {
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                // There are no links in links.
                let linked = self.links == 0 && web_address::check_picture(&dest_url).is_ok();
                self.open.push((linked.then(|| dest_url.clone()), false));
                if !linked {
                    return Vec::new();
                }
                self.links += 1;
                vec![Event::Start(Tag::Link { link_type, dest_url, title, id })]
            }
            Event::End(TagEnd::Image) => match self.open.pop() {
                Some((Some(address), has_text)) => {
                    self.links -= 1;
                    let text = (!has_text).then_some(Event::Text(address));
                    text.into_iter().chain([Event::End(TagEnd::Link)]).collect()
                }
                _ => Vec::new(),
            },
            other => {
                match &other {
                    Event::Start(Tag::Link { .. }) => self.links += 1,
                    Event::End(TagEnd::Link) => self.links = self.links.saturating_sub(1),
                    Event::Text(text) | Event::Code(text) if !text.trim().is_empty() => {
                        self.open.iter_mut().for_each(|(_, has_text)| *has_text = true);
                    }
                    _ => {}
                }
                vec![other]
            }
        }
    }
}

fn level_at(level: usize) -> HeadingLevel {
    match level {
        0 | 1 => HeadingLevel::H1,
        2 => HeadingLevel::H2,
        3 => HeadingLevel::H3,
        4 => HeadingLevel::H4,
        5 => HeadingLevel::H5,
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
            "h2",
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
        ]))
        .url_schemes(HashSet::from(["https", "http", "mailto"]))
        .url_relative(ammonia::UrlRelative::Deny)
        // A link to a host that a user name hides leads nowhere.
        .attribute_filter(|_, attribute, value| {
            if value.len() > VALUE_MAX {
                return None;
            }
            let leads = attribute != "href"
                || value.starts_with("mailto:")
                || web_address::check_page(value).is_ok();
            leads.then(|| value.into())
        })
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
    fn what_is_nested_beyond_reason_is_shown_flat() {
        let html = to_html(&format!("{}deep\n\nafter", "> ".repeat(10_000)));
        assert_eq!(html.matches("<blockquote>").count(), DEPTH_MAX);
        assert_eq!(html.matches("</blockquote>").count(), DEPTH_MAX);
        assert!(html.contains("deep") && html.ends_with("<p>after</p>\n"), "{html}");
    }

    /// The longest text between two tags, in bytes.
    fn longest_run(html: &str) -> usize {
        html.split('<')
            .map(|part| part.split_once('>').map_or(part.len(), |(_, text)| text.len()))
            .max()
            .unwrap_or_default()
    }

    #[test]
    fn no_text_goes_on_for_long_in_front_of_the_cleaner_and_none_of_it_is_lost() {
        let many = |piece: &str| piece.repeat(types::events::DESCRIPTION_MAX / piece.len());
        for markdown in [
            many("&#"),
            many("&"),
            many("&#x"),
            many("&#1"),
            many("&a"),
            many("&amp;"),
            many("«é»"),
            many("&\n"),
            many("\\&"),
            format!("`{}`", many("&")),
            format!("```\n{}\n```", many("&\n")),
            format!("**{}** [{}](https://a.test)", many("&x"), many("&y")),
            format!("> - {}", many("«")),
        ] {
            let html = markup(&markdown, 2);
            // Each sign is written in five.
            assert!(longest_run(&html) <= 5 * RUN_MAX + 5, "{}", longest_run(&html));
            let whole = html.replace(DIVIDER, "");
            assert!(longest_run(&whole) > 5 * RUN_MAX, "{markdown:.10} is a text that goes on");
            assert_eq!(to_html(&markdown), CLEANER.clean(&whole).to_string(), "{markdown:.10}");
        }
    }

    #[test]
    fn a_value_that_no_link_has_is_left_out() {
        let long = "&".repeat(VALUE_MAX);
        let html = to_html(&format!("[a](https://a.test/?{long}) [b](https://b.test \"{long}&\")"));
        assert!(!html.contains("&amp;&amp;"), "{html:.100}");
        assert!(html.contains(">a</a>") && html.contains("href=\"https://b.test\""));
    }

    #[test]
    fn a_divider_that_somebody_types_is_text() {
        assert_eq!(to_html("a<!---->b"), "<p>a&lt;!----&gt;b</p>\n");
    }

    #[test]
    fn a_link_with_a_user_name_in_it_leads_nowhere() {
        let html = to_html("[the bank](https://bank.test@evil.test/)");
        assert_eq!(html, "<p><a rel=\"nofollow noopener\">the bank</a></p>\n");
        assert!(!to_html("![x](https://user:pw@a.test/x.png)").contains("href"));
        assert!(to_html("<mailto:ada@a.test>").contains("href=\"mailto:ada@a.test\""));
    }

    #[test]
    fn a_picture_is_a_link_and_fetches_nothing() {
        let link = |href: &str, text: &str| {
            format!("<p><a href=\"{href}\" rel=\"nofollow noopener\">{text}</a></p>\n")
        };
        let x = "https://a.test/x.png";
        assert_eq!(to_html("![A plan](https://a.test/x.png)"), link(x, "A plan"));
        assert_eq!(to_html("![](https://a.test/x.png)"), link(x, x));
        assert_eq!(
            to_html("![*A* `plan`](https://a.test/x.png)"),
            link(x, "<em>A</em> <code>plan</code>")
        );
        // Within a link its text is all there is of it.
        assert_eq!(
            to_html("[![x](https://a.test/x.png)](https://b.test)"),
            link("https://b.test", "x")
        );
        for other in ["http://a.test/x.png", "//a.test/x.png", "x.png", "data:image/png;base64,x"] {
            assert_eq!(to_html(&format!("![x]({other})")), "<p>x</p>\n", "{other}");
        }
        let nested =
            to_html("![a ![b](https://a.test/b.png) c](https://a.test/a.png) [d](https://d.test)");
        assert!(nested.contains(">d</a>"), "{nested}");
        for html in [nested, to_html("![x](https://a.test/x.png)\n<img src=https://a.test>")] {
            assert!(!html.contains("<img") && !html.contains("src=\""), "{html}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_written_cleaning_again_changes_nothing(text in ".{0,200}") {
            let html = to_html(&text);
            prop_assert_eq!(CLEANER.clean(&html).to_string(), html);
        }
    }
}
