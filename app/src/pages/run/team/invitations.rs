//! Invitations that nobody has answered: sent again, or withdrawn.

use crate::actions::team::list::TeamView;
use crate::actions::team::resend_invitation::{self, ResendTeamInvitation};
use crate::actions::team::withdraw_invitation::{self, WithdrawTeamInvitation};
use crate::components::toast;
use crate::forms::{
    ActionForm, FieldErrors, FlashMessage, FormAction, FormState, SubmitButton, form_state,
    submit_once,
};
use crate::i18n::{TeamTexts, use_texts};
use leptos::prelude::*;
use types::team::TeamInvitation;
use types::wall::Wall;

#[component]
pub(super) fn Invitations(
    view: TeamView,
    changed: impl Fn() + Copy + Send + Sync + 'static,
    slug: String,
) -> impl IntoView {
    let lang = use_texts::<TeamTexts>();
    let resend = FormAction::<ResendTeamInvitation>::new();
    let withdraw = FormAction::<WithdrawTeamInvitation>::new();
    let resends = form_state(resend, resend_invitation::ENDPOINT);
    let withdraws = form_state(withdraw, withdraw_invitation::ENDPOINT);
    Effect::new(move |_| {
        if let Some(Ok(())) = resend.value().get() {
            toast(FlashMessage::MailQueued);
            changed();
        }
    });
    Effect::new(move |_| {
        if let Some(Ok(())) = withdraw.value().get() {
            toast(FlashMessage::Saved);
            changed();
        }
    });
    let own = slug.is_empty();
    let rows: Vec<_> = view
        .invitations()
        .map(|(invitation, ends)| {
            let fixed = invitation.everywhere && !own;
            let slug = slug.clone();
            view! { <Row invitation ends fixed slug resend withdraw resends withdraws /> }
        })
        .collect();
    if rows.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="organize-section" aria-labelledby="pending-title">
            <h2 id="pending-title">{lang.pending}</h2>
            <FieldErrors state=resends />
            <FieldErrors state=withdraws />
            <ul class="team-list" role="list">
                {rows}
            </ul>
        </section>
    }
    .into_any()
}

#[component]
fn Row(
    invitation: TeamInvitation,
    ends: Wall,
    fixed: bool,
    slug: String,
    resend: FormAction<ResendTeamInvitation>,
    withdraw: FormAction<WithdrawTeamInvitation>,
    resends: FormState,
    withdraws: FormState,
) -> impl IntoView {
    let lang = use_texts::<TeamTexts>();
    let TeamInvitation { id, email, role, expired, sends_left, .. } = invitation;
    let until =
        if expired { lang.expired.to_owned() } else { lang.open_until(&lang.moment(&ends)) };
    let again = (!fixed && sends_left > 0).then(|| {
        let (slug, id, whom) = (slug.clone(), id.to_string(), email.clone());
        view! { <Again slug id whom action=resend state=resends /> }
    });
    let back = (!fixed).then(|| {
        let (slug, id, whom) = (slug.clone(), id.to_string(), email.clone());
        view! { <Withdrawal slug id whom action=withdraw state=withdraws /> }
    });
    let spent = (sends_left == 0).then(|| view! { <p class="muted">{lang.no_more_sends}</p> });
    view! {
        <li data-testid="invitation">
            <div class="team-who">
                <strong>{email}</strong>
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
                <span class="muted">{until}</span>
                {spent}
            </div>
            <div class="team-forms">{again} {back}</div>
        </li>
    }
}

#[component]
fn Again(
    slug: String,
    id: String,
    whom: String,
    action: FormAction<ResendTeamInvitation>,
    state: FormState,
) -> impl IntoView {
    let lang = use_texts::<TeamTexts>();
    view! {
        <ActionForm action before=submit_once(state.again())>
            <input type="hidden" name="slug" value=slug />
            <input type="hidden" name="invitation" value=id />
            <SubmitButton
                pending=state.pending
                label=lang.resend
                class="button button-quiet button-small"
                name=lang.of_whom(lang.resend, &whom)
            />
        </ActionForm>
    }
}

#[component]
fn Withdrawal(
    slug: String,
    id: String,
    whom: String,
    action: FormAction<WithdrawTeamInvitation>,
    state: FormState,
) -> impl IntoView {
    let lang = use_texts::<TeamTexts>();
    view! {
        <ActionForm action before=submit_once(state.again())>
            <input type="hidden" name="slug" value=slug />
            <input type="hidden" name="invitation" value=id />
            <SubmitButton
                pending=state.pending
                label=lang.withdraw
                class="button button-quiet button-small"
                name=lang.of_whom(lang.withdraw, &whom)
                testid="withdraw"
            />
        </ActionForm>
    }
}
