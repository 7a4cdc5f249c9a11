//! Handheld scanners, which type like a keyboard and end with Enter: read also where no field has the
//! focus.

use super::desk::{Desk, Shown};
use crate::browser;
use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use types::check_ins::CODE_MAX;

/// Shorter than any code: a key that somebody has touched.
const LEAST: usize = 4;
/// A scanner does not hesitate; what was typed before is not part of the code.
const PAUSE_MS: f64 = 1_000.0;

/// Collects keys until Enter.
#[derive(Debug, Default)]
struct Typed {
    text: String,
    at: f64,
}

impl Typed {
    /// The code that ends with this key.
    fn press(&mut self, key: &str, now: f64) -> Option<String> {
        if now - self.at > PAUSE_MS {
            self.text.clear();
        }
        self.at = now;
        if key == "Enter" {
            let code = std::mem::take(&mut self.text);
            return (code.chars().count() >= LEAST).then_some(code);
        }
        let mut letters = key.chars();
        // A name such as `Shift` is no letter.
        if let (Some(letter), None) = (letters.next(), letters.next()) {
            self.text.push(letter);
            if self.text.chars().count() > CODE_MAX {
                self.text.clear();
            }
        }
        None
    }
}

/// What the key types on a keyboard of Latin letters: a scanner presses keys as on one, whatever the
/// device is set to.
fn latin(key: String, code: &str, shift: bool) -> String {
    let is_letter = key.chars().count() == 1 && !key.is_ascii();
    match code.strip_prefix("Key").filter(|_| is_letter) {
        Some(letter) if shift => letter.to_owned(),
        Some(letter) => letter.to_ascii_lowercase(),
        None => key,
    }
}

/// Listens as long as the page is there.
pub(super) fn listen(desk: Desk) {
    let typed = StoredValue::new(Typed::default());
    Effect::new(move |_| {
        let listener = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
            let held = event.ctrl_key() || event.meta_key() || event.alt_key();
            if held || browser::is_typing(&event) {
                return;
            }
            let now = browser::now_ms();
            let key = latin(event.key(), &event.code(), event.shift_key());
            let code = typed.try_update_value(|typed| typed.press(&key, now)).flatten();
            if let Some(code) = code {
                // Enter would press the button that has the focus.
                event.prevent_default();
                desk.scan(Shown::Code(code));
            }
        });
        on_cleanup(move || listener.remove());
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn type_in(typed: &mut Typed, keys: &[&str], start: f64) -> Option<String> {
        let mut code = None;
        for (n, key) in keys.iter().enumerate() {
            code = typed.press(key, start + f64::from(u32::try_from(n).unwrap()) * 10.0);
        }
        code
    }

    #[test]
    fn a_code_ends_with_enter_and_has_the_keys_that_are_letters() {
        let mut typed = Typed::default();
        let keys = ["Shift", "A", "b", "-", "_", "9", "Enter"];
        assert_eq!(type_in(&mut typed, &keys, 0.0).as_deref(), Some("Ab-_9"));
        assert_eq!(type_in(&mut typed, &["Enter"], 100.0), None, "it was taken");
    }

    #[test]
    fn a_scanner_is_read_whatever_the_keyboard_is_set_to() {
        for (key, code, shift, typed) in [
            ("ф", "KeyA", false, "a"),
            ("Ф", "KeyA", true, "A"),
            ("q", "KeyQ", false, "q"),
            ("-", "Minus", false, "-"),
            ("Enter", "Enter", false, "Enter"),
        ] {
            assert_eq!(latin(key.to_owned(), code, shift), typed);
        }
    }

    #[test]
    fn a_key_that_was_touched_is_no_code_and_no_part_of_one() {
        let mut typed = Typed::default();
        assert_eq!(type_in(&mut typed, &["x", "Enter"], 0.0), None);
        type_in(&mut typed, &["q"], 1_000.0);
        let keys = ["A", "B", "C", "D", "Enter"];
        assert_eq!(type_in(&mut typed, &keys, 5_000.0).as_deref(), Some("ABCD"));
    }
}
