//! The two statements that claim seats, for one booking or for many at once. Those for events with
//! ticket types are put together of the same parts.

use crate::bookings::columns::{booking_columns, ticket_columns};
use crate::events::seats::free_seats;
use crate::notifications::{message_columns, notice_columns};

/// `$locked_rows` is how they treat a row that another transaction has locked: `""` waits, `"SKIP
/// LOCKED"` leaves those claims to another try.
///
/// - Accounts are locked before events, as their deletion does it: it either comes later and finds
///   the booking, or came first and the booking is refused. So it is with what ends their sessions,
///   where a claim names the token version and the session it relies on.
/// - `permitted` finds who would have more seats of an event than one person may, in the snapshot
///   of the statement. What a concurrent transaction adds is refused at the end, and the whole
///   statement with it: two first bookings by a unique index, others by a trigger that counts
///   again. Nearly all book for the first time, which costs one index lookup. `own` is what the
///   same person wants of the event in this statement, up to this claim.
/// - `fitting` shares the seats out in the order in which they were asked for; a party
///   that is too large blocks those behind it, whose claims are made again alone.
/// - The conditional `UPDATE` is the guard: it is evaluated on the newest row, and what it refuses
///   is not booked, whatever `fitting` believed.
macro_rules! asked {
    ($sessions:literal, $vias:literal, $locked_rows:literal) => {
        concat!(
            "WITH wanted AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::uuid[], $5::text[], $6::int[],
        $7::int[], ",
            $sessions,
            "::uuid[], ",
            $vias,
            "::text[]) WITH ORDINALITY
        AS wanted (event_id, user_id, quantity, id, reference, version, own, session, via,
            ordinal)
), buyers AS (
    SELECT id, display_name, email, locale, token_version FROM users
    WHERE id = ANY($2) AND disabled_at IS NULL AND deleted_at IS NULL
    ORDER BY id FOR SHARE ",
            $locked_rows,
            "
)"
        )
    };
}

/// The events with free seats, locked after the accounts; `$which` says which of them.
macro_rules! open {
    ($which:expr, $locked_rows:literal) => {
        concat!(
            "open AS (
    SELECT id, ",
            free_seats!(),
            " AS seats,
        max_unpaid_per_person, max_per_person, waitlist_count > 0 AS waited_for,
        least(max_unpaid_per_person, max_per_person) AS per_person
    FROM events
    WHERE id = ANY($1) AND ",
            $which,
            " AND (SELECT count(*) FROM buyers) > 0
      AND ",
            free_seats!(),
            " > 0
    ORDER BY id FOR NO KEY UPDATE ",
            $locked_rows,
            "
)"
        )
    };
}

macro_rules! permitted {
    ($held:literal) => {
        concat!(
            "permitted AS MATERIALIZED (
    SELECT asked.*, CASE WHEN per_person IS NOT NULL THEN NOT others END AS first_for_person,
        CASE WHEN others THEN (
            SELECT limit_crossed(has.held + ",
            $held,
            ", has.unpaid + own, has.seats + own, max_unpaid_per_person, max_per_person)
            FROM seats_of(asked.user_id, asked.event_id) AS has
        ) WHEN quantity > per_person THEN per_person END AS crossed
    FROM (
        SELECT wanted.*, max_unpaid_per_person, max_per_person, per_person,
            per_person IS NOT NULL AND (own > quantity OR waited_for OR EXISTS (
                SELECT FROM bookings
                WHERE bookings.user_id = wanted.user_id AND bookings.event_id = wanted.event_id
                  AND (CASE bookings.status WHEN 'CANCELLED' THEN 1 ELSE 0 END) = 0
            )) AS others
        FROM wanted JOIN open ON open.id = event_id OFFSET 0
    ) AS asked
)"
        )
    };
}

/// The account of a claim is still the one that it relies on.
macro_rules! same_account {
    () => {
        "buyers.id = user_id
            AND token_version = coalesce(version, token_version)
            AND (session IS NULL OR EXISTS (SELECT FROM login_sessions
                WHERE login_sessions.id = session AND login_sessions.user_id = buyers.id
                  AND ended_at IS NULL AND ends_at > clock_timestamp()))"
    };
}

/// A condition of every claim (INV-7).
macro_rules! bookable {
    () => {
        "status = 'PUBLISHED' AND hidden_at IS NULL AND start_date > clock_timestamp()"
    };
}

