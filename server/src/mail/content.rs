//! The parts that every mail has, before its template.

use domain::mail::one_line;

/// A mail before its template. Nothing in it is markup but for a body, which was cleaned.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) subject: String,
    /// The line that a list of mails shows beside the subject.
    pub(super) preview: String,
    pub(super) heading: String,
    pub(super) paragraphs: Vec<String>,
    /// What an organizer wrote, below the paragraphs.
    pub(super) body: Option<Body>,
    /// Below the body.
    pub(super) note: Option<&'static str>,
    pub(super) facts: Vec<Fact>,
    /// Links side by side, from one star to five.
    pub(super) stars: Vec<Star>,
    pub(super) button: Option<Button>,
    pub(super) footer: String,
    /// Below the footer.
    pub(super) unsubscribe: Option<Button>,
}

impl Content {
    /// Puts each text on one line: a mail's paragraphs are made by its template alone.
    pub(super) fn on_one_line_each(mut self) -> Self {
        let texts = [&mut self.subject, &mut self.preview, &mut self.heading, &mut self.footer];
        let texts = texts.into_iter().chain(&mut self.paragraphs);
        let texts = texts.chain(self.facts.iter_mut().map(|fact| &mut fact.value));
        let texts = texts.chain(self.stars.iter_mut().flat_map(|s| [&mut s.label, &mut s.url]));
        let links = self.button.iter_mut().chain(&mut self.unsubscribe);
        let texts = texts.chain(links.map(|button| &mut button.url));
        texts.for_each(|text| *text = one_line(text));
        self
    }
}

/// Markdown as both parts of a mail show it.
#[derive(Debug)]
pub(super) struct Body {
    pub(super) html: String,
    pub(super) text: String,
}

#[derive(Debug)]
pub(super) struct Fact {
    pub(super) label: &'static str,
    pub(super) value: String,
}

#[derive(Debug)]
pub(super) struct Button {
    pub(super) label: &'static str,
    pub(super) url: String,
}

#[derive(Debug)]
pub(super) struct Star {
    pub(super) rating: u8,
    pub(super) label: String,
    pub(super) url: String,
}

pub(super) fn fact(label: &'static str, value: impl Into<String>) -> Fact {
    Fact { label, value: value.into() }
}
