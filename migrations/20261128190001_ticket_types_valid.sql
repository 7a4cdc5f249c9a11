ALTER TABLE bookings VALIDATE CONSTRAINT bookings_total;
ALTER TABLE bookings VALIDATE CONSTRAINT bookings_subtotal;
ALTER TABLE tickets VALIDATE CONSTRAINT tickets_type;
