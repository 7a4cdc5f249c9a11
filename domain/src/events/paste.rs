//! Pasted text: HTML from a word processor or a web page to the Markdown that means the same.
//!
//! It is read token by token, and no tree is made of it: whatever is pasted costs what its length
//! does.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::RefCell;
use types::web_address;

/// Bytes of HTML that are read.
const HTML_MAX: usize = 800_000;
/// Blanks and slashes in one tag: the attributes of a tag are compared with each other.
const TAG_PARTS_MAX: usize = 5_000;
/// Lists within lists, and quotes within quotes, that are told apart.
const DEPTH_MAX: usize = 6;
/// Bold, italic and links within one another.
const MARKS_MAX: usize = 16;

/// Bullets that word processors write as text, followed by blanks.
const BULLETS: [char; 8] = ['·', '•', '▪', '◦', '‣', '§', '\u{f0b7}', '\u{f0a7}'];

/// The Markdown of pasted HTML. Headings start at the second level, since the page has the first.
pub fn to_markdown(html: &str) -> String {
    let html = &html[..html.floor_char_boundary(HTML_MAX)];
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(before_monsters(html)));
    let tokenizer = Tokenizer::new(Reader::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.writer.into_inner().finish()
}

/// The HTML up to a tag that no program writes.
fn before_monsters(html: &str) -> &str {
    let bytes = html.as_bytes();
    // Where the tag begins that is open, how many parts it has, and what ends the value that is quoted.
    let (mut tag, mut parts, mut quote) = (None, 0, None);
    // The last byte that was no blank.
    let mut before = b' ';
    for (at, byte) in bytes.iter().copied().enumerate() {
        let Some(from) = tag else {
            let begins = byte == b'<' && bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic);
            (tag, parts) = (begins.then_some(at), 0);
            continue;
        };
        match byte {
            _ if quote == Some(byte) => quote = None,
            _ if quote.is_some() => {}
            b'"' | b'\'' if before == b'=' => quote = Some(byte),
            b'>' => tag = None,
            b'/' => parts += 1,
            _ if byte.is_ascii_whitespace() => parts += 1,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
        if parts > TAG_PARTS_MAX {
            return &html[..from];
        }
    }
    html
}

