-- The audit log is the history of everything: which event and which booking an entry belongs to,
-- what changed, and why. No foreign keys: a history outlives what it tells of, and a rush of
-- bookings must not look up for each entry what its own statement has just written.
ALTER TABLE audit_log
    DROP CONSTRAINT audit_log_actor_id_fkey,
    ADD COLUMN event_id uuid,
    ADD COLUMN booking_id uuid,
    ADD COLUMN reason explanation,
    -- By field: what it was before, and what it is since.
    ADD COLUMN changes jsonb NOT NULL DEFAULT '{}';

CREATE OR REPLACE FUNCTION audit_log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('event_hub.retention', true) = 'on' THEN
        RETURN CASE TG_OP WHEN 'UPDATE' THEN NEW ELSE OLD END;
    END IF;
    RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
END;
$$;

-- What was written before names its event in its subject or its detail; there was little of it.
SELECT set_config('event_hub.retention', 'on', true);
UPDATE audit_log SET event_id = substr(subject, 7)::uuid
    WHERE subject ~ '^event:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
UPDATE audit_log SET event_id = (detail->>'event')::uuid
    WHERE subject LIKE 'session:%' AND detail->>'event' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
UPDATE audit_log SET reason = left(detail->>'reason', 2000)
    WHERE action IN ('event.cancelled', 'review.hidden') AND detail->>'reason' IS NOT NULL;
SELECT set_config('event_hub.retention', 'off', true);

-- The history of a booking, and that of an event, from either end. The last is for what concerns
-- no booking, which is little beside the rest and what people look for.
CREATE INDEX audit_log_booking_idx ON audit_log (booking_id, created_at, id)
    WHERE booking_id IS NOT NULL;
CREATE INDEX audit_log_event_idx ON audit_log (event_id, created_at, id)
    WHERE event_id IS NOT NULL;
CREATE INDEX audit_log_event_itself_idx ON audit_log (event_id, created_at, id)
    WHERE event_id IS NOT NULL AND booking_id IS NULL;
