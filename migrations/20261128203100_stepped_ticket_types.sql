-- Whether a type has prices that hold for a while: a claim asks for them only then, once a type.

ALTER TABLE ticket_types ADD COLUMN stepped boolean NOT NULL DEFAULT false;
UPDATE ticket_types SET stepped = true WHERE id IN (SELECT ticket_type_id FROM ticket_price_steps);

CREATE FUNCTION ticket_types_stepped() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE ticket_types t SET stepped = now.stepped
    FROM (SELECT types.id, EXISTS (
            SELECT FROM ticket_price_steps s WHERE s.ticket_type_id = types.id) AS stepped
        FROM (SELECT DISTINCT ticket_type_id AS id FROM changed) AS types) AS now
    WHERE t.id = now.id AND t.stepped <> now.stepped;
    RETURN NULL;
END;
$$;
CREATE TRIGGER ticket_types_stepped_by AFTER INSERT ON ticket_price_steps
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ticket_types_stepped();
CREATE TRIGGER ticket_types_stepped_without AFTER DELETE ON ticket_price_steps
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ticket_types_stepped();
