-- Types and prices by the moment at which a price of their event may turn by itself.
CREATE INDEX ticket_types_sale_from_idx ON ticket_types (sale_from) WHERE sale_from IS NOT NULL;
CREATE INDEX ticket_types_sale_until_idx ON ticket_types (sale_until) WHERE sale_until IS NOT NULL;
CREATE INDEX ticket_price_steps_until_idx ON ticket_price_steps (until) WHERE until IS NOT NULL;
CREATE INDEX ticket_price_steps_first_idx ON ticket_price_steps (ticket_type_id) WHERE first IS NOT NULL;
