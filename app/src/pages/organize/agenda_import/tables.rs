//! What an import would do, session by session, and what it would leave out.

use crate::actions::sessions::schedule::ChangeLine;
use crate::i18n::{ScheduleTexts, use_texts};
use leptos::prelude::*;
use types::schedule::RefusedSession;

pub(super) fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

#[component]
pub(super) fn Lines(lines: Vec<ChangeLine>, more: usize) -> impl IntoView {
    let lang = use_texts::<ScheduleTexts>();
    let rows = lines
        .into_iter()
        .map(|line| {
            let when = lang.span_short(&line.span);
            let picks = (line.picks > 0).then(|| lang.picked_by(line.picks));
            let fields = line
                .fields
                .into_iter()
                .map(|(field, was, is)| {
                    let or_nothing = |text: String| {
                        if text.is_empty() { lang.nothing_before.to_owned() } else { text }
                    };
                    view! {
                        <li>
                            {lang.session_field(&field)} ": " <del>
                                <bdi>{or_nothing(was)}</bdi>
                            </del> " → " <ins>
                                <bdi>{or_nothing(is)}</bdi>
                            </ins>
                        </li>
                    }
                })
                .collect_view();
            view! {
                <tr data-change=line.kind.as_str()>
                    <th scope="row">
                        <bdi>{line.title}</bdi>
                    </th>
                    <td>
                        <bdi>{line.room}</bdi>
                        ", "
                        {when}
                    </td>
                    <td>
                        {lang.change_kind(line.kind)}
                        {picks.map(|picks| view! { <span class="muted">", " {picks}</span> })}
                        <ul class="session-changes" role="list">
                            {fields}
                        </ul>
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="desk-scroll" tabindex="0" role="region" aria-label=lang.what_changes>
            <table class="sample" data-testid="changes">
                <caption>{lang.what_changes}</caption>
                <thead>
                    <tr>
                        <th scope="col">{lang.session}</th>
                        <th scope="col">{lang.room_and_time}</th>
                        <th scope="col">{lang.changes_column}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {(more > 0).then(|| view! { <p class="muted">{lang.more_lines(count(more))}</p> })}
    }
}

#[component]
pub(super) fn Refused(refused: Vec<RefusedSession>, more: usize) -> impl IntoView {
    let lang = use_texts::<ScheduleTexts>();
    let rows = refused
        .into_iter()
        .map(|session| {
            let why = lang.refusal(&session);
            view! {
                <tr data-reason=session.reason.as_str()>
                    <th scope="row">
                        <bdi>{session.title}</bdi>
                    </th>
                    <td>{why}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="desk-scroll" tabindex="0" role="region" aria-label=lang.left_out_title>
            <table class="sample" data-testid="refused">
                <caption>{lang.left_out_title}</caption>
                <thead>
                    <tr>
                        <th scope="col">{lang.session}</th>
                        <th scope="col">{lang.why}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {(more > 0).then(|| view! { <p class="muted">{lang.more_lines(count(more))}</p> })}
        <p class="muted">{lang.left_out_text}</p>
    }
}
