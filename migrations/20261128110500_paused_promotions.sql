-- A code that is not taken at the moment; bookings that have it keep their discount.
ALTER TABLE promotions ADD COLUMN paused_at timestamptz;
