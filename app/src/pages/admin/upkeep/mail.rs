//! Every mail with what has become of it; what failed is sent again.

use super::super::frame::{AdminFrame, AdminPart};
use super::{Trouble, when_done};
use crate::actions::admin::mail::{MailRow, MailView, admin_mail};
use crate::actions::admin::resend_mail::{AdminResendMail, ENDPOINT};
use crate::components::{LoadProblem, PageSkeleton, Pagination, Words};
use crate::forms::{
    ActionForm, FieldErrors, FlashMessage, FormAction, FormState, SubmitButton, form_state,
    submit_once,
};
use crate::i18n::{AdminUpkeepTexts, OrganizeBookingsTexts, use_texts};
use crate::load::load;
use crate::pages::organize::parts::{Address, Column, DataList, FilterBar, FilterSelect};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use types::mail::MailState;

/// The one action of all forms, so that a refusal is said once.
#[derive(Clone, Copy)]
struct Resend {
    action: FormAction<AdminResendMail>,
    state: FormState,
}

#[component]
pub fn MailPage() -> impl IntoView {
    let lang = use_texts::<AdminUpkeepTexts>();
    let query = use_query_map();
    let asked = move |name: &'static str| query.with(|query| query.get(name)).unwrap_or_default();
    let data = load(
        move || (asked("state"), asked("search"), asked("page")),
        |(state, search, page)| admin_mail(state, search, page),
    );
    let action = FormAction::<AdminResendMail>::new();
    let state = form_state(action, ENDPOINT);
    when_done(action, FlashMessage::MailQueued, data);
    let resend = Resend { action, state };
    let states = move || {
        let name =
            |state: MailState| (state.as_str().to_owned(), state_name(lang, state).1.to_owned());
        MailState::ALL.map(name).to_vec()
    };
    view! {
        <AdminFrame part=AdminPart::Mail title=lang.part_mail>
            <FilterBar
                action=paths::ADMIN_MAIL.to_owned()
                query
                search=Some(lang.search_mail)
                filters=&["state"]
            >
                <FilterSelect query name="state" label=lang.state any=lang.all options=states() />
            </FilterBar>
            <FieldErrors state />
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(view) => {
                            let address = Address::new(paths::ADMIN_MAIL, query.get_untracked());
                            view! { <Found view address resend /> }.into_any()
                        }
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </AdminFrame>
    }
}

fn state_name(lang: &AdminUpkeepTexts, state: MailState) -> (&'static str, &'static str) {
    match state {
        MailState::Queued => ("badge badge-few", lang.queued),
        MailState::Sent => ("badge badge-ok", lang.sent),
        MailState::Failed => ("badge badge-stop", lang.failed),
        MailState::Withheld => ("badge badge-past", lang.withheld),
    }
}

#[component]
fn Found(view: MailView, address: Address, resend: Resend) -> impl IntoView {
    let lang = use_texts::<AdminUpkeepTexts>();
    let MailView { page, failed } = view;
    let (number, pages) = (page.page, page.pages());
    let all = (failed > 0).then(|| {
        let search = address.get("search").unwrap_or_default();
        let label = if search.is_empty() { lang.send_all_again } else { lang.send_found_again };
        view! { <Again resend mail=String::new() search label name=None /> }
    });
    if page.results.is_empty() {
        return view! { <p class="muted">{lang.nothing_here}</p> }.into_any();
    }
    let columns = vec![
        Column::text(lang.mail_about),
        Column::text(lang.mail_to),
        Column::text(lang.state),
        Column::number(lang.tries),
        Column::text(lang.since),
        Column::text(lang.action),
    ];
    let rows = page.results.into_iter().map(|mail| cells(mail, resend)).collect();
    let list = address.clone();
    view! {
        {all}
        <DataList label=lang.part_mail columns rows address />
        <Pagination page=number pages href=move |page| list.page(page) />
    }
    .into_any()
}

fn cells(mail: MailRow, resend: Resend) -> Vec<AnyView> {
    let lang = use_texts::<AdminUpkeepTexts>();
    let words = use_texts::<OrganizeBookingsTexts>();
    let (class, state) = state_name(lang, mail.state);
    let about = mail.subject.filter(|subject| !subject.is_empty());
    let about = about.unwrap_or_else(|| words.mail_kind(&mail.kind));
    let again = (mail.state != MailState::Sent).then(|| {
        let name = Some(format!("{}: {about}", lang.send_again));
        let (mail, search) = (mail.id.to_string(), String::new());
        view! { <Again resend mail search label=lang.send_again name /> }
    });
    vec![
        view! {
            <bdi>{about}</bdi>
            <Trouble error=mail.last_error />
        }
        .into_any(),
        view! {
            {mail.display_name.map(|name| view! { <Words text=name /> })}
            <span class="muted">
                <bdi>{mail.recipient}</bdi>
            </span>
        }
        .into_any(),
        view! { <span class=class>{state}</span> }.into_any(),
        lang.number(i64::from(mail.attempts)).into_any(),
        lang.moment(&mail.at).into_any(),
        again.into_any(),
    ]
}

#[component]
fn Again(
    resend: Resend,
    /// Nothing: all that failed.
    mail: String,
    /// Those of them that are looked for.
    search: String,
    label: &'static str,
    name: Option<String>,
) -> impl IntoView {
    let Resend { action, state } = resend;
    view! {
        <ActionForm action attr:class="desk-form" before=submit_once(state.again())>
            <input type="hidden" name="mail" value=mail />
            <input type="hidden" name="search" value=search />
            <SubmitButton
                pending=state.pending
                label
                class="button button-quiet button-small"
                testid="send-again"
                name=name
            />
        </ActionForm>
    }
}
