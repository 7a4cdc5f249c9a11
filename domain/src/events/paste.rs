//! Pasted text: HTML from a word processor or a web page to the Markdown that means the same.

use std::collections::HashSet;
use std::sync::LazyLock;
use types::web_address;

/// Bytes of HTML that are read.
const HTML_MAX: usize = 800_000;

/// What has a meaning in a description; of everything else the text is kept. The result of the
/// cleaner is well-formed, so it can be read tag by tag.
static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = ammonia::Builder::empty();
    let tags = [
        "a",
        "b",
        "blockquote",
        "br",
        "div",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "i",
        "li",
        "ol",
        "p",
        "strong",
        "td",
        "th",
        "tr",
        "ul",
    ];
    cleaner
        .add_tags(tags)
        .add_tag_attributes("a", ["href"])
        .link_rel(None)
        .clean_content_tags(HashSet::from(["script", "style", "title", "head", "template"]));
    cleaner
});

/// Bullets that word processors write as text, followed by blanks.
const BULLETS: [char; 8] = ['·', '•', '▪', '◦', '‣', '§', '\u{f0b7}', '\u{f0a7}'];

/// The Markdown of pasted HTML. Headings start at the second level, since the page has the first.
pub fn to_markdown(html: &str) -> String {
    let html = &html[..html.floor_char_boundary(HTML_MAX)];
    let clean = CLEANER.clean(html).to_string();
    let mut writer = Writer::default();
    let mut rest = clean.as_str();
    while let Some(at) = rest.find('<') {
        writer.text(&rest[..at]);
        let Some(end) = rest[at..].find('>') else { break };
        writer.tag(&rest[at + 1..at + end]);
        rest = &rest[at + end + 1..];
    }
    writer.text(rest);
    writer.finish()
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
    /// Where links begin in the line, with their addresses.
    links: Vec<(usize, Option<String>)>,
    /// Where bold and italic text begins in the line.
    strong: Vec<usize>,
    emphasis: Vec<usize>,
}

impl Writer {
    fn text(&mut self, text: &str) {
        let text = unescaped(text);
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

    fn tag(&mut self, tag: &str) {
        let (closing, name) = tag.strip_prefix('/').map_or((false, tag), |name| (true, name));
        let name = name.split([' ', '/']).next().unwrap_or_default();
        match (name, closing) {
            ("br", _) => self.line.push('\n'),
            ("b" | "strong", false) => self.strong.push(self.line.len()),
            ("b" | "strong", true) => wrap(&mut self.line, self.strong.pop(), "**"),
            ("i" | "em", false) => self.emphasis.push(self.line.len()),
            ("i" | "em", true) => wrap(&mut self.line, self.emphasis.pop(), "*"),
            ("a", false) => self.links.push((self.line.len(), href(tag))),
            ("a", true) => self.link(),
            ("td" | "th", true) => self.line.push_str("  "),
            ("ul" | "ol", false) => {
                self.end_block();
                self.lists.push((name == "ol").then_some(1));
            }
            ("ul" | "ol", true) => {
                self.end_block();
                self.lists.pop();
                self.after_item = !self.lists.is_empty();
            }
            ("li", false) => {
                self.end_block();
                self.mark = self.item_mark();
            }
            ("blockquote", false) => {
                self.end_block();
                self.quotes += 1;
            }
            ("blockquote", true) => {
                self.end_block();
                self.quotes = self.quotes.saturating_sub(1);
            }
            (heading, false) if heading.starts_with('h') => {
                self.end_block();
                let level = heading[1..].parse().unwrap_or(1_usize);
                self.mark = "#".repeat(level.clamp(1, 3) + 1) + " ";
            }
            // A paragraph within an item is its text.
            ("p" | "div", false) if self.line.trim().is_empty() => {}
            ("td" | "th", false) => {}
            _ => self.end_block(),
        }
    }

    fn item_mark(&mut self) -> String {
        let indent = "   ".repeat(self.lists.len().saturating_sub(1));
        match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{indent}{}. ", *number - 1)
            }
            _ => format!("{indent}- "),
        }
    }

    fn link(&mut self) {
        let Some((at, Some(address))) = self.links.pop() else { return };
        let text = self.line.split_off(at.min(self.line.len()));
        match text.trim() {
            "" => {}
            words if words.replace('\\', "") == address => self.line.push_str(&address),
            words => self.line.push_str(&["[", words, "](", &address, ")"].concat()),
        }
        if text.ends_with(' ') {
            self.line.push(' ');
        }
    }

    fn end_block(&mut self) {
        let strong = self.strong.drain(..).map(|at| (at, "**"));
        let mut open: Vec<_> = strong.chain(self.emphasis.drain(..).map(|at| (at, "*"))).collect();
        // The innermost first: signs move what stands behind them.
        open.sort_unstable_by_key(|(at, _)| std::cmp::Reverse(*at));
        for (at, sign) in open {
            wrap(&mut self.line, Some(at), sign);
        }
        self.links.clear();
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
        let quote = "> ".repeat(self.quotes);
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
fn wrap(line: &mut String, from: Option<usize>, sign: &str) {
    let Some(from) = from.filter(|from| *from <= line.len()) else { return };
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

fn href(tag: &str) -> Option<String> {
    let (_, value) = tag.split_once("href=\"")?;
    let (address, _) = value.split_once('"')?;
    let address = unescaped(address);
    let plain = !address.contains(['(', ')', ' ', '<', '>']);
    (plain && web_address::check_page(&address).is_ok()).then_some(address)
}

/// The entities that the cleaner writes.
fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    plain.replace("&nbsp;", "\u{a0}").replace("&amp;", "&")
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

    proptest::proptest! {
        #[test]
        fn any_text_is_read_to_its_end(html in "(<[/a-z0-9 ]{0,6}>|[a-z&;*é ]|<ul>|</li>|<b>|\\n){0,60}") {
            let _ = to_markdown(&html);
        }
    }
}
