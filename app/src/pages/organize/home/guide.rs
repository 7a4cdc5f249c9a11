//! The guide of a new organizer to the first event; there is none once it is done.

use crate::components::{Icon, Shape};
use crate::i18n::{DashboardTexts, use_texts};
use crate::paths;
use leptos::prelude::*;
use types::organizer::{FirstEventGuide, GuideStep};

#[component]
pub(super) fn Guide(guide: FirstEventGuide) -> impl IntoView {
    let lang = use_texts::<DashboardTexts>();
    let steps = GuideStep::ALL
        .map(|step| {
            let (name, text) = lang.guide(step);
            let done = guide.done.contains(&step);
            let current = (guide.next == step).then_some("step");
            let name = match href(&guide, step).filter(|_| !done) {
                Some(href) => view! { <a href=href>{name}</a> }.into_any(),
                None => name.into_any(),
            };
            let mark = done.then(|| {
                view! {
                    <Icon shape=Shape::Check />
                    <span class="visually-hidden">{lang.step_done} ": "</span>
                }
            });
            view! {
                <li class:is-done=done aria-current=current>
                    <span class="guide-mark">{mark}</span>
                    <div>
                        <p class="guide-step">{name}</p>
                        <p class="muted">{text}</p>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="guide" aria-labelledby="guide-title">
            <h2 id="guide-title">{lang.guide_title}</h2>
            <ol role="list">{steps}</ol>
        </section>
    }
}

/// Where a step is taken.
fn href(guide: &FirstEventGuide, step: GuideStep) -> Option<String> {
    let event = guide.event.as_ref().map(|event| &*event.slug);
    match step {
        GuideStep::VerifyEmail => Some(paths::ACCOUNT.to_owned()),
        GuideStep::CreateEvent => Some(paths::ORGANIZE_NEW_EVENT.to_owned()),
        GuideStep::Publish => event.map(paths::organize_edit),
        GuideStep::FirstBooking => event.map(paths::organize_event),
    }
}
