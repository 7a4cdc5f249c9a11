//! The teams that the reader is in, each with a way out.

use crate::actions::team::leave_team::{ENDPOINT, LeaveTeam};
use crate::components::Words;
use crate::forms::{
    ActionForm, FieldErrors, FormAction, SubmitButton, form_state, load_on_success, submit_once,
};
use crate::i18n::{TeamTexts, use_texts};
use crate::paths;
use leptos::prelude::*;
use types::team::Membership;

#[component]
pub(super) fn Mine(mine: Vec<Membership>) -> impl IntoView {
    let lang = use_texts::<TeamTexts>();
    let action = FormAction::<LeaveTeam>::new();
    let state = form_state(action, ENDPOINT);
    load_on_success(action);
    let rows = mine
        .into_iter()
        .map(|member| {
            let Membership { id, organizer, event, role, .. } = member;
            let what = match event {
                Some(event) => view! {
                    <a href=paths::organize_event(&event.slug)>
                        <Words text=event.title />
                    </a>
                }
                .into_any(),
                None => view! { <strong>{lang.all_events}</strong> }.into_any(),
            };
            let whose = organizer.display_name.clone();
            view! {
                <li data-testid="membership">
                    <div class="team-who">
                        {what} <span class="muted">
                            <Words text=organizer.display_name />
                        </span> <span>
                            <span class="badge badge-past">{lang.role_name(role)}</span>
                        </span> <span class="muted">{lang.role_text(role)}</span>
                    </div>
                    <details class="team-out">
                        <summary aria-label=lang.of_whom(lang.leave, &whose)>{lang.leave}</summary>
                        <ActionForm action before=submit_once(state)>
                            <input type="hidden" name="member" value=id.to_string() />
                            <p>{lang.leave_text}</p>
                            <SubmitButton
                                pending=state.pending
                                label=lang.leave_yes
                                class="button button-small"
                            />
                        </ActionForm>
                    </details>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="organize-section" aria-labelledby="mine-title">
            <h2 id="mine-title">{lang.mine_title}</h2>
            <FieldErrors state />
            <ul class="team-list" role="list">
                {rows}
            </ul>
        </section>
    }
}
