//! Roles: what somebody is in whose team, and what they may do by it.
//!
//! The organizer of an event and admins have every right on it. Anybody else has those of their role in
//! the organizer's team, whatever the role of their account. A team can do nothing once its organizer
//! can do nothing.

pub(crate) mod copied;
mod secret;
mod store;

pub(crate) use secret::invitation_token;
pub(crate) use store::Memberships;

use crate::{Actor, Allowed, Error, Hub};
use sqlx::postgres::PgConnection;
use types::ids::{EventId, UserId};
use types::team::EventRight;

/// Its organizer, or an admin. Somebody who may not organize any more is a stranger to their events.
pub(crate) fn is_owner(actor: Actor, organizer: UserId) -> bool {
    actor.owns(organizer) && actor.require_organizer().is_ok()
}

/// What the caller is in the team of an event, which the organizer and admins are not in.
pub(crate) async fn of(
    connection: &mut PgConnection,
    actor: Actor,
    of: (EventId, UserId),
) -> Result<Memberships, sqlx::Error> {
    match actor.user_id() {
        Some(user) => store::memberships(connection, user, of).await,
        None => Ok(Memberships::default()),
    }
}

/// Whether the caller has the right on an event of this organizer that was read elsewhere.
pub(crate) async fn has_right(
    connection: &mut PgConnection,
    actor: Actor,
    (event, organizer): (EventId, UserId),
    right: EventRight,
) -> Result<bool, sqlx::Error> {
    let of = (event, organizer);
    Ok(is_owner(actor, organizer) || self::of(connection, actor, of).await?.may(right))
}

/// The events that somebody works on, by what they may do with them: their own, and those of the teams
/// that they are in. An admin's are no others.
#[derive(Clone, Debug, Default)]
pub(crate) struct Workload {
    /// All of them.
    pub seen: Vec<EventId>,
    pub edited: Vec<EventId>,
    /// Those of whose people and money they may know.
    pub booked: Vec<EventId>,
    /// Whether some are another organizer's.
    pub in_team: bool,
}

/// What the caller works on.
///
/// # Errors
/// Denied to everyone but organizers, admins, and members of a team.
pub(crate) async fn workload(
    connection: &mut PgConnection,
    actor: Actor,
) -> Result<Workload, Error> {
    let user = actor.require_user()?;
    let organizes = actor.require_organizer();
    let mut all = Workload::default();
    if organizes.is_ok() {
        all.seen = store::ids_of_organizer(connection, user).await?;
        all.edited.clone_from(&all.seen);
        all.booked.clone_from(&all.seen);
    }
    let (is_member, roles) = store::events_of_teams(connection, user).await?;
    if !is_member {
        organizes?;
    }
    for (event, role, everywhere) in roles {
        for (right, list) in [
            (EventRight::See, &mut all.seen),
            (EventRight::Edit, &mut all.edited),
            (EventRight::Bookings, &mut all.booked),
        ] {
            if role.may(right, everywhere) && list.last() != Some(&event) {
                list.push(event);
            }
        }
    }
    all.in_team = is_member;
    Ok(all)
}

/// Whether the caller has the right on any event: organizers may make one.
///
/// # Errors
/// Not logged in; denied to who organizes nothing and is in no team with that right.
pub async fn may_somewhere(hub: &Hub, actor: Actor, right: EventRight) -> Result<Allowed, Error> {
    if let Ok(allowed) = actor.may_as_organizer() {
        return Ok(allowed);
    }
    actor.require_user()?;
    require_somewhere(&mut *hub.db.read().await?, actor, right).await.map(|_| Allowed::looked())
}

/// [`may_somewhere`] in a transaction; answers who the caller is.
pub(crate) async fn require_somewhere(
    connection: &mut PgConnection,
    actor: Actor,
    right: EventRight,
) -> Result<UserId, Error> {
    let user = actor.require_user()?;
    if let Err(refused) = actor.require_organizer() {
        let roles = store::roles_of(connection, user).await?;
        if !roles.into_iter().any(|(role, everywhere)| role.may(right, everywhere)) {
            return Err(refused.into());
        }
    }
    Ok(user)
}