macro_rules! claimed {
    ($price:literal, $counter:literal, $held:literal, $sessions:literal, $vias:literal, $locked_rows:literal) => {
        concat!(
            asked!($sessions, $vias, $locked_rows),
            ", ",
            open!(concat!("price ", $price, " AND NOT typed"), $locked_rows),
            ", ",
            permitted!($held),
            ", fitting AS (
    SELECT asked.* FROM (
        SELECT permitted.*, sum(quantity) OVER (PARTITION BY event_id ORDER BY ordinal) AS seats
        FROM permitted JOIN buyers ON ",
            same_account!(),
            "
        WHERE crossed IS NULL
    ) AS asked JOIN open ON open.id = asked.event_id AND asked.seats <= open.seats
), claimed AS (
    UPDATE events SET ",
            $counter,
            " = ",
            $counter,
            " + asked.seats
    FROM (SELECT event_id, sum(quantity)::int AS seats FROM fitting GROUP BY event_id) AS asked
    WHERE events.id = asked.event_id AND price ",
            $price,
            " AND NOT typed
      AND ",
            bookable!(),
            "
      AND asked.seats <= ",
            free_seats!(),
            "
      AND (waitlist_smallest IS NULL OR waitlist_smallest > ",
            free_seats!(),
            ")
    RETURNING id, title, start_date, events.price, currency, refund_full_until_hours,
        refund_percent_after
)"
        )
    };
}

/// The answer for each claim: the booking's columns where it was made. Where not, the event is read
/// again: it may be free of charge, or its seats seem to be free, since the rows were locked.
macro_rules! answers {
    ($free:literal) => {
        concat!(
            "
SELECT wanted.ordinal, booked.id IS NOT NULL AS booked,
    CASE WHEN booked.id IS NULL THEN (
        SELECT CASE WHEN typed THEN NULL WHEN ",
            $free,
            " THEN 'free' WHEN status = 'PUBLISHED' AND hidden_at IS NULL
            AND ",
            free_seats!(),
            " >= wanted.quantity
            AND NOT EXISTS (SELECT FROM permitted
                WHERE permitted.ordinal = wanted.ordinal AND crossed IS NOT NULL)
            THEN 'held' END
        FROM events WHERE events.id = wanted.event_id
    ) END AS otherwise, claimed.title, claimed.start_date, booked.unit_price,
    booked.total_price, booked.currency, booked.hold_expires_at, booked.confirmed_at,
    booked.booked_at, claimed.refund_full_until_hours, claimed.refund_percent_after"
        )
    };
}

/// What the history says of a booking that was made.
macro_rules! made {
    ($status:literal) => {
        concat!(
            "jsonb_build_object('status', '[null, \"",
            $status,
            "\"]'::jsonb, 'quantity', jsonb_build_array(NULL, booked.quantity),
        'total_price', jsonb_build_array(NULL, booked.total_price::numeric(12, 2)::text))"
        )
    };
}

/// The bookings, in the order in which they were asked for.
macro_rules! booked {
    ($moment:literal, $values:literal) => {
        concat!(
            "booked AS (
    INSERT INTO bookings (",
            booking_columns!($moment),
            ")
    SELECT fitting.id, reference, event_id, user_id, quantity, price, price * quantity, currency,
        ",
            $values,
            ", refund_full_until_hours, refund_percent_after, start_date,
        first_for_person, via
    FROM fitting JOIN claimed ON claimed.id = fitting.event_id ORDER BY ordinal"
        )
    };
}

/// What a booking that is PENDING brings with it: its history, and the job that lapses all of them,
/// which costs as much as a booking.
///
/// It is written here and not by the queue's own function, which wakes the workers in every
/// transaction: `PostgreSQL` lets transactions that notify commit one after another, and a rush of
/// bookings would be serialised by the disk. A job that is due in a quarter of an hour needs no
/// NOTIFY.
macro_rules! held {
    () => {
        concat!(
            "
    RETURNING id, event_id, user_id, quantity, unit_price, total_price, currency, hold_expires_at,
        confirmed_at, booked_at
), history AS (
    INSERT INTO audit_log (id, actor_id, action, subject, event_id, booking_id, changes)
    SELECT entry.id, user_id, 'booking.held', 'booking:' || booked.id, event_id, booked.id, ",
            made!("PENDING"),
            "
    FROM booked JOIN unnest($4::uuid[], $13::uuid[]) AS entry (booking_id, id)
        ON entry.booking_id = booked.id
), lapse AS (
    INSERT INTO graphile_worker._private_jobs (task_id, payload, run_at, key, max_attempts)
    SELECT tasks.id, json_build_object('bookings', array_agg(booked.id)),
        max(booked.hold_expires_at), $9 || ':' || (array_agg(booked.id))[1], $10
    FROM booked, graphile_worker._private_tasks AS tasks WHERE tasks.identifier = $9
    GROUP BY tasks.id
)"
        )
    };
}

