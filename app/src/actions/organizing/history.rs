//! The history of an event, asked for by the query string of its page.

use crate::actions::organizing::history_views::HistoryView;
use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;

#[server(prefix = "/fn", endpoint = "organize-history", protocol = Get)]
pub async fn organized_history(
    #[server(default)] slug: String,
    #[server(default)] query: String,
) -> AppResult<HistoryView> {
    use crate::i18n::{Area, OrganizeBookingsTexts};
    use types::Failure;
    use types::history::HistoryQuery;
    let (hub, actor, locale) = (crate::ssr::hub()?, crate::ssr::actor(), crate::ssr::locale());
    let lang = OrganizeBookingsTexts::of(locale);
    let (wanted, wrong) = HistoryQuery::from_query(&query);
    let found = async {
        let told_in = domain::event_bookings::told_in(&hub, actor, &slug).await?;
        Ok((told_in, domain::event_bookings::history(&hub, actor, &slug, &wanted).await?))
    };
    let found: Result<_, domain::Error> = found.await;
    let ((zone, currency), page) = crate::forms::answer(found)?;
    let page = page.map(|entry| super::history_view::line(lang, &zone, Some(currency), entry));
    Ok(HistoryView { page, ignored: (!wrong.is_empty()).then(|| Failure::fields(wrong)) })
}
