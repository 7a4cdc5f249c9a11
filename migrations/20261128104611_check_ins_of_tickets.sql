-- A ticket that is marked without a check-in gets one: servers of the version before mark tickets while
-- an upgrade rolls.
CREATE FUNCTION tickets_have_check_ins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO check_ins (id, event_id, ticket_id, direction, by_id, at)
    SELECT gen_random_uuid(), NEW.event_id, NEW.id, 'in', NEW.checked_in_by, NEW.checked_in_at
    WHERE NOT EXISTS (SELECT FROM check_ins c WHERE c.ticket_id = NEW.id AND c.direction = 'in'
        AND c.refusal IS NULL AND c.undone_at IS NULL);
    RETURN NULL;
END;
$$;
CREATE TRIGGER tickets_marked AFTER INSERT OR UPDATE OF checked_in_at ON tickets
    FOR EACH ROW WHEN (NEW.checked_in_at IS NOT NULL)
    EXECUTE FUNCTION tickets_have_check_ins();
