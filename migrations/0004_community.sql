-- Waiting, reviewing, certifying, telling.

CREATE TABLE waitlist_entries (
    id               uuid PRIMARY KEY,
    event_id         uuid NOT NULL REFERENCES events ON DELETE CASCADE,
    user_id          uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    quantity         integer NOT NULL CHECK (quantity BETWEEN 1 AND 10),
    status           text NOT NULL CHECK (status IN ('WAITING', 'OFFERED', 'ACCEPTED', 'EXPIRED', 'LEFT')),
    -- Set under the event's lock: with the id, the order in which seats are promised.
    joined_at        timestamptz NOT NULL,
    notified_at      timestamptz,
    offer_expires_at timestamptz,
    booking_id       uuid REFERENCES bookings ON DELETE RESTRICT,
    ended_at         timestamptz,
    CONSTRAINT waitlist_offer_has_booking CHECK (
        status NOT IN ('OFFERED', 'ACCEPTED') OR (booking_id IS NOT NULL AND offer_expires_at IS NOT NULL)
    )
);
CREATE UNIQUE INDEX waitlist_one_open_key ON waitlist_entries (event_id, user_id)
    WHERE status IN ('WAITING', 'OFFERED');
CREATE UNIQUE INDEX waitlist_booking_key ON waitlist_entries (booking_id) WHERE booking_id IS NOT NULL;
CREATE INDEX waitlist_order_idx ON waitlist_entries (event_id, joined_at, id) WHERE status = 'WAITING';
CREATE INDEX waitlist_user_idx ON waitlist_entries (user_id, joined_at DESC);

-- Every move of every entry with its reason, so that the list can explain itself.
CREATE TABLE waitlist_moves (
    id          uuid PRIMARY KEY,
    entry_id    uuid NOT NULL REFERENCES waitlist_entries ON DELETE CASCADE,
    event_id    uuid NOT NULL REFERENCES events ON DELETE CASCADE,
    from_status text,
    to_status   text NOT NULL,
    reason      text NOT NULL CHECK (length(reason) BETWEEN 1 AND 64),
    detail      jsonb NOT NULL DEFAULT '{}',
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX waitlist_moves_event_idx ON waitlist_moves (event_id, created_at, id);
CREATE INDEX waitlist_moves_entry_idx ON waitlist_moves (entry_id, created_at, id);

CREATE TABLE reviews (
    id          uuid PRIMARY KEY,
    event_id    uuid NOT NULL REFERENCES events ON DELETE CASCADE,
    user_id     uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    rating      integer NOT NULL CHECK (rating BETWEEN 1 AND 5),
    comment     text NOT NULL DEFAULT '' CHECK (length(comment) <= 5000),
    hidden_at   timestamptz,
    hide_reason text CHECK (length(hide_reason) <= 500),
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK ((hidden_at IS NULL) = (hide_reason IS NULL))
);
CREATE UNIQUE INDEX reviews_one_each_key ON reviews (event_id, user_id);
CREATE INDEX reviews_event_idx ON reviews (event_id, created_at DESC, id DESC) WHERE hidden_at IS NULL;

CREATE TABLE certificates (
    id            uuid PRIMARY KEY,
    number        text NOT NULL CHECK (length(number) BETWEEN 16 AND 40),
    event_id      uuid NOT NULL REFERENCES events ON DELETE RESTRICT,
    user_id       uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    attendee_name text NOT NULL CHECK (length(attendee_name) BETWEEN 1 AND 100),
    issued_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    revoked_at    timestamptz
);
CREATE UNIQUE INDEX certificates_number_key ON certificates (number);
CREATE UNIQUE INDEX certificates_one_each_key ON certificates (event_id, user_id);
CREATE INDEX certificates_user_idx ON certificates (user_id, issued_at DESC);

CREATE TABLE notifications (
    id         uuid PRIMARY KEY,
    user_id    uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    kind       text NOT NULL CHECK (length(kind) BETWEEN 1 AND 64),
    event_id   uuid REFERENCES events ON DELETE CASCADE,
    booking_id uuid REFERENCES bookings ON DELETE CASCADE,
    data       jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    read_at    timestamptz
);
CREATE INDEX notifications_user_idx ON notifications (user_id, created_at DESC, id DESC);
CREATE INDEX notifications_unread_idx ON notifications (user_id) WHERE read_at IS NULL;

-- Every message that was promised: queued in the transaction that caused it, kept after it was sent.
CREATE TABLE mail_messages (
    id           uuid PRIMARY KEY,
    -- Names the occasion ("booking_confirmed:<booking>"), so that one occasion is one message.
    unique_key   text NOT NULL CHECK (length(unique_key) BETWEEN 1 AND 200),
    kind         text NOT NULL CHECK (length(kind) BETWEEN 1 AND 64),
    user_id      uuid REFERENCES users ON DELETE SET NULL,
    booking_id   uuid REFERENCES bookings ON DELETE SET NULL,
    recipient    text NOT NULL CHECK (length(recipient) BETWEEN 3 AND 254),
    locale       text NOT NULL CHECK (locale IN ('en', 'ru')),
    -- What the template needs and cannot read from the rows; a secret is removed once it was sent.
    data         jsonb NOT NULL DEFAULT '{}',
    subject      text,
    body_text    text,
    body_html    text,
    attachments  jsonb NOT NULL DEFAULT '[]',
    status       text NOT NULL DEFAULT 'QUEUED' CHECK (status IN ('QUEUED', 'SENT', 'FAILED')),
    attempts     integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    last_error   text,
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    sent_at      timestamptz,
    CHECK ((status = 'SENT') = (sent_at IS NOT NULL))
);
CREATE UNIQUE INDEX mail_messages_key ON mail_messages (unique_key);
CREATE INDEX mail_messages_time_idx ON mail_messages (created_at DESC, id DESC);
CREATE INDEX mail_messages_recipient_idx ON mail_messages (recipient, created_at DESC);
CREATE INDEX mail_messages_open_idx ON mail_messages (status, created_at) WHERE status <> 'SENT';