/// Takes the tokens; of what is no text of the page it skips the content.
#[derive(Default)]
struct Reader {
    writer: RefCell<Writer>,
    /// The element whose content is skipped.
    skipped: RefCell<Option<String>>,
}

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        match token {
            Token::CharacterTokens(text) if self.skipped.borrow().is_none() => {
                self.writer.borrow_mut().text(&text);
            }
            Token::TagToken(tag) => return self.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Reader {
    fn tag(&self, tag: &Tag) -> TokenSinkResult<()> {
        let (name, opens) = (&*tag.name, tag.kind == TagKind::StartTag);
        let mut skipped = self.skipped.borrow_mut();
        if let Some(element) = &*skipped {
            // The head ends where the body begins, whether or not that is said.
            let ended = if opens { name == "body" } else { name == element };
            if ended {
                *skipped = None;
            }
        } else if opens && matches!(name, "head" | "template" | "title" | "script" | "style") {
            *skipped = Some(name.to_owned());
        } else {
            self.writer.borrow_mut().tag(name, opens, tag);
        }
        match name {
            "script" if opens => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "iframe" | "noembed" | "noframes" | "xmp" if opens => {
                TokenSinkResult::RawData(RawKind::Rawtext)
            }
            "title" | "textarea" if opens => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }
}

/// What a part of a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Mark {
    Strong,
    Emphasis,
    /// To an address, if it leads anywhere.
    Link(Option<String>),
}

impl Mark {
    fn of(name: &str, tag: &Tag) -> Option<Self> {
        match name {
            "b" | "strong" => Some(Self::Strong),
            "i" | "em" => Some(Self::Emphasis),
            "a" => Some(Self::Link(href(tag))),
            _ => None,
        }
    }

    fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// A block that is being written.
#[derive(Default)]
struct Writer {
    out: String,
    line: String,
    /// What each line of the block begins with: the marks of quotes.
    quotes: usize,
    /// The lists that are open: the number of the next item, or none for bullets.
    lists: Vec<Option<usize>>,
    /// What the block begins with: a heading's or an item's mark.
    mark: String,
    /// The last block was an item of a list, which the next one follows without a gap.
    after_item: bool,
    /// Where what is open begins in the line, the innermost last. Of two alike within each other the
    /// inner one says nothing.
    open: Vec<(usize, Mark, bool)>,
}

impl Writer {
    fn text(&mut self, text: &str) {
        for c in text.chars() {
            let blank = c.is_whitespace() || c == '\u{a0}';
            if blank {
                if !self.line.is_empty() && !self.line.ends_with([' ', '\n']) {
                    self.line.push(' ');
                }
                continue;
            }
            // Markdown's own signs are meant as they are.
            if matches!(c, '*' | '_' | '`' | '[' | ']' | '\\' | '<') {
                self.line.push('\\');
            }
            self.line.push(c);
        }
    }

    fn tag(&mut self, name: &str, opens: bool, tag: &Tag) {
        if let Some(mark) = Mark::of(name, tag) {
            return if opens { self.open(mark) } else { self.close(&mark) };
        }
        match (name, opens) {
            ("br", _) => self.line.push('\n'),
            ("td" | "th", false) => self.line.push_str("  "),
            ("ul" | "ol", true) => {
                self.end_block();
                self.lists.push((name == "ol").then_some(1));
            }
            ("ul" | "ol", false) => {
                self.end_block();
                self.lists.pop();
                self.after_item = !self.lists.is_empty();
            }
            ("li", true) => {
                self.end_block();
                self.mark = self.item_mark();
            }
            ("blockquote", true) => {
                self.end_block();
                self.quotes += 1;
            }
            ("blockquote", false) => {
                self.end_block();
                self.quotes = self.quotes.saturating_sub(1);
            }
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", true) => {
                self.end_block();
                let level = name[1..].parse().unwrap_or(1_usize);
                self.mark = "#".repeat(level.clamp(1, 3) + 1) + " ";
            }
            // A paragraph within an item is its text.
            ("p" | "div", true) if self.line.trim().is_empty() => {}
            (
                "p" | "div" | "li" | "tr" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "table"
                | "section" | "article" | "header" | "footer" | "pre" | "dt" | "dd",
                _,
            ) => self.end_block(),
            _ => {}
        }
    }

    fn item_mark(&mut self) -> String {
        let depth = self.lists.len().saturating_sub(1).min(DEPTH_MAX);
        let indent = "   ".repeat(depth);
        match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{indent}{}. ", *number - 1)
            }
            _ => format!("{indent}- "),
        }
    }

    fn open(&mut self, mark: Mark) {
        let silent = self.open.iter().any(|(_, other, _)| other.is_like(&mark));
        if self.open.len() < MARKS_MAX {
            self.open.push((self.line.len(), mark, silent));
        }
    }

    /// Ends the innermost one that is like this, and what was opened within it and not ended.
    fn close(&mut self, mark: &Mark) {
        if let Some(from) = self.open.iter().rposition(|(_, other, _)| other.is_like(mark)) {
            self.close_from(from);
        }
    }

    fn close_from(&mut self, from: usize) {
        // The innermost first: signs move what stands behind them.
        for (at, mark, silent) in self.open.split_off(from).into_iter().rev() {
            match mark {
                _ if silent => {}
                Mark::Strong => wrap(&mut self.line, at, "**"),
                Mark::Emphasis => wrap(&mut self.line, at, "*"),
                Mark::Link(Some(address)) => link(&mut self.line, at, &address),
                Mark::Link(None) => {}
            }
        }
    }

    fn end_block(&mut self) {
        self.close_from(0);
        let line = std::mem::take(&mut self.line);
        let mark = std::mem::take(&mut self.mark);
        let text = line.trim();
        if text.is_empty() {
            return;
        }
        let (mark, text) = if mark.is_empty() { listed(text) } else { (mark, text) };
        let item = !mark.trim_start().is_empty() && !mark.starts_with('#');
        if !self.out.is_empty() {
            self.out.push_str(if item && self.after_item { "\n" } else { "\n\n" });
        }
        self.after_item = item;
        let quote = "> ".repeat(self.quotes.min(DEPTH_MAX));
        let indent = " ".repeat(if item { mark.len() } else { 0 });
        for (number, part) in text.split('\n').map(str::trim).enumerate() {
            if number > 0 {
                self.out.push_str("  \n");
            }
            self.out.push_str(&quote);
            self.out.push_str(if number == 0 { &mark } else { &indent });
            // What begins like a mark of Markdown, but is text.
            if number == 0 && mark.is_empty() && part.starts_with(['#', '>', '+', '-']) {
                self.out.push('\\');
            }
            self.out.push_str(part);
        }
    }

    fn finish(mut self) -> String {
        self.end_block();
        self.out
    }
}

