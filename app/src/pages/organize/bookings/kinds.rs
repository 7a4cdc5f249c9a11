//! The kinds of ticket as a filter, where an event has several.

use super::super::parts::FilterBoxes;
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use crate::load::Loaded;
use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use types::ticket_types::TicketTypeRef;

/// The parameter, and the column of the lists.
pub(in crate::pages) const KIND: &str = "ticket_type";

#[component]
pub(super) fn KindFilter(
    query: Memo<ParamsMap>,
    kinds: Loaded<Vec<TicketTypeRef>>,
) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    view! {
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                let kinds = kinds.await.unwrap_or_default();
                let options: Vec<_> = kinds
                    .into_iter()
                    .map(|kind| (kind.id.to_string(), kind.name))
                    .collect();
                (!options.is_empty())
                    .then(|| {
                        // What is wrong is said by the list, which is loaded beside it.
                        view! { <FilterBoxes query name=KIND label=lang.ticket_kind options /> }
                    })
            })}
        </Transition>
    }
}
