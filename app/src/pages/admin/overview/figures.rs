//! The figures: the platform as it is, and a period beside the one before it.

use crate::i18n::{AdminOverviewTexts, DashboardTexts, use_texts};
use crate::pages::organize::parts::{Figure, Figures};
use crate::paths;
use leptos::prelude::*;
use types::statistics::{EventCounts, MoneyMoved, PeriodFigures, UserCounts};

#[component]
pub(super) fn Now(users: UserCounts, events: EventCounts) -> impl IntoView {
    let lang = use_texts::<AdminOverviewTexts>();
    let people = |filter: &str| Some([paths::ADMIN_PEOPLE, filter].concat());
    let figures = [
        (lang.attendees_count, users.attendee, people("?role=attendee")),
        (lang.organizers_count, users.organizer, people("?role=organizer")),
        (lang.admins_count, users.admin, people("?role=admin")),
        (lang.disabled_count, users.disabled, people("?disabled=true")),
        (lang.published_count, events.published, None),
        (lang.drafts_count, events.draft, None),
        (lang.cancelled_count, events.cancelled, None),
    ]
    .map(|(label, count, href)| view! { <Figure label value=lang.number(count) href /> })
    .collect_view();
    view! { <Figures label=lang.now_title>{figures}</Figures> }
}

#[component]
pub(super) fn Totals(period: PeriodFigures, before: PeriodFigures) -> impl IntoView {
    let lang = use_texts::<AdminOverviewTexts>();
    let counts = [
        (lang.new_people, people(&period), people(&before)),
        (lang.bookings, period.bookings, before.bookings),
        (lang.seats_booked, period.seats, before.seats),
        (lang.given_back, period.cancelled, before.cancelled),
    ]
    .map(|(label, now, before)| {
        let note = lang.before(&lang.number(before));
        view! { <Figure label value=lang.number(now) note=note /> }
    })
    .collect_view();
    let conversion = share(period.confirmed, period.bookings);
    let conversion_before = lang.before(&share(before.confirmed, before.bookings));
    let missed = |it: &PeriodFigures| it.attendance.tickets - it.attendance.checked_in;
    let no_shows = if period.attendance.tickets == 0 {
        view! { <Figure label=lang.no_shows value="–".to_owned() note=lang.no_shows_none /> }
            .into_any()
    } else {
        let value = share(missed(&period), period.attendance.tickets);
        let of = lang.of_all(&lang.number(missed(&period)), period.attendance.tickets);
        view! { <Figure label=lang.no_shows value=value note=of /> }.into_any()
    };
    let money = period
        .money
        .iter()
        .map(|moved| {
            let earlier = before.money.iter().find(|it| it.currency == moved.currency);
            view! { <Money moved=moved.clone() before=earlier.cloned() /> }
        })
        .collect_view();
    view! {
        <Figures label=lang
            .figures>
            {counts} <Figure label=lang.conversion value=conversion note=conversion_before />
            {no_shows} {money}
        </Figures>
    }
}

fn people(period: &PeriodFigures) -> i64 {
    let new = period.new_users;
    new.attendee + new.organizer + new.admin
}

/// In percent; a dash of nothing.
fn share(part: i64, whole: i64) -> String {
    let lang = use_texts::<DashboardTexts>();
    lang.share(part, whole).unwrap_or_else(|| "–".to_owned())
}

#[component]
fn Money(moved: MoneyMoved, before: Option<MoneyMoved>) -> impl IntoView {
    let lang = use_texts::<AdminOverviewTexts>();
    let money = |amount| lang.money(amount, moved.currency);
    let earlier = before.map(|it| lang.before(&money(it.revenue)));
    let paid = [lang.revenue, moved.currency.as_str()].join(" ");
    let back = [lang.refunds, moved.currency.as_str()].join(" ");
    view! {
        <Figure label=paid value=money(moved.revenue) note=earlier />
        <Figure label=back value=money(moved.refunds) />
    }
}
