-- A ticket that was seen at the door is not given back by its holder, and neither is the booking
-- that it belongs to. The code asks first; this is what stands behind it.
CREATE FUNCTION used_tickets_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM tickets WHERE booking_id = NEW.id AND checked_in_at IS NOT NULL) THEN
        RAISE EXCEPTION 'somebody was let in with a ticket of booking %', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'bookings_used_tickets_stay';
    END IF;
    RETURN NULL;
END;
$$;
CREATE TRIGGER bookings_used_tickets_stay AFTER UPDATE OF status ON bookings
    FOR EACH ROW WHEN (OLD.status = 'CONFIRMED' AND NEW.cancel_reason = 'by_attendee')
    EXECUTE FUNCTION used_tickets_stay();
