-- What holders may do with their tickets of an event, where its team decided; without a row: the defaults.
CREATE TABLE ticket_rules (
    event_id            uuid PRIMARY KEY REFERENCES events ON DELETE CASCADE,
    -- Whether a holder may exchange a ticket for one of another type.
    exchanges           boolean NOT NULL DEFAULT false,
    -- How long before the start holders' changes end: names, handing on, exchanges.
    changes_close_hours integer NOT NULL DEFAULT 0 CHECK (changes_close_hours BETWEEN 0 AND 8760),
    -- Ended by hand.
    changes_closed      boolean NOT NULL DEFAULT false
);
