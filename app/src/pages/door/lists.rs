//! The lists beside the entrance, for whoever may change the event.

use super::desk::Desk;
use crate::actions::door::remove_list::{self, RemoveCheckInList};
use crate::actions::door::save_list::{ENDPOINT, SaveCheckInList};
use crate::actions::door::views::ListView;
use crate::browser;
use crate::forms::{
    ActionForm, FieldError, FieldErrors, FormAction, FormState, SubmitButton, TextField,
    form_state, submit_once,
};
use crate::i18n::{DoorTexts, use_texts};
use crate::paths;
use leptos::prelude::*;
use types::check_ins::NAME_MAX;
use types::ticket_types::TicketTypeRef;

#[component]
pub(super) fn Lists(
    desk: Desk,
    lists: Vec<ListView>,
    /// The event's kinds of ticket.
    kinds: Vec<TicketTypeRef>,
) -> impl IntoView {
    let lang = use_texts::<DoorTexts>();
    let action = FormAction::<SaveCheckInList>::new();
    let state = form_state(action, ENDPOINT);
    let remove = FormAction::<RemoveCheckInList>::new();
    let removing = form_state(remove, remove_list::ENDPOINT);
    Effect::new(move |_| {
        // The choice of lists is another one.
        let done = [action.value().get(), remove.value().get()];
        if done.into_iter().any(|done| matches!(done, Some(Ok(())))) {
            browser::load(&paths::door(&desk.slug.get_value()));
        }
    });
    let forms = lists
        .into_iter()
        .map(|list| {
            let gone = list.clone();
            let boxes = boxes(&kinds, |kind| list.ticket_types.contains(&kind.id));
            view! {
                <Change desk action state list boxes />
                <Remove desk action=remove state=removing list=gone />
            }
        })
        .collect_view();
    let typed = state.typed("ticket_types").unwrap_or_default();
    let boxes = boxes(&kinds, |kind| typed.split(' ').any(|id| id == kind.id.to_string()));
    let slug = desk.slug.get_value();
    let failed = |state: FormState| state.failure.get_untracked().is_some();
    let open = failed(state) || failed(removing);
    view! {
        <details class="door-settings" open=open>
            <summary>{lang.lists}</summary>
            <p class="hint">{lang.lists_hint}</p>
            <FieldErrors state=removing />
            {forms}
            <ActionForm action before=submit_once(state) attr:class="door-form">
                <FieldErrors state />
                <input type="hidden" name="slug" value=slug />
                <TextField state name="name" label=lang.new_list maxlength=NAME_MAX />
                {boxes}
                <FieldError state name="ticket_types" />
                <SubmitButton pending=state.pending label=lang.add_list />
            </ActionForm>
        </details>
    }
}

/// The kinds of ticket that a list lets in; nothing where the event has one.
fn boxes(kinds: &[TicketTypeRef], chosen: impl Fn(&TicketTypeRef) -> bool) -> Option<AnyView> {
    let lang = use_texts::<DoorTexts>();
    let each = kinds
        .iter()
        .map(|kind| {
            let (id, name, checked) = (kind.id.to_string(), kind.name.clone(), chosen(kind));
            view! {
                <label class="flag">
                    <input type="checkbox" name="ticket_types[]" value=id checked=checked />
                    <span dir="auto">{name}</span>
                </label>
            }
        })
        .collect_view();
    (!kinds.is_empty()).then(|| {
        view! {
            <fieldset class="choices">
                <legend>{lang.kinds_let_in}</legend>
                {each}
                <p class="hint">{lang.kinds_let_in_hint}</p>
            </fieldset>
        }
        .into_any()
    })
}

#[component]
fn Change(
    desk: Desk,
    action: FormAction<SaveCheckInList>,
    state: FormState,
    list: ListView,
    #[prop(optional_no_strip)] boxes: Option<AnyView>,
) -> impl IntoView {
    let lang = use_texts::<DoorTexts>();
    let label = format!("{}: {}", lang.list_name, crate::i18n::isolated(&list.name));
    view! {
        <ActionForm action before=submit_once(state) attr:class="field door-form">
            <input type="hidden" name="slug" value=desk.slug.get_value() />
            <input type="hidden" name="list" value=list.id.to_string() />
            {boxes}
            <div class="door-code-row">
                <input
                    type="text"
                    name="name"
                    dir="auto"
                    required
                    maxlength=NAME_MAX.to_string()
                    autocomplete="off"
                    aria-label=label
                    value=list.name
                />
                <SubmitButton
                    pending=state.pending
                    label=lang.save_list
                    class="button button-quiet"
                />
            </div>
        </ActionForm>
    }
}

/// Behind a second click: a list that was scanned for does not come back.
#[component]
fn Remove(
    desk: Desk,
    action: FormAction<RemoveCheckInList>,
    state: FormState,
    list: ListView,
) -> impl IntoView {
    let lang = use_texts::<DoorTexts>();
    let name = crate::i18n::isolated(&list.name);
    view! {
        <details class="door-remove">
            <summary>{lang.remove_list_of(&name)}</summary>
            <p class="hint">{lang.remove_list_hint}</p>
            <ActionForm action before=submit_once(state) attr:class="door-form">
                <input type="hidden" name="slug" value=desk.slug.get_value() />
                <input type="hidden" name="list" value=list.id.to_string() />
                <SubmitButton
                    pending=state.pending
                    label=lang.remove_list
                    class="button button-quiet"
                    testid="remove-list"
                />
            </ActionForm>
        </details>
    }
}
