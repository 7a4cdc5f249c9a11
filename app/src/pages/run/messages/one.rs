//! One message: what it says, how far it is, and who got it.

use super::recipients::Recipients;
use crate::actions::run::messages::cancel::{CancelMessage, ENDPOINT};
use crate::actions::run::messages::one::{MessageView, load_message};
use crate::browser;
use crate::components::{LoadProblem, PageSkeleton, Words, toast};
use crate::forms::{
    ActionForm, FieldErrors, FlashMessage, FormAction, SubmitButton, form_state, submit_once,
};
use crate::i18n::{MessagesTexts, use_texts};
use crate::load::{Loaded, load};
use crate::pages::organize::frame::{EventFrame, EventTab, use_event_slug};
use crate::paths;
use crate::timers::use_interval;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use leptos_router::params::ParamsMap;
use std::time::Duration;
use types::messages::MessageState;

/// While it is being sent.
const EVERY: Duration = Duration::from_secs(2);

/// The message of the page, and what its address asks for.
#[derive(Clone, Copy)]
pub(super) struct Here {
    pub(super) data: Loaded<MessageView>,
    pub(super) query: Memo<ParamsMap>,
    cancel: FormAction<CancelMessage>,
}

#[component]
pub fn MessagePage() -> impl IntoView {
    let lang = use_texts::<MessagesTexts>();
    let (slug, query, params) = (use_event_slug(), use_query_map(), use_params_map());
    let id = move || params.with(|params| params.get("id")).unwrap_or_default();
    let part = move |name| query.with(|query| query.get(name)).unwrap_or_default();
    let data = load(
        move || (slug.get(), id(), part("delivery"), part("page")),
        |(slug, id, delivery, page)| load_message(slug, id, delivery, page),
    );
    let cancel = FormAction::<CancelMessage>::new();
    Effect::new(move |_| {
        if let Some(Ok(())) = cancel.value().get() {
            toast(FlashMessage::Saved);
            data.refetch();
        }
    });
    let here = Here { data, query, cancel };
    view! {
        <EventFrame slug tab=EventTab::Messages leaf=lang.body.to_owned()>
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(view) => view! { <Shown view here /> }.into_any(),
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </EventFrame>
    }
}

#[component]
fn Shown(view: MessageView, here: Here) -> impl IntoView {
    let lang = use_texts::<MessagesTexts>();
    // What waits for another day changes on no page that is kept open.
    let sending = view.state == MessageState::Sending && !view.limited || view.counts.queued > 0;
    use_interval(
        move || sending.then_some(EVERY),
        move || {
            if browser::is_visible() {
                here.data.refetch();
            }
        },
    );
    let (class, state) = lang.message_state(view.state);
    let at = view.cancelled.as_ref().or(view.began.as_ref()).unwrap_or(&view.send_at);
    let at = lang.moment(at);
    let bookings = {
        let list = paths::organize_bookings(&view.slug);
        if view.audience.is_empty() { list } else { format!("{list}?{}", view.audience) }
    };
    let begun = view.began.is_some();
    let news = view.news.then(|| view! { <span class="badge">{lang.news}</span> });
    let author = view.author.clone().map(|author| {
        view! {
            " · "
            <Words text=author />
        }
    });
    view! {
        <article class="desk-card message" aria-labelledby="message-title">
            <div class="desk-step-head">
                <h2 id="message-title">
                    <Words text=view.subject.clone() />
                </h2>
                <a href=paths::organize_messages(&view.slug)>{lang.back_to_messages}</a>
            </div>
            <p class="muted">
                <span class=format!("badge {class}") data-testid="message-state">
                    {state}
                </span>
                {news}
                " "
                {at}
                {author}
            </p>
            <div class="prose" inner_html=view.body_html.clone()></div>
            <p class="muted">{lang.audience} ": " <a href=bookings>{lang.see_bookings}</a></p>
        </article>
        <Progress view=view.clone() sending here />
        {begun.then(|| view! { <Recipients view here /> })}
    }
}

/// How far it is, and what can still be done about it.
#[component]
fn Progress(view: MessageView, sending: bool, here: Here) -> impl IntoView {
    let lang = use_texts::<MessagesTexts>();
    if view.waits {
        let form = paths::organize_new_message(&view.slug, &view.audience);
        let mark = if view.audience.is_empty() { "?" } else { "&" };
        let change = format!("{form}{mark}edit={}", view.id);
        return view! {
            <p class="hint">{lang.waits_for_its_time}</p>
            <div class="actions">
                <a class="button" href=change rel="external" data-testid="change-message">
                    {lang.change}
                </a>
                <Cancel id=view.id.to_string() slug=view.slug here />
            </div>
        }
        .into_any();
    }
    if view.state == MessageState::Cancelled || view.began.is_none() {
        return ().into_any();
    }
    let counts = view.counts;
    let all = counts.sent + counts.queued + counts.failed + counts.waiting;
    let done = counts.sent + counts.failed;
    let text = match (view.limited, sending) {
        (true, _) => Some(lang.message_limited),
        (false, true) => Some(lang.being_sent),
        (false, false) => None,
    };
    view! {
        <div class="run-progress" data-testid="message-progress">
            <label class="progress">
                <span>{lang.sent_of(&counts)}</span>
                <progress max=all.max(1).to_string() value=done.to_string()></progress>
            </label>
            {text
                .map(|text| {
                    view! {
                        <p role="status" class="hint">
                            {text}
                        </p>
                        <p>
                            <a rel="external" href="" class="button button-quiet button-small">
                                {lang.look_again}
                            </a>
                        </p>
                    }
                })}
        </div>
    }
    .into_any()
}

#[component]
fn Cancel(id: String, slug: String, here: Here) -> impl IntoView {
    let lang = use_texts::<MessagesTexts>();
    let state = form_state(here.cancel, ENDPOINT);
    view! {
        <ActionForm action=here.cancel before=submit_once(state.again())>
            <FieldErrors state />
            <input type="hidden" name="slug" value=slug />
            <input type="hidden" name="id" value=id />
            <SubmitButton
                pending=state.pending
                label=lang.cancel_message
                class="button button-quiet"
                testid="cancel-message"
            />
        </ActionForm>
    }
}
