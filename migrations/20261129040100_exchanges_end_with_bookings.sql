-- An open exchange ends with its booking: a ticket that was used meanwhile is not void, also where the event is
-- cancelled.
CREATE FUNCTION ticket_exchanges_follow_booking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE ticket_exchanges SET status = 'CANCELLED', ended_at = clock_timestamp()
    WHERE booking_id = NEW.id AND status = 'OPEN';
    RETURN NULL;
END;
$$;
CREATE TRIGGER ticket_exchanges_follow_booking AFTER UPDATE OF status ON bookings
    FOR EACH ROW WHEN (NEW.typed AND OLD.status = 'CONFIRMED' AND NEW.status = 'CANCELLED')
    EXECUTE FUNCTION ticket_exchanges_follow_booking();
