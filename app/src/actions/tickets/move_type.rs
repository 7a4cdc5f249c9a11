//! Move a kind of ticket to another place in the order that the public sees; leads back to the list.

use crate::error::AppResult;
use crate::transport::Post;
use leptos::prelude::*;

pub const ENDPOINT: &str = "organize-move-ticket-type";

/// `place`: where it is to stand, from 0.
#[server(prefix = "/fn", endpoint = "organize-move-ticket-type", protocol = Post)]
pub async fn move_ticket_type(
    #[server(default)] slug: String,
    #[server(default)] ticket_type: String,
    #[server(default)] place: i64,
) -> AppResult<()> {
    use types::ticket_types::TicketTypePatch;
    use types::{ErrorCode, Failure};
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let result = async {
        let id = ticket_type.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        let types = domain::ticket_types::list(&hub, actor, &slug).await?.types;
        let places: Vec<_> = types.iter().map(|it| (it.id, i64::from(it.position))).collect();
        let moved = order::moved(&places, id, place);
        for (id, position) in moved.ok_or_else(|| Failure::new(ErrorCode::NotFound))? {
            let patch = TicketTypePatch { position: Some(position), ..TicketTypePatch::default() };
            domain::ticket_types::change(&hub, actor, &slug, id, patch).await?;
        }
        Ok::<_, Failure>(())
    }
    .await;
    crate::forms::form_answer(ENDPOINT, &[], result)?;
    crate::forms::flash_if_plain(crate::forms::FlashMessage::Saved);
    if crate::http::is_plain_navigation() {
        crate::forms::go(&crate::paths::organize_tickets(&slug));
    }
    Ok(())
}

#[cfg(feature = "ssr")]
mod order {
    /// The positions that change when one of them, in their order now, comes to another place; nothing
    /// where there is no such one.
    pub(super) fn moved<T: Copy + PartialEq>(
        places: &[(T, i64)],
        which: T,
        to: i64,
    ) -> Option<Vec<(T, i64)>> {
        let from = places.iter().position(|(id, _)| *id == which)?;
        let mut order = places.to_vec();
        let one = order.remove(from);
        let to = usize::try_from(to).unwrap_or_default().min(order.len());
        order.insert(to, one);
        let changed = order.into_iter().zip(0_i64..).filter(|((_, before), now)| before != now);
        Some(changed.map(|((id, _), now)| (id, now)).collect())
    }

    #[cfg(test)]
    mod tests {
        use super::moved;

        #[test]
        fn what_moves_takes_the_others_along_and_no_more_is_written_than_changes() {
            let places = [('a', 0), ('b', 1), ('c', 2), ('d', 3)];
            assert_eq!(moved(&places, 'c', 1).unwrap(), [('c', 1), ('b', 2)]);
            assert_eq!(moved(&places, 'a', 99).unwrap().len(), 4);
            assert_eq!(moved(&places, 'b', -3).unwrap(), [('b', 0), ('a', 1)]);
            assert_eq!(moved(&places, 'b', 1).unwrap(), []);
            assert_eq!(moved(&places, 'x', 1), None);
            // Those that stand at one place, in the order that they are shown in.
            assert_eq!(moved(&[('a', 0), ('b', 0)], 'b', 0).unwrap(), [('a', 1)]);
        }
    }
}
