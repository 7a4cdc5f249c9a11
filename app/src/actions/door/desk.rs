//! The door of one event, with what its address asks for.

use crate::actions::door::views::DoorView;
use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;

#[server(prefix = "/fn", endpoint = "door", protocol = Get)]
pub async fn door(
    #[server(default)] slug: String,
    /// The scan whose result is shown.
    #[server(default)]
    scan: String,
    /// The name that is searched for.
    #[server(default)]
    search: String,
    #[server(default)] list: String,
) -> AppResult<DoorView> {
    use super::view;
    use super::views::NamedScan;
    use domain::attendance::{self, ScanFilter};
    use types::ids::CheckInId;
    use types::{Failure, PageRequest};
    /// How many of the last scans are shown.
    const RECENT: u32 = 10;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let found = async {
        let desk = attendance::desk(&hub, actor, &slug).await?;
        let zone = &desk.timezone;
        let figures = attendance::figures(&hub, actor, &slug).await?;
        let page = PageRequest::new(1, RECENT);
        let recent =
            attendance::scans(&hub, actor, &slug, ScanFilter::default(), page).await?.results;
        let scan = match scan.parse::<CheckInId>() {
            Err(_) if scan.is_empty() => NamedScan::None,
            Err(_) => NamedScan::Lost,
            Ok(id) => match attendance::scan_of(&hub, actor, &slug, id).await {
                Ok(found) => NamedScan::Found(Box::new(view::scan(found, zone))),
                Err(_) => NamedScan::Lost,
            },
        };
        let found = if search.is_empty() {
            None
        } else {
            let known = view::list(&list).filter(|id| desk.lists.iter().any(|it| it.id == *id));
            let result = attendance::search(&hub, actor, &slug, known, &search).await;
            Some(view::found(search, result, zone)?)
        };
        Ok::<_, Failure>(DoorView {
            recent: recent.into_iter().map(|scan| view::scan(scan, zone)).collect(),
            event: desk.event,
            slug: desk.slug,
            title: desk.title,
            span: desk.span,
            lists: desk.lists.into_iter().map(|it| view::named(it, &desk.kinds)).collect(),
            kinds: desk.kinds,
            may_edit: desk.may_edit,
            figures,
            scan,
            found,
            next: CheckInId(domain::ids::new_id()),
        })
    };
    crate::forms::answer(found.await)
}
