//! The keys of the workplace, and the switch that turns single ones off.

use super::frame::{KeyList, KeySwitch, OrganizeFrame};
use crate::i18n::{OrganizeTexts, use_texts};
use leptos::prelude::*;

#[component]
pub fn KeysPage() -> impl IntoView {
    let lang = use_texts::<OrganizeTexts>();
    view! {
        <OrganizeFrame title=lang.keys_title>
            <section class="keys-page">
                <KeyList />
                <p class="muted">{lang.keys_text}</p>
                <KeySwitch />
            </section>
        </OrganizeFrame>
    }
}
