//! What waits for the organizer, the most urgent first, each with the way to it.

use crate::components::{Icon, Shape, Words};
use crate::i18n::{DashboardTexts, use_texts};
use crate::paths;
use leptos::prelude::*;
use types::organizer::{AttentionKind, NeedsAttention};

#[component]
pub(super) fn Attention(attention: Memo<Vec<NeedsAttention>>) -> impl IntoView {
    let lang = use_texts::<DashboardTexts>();
    let lines = move || {
        let lines = attention.get();
        if lines.is_empty() {
            return view! { <p class="muted">{lang.nothing_needs_you}</p> }.into_any();
        }
        let lines = lines.into_iter().map(|one| view! { <Line one /> }).collect_view();
        view! {
            <ul class="needs-you" role="list">
                {lines}
            </ul>
        }
        .into_any()
    };
    view! {
        <section class="organize-section" aria-labelledby="needs-you">
            <h2 id="needs-you">{lang.needs_you}</h2>
            {lines}
        </section>
    }
}

#[component]
fn Line(one: NeedsAttention) -> impl IntoView {
    let lang = use_texts::<DashboardTexts>();
    let shape = match one.kind {
        AttentionKind::RefundFailed => Shape::Warning,
        AttentionKind::StartsToday => Shape::Clock,
        AttentionKind::Waitlist => Shape::User,
        AttentionKind::Reviews => Shape::Star,
        AttentionKind::DraftIncomplete => Shape::Calendar,
    };
    let urgent = one.kind == AttentionKind::RefundFailed;
    let when = one.detail.span.as_ref().map(|span| lang.span_short(span));
    view! {
        <li class:is-urgent=urgent>
            <Icon shape />
            <div>
                <a class="row-link" href=href(&one)>
                    <Words text=one.event.title.clone() />
                </a>
                <p class="muted">{lang.attention(&one)} {when.map(|when| format!(" · {when}"))}</p>
            </div>
        </li>
    }
}

/// Where it is done.
fn href(one: &NeedsAttention) -> String {
    let slug = &one.event.slug;
    match one.kind {
        AttentionKind::RefundFailed => paths::organize_cancel(slug),
        AttentionKind::StartsToday => paths::organize_attendees(slug),
        AttentionKind::Waitlist => paths::organize_waitlist(slug),
        // What it lacks, each with the way to its field.
        AttentionKind::DraftIncomplete => at(slug, "check"),
        AttentionKind::Reviews => paths::organize_reviews_open(slug),
    }
}

/// A place in the event's form.
fn at(slug: &str, anchor: &str) -> String {
    paths::organize_edit(slug) + "#" + anchor
}
