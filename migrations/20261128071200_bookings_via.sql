-- The origin of the link that led to a booking (`?via=newsletter`). Not `origin`, which says
-- whether the seats were offered from the waitlist.
ALTER TABLE bookings ADD COLUMN via text;
ALTER TABLE bookings ADD CONSTRAINT bookings_via
    CHECK (via ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(via) <= 40) NOT VALID;
