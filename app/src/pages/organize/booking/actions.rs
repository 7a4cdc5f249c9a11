//! What can be done with a booking: links to steps that say what each brings about.

use super::Here;
use crate::actions::organizing::booking_views::OrganizedBooking;
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use leptos::prelude::*;

#[component]
pub(super) fn Actions(booking: OrganizedBooking) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let Some(here) = use_context::<Here>() else { return ().into_any() };
    let may = booking.may;
    let steps = [
        (may.cancel, "cancel", lang.do_cancel),
        (may.refund, "refund", lang.do_refund),
        (may.relocate, "move", lang.do_move),
    ];
    let links: Vec<_> = steps
        .into_iter()
        .filter(|(possible, ..)| *possible)
        .map(|(_, step, label)| {
            let href = format!("{}?do={step}", here.path());
            view! {
                <li>
                    <a
                        class="button button-quiet button-small"
                        href=href
                        data-testid=format!("do-{step}")
                    >
                        {label}
                    </a>
                </li>
            }
        })
        .collect();
    if links.is_empty() {
        return ().into_any();
    }
    view! {
        <nav aria-label=lang.actions>
            <ul role="list" class="desk-actions">
                {links}
            </ul>
        </nav>
    }
    .into_any()
}
