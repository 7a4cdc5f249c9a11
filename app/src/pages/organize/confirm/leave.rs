//! The way back from what is done.

use crate::components::toast;
use crate::forms::{FlashMessage, FormState};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// Once it is done: says so, and goes where `back` leads, which also has what is shown there loaded anew;
/// to the top of it, if it `scroll`s.
pub fn leave_when_done(
    state: FormState,
    message: FlashMessage,
    scroll: bool,
    back: impl Fn() -> String + 'static,
) {
    let (navigate, done) = (use_navigate(), state.done);
    Effect::new(move |_| {
        if done.get() {
            toast(message);
            let options = NavigateOptions { replace: true, scroll, ..NavigateOptions::default() };
            navigate(&back(), options);
        }
    });
}
