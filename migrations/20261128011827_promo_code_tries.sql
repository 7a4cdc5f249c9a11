-- Wrong promo codes of an account (`account:<id>`) or a network (`network:<address>`) within an hour.
CREATE TABLE promo_code_tries (
    key   text PRIMARY KEY CHECK (length(key) <= 100),
    tries integer NOT NULL CHECK (tries >= 0),
    since timestamptz NOT NULL
);
CREATE INDEX promo_code_tries_age_idx ON promo_code_tries (since);
