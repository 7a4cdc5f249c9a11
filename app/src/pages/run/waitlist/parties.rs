//! Everybody in the line, and who was.

use super::Here;
use crate::actions::run::waitlist::{PartyLine, WaitlistDesk};
use crate::components::{Pagination, Words};
use crate::i18n::{RunTexts, use_texts};
use crate::pages::organize::lists::{StateTab, StateTabs};
use crate::pages::organize::parts::{Column, DataList, Empty};
use crate::paths;
use leptos::prelude::*;
use types::waitlist::WaitlistStatus;

#[component]
pub(super) fn Parties(desk: WaitlistDesk, here: Here) -> impl IntoView {
    let lang = use_texts::<RunTexts>();
    let list = here.list();
    let (open, over) = (desk.waiting + desk.offered, desk.over);
    if open + over == 0 {
        return view! { <Empty title=lang.nobody_waits_title text=lang.nobody_waits_text /> }
            .into_any();
    }
    let state = list.get("state").unwrap_or_default();
    let only = WaitlistStatus::parse(&state);
    let past = only.map_or(state == "over", |only| !only.open());
    let tab = |value: &str, name, count, current| StateTab {
        name,
        count,
        href: list.with("state", value),
        current,
    };
    let mut tabs = vec![
        tab("", lang.in_line, open, only.is_none() && !past),
        tab("over", lang.no_longer, over, only.is_none() && past),
    ];
    tabs.extend(
        only.map(|only| tab(only.as_str(), lang.party_state(only).1, desk.page.count, true)),
    );
    let (number, pages) = (desk.page.page, desk.page.pages());
    let table = if desk.page.results.is_empty() {
        view! { <p class="muted">{lang.nobody_here}</p> }.into_any()
    } else {
        let columns = vec![
            Column::text(lang.who),
            Column::number(lang.place_in_line),
            Column::number(lang.party),
            Column::text(lang.waits_since),
            Column::text(lang.state),
        ];
        let may_offer = desk.bookable && !past;
        let rows = desk.page.results.into_iter();
        let rows = rows.map(|party| cells(lang, here, party, may_offer)).collect();
        let pages_of = list.clone();
        view! {
            <DataList label=lang.tab_waitlist columns rows address=list />
            <Pagination page=number pages href=move |page| pages_of.page(page) />
        }
        .into_any()
    };
    view! {
        <StateTabs label=lang.tab_waitlist tabs />
        {table}
    }
    .into_any()
}

fn cells(lang: &'static RunTexts, here: Here, party: PartyLine, may_offer: bool) -> Vec<AnyView> {
    let slug = here.slug.get_untracked();
    let booking = party.booking.map(|id| {
        view! {
            <a class="desk-link" href=paths::organize_booking(&slug, &id)>
                {lang.open_booking}
            </a>
        }
    });
    let offer = (may_offer && party.status == WaitlistStatus::Waiting).then(|| {
        let href = here.list().with_here("offer", &party.id.to_string()) + "#offer";
        let name = lang.offer_seats_to(&party.name);
        view! {
            <a class="button button-quiet button-small" href=href aria-label=name>
                {lang.offer_seats}
            </a>
        }
    });
    let (class, state) = lang.party_state(party.status);
    let until = match party.status {
        WaitlistStatus::Offered => party.until.map(|until| lang.until(&lang.moment(&until))),
        WaitlistStatus::Waiting => None,
        _ => party.ended.map(|ended| lang.moment(&ended)),
    };
    vec![
        view! {
            <span>
                <Words text=party.name />
            </span>
            <span class="muted">
                <bdi>{party.email}</bdi>
            </span>
        }
        .into_any(),
        party.place.map_or_else(|| "–".to_owned(), |place| lang.number(place)).into_any(),
        lang.number(party.quantity.into()).into_any(),
        lang.moment(&party.since).into_any(),
        view! {
            <span class="run-cell">
                <span class=format!("badge {class}")>{state}</span>
                {until.map(|until| view! { <span class="muted">{until}</span> })}
                {booking}
                {offer}
            </span>
        }
        .into_any(),
    ]
}
