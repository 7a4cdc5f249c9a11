-- Where somebody was when they did something, as far as it says which network: never a whole address.
ALTER TABLE audit_log ADD COLUMN network cidr;
ALTER TABLE audit_log ADD CONSTRAINT audit_log_network_shortened
    CHECK (masklen(network) <= CASE family(network) WHEN 4 THEN 24 ELSE 48 END) NOT VALID;

-- Retention deletes what is old and nothing else: it changes no entry, deletes none that is younger than
-- its rule allows, and empties no table. A day less than two years, since servers have clocks of their own.
CREATE OR REPLACE FUNCTION audit_log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('event_hub.retention', true) = 'on'
        AND OLD.created_at < clock_timestamp() - interval '729 days'
    THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
END;
$$;

-- An ordinary trigger sleeps in a session that calls itself a replica.
ALTER TABLE audit_log ENABLE ALWAYS TRIGGER audit_log_append_only;
ALTER TABLE audit_log ENABLE ALWAYS TRIGGER audit_log_no_truncate;
