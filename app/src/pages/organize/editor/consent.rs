//! What saving would do to people who have booked or who wait, and the button that agrees to it.

use crate::actions::events::editor::views::confirmation;
use crate::forms::{FormState, SubmitButton};
use crate::i18n::{EditorTexts, use_texts};
use leptos::prelude::*;
use types::effects::ChangeEffect;

#[component]
pub(super) fn Consent(
    state: FormState,
    effect: ChangeEffect,
    /// The way back without scripts.
    back: String,
    close: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let lines =
        lang.effect(&effect).into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    view! {
        <div
            class="alert consent"
            id="confirm"
            tabindex="-1"
            role="group"
            aria-labelledby="confirm-title"
        >
            <h2 id="confirm-title">{lang.confirm_title}</h2>
            <ul>{lines}</ul>
            <p class="actions">
                <SubmitButton
                    pending=state.pending
                    label=lang.confirm_save(effect.people_told)
                    sends=("confirmed", confirmation(&effect))
                    testid="confirm"
                />
                <a
                    class="button button-quiet"
                    href=back
                    on:click=move |event| {
                        event.prevent_default();
                        close();
                    }
                >
                    {lang.confirm_back}
                </a>
            </p>
        </div>
    }
}