/// An item of a list that a word processor wrote as a paragraph with a sign before it.
fn listed(text: &str) -> (String, &str) {
    if let Some(rest) = text.strip_prefix(BULLETS) {
        return ("- ".to_owned(), rest.trim_start());
    }
    if let Some(rest) = text.strip_prefix("o ") {
        return ("- ".to_owned(), rest.trim_start());
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = text.split_at(digits);
    match rest.strip_prefix(['.', ')']) {
        Some(rest) if (1..=2).contains(&digits) && rest.starts_with(' ') => {
            (format!("{number}. "), rest.trim_start())
        }
        _ => (String::new(), text),
    }
}

/// Puts signs around what was written since then; blanks stay outside, or they would be no signs.
fn wrap(line: &mut String, from: usize, sign: &str) {
    let text = line.split_off(from);
    let inner = text.trim();
    if inner.is_empty() || inner.contains('\n') {
        line.push_str(&text);
        return;
    }
    let lead = text.len() - text.trim_start().len();
    let tail = text.trim_end().len();
    line.push_str(&[&text[..lead], sign, inner, sign, &text[tail..]].concat());
}

/// Makes a link of what was written since then.
fn link(line: &mut String, from: usize, address: &str) {
    let text = line.split_off(from);
    match text.trim() {
        "" => {}
        words if words.replace('\\', "") == address => line.push_str(address),
        words => line.push_str(&["[", words, "](", address, ")"].concat()),
    }
    if text.ends_with(' ') {
        line.push(' ');
    }
}

fn href(tag: &Tag) -> Option<String> {
    let attribute = tag.attrs.iter().find(|attribute| &*attribute.name.local == "href")?;
    let address = attribute.value.trim();
    let plain = !address.contains(['(', ')', ' ', '<', '>']);
    (plain && web_address::check_page(address).is_ok()).then(|| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORD: &str = r#"<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<style>p.MsoNormal { margin: 0 }</style></head><body lang=EN-GB><!--StartFragment-->
<h1>Autumn <span style='mso-fareast-font-family:"Times"'>salon</span></h1>
<p class=MsoNormal>An evening with <b>good <i>talks</i> </b>and time
to meet.<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'>·<span>&nbsp;&nbsp;&nbsp; </span></span><![endif]>Doors at 18:00</p>
<p class=MsoListParagraph><span>·<span>&nbsp;&nbsp; </span></span>Talks at 19:00</p>
<p class=MsoNormal>1.&nbsp;&nbsp; Bring a friend</p>
<p class=MsoNormal><a href="https://example.org/way">The way in</a>, 5 * 5_minutes</p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><!--EndFragment--></body></html>"#;

    #[test]
    fn what_a_word_processor_pastes_becomes_markdown() {
        let expected = "## Autumn salon\n\nAn evening with **good *talks*** and time to meet.\n\n\
             - Doors at 18:00\n- Talks at 19:00\n1. Bring a friend\n\n\
             [The way in](https://example.org/way), 5 \\* 5\\_minutes";
        assert_eq!(to_markdown(WORD), expected);
    }

    #[test]
    fn lists_quotes_and_breaks_of_web_pages_are_kept() {
        for (html, markdown) in [
            (
                "<ul><li>One<ul><li>Two</li></ul></li><li><p>Three</p></li></ul>",
                "- One\n   - Two\n- Three",
            ),
            ("<ol><li>One</li><li>Two</li></ol><p>After</p>", "1. One\n2. Two\n\nAfter"),
            ("<blockquote><p>Said<br>twice</p></blockquote>", "> Said  \n> twice"),
            ("<div>One</div><div>Two</div>", "One\n\nTwo"),
            ("<h4>Small</h4>text", "#### Small\n\ntext"),
            ("<p># no heading</p>", "\\# no heading"),
            ("a <b> </b> c &amp; d &lt;e&gt;", "a c & d \\<e>"),
            ("<table><tr><td>One</td><td>Two</td></tr></table>", "One  Two"),
        ] {
            assert_eq!(to_markdown(html), markdown, "{html}");
        }
    }

    #[test]
    fn nothing_that_acts_comes_along() {
        let html = "<script>alert(1)</script><p onclick=\"x()\">Hi</p>\
             <a href=\"javascript:x()\">there</a><img src=x onerror=y><iframe src=z></iframe>";
        assert_eq!(to_markdown(html), "Hi\n\nthere");
    }

    #[test]
    fn what_ends_in_another_order_than_it_began_is_read_too() {
        for (html, markdown) in [
            ("<b>é<i>ü</b>ö</i> end", "**é*ü***ö end"),
            ("<b><b>twice</b></b>", "**twice**"),
            ("<b><p>One</p><p>Two</p></b>", "**One**\n\nTwo"),
            ("</b></ul></blockquote>text", "text"),
            ("<p>One<p>Two", "One\n\nTwo"),
            ("<head><title>No</title><body>Yes", "Yes"),
            ("<script>if (a < b) x()</script>Yes<style>p {}", "Yes"),
            ("<template><p>No</p></template>Yes", "Yes"),
            ("&lt;b&gt; &amp;amp; &eacute;", "\\<b> &amp; é"),
        ] {
            assert_eq!(to_markdown(html), markdown, "{html}");
        }
    }

    fn numbered(count: usize, before: &str, behind: &str) -> String {
        (0..count).flat_map(|n| [before.to_owned(), n.to_string(), behind.to_owned()]).collect()
    }

    /// No tree is built, nothing is compared with all that is open, and nothing is indented without end:
    /// what comes out is never much more than what went in.
    #[test]
    fn what_is_nested_beyond_reason_stays_as_small_as_it_was() {
        let deep = |tag: &str, text: &str| tag.repeat(HTML_MAX / 2 / tag.len()) + text;
        for html in [
            deep("<div>", "x"),
            deep("<ul><li>x", "x"),
            deep("<blockquote><p>x", "x"),
            deep("<b>é<i>é<a href='https://a.test'>é", "x"),
            deep("<table><td>x", "x"),
            numbered(200, "<b id=", ">") + &"<p>x".repeat(100_000),
            "&#".repeat(HTML_MAX / 2),
            "<![".repeat(HTML_MAX / 3),
        ] {
            let markdown = to_markdown(&html);
            assert!(markdown.len() < 10 * HTML_MAX, "{}…: {}", &html[..20], markdown.len());
        }
    }

    #[test]
    fn a_tag_that_no_program_writes_ends_the_text() {
        let words = "word ".repeat(TAG_PARTS_MAX * 2);
        assert_eq!(to_markdown(&format!("<p>{words}</p>")).split(' ').count(), TAG_PARTS_MAX * 2);
        let many = numbered(TAG_PARTS_MAX * 2, " a", "=x");
        assert_eq!(to_markdown(&format!("<p>One</p><p{many}>Two</p>")), "One");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_to_its_end(html in "(<[/a-z0-9 ]{0,6}>|[a-z&;*é ]|<ul>|</li>|</?[bia]>|\\n){0,60}") {
            let _ = to_markdown(&html);
        }
    }
}
