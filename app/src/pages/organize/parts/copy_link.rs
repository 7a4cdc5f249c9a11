//! A link to take along: it can be selected, and with JavaScript copied by a button.

use crate::browser;
use crate::components::{Icon, Shape};
use crate::i18n::{OrganizeTexts, use_texts};
use leptos::prelude::*;

#[component]
pub fn CopyLink(
    /// What it is, as the field's name.
    #[prop(into)]
    label: String,
    #[prop(into)] link: String,
    /// A page has several of them.
    id: String,
) -> impl IntoView {
    let lang = use_texts::<OrganizeTexts>();
    let copied = RwSignal::new(false);
    // Without scripts there is nothing to press.
    let ready = RwSignal::new(false);
    Effect::new(move |_| ready.set(true));
    let text = StoredValue::new(link.clone());
    let name = format!("{}: {label}", lang.copy);
    let copy = move |_| {
        browser::copy(&text.get_value());
        copied.set(true);
    };
    view! {
        <div class="copy-link">
            <label class="visually-hidden" for=id.clone()>
                {label}
            </label>
            <input id=id type="text" readonly value=link dir="ltr" />
            <Show when=move || ready.get()>
                <button
                    type="button"
                    class="button button-quiet button-small"
                    aria-label=name.clone()
                    on:click=copy
                >
                    {move || {
                        if copied.get() {
                            view! { <Icon shape=Shape::Check /> }.into_any()
                        } else {
                            lang.copy.into_any()
                        }
                    }}
                </button>
            </Show>
            <span class="visually-hidden" role="status">
                {move || copied.get().then_some(lang.copied)}
            </span>
        </div>
    }
}
