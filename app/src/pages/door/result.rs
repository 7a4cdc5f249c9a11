//! The result: a colour, a sign and a word, and whose ticket it is, to be read at arm's length.

use super::desk::{Desk, Outcome, RESULT};
use super::settings::SettingsFields;
use crate::actions::door::undo::{DoorUndo, ENDPOINT};
use crate::actions::door::views::ScanView;
use crate::components::{Icon, Shape, Words};
use crate::forms::{FieldErrors, FormAction, form_state};
use crate::i18n::{DoorTexts, use_texts};
use crate::paths;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use types::check_ins::{CheckInRefusal, Direction};
use types::{ErrorCode, Failure};

#[component]
pub(super) fn ResultBox(desk: Desk, lost: bool) -> impl IntoView {
    let lang = use_texts::<DoorTexts>();
    // What a plain post was refused for.
    let state = form_state(FormAction::<DoorUndo>::new(), ENDPOINT);
    view! {
        <section class="door-result" aria-label=lang.result>
            <FieldErrors state />
            {lost.then(|| view! { <p class="alert alert-error">{lang.lost}</p> })}
            // One region, which is there before it says anything.
            <div
                id=RESULT
                tabindex="-1"
                aria-live="assertive"
                aria-atomic="true"
                data-testid="result"
            >
                {move || {
                    desk.said.track();
                    desk.outcome
                        .get()
                        .map(|outcome| match outcome {
                            Outcome::Scan(scan) => view! { <Seen desk scan /> }.into_any(),
                            Outcome::Refused(failure) => {
                                view! { <Refused desk failure /> }.into_any()
                            }
                            Outcome::Silence => {
                                view! {
                                    <Verdict
                                        class="is-red"
                                        shape=Shape::Warning
                                        word=lang.no_answer
                                    />
                                    <p class="door-why">{lang.no_answer_text}</p>
                                }
                                    .into_any()
                            }
                        })
                }}
            </div>
        </section>
    }
}

#[component]
fn Verdict(class: &'static str, shape: Shape, word: &'static str) -> impl IntoView {
    view! {
        <p class=format!("door-verdict {class}")>
            <Icon shape />
            <strong>{word}</strong>
        </p>
    }
}

/// The colour and the sign of a scan.
pub(super) const fn look(scan: &ScanView) -> (&'static str, Shape) {
    match (scan.undone, scan.refusal, scan.direction) {
        (true, ..) => ("is-undone", Shape::Cross),
        (_, None, Direction::In) => ("is-green", Shape::Check),
        (_, None, Direction::Out) => ("is-green", Shape::ArrowRight),
        (_, Some(CheckInRefusal::AlreadyIn | CheckInRefusal::NotIn), _) => {
            ("is-amber", Shape::Warning)
        }
        (_, Some(_), _) => ("is-red", Shape::Cross),
    }
}

/// Its word.
pub(super) const fn word(lang: &DoorTexts, scan: &ScanView) -> &'static str {
    if scan.undone { lang.undone } else { lang.verdict(scan.refusal, scan.direction) }
}

#[component]
fn Seen(desk: Desk, scan: ScanView) -> impl IntoView {
    let lang = use_texts::<DoorTexts>();
    let (class, shape) = look(&scan);
    let why = if scan.undone {
        Some(lang.undone_text.to_owned())
    } else if let Some(earlier) = &scan.earlier {
        Some(lang.since(&earlier.at, earlier.gate.as_deref(), &scan.at))
    } else if scan.refusal == Some(CheckInRefusal::OtherType) {
        Some(lang.other_type(scan.kind.as_deref()))
    } else {
        scan.refusal.and_then(|refusal| lang.reason(refusal)).map(str::to_owned)
    };
    let list = scan.list.clone();
    let can_undo = scan.refusal.is_none() && !scan.undone;
    let (name, kind) = (scan.name.clone(), scan.kind.clone());
    view! {
        <Verdict class shape word=word(lang, &scan) />
        {name
            .map(|name| {
                view! {
                    <p class="door-name" data-testid="name">
                        <Words text=name />
                    </p>
                }
            })}
        {kind
            .map(|kind| {
                view! {
                    <p class="door-why" data-testid="kind">
                        <Words text=kind />
                    </p>
                }
            })}
        {why.map(|why| view! { <p class="door-why">{why}</p> })}
        {list
            .map(|list| {
                view! { <p class="muted">{lang.list} ": " <Words text=list /></p> }
            })}
        {can_undo.then(|| view! { <Undo desk scan /> })}
    }
}

#[component]
fn Undo(desk: Desk, scan: ScanView) -> impl IntoView {
    let lang = use_texts::<DoorTexts>();
    let id = scan.id;
    let undo = move |event: SubmitEvent| {
        event.prevent_default();
        desk.undo(id);
    };
    view! {
        <form method="post" action=DoorUndo::url() on:submit=undo>
            <SettingsFields desk posted=true />
            <input type="hidden" name="id" value=id.to_string() />
            <button type="submit" class="button button-quiet" data-testid="undo">
                {lang.undo}
            </button>
        </form>
    }
}

#[component]
fn Refused(desk: Desk, failure: Failure) -> impl IntoView {
    let lang = use_texts::<DoorTexts>();
    let login = (failure.code == ErrorCode::Unauthenticated
        || failure.code == ErrorCode::TokenInvalid)
        .then(|| paths::login(&paths::door(&desk.slug.get_value())));
    let of_field = failure.fields.first().map(|error| lang.field_error(error));
    view! {
        <Verdict class="is-red" shape=Shape::Cross word=lang.stop />
        <p class="door-why">{of_field.unwrap_or_else(|| lang.failure(&failure))}</p>
        {login
            .map(|login| {
                view! {
                    <p>
                        <a class="button" href=login>
                            {lang.log_in_again}
                        </a>
                    </p>
                }
            })}
    }
}
