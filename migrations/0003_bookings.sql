-- Seats, tickets and the money for them.

CREATE TABLE promotions (
    id           uuid PRIMARY KEY,
    code         text NOT NULL CHECK (code = upper(code) AND length(code) BETWEEN 3 AND 40),
    kind         text NOT NULL CHECK (kind IN ('PERCENT', 'FIXED')),
    value        numeric(12, 2) NOT NULL CHECK (value > 0),
    currency     text CHECK (currency ~ '^[A-Z]{3}$'),
    -- NULL: for the whole platform.
    event_id     uuid REFERENCES events ON DELETE CASCADE,
    owner_id     uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    valid_from   timestamptz NOT NULL,
    valid_until  timestamptz NOT NULL,
    max_uses     integer CHECK (max_uses >= 1),
    max_uses_per_person integer CHECK (max_uses_per_person >= 1),
    uses         integer NOT NULL DEFAULT 0 CHECK (uses >= 0),
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK (valid_until > valid_from),
    CHECK (kind <> 'PERCENT' OR value <= 100),
    CHECK (kind <> 'FIXED' OR currency IS NOT NULL),
    CONSTRAINT promotions_never_overused CHECK (max_uses IS NULL OR uses <= max_uses)
);
CREATE UNIQUE INDEX promotions_code_key ON promotions (code);
CREATE INDEX promotions_event_idx ON promotions (event_id);

CREATE TABLE bookings (
    id              uuid PRIMARY KEY,
    -- What a person reads out at the door or on the phone.
    reference       text NOT NULL CHECK (length(reference) BETWEEN 6 AND 20),
    event_id        uuid NOT NULL REFERENCES events ON DELETE RESTRICT,
    user_id         uuid NOT NULL REFERENCES users ON DELETE RESTRICT,
    -- 'waitlist': an offer; its seats count as offered while it is PENDING, else as held.
    origin          text NOT NULL DEFAULT 'direct' CHECK (origin IN ('direct', 'waitlist')),
    quantity        integer NOT NULL CHECK (quantity BETWEEN 1 AND 10),
    unit_price      numeric(12, 2) NOT NULL CHECK (unit_price >= 0),
    discount        numeric(12, 2) NOT NULL DEFAULT 0 CHECK (discount >= 0),
    total_price     numeric(12, 2) NOT NULL CHECK (total_price >= 0),
    currency        text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    promotion_id    uuid REFERENCES promotions ON DELETE SET NULL,
    status          text NOT NULL CHECK (status IN ('PENDING', 'CONFIRMED', 'CANCELLED')),
    cancel_reason   text CHECK (cancel_reason IN
        ('expired', 'by_attendee', 'event_cancelled', 'payment_refunded', 'offer_declined')),
    hold_expires_at timestamptz,
    -- The event's refund rule as it was when the booking was made.
    refund_full_until_hours integer NOT NULL DEFAULT 24 CHECK (refund_full_until_hours BETWEEN 0 AND 8760),
    refund_percent_after    integer NOT NULL DEFAULT 0 CHECK (refund_percent_after BETWEEN 0 AND 100),
    booked_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    confirmed_at    timestamptz,
    cancelled_at    timestamptz,
    CONSTRAINT bookings_total CHECK (total_price = unit_price * quantity - discount),
    CONSTRAINT bookings_cancelled_why CHECK ((status = 'CANCELLED') = (cancel_reason IS NOT NULL)),
    CONSTRAINT bookings_cancelled_when CHECK ((status = 'CANCELLED') = (cancelled_at IS NOT NULL)),
    CONSTRAINT bookings_held_until CHECK (status <> 'PENDING' OR hold_expires_at IS NOT NULL),
    CONSTRAINT bookings_confirmed_when CHECK (status <> 'CONFIRMED' OR confirmed_at IS NOT NULL)
);
CREATE UNIQUE INDEX bookings_reference_key ON bookings (reference);
CREATE INDEX bookings_user_idx ON bookings (user_id, booked_at DESC, id DESC);
CREATE INDEX bookings_event_idx ON bookings (event_id, status, booked_at, id);
CREATE INDEX bookings_hold_idx ON bookings (hold_expires_at) WHERE status = 'PENDING';
CREATE INDEX bookings_promotion_idx ON bookings (promotion_id, user_id) WHERE promotion_id IS NOT NULL;

