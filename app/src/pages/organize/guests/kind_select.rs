//! Which kind of ticket a guest gets, of an event that has several.

use crate::i18n::{OrganizeBookingsTexts, use_texts};
use leptos::prelude::*;
use types::ticket_types::TicketTypeRef;

#[component]
pub(super) fn KindSelect(
    /// Also what it is sent as.
    id: &'static str,
    label: &'static str,
    types: Vec<TicketTypeRef>,
    /// An id; empty for the first with room.
    chosen: String,
) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let options = types
        .into_iter()
        .map(|of| {
            let value = of.id.to_string();
            let selected = value == chosen;
            view! {
                <option value=value selected=selected>
                    {of.name}
                </option>
            }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <select id=id name=id>
                <option value="">{lang.guest_kind_first}</option>
                {options}
            </select>
        </div>
    }
}
