//! How close together the rows of lists stand: a plain form, and at once where there is JavaScript.

use crate::actions::workplace::set_density::{SetDensity, set_density};
use crate::browser;
use crate::i18n::{OrganizeTexts, use_texts};
use crate::workplace::{Density, Preference as _};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;

#[component]
pub fn DensitySwitch() -> impl IntoView {
    let lang = use_texts::<OrganizeTexts>();
    let now = RwSignal::new(Density::of_page());
    let buttons = [
        (Density::Comfortable, lang.density_comfortable, "M3 6h14M3 14h14"),
        (Density::Compact, lang.density_compact, "M3 4h14M3 8h14M3 12h14M3 16h14"),
    ]
    .map(|(choice, name, lines)| {
        let choose = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            now.set(choice);
            browser::set_root_attribute(Density::ATTRIBUTE, choice.attribute());
            spawn_local(async move {
                let _ = set_density(choice.as_str().to_owned()).await;
            });
        };
        view! {
            <button
                type="submit"
                name="density"
                value=choice.as_str()
                title=name
                aria-pressed=move || (now.get() == choice).to_string()
                on:click=choose
            >
                <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
                    <path d=lines />
                </svg>
                <span class="visually-hidden">{name}</span>
            </button>
        }
    })
    .collect_view();
    view! {
        <form class="switch density" method="post" action=SetDensity::url() aria-label=lang.density>
            {buttons}
        </form>
    }
}
