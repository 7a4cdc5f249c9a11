-- What happened on the platform, by day (UTC): sums that a job keeps, so that the figures of a long
-- time are read from few rows. A day has rows in all of these or in none. The days are counted from the
-- first one on without a gap; what comes after the last is counted when it is asked for.

CREATE TABLE platform_days (
    day        date PRIMARY KEY,
    -- Accounts that were made that day and are there, by what they are now.
    attendees  bigint NOT NULL,
    organizers bigint NOT NULL,
    admins     bigint NOT NULL,
    -- Bookings that were made that day, by what has become of them.
    bookings   bigint NOT NULL,
    seats      bigint NOT NULL,
    confirmed  bigint NOT NULL,
    -- Of the confirmed ones.
    cancelled  bigint NOT NULL,
    -- Of events that ended that day and whose door was used.
    tickets    bigint NOT NULL,
    checked_in bigint NOT NULL,
    -- Messages that were promised that day and sent.
    mails_sent bigint NOT NULL
);

CREATE TABLE platform_money_days (
    day      date NOT NULL REFERENCES platform_days ON DELETE CASCADE,
    currency currency_code NOT NULL,
    charged  numeric(16, 2) NOT NULL,
    refunded numeric(16, 2) NOT NULL,
    PRIMARY KEY (day, currency)
);

CREATE TABLE platform_category_days (
    day         date NOT NULL REFERENCES platform_days ON DELETE CASCADE,
    -- As the event was filed when the day was counted.
    category_id uuid NOT NULL,
    bookings    bigint NOT NULL,
    seats       bigint NOT NULL,
    PRIMARY KEY (day, category_id)
);

CREATE TABLE platform_hours (
    day      date NOT NULL REFERENCES platform_days ON DELETE CASCADE,
    hour     integer NOT NULL CHECK (hour BETWEEN 0 AND 23),
    bookings bigint NOT NULL,
    PRIMARY KEY (day, hour)
);

-- One row: up to which entry of the audit log its days were counted anew, and which day's turn it is to
-- be counted anew without an entry.
CREATE TABLE platform_counted (
    one   boolean PRIMARY KEY DEFAULT true CHECK (one),
    until timestamptz NOT NULL,
    turn  date NOT NULL
);
INSERT INTO platform_counted (until, turn) VALUES ('-infinity', '0001-01-01');
