-- Promo codes for some ticket types of their event. One that is `limited` and has no type left is for none.
ALTER TABLE promotions
    ADD COLUMN limited boolean NOT NULL DEFAULT false,
    DROP CONSTRAINT promotions_value_check,
    -- What opens a hidden type may take nothing off.
    ADD CONSTRAINT promotions_value CHECK (value > 0 OR (value = 0 AND limited)),
    ADD CONSTRAINT promotions_limited CHECK (NOT limited OR event_id IS NOT NULL);

CREATE TABLE promotion_ticket_types (
    promotion_id   uuid NOT NULL REFERENCES promotions ON DELETE CASCADE,
    ticket_type_id uuid NOT NULL REFERENCES ticket_types ON DELETE CASCADE,
    PRIMARY KEY (promotion_id, ticket_type_id)
);
CREATE INDEX promotion_ticket_types_type_idx ON promotion_ticket_types (ticket_type_id);

-- Whether the discount of its booking falls on an item.
ALTER TABLE booking_items ADD COLUMN discounted boolean NOT NULL DEFAULT true;
