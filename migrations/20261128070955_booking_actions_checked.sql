-- The check of the migration before, held against what is there, without a lock that anybody waits for.
ALTER TABLE bookings VALIDATE CONSTRAINT bookings_goodwill_within_price;
