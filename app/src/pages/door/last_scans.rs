//! The last scans: the device's own as they happen, before them those of the event.

use super::desk::Desk;
use super::result::{look, word};
use super::settings::SettingsFields;
use crate::actions::door::undo::DoorUndo;
use crate::actions::door::views::ScanView;
use crate::components::{Icon, Words};
use crate::i18n::{DoorTexts, use_texts};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

#[component]
pub(super) fn LastScans(desk: Desk) -> impl IntoView {
    let lang = use_texts::<DoorTexts>();
    view! {
        <section class="door-last" aria-labelledby="last-scans">
            <h2 id="last-scans">{lang.last_scans}</h2>
            {move || {
                let scans = desk.recent.get();
                if scans.is_empty() {
                    return view! { <p class="muted">{lang.no_scans}</p> }.into_any();
                }
                let lines = scans.into_iter().map(|scan| view! { <Line desk scan /> });
                view! {
                    <ol role="list" data-testid="last-scans">
                        {lines.collect_view()}
                    </ol>
                }
                    .into_any()
            }}
        </section>
    }
}

#[component]
fn Line(desk: Desk, scan: ScanView) -> impl IntoView {
    let lang = use_texts::<DoorTexts>();
    let (class, shape) = look(&scan);
    let id = scan.id;
    let undo = move |event: SubmitEvent| {
        event.prevent_default();
        desk.undo(id);
    };
    let can_undo = scan.refusal.is_none() && !scan.undone;
    let time = lang.time(scan.at.time);
    let verdict = word(lang, &scan);
    let name = scan.name.clone().unwrap_or_else(|| lang.unknown.to_owned());
    let gate = scan.gate.clone();
    let of_name = lang.undo_of(&name);
    view! {
        <li class=format!("door-line {class}")>
            <Icon shape />
            <span class="door-line-text">
                <span class="door-line-name">
                    <Words text=name />
                </span>
                <span class="muted">
                    {time} " · " {verdict}
                    {gate
                        .map(|gate| {
                            view! {
                                " · "
                                <Words text=gate />
                            }
                        })}
                </span>
            </span>
            {can_undo
                .then(|| {
                    view! {
                        <form method="post" action=DoorUndo::url() on:submit=undo>
                            <SettingsFields desk posted=true />
                            <input type="hidden" name="id" value=id.to_string() />
                            <button
                                type="submit"
                                class="button button-quiet button-small"
                                aria-label=of_name
                            >
                                {lang.undo}
                            </button>
                        </form>
                    }
                })}
        </li>
    }
}
