//! Complimentary bookings: one guest by name and mail, or a table of up to 500 with its columns
//! chosen and every line looked at before anybody is invited.

mod dry_run;
mod file_form;
mod kind_select;
mod list;
mod mapping;
mod one;

use super::frame::{EventFrame, EventTab, use_event_slug};
use crate::actions::organizing::guest_types::guest_types;
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use crate::load::load;
use crate::paths;
use file_form::FileForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use list::{ListStep, Table};
use one::OneGuest;

#[component]
pub fn GuestsPage() -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let (slug, query) = (use_event_slug(), use_query_map());
    let list = Memo::new(move |_| query.with(|query| query.get("list")).unwrap_or_default());
    let table = Table::load(slug, list);
    let types = load(move || slug.get(), guest_types);
    let sent = RwSignal::new(0_u32);
    let number = move |name: &'static str| {
        query.with(|query| query.get(name)).and_then(|number| number.parse::<i64>().ok())
    };
    let done = move || number("invited").map(|invited| (invited, number("skipped").unwrap_or(0)));
    view! {
        <EventFrame slug tab=EventTab::Guests>
            <section class="desk" aria-labelledby="guests-title">
                <header class="desk-head">
                    <h2 id="guests-title">{lang.invite_guests}</h2>
                    <p class="muted">
                        {lang.guests_text} " "
                        <a href=move || {
                            paths::organize_attendees(&slug.get())
                        }>{lang.guests_stand_there}</a>
                    </p>
                </header>
                {move || {
                    done()
                        .map(|(invited, skipped)| {
                            view! {
                                <div class="alert alert-ok" role="status" data-testid="invited">
                                    <p>{lang.guests_invited(invited, skipped)}</p>
                                </div>
                            }
                        })
                }}
                {move || {
                    if list.with(String::is_empty) {
                        view! {
                            <div class="desk-columns desk-columns-even">
                                // Made anew for each guest.
                                {move || {
                                    sent.track();
                                    view! { <OneGuest slug sent types /> }
                                }} <FileForm slug />
                            </div>
                        }
                            .into_any()
                    } else {
                        view! { <ListStep slug table /> }.into_any()
                    }
                }}
            </section>
        </EventFrame>
    }
}
