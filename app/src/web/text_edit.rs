//! Editing the text of a field as somebody who types does, so that undo takes it back.

use leptos::web_sys::HtmlTextAreaElement;

/// A text with what is selected in it, in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selected {
    pub before: String,
    pub inside: String,
    pub after: String,
}

/// What is put in place of a part of the text, and what is selected afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Characters before and after the selection that are replaced with it.
    pub take_before: usize,
    pub take_after: usize,
    pub text: String,
    /// Where the new selection begins in the new text, and how long it is.
    pub select: (usize, usize),
}

fn units(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}

fn first(text: &str, count: usize) -> String {
    text.chars().take(count).collect()
}

fn last(text: &str, count: usize) -> String {
    let skipped = text.chars().count().saturating_sub(count);
    text.chars().skip(skipped).collect()
}

/// What is in the field.
pub fn selected(field: &HtmlTextAreaElement) -> Selected {
    let text: Vec<u16> = field.value().encode_utf16().collect();
    let at = |place: Option<u32>| (place.unwrap_or_default() as usize).min(text.len());
    let start = at(field.selection_start().ok().flatten());
    let end = at(field.selection_end().ok().flatten()).max(start);
    Selected {
        before: String::from_utf16_lossy(&text[..start]),
        inside: String::from_utf16_lossy(&text[start..end]),
        after: String::from_utf16_lossy(&text[end..]),
    }
}

/// Makes the edit.
pub fn apply(field: &HtmlTextAreaElement, now: &Selected, edit: &Edit) {
    let start = units(&now.before) - units(&last(&now.before, edit.take_before));
    let end = units(&now.before) + units(&now.inside) + units(&first(&now.after, edit.take_after));
    let _ = field.focus();
    let _ = field.set_selection_range(start, end);
    insert(field, &edit.text, (start, end));
    let from = start + units(&first(&edit.text, edit.select.0));
    let to = start + units(&first(&edit.text, edit.select.0 + edit.select.1));
    let _ = field.set_selection_range(from, to);
}

/// Puts text in place of the selection.
pub fn insert_at_selection(field: &HtmlTextAreaElement, text: &str) {
    let place = |place: Result<Option<u32>, _>| place.ok().flatten().unwrap_or_default();
    let range = (place(field.selection_start()), place(field.selection_end()));
    insert(field, text, range);
}

fn insert(field: &HtmlTextAreaElement, text: &str, (start, end): (u32, u32)) {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        let document = leptos::prelude::document();
        // The only way that leaves undo whole; old, but every browser has it.
        let typed = document.dyn_ref::<web_sys::HtmlDocument>().is_some_and(|document| {
            let command = document.exec_command_with_show_ui_and_value("insertText", false, text);
            command.unwrap_or(false)
        });
        if !typed {
            let _ = field.set_range_text_with_start_and_end(text, start, end);
            let options = web_sys::EventInit::new();
            options.set_bubbles(true);
            if let Ok(event) = web_sys::Event::new_with_event_init_dict("input", &options) {
                let _ = field.dispatch_event(&event);
            }
        }
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (field, text, start, end);
}
