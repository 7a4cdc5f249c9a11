-- What an organizer does with one booking: cancelling it, giving money back, moving it to another event,
-- writing a note; and bookings that are given away.

ALTER TABLE bookings
    -- What of the price of its seats went back as a goodwill refund, without any of them ending. The
    -- booking is worth its price less this: captured minus refunded is that, as long as it stands.
    ADD COLUMN goodwill numeric(12, 2) NOT NULL DEFAULT 0,
    -- When it came here from another event of the same organizer.
    ADD COLUMN moved_at timestamptz,
    ADD CONSTRAINT bookings_goodwill_within_price
        CHECK (goodwill >= 0 AND goodwill <= total_price) NOT VALID;

-- More is allowed than was: no row has to be looked at.
ALTER DOMAIN booking_cancel_reason DROP CONSTRAINT booking_cancel_reason_check;
ALTER DOMAIN booking_cancel_reason ADD CONSTRAINT booking_cancel_reason_check CHECK (VALUE IN
    ('expired', 'by_attendee', 'by_organizer', 'event_cancelled', 'payment_refunded',
        'offer_declined')) NOT VALID;
ALTER DOMAIN booking_origin DROP CONSTRAINT booking_origin_check;
-- 'complimentary': given away by the organizer.
ALTER DOMAIN booking_origin ADD CONSTRAINT booking_origin_check CHECK (VALUE IN
    ('direct', 'waitlist', 'complimentary')) NOT VALID;

-- What the organizer's team writes down about a booking.
CREATE TABLE booking_notes (
    booking_id uuid PRIMARY KEY REFERENCES bookings ON DELETE CASCADE,
    note       text NOT NULL CHECK (length(note) BETWEEN 1 AND 2000),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Until when a booking can be cancelled in full because its event was moved by more than an hour, or
-- because it was moved to another event: for 14 days after it. Only what its event did while the
-- booking was there counts.
CREATE OR REPLACE FUNCTION moved_until(booking uuid) RETURNS timestamptz
LANGUAGE sql STABLE AS $$
    SELECT greatest(b.moved_at, (
        SELECT max(m.moved_at) FROM event_moves m
        WHERE m.event_id = b.event_id AND m.moved_at > greatest(b.booked_at, b.moved_at)
          AND (greatest(m.start_after, m.start_before) - least(m.start_after, m.start_before)
                  > interval '1 hour'
              OR greatest(m.start_after, b.event_start_at_booking)
                  - least(m.start_after, b.event_start_at_booking) > interval '1 hour')
    )) + interval '14 days'
    FROM bookings b WHERE b.id = booking
$$;

-- Somebody who was given a ticket and has no account: nobody can log in as them. They become an
-- account when the owner of the address chooses a password by a link that is mailed there.
ALTER TABLE users ADD COLUMN is_guest boolean NOT NULL DEFAULT false;

-- The address of a complimentary booking, for which its guest needs no account. It is made from the
-- server's key and a random number, so that it can be mailed again; it is found by its hash.
CREATE TABLE guest_links (
    booking_id uuid PRIMARY KEY REFERENCES bookings ON DELETE CASCADE,
    nonce      uuid NOT NULL,
    token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE UNIQUE INDEX guest_links_token_key ON guest_links (token_hash);
