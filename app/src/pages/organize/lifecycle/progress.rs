//! How far the cancellation of an event is: what went back, what failed, and trying that again.

use crate::actions::events::editor::cancel::{CancelView, RetryCancellation};
use crate::browser;
use crate::forms::{ActionForm, FormAction, SubmitButton};
use crate::i18n::{EditorTexts, use_texts};
use crate::load::Loaded;
use crate::timers::use_interval;
use leptos::prelude::*;
use std::time::Duration;
use types::effects::{Cancellation, CancellationFailure};

/// While it goes on.
const EVERY: Duration = Duration::from_secs(2);

#[component]
pub(super) fn Progress(
    event: String,
    progress: Cancellation,
    data: Loaded<CancelView>,
) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let retry = FormAction::<RetryCancellation>::new();
    let done = progress.done;
    use_interval(
        move || (!done).then_some(EVERY),
        move || {
            if browser::is_visible() {
                data.refetch();
            }
        },
    );
    Effect::new(move |_| {
        if retry.value().get().is_some() {
            data.refetch();
        }
    });
    let lines = lang
        .progress(&progress)
        .into_iter()
        .map(|(name, text)| {
            view! {
                <div>
                    <dt>{name}</dt>
                    <dd>{text}</dd>
                </div>
            }
        })
        .collect_view();
    let (now, all) = (progress.bookings_cancelled, progress.bookings);
    let reason = progress.reason.clone();
    let failed = progress.failed.clone();
    let has_failed = !failed.is_empty();
    let rows = failed
        .into_iter()
        .map(|failure| view! { <Failed failure event=event.clone() retry /> })
        .collect_view();
    view! {
        <div class="narrow form-page">
            <section class="form-card" aria-labelledby="progress-title">
                <h2 id="progress-title">
                    {if done { lang.cancel_done } else { lang.cancel_going_on }}
                </h2>
                <p class="muted">{lang.cancel_told} " " {reason}</p>
                <label class="progress">
                    <span>{lang.bookings_of(now, all)}</span>
                    <progress max=all.max(1).to_string() value=now.to_string()></progress>
                </label>
                <dl class="facts-list" data-testid="progress">
                    {lines}
                </dl>
                <p role="status" class="hint">
                    {if done { lang.cancel_nothing_left } else { lang.cancel_close_page }}
                </p>
                {(!done)
                    .then(|| {
                        view! {
                            <p>
                                <a rel="external" href="" class="button button-quiet button-small">
                                    {lang.look_again}
                                </a>
                            </p>
                        }
                    })}
            </section>
            {has_failed
                .then(|| {
                    view! {
                        <section class="form-card" aria-labelledby="failed-title">
                            <h2 id="failed-title">{lang.failed_title}</h2>
                            <p>{lang.failed_text}</p>
                            <ul class="failed" role="list">
                                {rows}
                            </ul>
                            <ActionForm action=retry>
                                <input type="hidden" name="event" value=event />
                                <SubmitButton
                                    pending=retry.pending()
                                    label=lang.retry_all
                                    class="button button-quiet"
                                />
                            </ActionForm>
                        </section>
                    }
                })}
        </div>
    }
}

#[component]
fn Failed(
    failure: CancellationFailure,
    event: String,
    retry: FormAction<RetryCancellation>,
) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let name = format!("{}: {}", lang.retry_one, failure.reference);
    view! {
        <li>
            <div>
                <strong>{failure.reference.clone()}</strong>
                <span class="muted">{lang.failure_reason(&failure)}</span>
            </div>
            <ActionForm action=retry>
                <input type="hidden" name="event" value=event />
                <input type="hidden" name="booking" value=failure.booking.to_string() />
                <SubmitButton
                    pending=retry.pending()
                    label=lang.retry_one
                    name=name
                    class="button button-quiet button-small"
                />
            </ActionForm>
        </li>
    }
}
