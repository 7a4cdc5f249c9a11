//! Descriptions as plain text: Markdown without its signs, for calendars.

use super::markdown::OPTIONS;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use types::web_address::check_page;

/// The text with its paragraphs, its lists, and each link's address behind its words.
pub fn to_text(markdown: &str) -> String {
    let mut plain = Plain::default();
    for event in Parser::new_ext(markdown, OPTIONS) {
        plain.take(event);
    }
    plain.out.trim().to_owned()
}

#[derive(Default)]
struct Plain {
    out: String,
    /// The numbers of the lists that are open now; none where a list has no numbers.
    lists: Vec<Option<u64>>,
    /// Where each open link's words begin, and its address.
    links: Vec<(usize, String)>,
}

impl Plain {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text)
            | Event::Code(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => self.out.push_str(&text),
            Event::SoftBreak => self.out.push(' '),
            Event::HardBreak => self.out.push('\n'),
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Rule => self.break_lines(2),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::List(first) => {
                self.break_lines(if self.lists.is_empty() { 2 } else { 1 });
                self.lists.push(first);
            }
            Tag::Item => {
                if !self.out.ends_with('\n') {
                    self.break_lines(1);
                }
                let depth = self.lists.len().saturating_sub(1);
                self.out.push_str(&"  ".repeat(depth));
                match self.lists.last_mut() {
                    Some(Some(number)) => {
                        self.out.extend([number.to_string().as_str(), ". "]);
                        *number += 1;
                    }
                    _ => self.out.push_str("- "),
                }
            }
            // A paragraph within an item goes on behind its sign.
            Tag::Paragraph if !self.lists.is_empty() => {}
            Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::Table(_)
            | Tag::HtmlBlock => self.break_lines(2),
            Tag::Link { dest_url, .. } => self.links.push((self.out.len(), dest_url.to_string())),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::List(_) => {
                self.lists.pop();
                self.break_lines(if self.lists.is_empty() { 2 } else { 1 });
            }
            TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead => self.break_lines(1),
            TagEnd::TableCell => self.out.push_str("  "),
            TagEnd::Paragraph if !self.lists.is_empty() => self.break_lines(1),
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::Table
            | TagEnd::HtmlBlock => self.break_lines(2),
            TagEnd::Link => {
                let Some((from, address)) = self.links.pop() else { return };
                let said = self.out.get(from..).unwrap_or_default();
                let leads = address.starts_with("mailto:") || check_page(&address).is_ok();
                if leads && !address.ends_with(said.trim()) {
                    self.out.extend([" (", address.as_str(), ")"]);
                }
            }
            _ => {}
        }
    }

    /// Ends the line, and with two leaves an empty one.
    fn break_lines(&mut self, lines: usize) {
        while self.out.ends_with([' ', '\n']) {
            self.out.pop();
        }
        if !self.out.is_empty() {
            self.out.push_str(&"\n".repeat(lines));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn signs_go_and_what_they_mean_stays() {
        let markdown = "# Rust *night*\n\nBring **cake** and `cargo`,\nsee [the plan](https://a.test/x) \
            or <https://b.test>.\n\n- one\n- two\n  1. deep\n  2. deeper\n\n> quoted\n\n```\nfn a()\n```\n\n\
            | a | b |\n|---|---|\n| 1 | 2 |\n\n![map](https://a.test/m.png)\n\n<b>as typed</b> \\*star\\* ~~old~~";
        assert_eq!(
            to_text(markdown),
            "Rust night\n\nBring cake and cargo, see the plan (https://a.test/x) or https://b.test.\n\n\
             - one\n- two\n  1. deep\n  2. deeper\n\nquoted\n\nfn a()\n\na  b\n1  2\n\nmap\n\n\
             <b>as typed</b> *star* old"
        );
        assert_eq!(to_text("[x](javascript:alert(1))"), "x");
        assert_eq!(to_text("  \n"), "");
    }

    proptest! {
        #[test]
        fn plain_words_stay_as_they_are(text in "[a-zа-я]{1,10}( [a-zа-я]{1,10}){0,9}") {
            prop_assert_eq!(to_text(&text), text);
        }

        #[test]
        fn nothing_that_is_written_fails(text in ".{0,200}") {
            let _ = to_text(&text);
        }
    }
}
