//! Private calendar feed: its address, and the button that renews it.

use crate::actions::account::calendar_feed::{RenewCalendar, calendar_feed};
use crate::forms::{ActionForm, FormAction, SubmitButton};
use crate::i18n::{AccountTexts, use_texts};
use crate::load::{Loaded, load};
use leptos::prelude::*;

/// The address, and what makes another; to be made with the page, before anything is waited for.
#[derive(Clone, Copy)]
pub(super) struct Feed {
    renew: FormAction<RenewCalendar>,
    address: Loaded<Option<String>>,
}

impl Feed {
    pub(super) fn new() -> Self {
        let renew = FormAction::<RenewCalendar>::new();
        let address = load(move || renew.version().get(), |_| calendar_feed());
        Self { renew, address }
    }
}

#[component]
pub(super) fn Calendar(feed: Feed) -> impl IntoView {
    let lang = use_texts::<AccountTexts>();
    let Feed { renew, address } = feed;
    view! {
        <section class="form-card" id="calendar" aria-labelledby="calendar-title">
            <h2 id="calendar-title">{lang.calendar_title}</h2>
            <p>{lang.calendar_text}</p>
            <Transition>
                {move || Suspend::new(async move {
                    let address = address.await.ok().flatten();
                    let action = match &address {
                        Some(_) => lang.calendar_renew,
                        None => lang.calendar_make,
                    };
                    let renewing = address.is_some();
                    view! {
                        {address
                            .map(|address| {
                                view! {
                                    <div class="field">
                                        <label for="calendar-address">
                                            {lang.calendar_address}
                                        </label>
                                        <input
                                            id="calendar-address"
                                            type="url"
                                            readonly
                                            value=address
                                            aria-describedby="calendar-hint"
                                        />
                                        <p class="hint" id="calendar-hint">
                                            {lang.calendar_hint}
                                        </p>
                                    </div>
                                }
                            })}
                        <ActionForm action=renew>
                            <SubmitButton
                                pending=renew.pending()
                                label=action
                                class="button button-quiet"
                            />
                        </ActionForm>
                        {renewing.then(|| view! { <p class="hint">{lang.calendar_renew_hint}</p> })}
                    }
                })}
            </Transition>
        </section>
    }
}
