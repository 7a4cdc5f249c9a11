-- What an organizer needs to edit an event with others: a version that every change raises, fields
-- that a draft has not got yet, and old addresses that keep leading to it.

-- `unset_fields`: what of a draft nobody has chosen yet; their columns hold stand-ins until then.
ALTER TABLE events
    ADD COLUMN version integer NOT NULL DEFAULT 1,
    ADD COLUMN unset_fields text[] NOT NULL DEFAULT '{}';

-- Addresses that an event had before its present one.
CREATE TABLE event_slugs (
    slug       event_slug PRIMARY KEY,
    event_id   uuid NOT NULL REFERENCES events ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX event_slugs_event_idx ON event_slugs (event_id);

-- An address is given once: what led to one event never leads to another. Asked after the unique
-- index was, so that whoever waited there sees what the other has left behind.
CREATE FUNCTION slug_led_nowhere_else() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM event_slugs WHERE slug = NEW.slug AND event_id <> NEW.id) THEN
        RAISE EXCEPTION 'this address leads to another event'
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'event_slugs_pkey';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER events_slug_free AFTER INSERT OR UPDATE OF slug ON events
    FOR EACH ROW EXECUTE FUNCTION slug_led_nowhere_else();

-- What attendees are told of a venue.
ALTER TABLE venues
    ADD COLUMN notes text NOT NULL DEFAULT '' CHECK (length(notes) <= 2000),
    ADD COLUMN updated_at timestamptz NOT NULL DEFAULT clock_timestamp();

-- What somebody has typed into an event's form and not saved, one a person and event.
CREATE TABLE event_drafts (
    event_id     uuid NOT NULL REFERENCES events ON DELETE CASCADE,
    editor_id    uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    form         jsonb NOT NULL,
    -- The event's version that the form was made from.
    base_version integer NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- When the audit log was last told that this person edits.
    audited_at   timestamptz,
    PRIMARY KEY (event_id, editor_id)
);
CREATE INDEX event_drafts_editor_idx ON event_drafts (editor_id, updated_at);

-- Pictures that were uploaded for events. The folder is the fourth part of their address.
CREATE TABLE uploads (
    folder     text PRIMARY KEY CHECK (length(folder) = 43),
    owner_id   uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    width      integer NOT NULL CHECK (width > 0),
    height     integer NOT NULL CHECK (height > 0),
    -- Of what was sent.
    bytes      bigint NOT NULL CHECK (bytes >= 0),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- When it was last given to an event: who looks for pictures that nobody shows waits for this row
    -- and looks again.
    used_at    timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX uploads_owner_idx ON uploads (owner_id, created_at);
CREATE INDEX uploads_used_idx ON uploads (used_at);

-- Bookings of a cancelled event that could not be cancelled yet, and why.
CREATE TABLE cancellation_failures (
    booking_id uuid PRIMARY KEY REFERENCES bookings ON DELETE CASCADE,
    event_id   uuid NOT NULL REFERENCES events ON DELETE CASCADE,
    reason     text NOT NULL CHECK (reason IN ('busy', 'internal')),
    attempts   integer NOT NULL DEFAULT 1,
    failed_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX cancellation_failures_event_idx ON cancellation_failures (event_id, failed_at);