CREATE TABLE tickets (
    id            uuid PRIMARY KEY,
    booking_id    uuid NOT NULL REFERENCES bookings ON DELETE RESTRICT,
    event_id      uuid NOT NULL REFERENCES events ON DELETE RESTRICT,
    seat          integer NOT NULL CHECK (seat BETWEEN 1 AND 10),
    -- 128 random bits, the only secret on a ticket.
    code          text NOT NULL CHECK (length(code) BETWEEN 20 AND 40),
    attendee_name text NOT NULL CHECK (length(attendee_name) BETWEEN 1 AND 100),
    cancelled_at  timestamptz,
    checked_in_at timestamptz,
    checked_in_by uuid REFERENCES users ON DELETE SET NULL,
    CHECK (checked_in_at IS NULL OR cancelled_at IS NULL)
);
CREATE UNIQUE INDEX tickets_code_key ON tickets (code);
CREATE UNIQUE INDEX tickets_seat_key ON tickets (booking_id, seat);
CREATE INDEX tickets_event_idx ON tickets (event_id, id);

CREATE TABLE payments (
    id             uuid PRIMARY KEY,
    booking_id     uuid NOT NULL REFERENCES bookings ON DELETE RESTRICT,
    provider       text NOT NULL CHECK (length(provider) BETWEEN 1 AND 40),
    payment_method text NOT NULL CHECK (payment_method IN ('MOCK_CARD', 'MOCK_PAYPAL')),
    -- The provider's name for this payment.
    reference_id   text NOT NULL CHECK (length(reference_id) BETWEEN 1 AND 200),
    amount         numeric(12, 2) NOT NULL CHECK (amount > 0),
    currency       text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    card_last4     text CHECK (card_last4 ~ '^[0-9]{4}$'),
    status         text NOT NULL CHECK (status IN ('PENDING', 'COMPLETED', 'FAILED', 'REFUNDED')),
    captured       numeric(12, 2) NOT NULL DEFAULT 0 CHECK (captured >= 0),
    refunded       numeric(12, 2) NOT NULL DEFAULT 0 CHECK (refunded >= 0),
    created_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    processed_at   timestamptz,
    CONSTRAINT payments_refunds_within_charges CHECK (refunded <= captured),
    CONSTRAINT payments_captured_once CHECK (captured = 0 OR captured = amount),
    CONSTRAINT payments_captured_when_done CHECK ((captured > 0) = (status IN ('COMPLETED', 'REFUNDED'))),
    CONSTRAINT payments_processed_when CHECK ((status = 'PENDING') = (processed_at IS NULL))
);
CREATE UNIQUE INDEX payments_reference_key ON payments (provider, reference_id);
-- One open or done payment per booking.
CREATE UNIQUE INDEX payments_one_open_key ON payments (booking_id) WHERE status IN ('PENDING', 'COMPLETED');
CREATE INDEX payments_booking_idx ON payments (booking_id, created_at);

-- A payment's ledger: nothing here is ever changed.
CREATE TABLE transactions (
    id         uuid PRIMARY KEY,
    payment_id uuid NOT NULL REFERENCES payments ON DELETE RESTRICT,
    kind       text NOT NULL CHECK (kind IN ('CHARGE', 'REFUND')),
    amount     numeric(12, 2) NOT NULL CHECK (amount > 0),
    reason     text NOT NULL CHECK (length(reason) BETWEEN 1 AND 100),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE UNIQUE INDEX transactions_one_charge_key ON transactions (payment_id) WHERE kind = 'CHARGE';
CREATE INDEX transactions_payment_idx ON transactions (payment_id, created_at);

-- Every callback a provider ever sent, by the provider's own event id: an outcome counts once.
CREATE TABLE webhook_events (
    provider     text NOT NULL CHECK (length(provider) BETWEEN 1 AND 40),
    event_id     text NOT NULL CHECK (length(event_id) BETWEEN 1 AND 200),
    reference_id text NOT NULL CHECK (length(reference_id) BETWEEN 1 AND 200),
    outcome      text NOT NULL CHECK (outcome IN ('COMPLETED', 'FAILED')),
    -- What it did: 'applied', 'ignored' (already final), 'unknown' (no such payment).
    effect       text NOT NULL CHECK (effect IN ('applied', 'ignored', 'unknown')),
    received_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (provider, event_id)
);
CREATE INDEX webhook_events_reference_idx ON webhook_events (provider, reference_id);

-- The stored first answer to a request that may be repeated.
CREATE TABLE idempotency_keys (
    user_id      uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    key          text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    request_hash bytea NOT NULL CHECK (length(request_hash) = 32),
    status       integer CHECK (status BETWEEN 200 AND 599),
    body         jsonb,
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (user_id, key),
    CHECK ((status IS NULL) = (body IS NULL))
);
CREATE INDEX idempotency_keys_age_idx ON idempotency_keys (created_at);