macro_rules! hold {
    ($locked_rows:literal) => {
        concat!(
            claimed!("> 0", "seats_held", "own", "$11", "$12", $locked_rows),
            ", ",
            booked!("hold_expires_at", "'PENDING', clock_timestamp() + $8"),
            held!(),
            answers!("price = 0"),
            ", '' AS attendee_name
FROM wanted
    LEFT JOIN claimed ON claimed.id = wanted.event_id LEFT JOIN booked ON booked.id = wanted.id"
        )
    };
}

/// What a booking that is CONFIRMED at once brings with it, beside its tickets: messages and history.
macro_rules! told {
    () => {
        concat!(
            "promised AS (
    INSERT INTO mail_messages (",
            message_columns!(),
            ")
    SELECT message.id, $14 || ':' || booked.id, $14, buyers.id, booked.id, buyers.email,
        buyers.locale
    FROM booked JOIN buyers ON buyers.id = booked.user_id
    JOIN unnest($4::uuid[], $12::uuid[]) AS message (booking_id, id)
        ON message.booking_id = booked.id
    RETURNING id, unique_key, user_id, booking_id
), told AS (
    INSERT INTO notifications (",
            notice_columns!(),
            ")
    SELECT notice.id, promised.user_id, $14, booked.event_id, booked.id, promised.unique_key
    FROM promised JOIN booked ON booked.id = promised.booking_id
    JOIN unnest($4::uuid[], $13::uuid[]) AS notice (booking_id, id)
        ON notice.booking_id = booked.id
), history AS (
    INSERT INTO audit_log (id, actor_id, action, subject, event_id, booking_id, changes)
    SELECT line.* FROM booked JOIN promised ON promised.booking_id = booked.id
    JOIN unnest($4::uuid[], $19::uuid[], $20::uuid[]) AS entry (booking_id, id, mail)
        ON entry.booking_id = booked.id
    CROSS JOIN LATERAL (VALUES
        (entry.id, booked.user_id, 'booking.confirmed', 'booking:' || booked.id, booked.event_id,
            booked.id, ",
            made!("CONFIRMED"),
            "),
        (entry.mail, NULL, 'mail.queued', 'mail:' || promised.id, booked.event_id, booked.id,
            jsonb_build_object('kind', jsonb_build_array(NULL, $14::text)))
    ) AS line
), mailing AS (
    SELECT graphile_worker.add_job($15, json_build_object('message', id),
        job_key => $15 || ':' || id, max_attempts => $16) AS job
    FROM promised
)"
        )
    };
}

/// CONFIRMED at once, with tickets and messages.
macro_rules! confirm {
    ($locked_rows:literal) => {
        concat!(
            claimed!("= 0", "seats_confirmed", "0", "$17", "$18", $locked_rows),
            ", ",
            booked!("confirmed_at", "'CONFIRMED', clock_timestamp()"),
            "
    RETURNING id, event_id, user_id, quantity, unit_price, total_price, currency, hold_expires_at,
        confirmed_at, booked_at
), issued AS (
    INSERT INTO tickets (",
            ticket_columns!(),
            ")
    SELECT seat.id, booked.id, booked.event_id, seat.number, seat.code, buyers.display_name
    FROM booked JOIN buyers ON buyers.id = booked.user_id
    JOIN unnest($8::uuid[], $9::int[], $10::uuid[], $11::text[])
        AS seat (booking_id, number, id, code) ON seat.booking_id = booked.id
), ",
            told!(),
            answers!("false"),
            ", buyers.display_name AS attendee_name, (SELECT count(job) FROM mailing) AS jobs
FROM wanted
    LEFT JOIN claimed ON claimed.id = wanted.event_id LEFT JOIN booked ON booked.id = wanted.id
    LEFT JOIN buyers ON buyers.id = wanted.user_id"
        )
    };
}

/// What a statement does where an event or an account is locked by another transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::bookings) enum LockPolicy {
    /// Claims what it can have at once. It never waits, so it may want many events.
    SkipLocked,
    /// Waits. Two that want the same events want them in the same order.
    Block,
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

pub(super) use {asked, bookable, held, made, open, permitted, same_account, told};
