-- Messages that organizers write to the people of an event, and whom they went to.
CREATE TABLE messages (
    id            uuid PRIMARY KEY,
    event_id      uuid NOT NULL REFERENCES events ON DELETE CASCADE,
    author_id     uuid REFERENCES users ON DELETE SET NULL,
    subject       text NOT NULL CHECK (length(subject) BETWEEN 1 AND 120),
    -- Markdown.
    body          text NOT NULL CHECK (length(body) BETWEEN 1 AND 10000),
    -- The filter of the event's bookings.
    audience      jsonb NOT NULL,
    -- Not about the booking.
    news          boolean NOT NULL,
    state         text NOT NULL
        CONSTRAINT messages_state_known CHECK (state IN ('SCHEDULED', 'SENDING', 'SENT', 'CANCELLED')),
    send_at       timestamptz NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    began_at      timestamptz,
    sent_at       timestamptz,
    cancelled_at  timestamptz,
    audience_size integer CHECK (audience_size >= 0),
    CONSTRAINT messages_begun CHECK ((state IN ('SENDING', 'SENT')) = (began_at IS NOT NULL)),
    CONSTRAINT messages_sized CHECK ((began_at IS NULL) = (audience_size IS NULL)),
    CONSTRAINT messages_over CHECK ((state = 'SENT') = (sent_at IS NOT NULL)),
    CONSTRAINT messages_gone CHECK ((state = 'CANCELLED') = (cancelled_at IS NOT NULL))
);
CREATE INDEX messages_event_idx ON messages (event_id, created_at DESC, id DESC);
CREATE INDEX messages_author_idx ON messages (author_id) WHERE author_id IS NOT NULL;
CREATE INDEX messages_due_idx ON messages (send_at) WHERE state IN ('SCHEDULED', 'SENDING');

-- The audience as it was when the message began: each person once. No references to accounts and
-- bookings: an audience is written at once, and would lock all of theirs against a cancellation.
CREATE TABLE message_recipients (
    message_id uuid NOT NULL REFERENCES messages ON DELETE CASCADE,
    user_id    uuid NOT NULL,
    booking_id uuid NOT NULL,
    added_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- Their mail was promised; what became of it stands there.
    queued_at  timestamptz,
    left_out   text CONSTRAINT message_recipients_reason_known
        CHECK (left_out IN ('opted_out', 'disabled', 'failed')),
    CONSTRAINT message_recipients_one_end CHECK (queued_at IS NULL OR left_out IS NULL),
    PRIMARY KEY (message_id, user_id)
);
CREATE INDEX message_recipients_waiting_idx ON message_recipients (message_id, user_id)
    WHERE queued_at IS NULL AND left_out IS NULL;
CREATE INDEX message_recipients_added_idx ON message_recipients (added_at);

-- Who wants no news of an organizer.
CREATE TABLE news_opt_outs (
    organizer_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    user_id      uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    opted_out_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (organizer_id, user_id)
);
CREATE INDEX news_opt_outs_user_idx ON news_opt_outs (user_id);
