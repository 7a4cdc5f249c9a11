//! Who got a message, who did not, and why.

use super::one::Here;
use crate::actions::run::messages::one::{MessageView, RecipientLine};
use crate::components::{Pagination, Words};
use crate::i18n::{MessagesTexts, use_texts};
use crate::pages::organize::lists::{StateTab, StateTabs};
use crate::pages::organize::parts::{Address, Column, DataList};
use crate::paths;
use leptos::prelude::*;
use types::messages::Delivery;

#[component]
pub(super) fn Recipients(view: MessageView, here: Here) -> impl IntoView {
    let lang = use_texts::<MessagesTexts>();
    let path = paths::organize_message(&view.slug, &view.id);
    let address = Address::new(path, here.query.get_untracked());
    let now = address.get("delivery").and_then(|text| Delivery::parse(&text));
    let mut counts = view.counts;
    let all = Delivery::ALL.into_iter().map(|delivery| *counts.of(delivery)).sum();
    let first = StateTab {
        name: lang.all,
        count: all,
        href: address.with("delivery", ""),
        current: now.is_none(),
    };
    let others = Delivery::ALL.into_iter().map(|delivery| StateTab {
        name: lang.delivery(delivery).1,
        count: *counts.of(delivery),
        href: address.with("delivery", delivery.as_str()),
        current: now == Some(delivery),
    });
    let tabs = others.filter(|tab| tab.count > 0 || tab.current);
    let tabs = std::iter::once(first).chain(tabs).collect();
    let (number, pages) = (view.page.page, view.page.pages());
    let list = if view.page.results.is_empty() {
        view! { <p class="muted">{lang.nobody_of_these}</p> }.into_any()
    } else {
        let columns =
            vec![Column::text(lang.person), Column::text(lang.became), Column::text(lang.booking)];
        let slug = view.slug;
        let rows = view.page.results.into_iter().map(|line| cells(lang, &slug, line)).collect();
        let pages_of = address.clone();
        view! {
            <DataList label=lang.people columns rows address />
            <Pagination page=number pages href=move |page| pages_of.page(page) />
        }
        .into_any()
    };
    view! {
        <section aria-label=lang.people data-testid="recipients">
            <StateTabs label=lang.became tabs />
            {list}
        </section>
    }
}

fn cells(lang: &'static MessagesTexts, slug: &str, line: RecipientLine) -> Vec<AnyView> {
    let (class, name, why) = lang.delivery(line.delivery);
    let why = line.error.or_else(|| why.map(str::to_owned));
    let why = why.or_else(|| line.sent.as_ref().map(|at| lang.moment(at)));
    let href = paths::organize_booking(slug, &line.booking);
    vec![
        view! {
            <span>
                <Words text=line.name />
                <span class="muted">
                    <bdi>{line.email}</bdi>
                </span>
            </span>
        }
        .into_any(),
        view! {
            <span class="run-cell">
                <span class=format!("badge {class}")>{name}</span>
                {why
                    .map(|why| {
                        view! {
                            <span class="muted">
                                <Words text=why />
                            </span>
                        }
                    })}
            </span>
        }
        .into_any(),
        view! { <a href=href>{lang.open_booking}</a> }.into_any(),
    ]
}
