//! An empty list: nothing was sold yet, or nothing is found; and what to do about either.

use super::super::parts::{Address, Empty};
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use crate::paths;
use leptos::prelude::*;
use types::Failure;

#[component]
pub fn Nothing(
    /// There is not a single one, whatever the filter.
    empty: bool,
    /// There are some, but fewer pages of them.
    beyond: bool,
    address: Address,
    slug: String,
) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    if empty {
        let (share, guests) = (paths::event(&slug), paths::organize_guests(&slug));
        return view! {
            <Empty title=lang.nothing_sold_title text=lang.nothing_sold_text>
                <a class="button" href=share>
                    {lang.public_page}
                </a>
                <a class="button button-quiet" href=guests>
                    {lang.invite_guests}
                </a>
            </Empty>
        }
        .into_any();
    }
    let (title, text) = if beyond {
        (lang.beyond_title, lang.beyond_text)
    } else {
        (lang.nothing_found_title, lang.nothing_found_text)
    };
    view! {
        <Empty title text>
            <a class="button" href=address.cleared() data-testid="clear-filters">
                {lang.clear_filters}
            </a>
        </Empty>
    }
    .into_any()
}

/// Said when a filter in the address could not be read.
#[component]
pub fn Ignored(ignored: Option<Failure>) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    ignored.map(|_| {
        view! {
            <div class="alert" role="status" data-testid="filters-ignored">
                <p>{lang.filters_ignored}</p>
            </div>
        }
    })
}
