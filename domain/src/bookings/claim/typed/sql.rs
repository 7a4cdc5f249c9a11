//! The statements that claim seats of ticket types.

use super::super::sql::{
    LockPolicy, asked, bookable, held, made, open, permitted, same_account, told,
};
use crate::bookings::columns::{booking_columns, ticket_columns};
use crate::events::seats::free_seats;
use crate::notifications::{message_columns, notice_columns};

/// What differs from the claim of an event with one kind of ticket:
///
/// - `pools` and `locked` are locked after their event, since they are joined to it, and therefore read
///   anew: a plain read would be as old as the statement, and sell a seat twice that another
///   transaction sold while this one waited. Nobody waits here, for whoever changes them holds their
///   event's row.
/// - `fitting` shares out on three levels: of the event, of the pool and of the type. A claim has all
///   of its items or none. One that is too large by itself delays nobody.
/// - `allowed` is worked out once: who asks is not looked up again for each item.
/// - A type that is hidden is there for whoever has a code that opens it.
/// - `priced` counts once more, over what fits: a price for the first so many is for those who get
///   seats. Who is behind one that is free of charge and would pay more because of it is left for
///   another try: those that cost nothing are confirmed by the other statement, which comes after.
/// - The counters of pools and types are moved by the triggers of `booking_items`, when the statement
///   is done; their checks are the guard.
macro_rules! claimed {
    ($total:literal, $counter:literal, $held:literal, $sessions:literal, $vias:literal,
        ($ordinals:literal, $types:literal, $numbers:literal, $opened:literal),
        $locked_rows:literal) => {
        concat!(
            asked!($sessions, $vias, $locked_rows),
            ", ",
            open!("typed", $locked_rows),
            ", ",
            permitted!($held),
            ", pools AS MATERIALIZED (
    SELECT ticket_pools.id, quota - taken AS seats
    FROM ticket_pools JOIN open ON open.id = event_id
    WHERE ticket_pools.id IN (SELECT pool_id FROM ticket_types WHERE id = ANY(",
            $types,
            "))
    ORDER BY ticket_pools.id FOR NO KEY UPDATE OF ticket_pools
), locked AS MATERIALIZED (
    SELECT ticket_types.id, event_id, pool_id, name, position, price, stepped, taken,
        quota - taken AS seats, open.seats AS event_seats, min_per_booking, max_per_booking,
        hidden, offering = 'FOR_SALE'
            AND (sale_from IS NULL OR sale_from <= clock_timestamp())
            AND (sale_until IS NULL OR sale_until > clock_timestamp()) AS on_sale
    FROM ticket_types JOIN open ON open.id = event_id WHERE ticket_types.id = ANY(",
            $types,
            ")
    ORDER BY ticket_types.id FOR NO KEY UPDATE OF ticket_types
), kinds AS MATERIALIZED (
    SELECT locked.*, pools.seats AS pool_seats,
        CASE WHEN stepped THEN price_steps_of(locked.id) ELSE '{}' END AS steps
    FROM locked LEFT JOIN pools ON pools.id = pool_id
), allowed AS MATERIALIZED (
    SELECT permitted.* FROM permitted JOIN buyers ON ",
            same_account!(),
            " WHERE crossed IS NULL
), lines AS (
    SELECT item.ordinal, item.n, allowed.event_id, allowed.id AS booking,
        allowed.first_for_person, allowed.quantity, kinds.id AS type, kinds.pool_id, kinds.name,
        kinds.position, kinds.price, kinds.taken, kinds.seats, kinds.pool_seats, kinds.event_seats,
        kinds.steps,
        sum(item.n) OVER (PARTITION BY item.ordinal) AS found
    FROM unnest(",
            $ordinals,
            "::bigint[], ",
            $types,
            "::uuid[], ",
            $numbers,
            "::int[], ",
            $opened,
            "::boolean[]) AS item (ordinal, type, n, opened)
        JOIN allowed ON allowed.ordinal = item.ordinal
        JOIN kinds ON kinds.id = item.type AND kinds.event_id = allowed.event_id AND on_sale
            AND (item.opened OR NOT kinds.hidden)
    WHERE n BETWEEN min_per_booking AND max_per_booking
      AND coalesce(n <= kinds.seats, true) AND coalesce(n <= pool_seats, kinds.pool_id IS NULL)
), summed AS (
    SELECT lines.*, sum(n) OVER (PARTITION BY event_id ORDER BY ordinal) AS of_event,
        sum(n) OVER (PARTITION BY pool_id ORDER BY ordinal) AS of_pool,
        sum(n) OVER (PARTITION BY type ORDER BY ordinal) AS of_type
    FROM lines WHERE found = quantity AND quantity <= event_seats
), judged AS (
    SELECT summed.*, bool_and(of_event <= event_seats AND coalesce(of_type <= seats, true)
        AND coalesce(of_pool <= pool_seats, pool_id IS NULL)) OVER (PARTITION BY ordinal) AS fits
    FROM summed
), priced AS MATERIALIZED (
    SELECT ordinal, event_id, booking, first_for_person, quantity, type, n, name, position,
        steps <> '{}' AS stepped, CASE WHEN steps = '{}' THEN price ELSE coalesce((
            SELECT step.price FROM unnest(steps) AS step
            WHERE step.first IS NULL OR taken + upto <= step.first
            ORDER BY step.position LIMIT 1
        ), price) END AS unit
    FROM (
        SELECT judged.*, sum(n) OVER (PARTITION BY type ORDER BY ordinal) AS upto
        FROM judged WHERE fits
    ) AS counted
), sums AS MATERIALIZED (
    SELECT ordinal, event_id, booking, first_for_person, quantity, sum(n * unit) AS subtotal,
        min(unit) AS lowest, bool_or(stepped) AS stepped
    FROM priced GROUP BY ordinal, event_id, booking, first_for_person, quantity
), fitting AS MATERIALIZED (
    SELECT sums.*, reference, user_id, via
    FROM (
        SELECT sums.*, stepped AND bool_or(stepped AND subtotal = 0)
            OVER (PARTITION BY event_id ORDER BY ordinal) AS behind
        FROM sums
    ) AS sums JOIN wanted ON wanted.ordinal = sums.ordinal AND subtotal ",
            $total,
            "
), claimed AS (
    UPDATE events SET ",
            $counter,
            " = ",
            $counter,
            " + asked.seats
    FROM (SELECT event_id, sum(quantity)::int AS seats FROM fitting GROUP BY event_id) AS asked
    WHERE events.id = asked.event_id AND typed AND ",
            bookable!(),
            "
      AND asked.seats <= ",
            free_seats!(),
            "
      AND CASE WHEN waitlist_count > 0 THEN NOT waiting_party_fits(id, true) ELSE true END
    RETURNING id, title, start_date, currency, refund_full_until_hours, refund_percent_after
)"
        )
    };
}

macro_rules! booked {
    ($moment:literal, $values:literal) => {
        concat!(
            "booked AS (
    INSERT INTO bookings (",
            booking_columns!($moment),
            ", typed, subtotal)
    SELECT booking, reference, event_id, user_id, quantity, lowest, subtotal, currency,
        ",
            $values,
            ", refund_full_until_hours, refund_percent_after, start_date,
        first_for_person, via, true, subtotal
    FROM fitting JOIN claimed ON claimed.id = fitting.event_id ORDER BY ordinal"
        )
    };
}

macro_rules! itemised {
    () => {
        ", itemised AS (
    INSERT INTO booking_items (booking_id, ticket_type_id, quantity, unit_price)
    SELECT booking, type, n, unit FROM priced WHERE (booking IN (SELECT id FROM booked)) IS TRUE
), told_items AS (
    SELECT ordinal, jsonb_agg(jsonb_build_object('ticket_type', type, 'name', name, 'quantity', n,
        'unit_price', unit::numeric(12, 2)::text) ORDER BY position, type) AS items
    FROM priced GROUP BY ordinal
)"
    };
}

macro_rules! answers {
    () => {
        concat!(
            "
SELECT wanted.ordinal, booked.id IS NOT NULL AS booked,
    CASE WHEN booked.id IS NULL THEN CASE
        WHEN (SELECT subtotal = 0 FROM sums WHERE sums.ordinal = wanted.ordinal) THEN 'free'
        WHEN NOT EXISTS (SELECT FROM open WHERE open.id = wanted.event_id) THEN (
            SELECT 'held' FROM events WHERE events.id = wanted.event_id AND typed
                AND status = 'PUBLISHED' AND hidden_at IS NULL AND ",
            free_seats!(),
            " >= wanted.quantity
        )
    END END AS otherwise, claimed.title, claimed.start_date, booked.unit_price,
    booked.total_price, booked.currency, booked.hold_expires_at, booked.confirmed_at,
    booked.booked_at, claimed.refund_full_until_hours, claimed.refund_percent_after,
    CASE WHEN booked.id IS NOT NULL THEN told_items.items END AS items"
        )
    };
}

macro_rules! hold {
    ($locked_rows:literal) => {
        concat!(
            claimed!(
                "> 0 AND NOT behind",
                "seats_held",
                "own",
                "$11",
                "$12",
                ("$15", "$16", "$17", "$18"),
                $locked_rows
            ),
            ", ",
            booked!("hold_expires_at", "'PENDING', clock_timestamp() + $8"),
            held!(),
            itemised!(),
            answers!(),
            ", '' AS attendee_name
FROM wanted
    LEFT JOIN claimed ON claimed.id = wanted.event_id LEFT JOIN booked ON booked.id = wanted.id
    LEFT JOIN told_items ON told_items.ordinal = wanted.ordinal"
        )
    };
}

macro_rules! confirm {
    ($locked_rows:literal) => {
        concat!(
            claimed!(
                "= 0",
                "seats_confirmed",
                "0",
                "$17",
                "$18",
                ("$22", "$23", "$24", "$26"),
                $locked_rows
            ),
            ", ",
            booked!("confirmed_at", "'CONFIRMED', clock_timestamp()"),
            "
    RETURNING id, event_id, user_id, quantity, unit_price, total_price, currency, hold_expires_at,
        confirmed_at, booked_at
), issued AS (
    INSERT INTO tickets (",
            ticket_columns!(),
            ", ticket_type_id, price)
    SELECT seat.id, booked.id, booked.event_id, seat.number, seat.code, buyers.display_name,
        seat.type, 0
    FROM booked JOIN buyers ON buyers.id = booked.user_id
    JOIN unnest($8::uuid[], $9::int[], $10::uuid[], $11::text[], $25::uuid[])
        AS seat (booking_id, number, id, code, type) ON seat.booking_id = booked.id
), ",
            told!(),
            itemised!(),
            answers!(),
            ", buyers.display_name AS attendee_name, (SELECT count(job) FROM mailing) AS jobs
FROM wanted
    LEFT JOIN claimed ON claimed.id = wanted.event_id LEFT JOIN booked ON booked.id = wanted.id
    LEFT JOIN told_items ON told_items.ordinal = wanted.ordinal
    LEFT JOIN buyers ON buyers.id = wanted.user_id"
        )
    };
}

pub(in crate::bookings) fn hold(policy: LockPolicy) -> &'static str {
    match policy {
        LockPolicy::SkipLocked => hold!("SKIP LOCKED"),
        LockPolicy::Block => hold!(""),
    }
}

pub(super) fn confirm(policy: LockPolicy) -> &'static str {
    match policy {
        LockPolicy::SkipLocked => confirm!("SKIP LOCKED"),
        LockPolicy::Block => confirm!(""),
    }
}
