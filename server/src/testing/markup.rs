//! HTML tokenizer of a browser, for what a response would become there.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::RefCell;

/// The name of every element and attribute that only a hostile text has.
pub(crate) const EVIL: &str = "zq";

/// What was found in a page.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Elements, attributes and comments that a text has become.
    pub broken_out: Vec<String>,
    /// Everything that is only shown: text and the values of attributes.
    pub shown: String,
    pub json_ld: Vec<String>,
}

#[derive(Default)]
struct Sink {
    found: RefCell<Found>,
    /// The element whose text is read as it is.
    raw: RefCell<Option<(String, bool)>>,
    /// Whether scripts run: then what is in `noscript` is text.
    scripting: bool,
}

/// Reads a page as a browser does, once with scripts and once without.
pub(crate) fn scan(html: &str) -> [Found; 2] {
    [true, false].map(|scripting| {
        let sink = Sink { scripting, ..Sink::default() };
        let input = BufferQueue::default();
        input.push_back(StrTendril::from(html));
        let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        tokenizer.sink.found.into_inner()
    })
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut found = self.found.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                drop(found);
                return self.start(&tag);
            }
            Token::TagToken(tag) => {
                if &*tag.name == EVIL {
                    found.broken_out.push(format!("</{}>", tag.name));
                }
                *self.raw.borrow_mut() = None;
            }
            Token::CharacterTokens(text) => {
                match &*self.raw.borrow() {
                    // What is in a script is judged as JSON, or was judged by the tokenizer.
                    Some((_, true)) => match found.json_ld.last_mut() {
                        Some(data) => data.push_str(&text),
                        None => found.broken_out.push("JSON outside of a script".into()),
                    },
                    Some((name, false)) if name == "script" => {}
                    _ => found.shown.push_str(&text),
                }
            }
            Token::CommentToken(text) if text.contains(EVIL) => {
                found.broken_out.push(format!("<!--{text}-->"));
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Sink {
    fn start(&self, tag: &Tag) -> TokenSinkResult<()> {
        let mut found = self.found.borrow_mut();
        if &*tag.name == EVIL {
            found.broken_out.push(format!("<{}>", tag.name));
        }
        let mut data = false;
        for attribute in &tag.attrs {
            let (name, value) = (&*attribute.name.local, &*attribute.value);
            data |= value == "application/ld+json";
            let acts = name.starts_with("on") || name == "style" || name == "http-equiv";
            if name.contains(EVIL) || (acts && value.contains(EVIL)) {
                found.broken_out.push(format!("<{} {name}={value:?}>", tag.name));
            }
            let address = matches!(name, "href" | "src" | "action" | "formaction");
            if address && value.trim_start().to_lowercase().starts_with("javascript:") {
                found.broken_out.push(format!("<{} {name}={value:?}>", tag.name));
            }
            found.shown.push_str(value);
            found.shown.push('\n');
        }
        if data {
            found.json_ld.push(String::new());
        }
        let kind = match &*tag.name {
            "title" | "textarea" => RawKind::Rcdata,
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => RawKind::Rawtext,
            "noscript" if self.scripting => RawKind::Rawtext,
            "script" => RawKind::ScriptData,
            _ => return TokenSinkResult::Continue,
        };
        *self.raw.borrow_mut() = Some((tag.name.to_string(), data));
        TokenSinkResult::RawData(kind)
    }
}

#[test]
fn the_scan_sees_what_breaks_out_and_only_that() {
    let broken = |html: &str| scan(html).iter().any(|found| !found.broken_out.is_empty());
    for html in [
        "<title></title><zq zq=1></title>",
        "<p title=\"\" zq=\"\">",
        "<p title='' onclick=zq>",
        "<script>\"</script><zq>\"</script>",
        "<!-- --><zq> -->",
        "<!-- zq -->",
        "<textarea></textarea><zq></textarea>",
        "<noscript></noscript><zq></noscript>",
        "<meta http-equiv=refresh><meta http-equiv=\"zq\">",
        "<a href=\" JavaScript:alert(1)\">",
    ] {
        assert!(broken(html), "{html}");
    }
    for html in [
        "<title>&lt;/title>&lt;zq></title>",
        "<title><zq></title>",
        "<p title=\"&quot; zq=&quot;\">zq</p>",
        "<script>\"\\u003c/script><zq>\"</script>",
        "<textarea><zq></textarea>",
        "<a href=\"/?search=zq\">",
    ] {
        assert!(!broken(html), "{html}");
    }
}
