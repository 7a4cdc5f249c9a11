//! Duplicate: a draft like an event, every date of which has moved with its start by the clock on the
//! wall.

use super::change::{Change, Wish, as_input, left_out};
use super::moving::{self, Slot, Times, clock_note, local, resolve};
use super::rights::{EventRight, own_locked, owned};
use super::service::{acting, make, owned_shown, reread};
use super::store::{self, EventRow};
use super::{uploads, zone};
use crate::audit::Entry;
use crate::idempotency::{Answer, IdempotencyKey, Refusal, Request, once};
use crate::ids::token_hash;
use crate::roles::copied as team;
use crate::{Actor, Error, Hub, promotions, ticket_types};
use chrono::{DateTime, Offset as _, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::effects::{
    CopiedCode, CopiedMember, CopyPart, DateKind, DuplicateEvent, DuplicatePlan, MovedDate,
};
use types::events::{EventInput, EventStatus, EventView};
use types::history::AuditAction;
use types::ids::{EventId, SessionId};
use types::promotions::{CODE_MAX, Promotion};
use types::validation::Checks;
use types::{Failure, Locale};

/// Which dates a copy would have; nothing is made.
///
/// # Errors
/// Not found or denied, also a team that is not the caller's to change; invalid by field.
pub async fn plan_duplicate(
    hub: &Hub,
    actor: Actor,
    id_or_slug: &str,
    mut wish: DuplicateEvent,
) -> Result<DuplicatePlan, Error> {
    let mut connection = hub.db.read().await?;
    let row = owned(&mut connection, actor, id_or_slug, right(&wish)).await?;
    check(&mut wish)?;
    let plan = Plan::of(&mut connection, &row, &wish).await?;
    Ok(DuplicatePlan {
        title: wish.title.clone().unwrap_or_else(|| row.title.clone()),
        dates: plan.dates(&row),
        codes: plan.codes(),
        team: plan.team(),
    })
}

/// Makes the copy: a draft of the same organizer.
///
/// # Errors
/// As [`plan_duplicate`]; a speaker who is elsewhere then.
pub async fn duplicate(
    hub: &Hub,
    actor: Actor,
    id_or_slug: &str,
    wish: DuplicateEvent,
    locale: Locale,
) -> Result<EventView, Error> {
    let made = duplicate_once(hub, actor, id_or_slug, wish, locale, None).await;
    made.map(|answer| answer.value).map_err(|refusal| refusal.failure.into())
}

/// The same, once for the key.
///
/// # Errors
/// As [`duplicate`]; `idempotency_key_reused`.
pub async fn duplicate_once(
    hub: &Hub,
    actor: Actor,
    id_or_slug: &str,
    mut wish: DuplicateEvent,
    locale: Locale,
    key: Option<IdempotencyKey>,
) -> Result<Answer<EventView>, Refusal> {
    let user = actor.require_user()?;
    let operation = format!("duplicate_event:{id_or_slug}");
    let request = key.map(|key| Request::new(hub, user, key, &operation, &wish).waiting());
    let (now, settings, name) = (hub.now(), hub.settings.clone(), id_or_slug.to_owned());
    once(hub, request, move |tx| {
        Box::pin(async move {
            let verified = acting(tx, user).await?;
            // Locked: its agenda stays as it was planned with.
            let row = own_locked(tx, actor, &name, right(&wish)).await?;
            check(&mut wish)?;
            let plan = Plan::of(tx, &row, &wish).await?;
            let how = Change { actor, verified, now, settings: &settings, audited: true };
            let copy = copy(tx, &how, &row, plan, wish.title).await?;
            Entry::new(actor, AuditAction::EventDuplicated, copy.id)
                .detail(json!({ "of": row.id }))
                .record(tx)
                .await?;
            Ok::<_, Error>(owned_shown(tx, now, copy, locale).await?)
        })
    })
    .await
}

/// Only who may change a team says who comes into another.
fn right(wish: &DuplicateEvent) -> EventRight {
    if wish.include.contains(&CopyPart::Team) { EventRight::Own } else { EventRight::Duplicate }
}

fn check(wish: &mut DuplicateEvent) -> Result<(), Failure> {
    let mut checks = Checks::new();
    checks.optional_line("title", &mut wish.title, types::events::TITLE_MAX);
    types::events::check_year(&mut checks, "start_date", wish.start_date);
    checks.finish()
}

/// When everything of a copy is.
struct Plan {
    zone: Tz,
    /// How far the start goes by the clock on the wall.
    by: TimeDelta,
    start: DateTime<Utc>,
    end: DateTime<Utc>,
    /// Each session with its title, as it is and as it will be.
    sessions: Vec<(String, Slot, Slot)>,
    promotions: Vec<(Promotion, promotions::Copied)>,
    members: Vec<team::Copied>,
    types: Vec<ticket_types::Copied>,
}

impl Plan {
    async fn of(
        connection: &mut PgConnection,
        row: &EventRow,
        wish: &DuplicateEvent,
    ) -> Result<Self, Error> {
        let zone = zone::parse_zone(&row.timezone).unwrap_or(Tz::UTC);
        let by = local(wish.start_date, zone) - local(row.start_date, zone);
        let start = wish.start_date;
        let end = moved_end(row, by, start, zone);
        let (sessions, promotions, members) = (Vec::new(), Vec::new(), Vec::new());
        let types = Vec::new();
        let mut plan = Self { zone, by, start, end, sessions, promotions, members, types };
        if row.typed {
            let moved = |at| plan.moved(at);
            plan.types = ticket_types::of_event(connection, row.id, moved).await?;
        }
        if wish.include.contains(&CopyPart::Sessions) {
            plan.sessions = plan.moved_sessions(connection, row).await?;
        }
        if wish.include.contains(&CopyPart::Promotions) {
            let tail = suffix(row.id, start);
            for promotion in promotions::of_event(connection, row.id).await? {
                let copied = promotions::Copied {
                    code: with_suffix(&promotion.code, &tail),
                    valid_from: plan.moved(promotion.valid_from),
                    valid_until: plan.moved(promotion.valid_until),
                };
                plan.promotions.push((promotion, copied));
            }
        }
        if wish.include.contains(&CopyPart::Team) {
            plan.members = team::of_event(connection, row.id).await?;
        }
        Ok(plan)
    }

    async fn moved_sessions(
        &self,
        connection: &mut PgConnection,
        row: &EventRow,
    ) -> Result<Vec<(String, Slot, Slot)>, Error> {
        let named = store::named_slots(connection, row.id).await?;
        let slots: Vec<Slot> = named.iter().map(|(_, slot)| *slot).collect();
        let before = Times { start: row.start_date, end: row.end_date, zone: self.zone };
        let after = Times { start: self.start, end: self.end, zone: self.zone };
        let moved =
            moving::follow(before, after, &slots).map_err(|outside| left_out(&outside, after))?;
        let pairs = named.into_iter().zip(moved);
        Ok(pairs.map(|((title, slot), moved)| (title, slot, moved)).collect())
    }

    /// So far by the clock on the wall.
    fn moved(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        let offset = self.zone.offset_from_utc_datetime(&at.naive_utc()).fix();
        let all = resolve(local(at, self.zone) + self.by, self.zone, Some(offset));
        all.first().copied().unwrap_or(at + self.by)
    }

    fn dates(&self, row: &EventRow) -> Vec<MovedDate> {
        let event = |kind, before, after| self.date(kind, &row.title, None, before, after);
        let mut dates = vec![
            event(DateKind::EventStart, row.start_date, self.start),
            event(DateKind::EventEnd, row.end_date, self.end),
        ];
        for (title, before, after) in &self.sessions {
            let id = Some(before.id);
            dates.push(self.date(DateKind::SessionStart, title, id, before.start, after.start));
            dates.push(self.date(DateKind::SessionEnd, title, id, before.end, after.end));
        }
        for (promotion, copied) in &self.promotions {
            let (from, until) = (promotion.valid_from, promotion.valid_until);
            let code = &promotion.code;
            dates.push(self.date(DateKind::PromotionFrom, code, None, from, copied.valid_from));
            dates.push(self.date(DateKind::PromotionUntil, code, None, until, copied.valid_until));
        }
        for ticket_types::Copied { before, after } in &self.types {
            let steps = before.price_steps.iter().zip(&after.price_steps);
            let own = [
                (DateKind::TicketTypeFrom, before.sale_from, after.sale_from),
                (DateKind::TicketTypeUntil, before.sale_until, after.sale_until),
            ];
            let each = own.into_iter().chain(
                steps.map(|(before, after)| (DateKind::PriceUntil, before.until, after.until)),
            );
            dates.extend(each.filter_map(|(kind, before_it, after)| {
                Some(self.date(kind, &before.name, None, before_it?, after?))
            }));
        }
        dates
    }

    fn date(
        &self,
        kind: DateKind,
        name: &str,
        session: Option<SessionId>,
        before: DateTime<Utc>,
        after: DateTime<Utc>,
    ) -> MovedDate {
        let zone = self.zone.name();
        MovedDate {
            kind,
            name: name.to_owned(),
            session,
            before,
            after,
            before_wall: zone::wall(before, zone),
            after_wall: zone::wall(after, zone),
            note: clock_note(local(before, self.zone) + self.by, after, self.zone),
        }
    }

    fn team(&self) -> Vec<CopiedMember> {
        let members = self.members.iter();
        members
            .map(|it| CopiedMember { display_name: it.display_name.clone(), role: it.role })
            .collect()
    }

    fn codes(&self) -> Vec<CopiedCode> {
        let pairs = self.promotions.iter();
        pairs
            .map(|(promotion, copied)| CopiedCode {
                before: promotion.code.clone(),
                after: copied.code.clone(),
            })
            .collect()
    }
}

/// The end by the clock on the wall, and never before the start: in the night the clocks go back, the
/// later of the two.
fn moved_end(row: &EventRow, by: TimeDelta, start: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    let offset = zone.offset_from_utc_datetime(&row.end_date.naive_utc()).fix();
    let all = resolve(local(row.end_date, zone) + by, zone, Some(offset));
    let later = all.into_iter().find(|end| *end > start);
    later.unwrap_or_else(|| start + (row.end_date - row.start_date))
}

/// Four letters that tell this copy from others: a code is given out once, and whether somebody
/// else's exists is not told.
fn suffix(event: EventId, start: DateTime<Utc>) -> String {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let hash = token_hash(&format!("{event}:{start}"));
    hash.iter().take(4).map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect()
}

fn with_suffix(code: &str, tail: &str) -> String {
    let kept: String = code.chars().take(CODE_MAX - tail.len() - 1).collect();
    format!("{kept}-{tail}")
}

async fn copy(
    tx: &mut PgConnection,
    how: &Change<'_>,
    row: &EventRow,
    plan: Plan,
    title: Option<String>,
) -> Result<EventRow, Error> {
    let current = as_input(row);
    let image = current.image.as_deref();
    let shown = uploads::may_show(tx, how.actor, row.organizer_id, image).await.is_ok();
    let input = EventInput {
        title: title.unwrap_or_else(|| row.title.clone()),
        start_date: plan.start,
        end_date: plan.end,
        image: current.image.clone().filter(|_| shown),
        refund_policy: Some(row.refund_policy),
        status: Some(EventStatus::Draft),
        ..current
    };
    let chosen = ["start_date", "end_date"];
    let unset = row.unset_fields.iter().filter(|field| !chosen.contains(&field.as_str()));
    let wish = Wish { input, unset: unset.cloned().collect() };
    let made = make(tx, how, row.organizer_id, wish).await?;
    let slots: Vec<Slot> = plan.sessions.iter().map(|(_, _, after)| *after).collect();
    store::copy_sessions(tx, made.id, &slots).await.map_err(super::change::clash)?;
    let events = (row.id, made.id);
    ticket_types::copy_rules(tx, events).await?;
    let types = ticket_types::copy(tx, plan.types, events).await?;
    for (promotion, copied) in &plan.promotions {
        promotions::copy(tx, how.actor, promotion, (made.id, &types), copied).await?;
    }
    team::copy(tx, how.actor, &plan.members, row.organizer_id, events).await?;
    if types.is_empty() { Ok(made) } else { reread(tx, made.id).await }
}
