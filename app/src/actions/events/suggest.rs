//! Search suggestions: events, categories and places that match what is typed.

use crate::actions::events::views::Suggestion;
use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;

#[server(prefix = "/fn", endpoint = "suggest", protocol = Get)]
pub async fn suggest(#[server(default)] text: String) -> AppResult<Vec<Suggestion>> {
    use crate::i18n::{Area as _, Texts};
    use crate::paths;
    let (hub, locale) = (crate::ssr::hub()?, crate::ssr::locale());
    let found = crate::forms::answer(domain::events::suggest(&hub, &text, locale).await)?;
    let lang = Texts::of(locale);
    let events = found.events.into_iter().map(|view| {
        let when = lang.span_short(&view.span);
        let place = if view.is_online { lang.online } else { &view.event.location };
        Suggestion {
            note: format!("{when} · {place}"),
            href: paths::event(&view.event.slug),
            text: view.event.title.clone(),
        }
    });
    let categories = found.categories.into_iter().map(|category| Suggestion {
        href: paths::events_of_category(&category.slug),
        text: category.name,
        note: lang.category.to_owned(),
    });
    let places = found.places.into_iter().map(|(place, count)| Suggestion {
        href: paths::events_at(&place),
        text: place,
        note: lang.events_found(count),
    });
    Ok(events.chain(categories).chain(places).collect())
}
