//! The choices of a step, as a form that changes the address: each shows its effect at once, and
//! without JavaScript by a button.

use super::super::super::parts::get_form;
use super::super::Here;
use crate::components::LoadProblem;
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use crate::load::Loaded;
use leptos::ev::{Event, SubmitEvent};
use leptos::html::Form;
use leptos::prelude::*;
use serde::de::DeserializeOwned;

#[component]
pub(super) fn Chooser(step: &'static str, children: Children) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let Some(here) = use_context::<Here>() else { return ().into_any() };
    let form = NodeRef::<Form>::new();
    let show = get_form(form, Signal::derive(move || here.path()));
    let on_change = {
        let show = show.clone();
        move |_: Event| show(true)
    };
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        show(true);
    };
    view! {
        <form
            method="get"
            action=here.path()
            class="desk-form"
            node_ref=form
            on:change=on_change
            on:submit=on_submit
            data-testid="step-choices"
        >
            <input type="hidden" name="do" value=step />
            {children()}
            <button
                type="submit"
                class="button button-quiet button-small"
                data-testid="show-effect"
            >
                {lang.show_effect}
            </button>
        </form>
    }
    .into_any()
}

/// The same where the server says what there is to choose from.
#[component]
pub(super) fn OffersChooser<T, F>(
    step: &'static str,
    /// Nothing where the step is another one.
    offers: Loaded<Option<Vec<T>>>,
    /// What is said where there is no choice.
    none: &'static str,
    /// The fields.
    choices: F,
) -> impl IntoView
where
    T: Clone + DeserializeOwned + Send + Sync + 'static,
    F: Fn(Vec<T>) -> AnyView + Send + Sync + 'static,
{
    let choices = StoredValue::new(choices);
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match offers.await {
                    Ok(None) => ().into_any(),
                    Ok(Some(offers)) if offers.is_empty() => view! { <p>{none}</p> }.into_any(),
                    Ok(Some(offers)) => {
                        view! {
                            <Chooser step>{choices.with_value(|shown| shown(offers))}</Chooser>
                        }
                            .into_any()
                    }
                    Err(error) => view! { <LoadProblem error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}
