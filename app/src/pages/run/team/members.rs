//! Who is in a team: each with a role that can be changed, and a way out.

use crate::actions::team::change_role::{self, ChangeTeamRole};
use crate::actions::team::remove_member::{self, RemoveFromTeam};
use crate::components::{Words, toast};
use crate::forms::{
    ActionForm, FieldErrors, FlashMessage, FormAction, FormState, SubmitButton, form_state,
    submit_once,
};
use crate::i18n::{TeamTexts, use_texts};
use crate::paths;
use leptos::prelude::*;
use types::team::{TeamMember, TeamRole};

#[component]
pub(super) fn Members(
    members: Vec<TeamMember>,
    changed: impl Fn() + Copy + Send + Sync + 'static,
    slug: String,
) -> impl IntoView {
    let lang = use_texts::<TeamTexts>();
    let change = FormAction::<ChangeTeamRole>::new();
    let remove = FormAction::<RemoveFromTeam>::new();
    let change_state = form_state(change, change_role::ENDPOINT);
    let removes = form_state(remove, remove_member::ENDPOINT);
    Effect::new(move |_| {
        let done = matches!(change.value().get(), Some(Ok(())))
            || matches!(remove.value().get(), Some(Ok(())));
        if done {
            toast(FlashMessage::Saved);
            changed();
        }
    });
    let nobody = members.is_empty();
    let own = slug.is_empty();
    let rows = members
        .into_iter()
        .map(|member| {
            // Who works on all events is changed where all events are.
            let fixed = member.everywhere && !own;
            view! { <Row member fixed slug=slug.clone() change remove change_state removes /> }
        })
        .collect_view();
    view! {
        <section class="organize-section" aria-labelledby="members-title">
            <h2 id="members-title">{lang.members}</h2>
            <FieldErrors state=change_state />
            <FieldErrors state=removes />
            {if nobody {
                view! { <p class="muted">{lang.nobody}</p> }.into_any()
            } else {
                view! {
                    <ul class="team-list" role="list">
                        {rows}
                    </ul>
                }
                    .into_any()
            }}
        </section>
    }
}

#[component]
fn Row(
    member: TeamMember,
    fixed: bool,
    slug: String,
    change: FormAction<ChangeTeamRole>,
    remove: FormAction<RemoveFromTeam>,
    change_state: FormState,
    removes: FormState,
) -> impl IntoView {
    let lang = use_texts::<TeamTexts>();
    let TeamMember { id, display_name, email, role, .. } = member;
    let forms = (!fixed).then(|| {
        let (id, whom) = (id.to_string(), display_name.clone());
        view! {
            <div class="team-forms">
                <RoleForm
                    slug=slug.clone()
                    id=id.clone()
                    whom=whom.clone()
                    role
                    action=change
                    state=change_state
                />
                <Removal slug id whom action=remove state=removes />
            </div>
        }
    });
    let elsewhere = fixed.then(|| view! { <a href=paths::ORGANIZE_TEAM>{lang.own_team}</a> });
    view! {
        <li data-testid="member">
            <div class="team-who">
                <strong>
                    <Words text=display_name />
                </strong>
                <span class="muted">{email}</span>
                <span>
                    <span class="badge badge-past">{lang.role_name(role)}</span>
                    {fixed
                        .then(|| {
                            view! {
                                " "
                                <span class="muted">{lang.all_events}</span>
                            }
                        })}
                </span>
                <span class="muted">{lang.role_text(role)}</span>
            </div>
            {forms}
            {elsewhere}
        </li>
    }
}

#[component]
fn RoleForm(
    slug: String,
    id: String,
    whom: String,
    role: TeamRole,
    action: FormAction<ChangeTeamRole>,
    state: FormState,
) -> impl IntoView {
    let lang = use_texts::<TeamTexts>();
    let field = format!("role-{id}");
    let options = TeamRole::ALL
        .map(|each| {
            view! {
                <option value=each.as_str() selected=each == role>
                    {lang.role_name(each)}
                </option>
            }
        })
        .collect_view();
    view! {
        <ActionForm action attr:class="team-role" before=submit_once(state.again())>
            <input type="hidden" name="slug" value=slug />
            <input type="hidden" name="member" value=id />
            <label class="visually-hidden" for=field.clone()>
                {lang.of_whom(lang.role, &whom)}
            </label>
            <select id=field name="role">
                {options}
            </select>
            <SubmitButton
                pending=state.pending
                label=lang.change_role
                class="button button-quiet button-small"
                name=lang.of_whom(lang.change_role, &whom)
            />
        </ActionForm>
    }
}

/// It says what it brings about before it is done.
#[component]
fn Removal(
    slug: String,
    id: String,
    whom: String,
    action: FormAction<RemoveFromTeam>,
    state: FormState,
) -> impl IntoView {
    let lang = use_texts::<TeamTexts>();
    view! {
        <details class="team-out">
            <summary aria-label=lang.of_whom(lang.remove, &whom)>{lang.remove}</summary>
            <ActionForm action before=submit_once(state.again())>
                <input type="hidden" name="slug" value=slug />
                <input type="hidden" name="member" value=id />
                <p>{lang.remove_text}</p>
                <SubmitButton
                    pending=state.pending
                    label=lang.remove_yes
                    class="button button-small"
                />
            </ActionForm>
        </details>
    }
}
