-- What one column may hold is said by its type. A CHECK of a table is read and prepared anew by
-- every statement that writes a row of it, whichever columns it sets, and in a rush nearly all of
-- them only count seats. A domain is asked only where its column is set.

CREATE DOMAIN amount AS numeric(12, 2) CHECK (VALUE >= 0);
CREATE DOMAIN currency_code AS text CHECK (VALUE ~ '^[A-Z]{3}$');
CREATE DOMAIN percentage AS integer CHECK (VALUE BETWEEN 0 AND 100);
-- At most a year.
CREATE DOMAIN refund_hours AS integer CHECK (VALUE BETWEEN 0 AND 8760);

CREATE DOMAIN event_slug AS text CHECK (length(VALUE) BETWEEN 1 AND 140);
CREATE DOMAIN event_language AS text CHECK (VALUE IN ('en', 'ru'));
CREATE DOMAIN event_status AS text CHECK (VALUE IN ('DRAFT', 'PUBLISHED', 'CANCELLED'));
CREATE DOMAIN event_capacity AS integer CHECK (VALUE BETWEEN 1 AND 1000000);
CREATE DOMAIN event_import_key AS text CHECK (length(VALUE) <= 600);
CREATE DOMAIN timezone_name AS text CHECK (length(VALUE) BETWEEN 1 AND 64);
CREATE DOMAIN image_address AS text CHECK (length(VALUE) <= 2000);
CREATE DOMAIN explanation AS text CHECK (length(VALUE) <= 2000);
CREATE DOMAIN star_count AS integer CHECK (VALUE >= 0);

CREATE DOMAIN booking_reference AS text CHECK (length(VALUE) BETWEEN 6 AND 20);
CREATE DOMAIN booking_origin AS text CHECK (VALUE IN ('direct', 'waitlist'));
CREATE DOMAIN booking_quantity AS integer CHECK (VALUE BETWEEN 1 AND 10);
CREATE DOMAIN booking_status AS text CHECK (VALUE IN ('PENDING', 'CONFIRMED', 'CANCELLED'));
CREATE DOMAIN booking_cancel_reason AS text CHECK (VALUE IN
    ('expired', 'by_attendee', 'event_cancelled', 'payment_refunded', 'offer_declined'));

-- A trigger that looks at a column keeps its type from changing.
DROP TRIGGER events_gone ON events;

ALTER TABLE events
    DROP CONSTRAINT events_slug_check,
    DROP CONSTRAINT events_language_check,
    DROP CONSTRAINT events_timezone_check,
    DROP CONSTRAINT events_max_capacity_check,
    DROP CONSTRAINT events_price_check,
    DROP CONSTRAINT events_currency_check,
    DROP CONSTRAINT events_image_check,
    DROP CONSTRAINT events_status_check,
    DROP CONSTRAINT events_cancel_reason_check,
    DROP CONSTRAINT events_refund_full_until_hours_check,
    DROP CONSTRAINT events_refund_percent_after_check,
    DROP CONSTRAINT events_import_key_check,
    DROP CONSTRAINT events_stars_1_check,
    DROP CONSTRAINT events_stars_2_check,
    DROP CONSTRAINT events_stars_3_check,
    DROP CONSTRAINT events_stars_4_check,
    DROP CONSTRAINT events_stars_5_check,
    ALTER COLUMN slug TYPE event_slug,
    ALTER COLUMN language TYPE event_language,
    ALTER COLUMN timezone TYPE timezone_name,
    ALTER COLUMN max_capacity TYPE event_capacity,
    ALTER COLUMN price TYPE amount,
    ALTER COLUMN currency TYPE currency_code,
    ALTER COLUMN image TYPE image_address,
    ALTER COLUMN status TYPE event_status,
    ALTER COLUMN cancel_reason TYPE explanation,
    ALTER COLUMN refund_full_until_hours TYPE refund_hours,
    ALTER COLUMN refund_percent_after TYPE percentage,
    ALTER COLUMN import_key TYPE event_import_key,
    ALTER COLUMN stars_1 TYPE star_count,
    ALTER COLUMN stars_2 TYPE star_count,
    ALTER COLUMN stars_3 TYPE star_count,
    ALTER COLUMN stars_4 TYPE star_count,
    ALTER COLUMN stars_5 TYPE star_count;

CREATE TRIGGER events_gone AFTER DELETE ON events
    FOR EACH ROW WHEN (OLD.status <> 'DRAFT') EXECUTE FUNCTION remember_gone_event();

ALTER TABLE bookings
    DROP CONSTRAINT bookings_reference_check,
    DROP CONSTRAINT bookings_origin_check,
    DROP CONSTRAINT bookings_quantity_check,
    DROP CONSTRAINT bookings_unit_price_check,
    DROP CONSTRAINT bookings_discount_check,
    DROP CONSTRAINT bookings_total_price_check,
    DROP CONSTRAINT bookings_currency_check,
    DROP CONSTRAINT bookings_status_check,
    DROP CONSTRAINT bookings_cancel_reason_check,
    DROP CONSTRAINT bookings_refund_full_until_hours_check,
    DROP CONSTRAINT bookings_refund_percent_after_check,
    ALTER COLUMN reference TYPE booking_reference,
    ALTER COLUMN origin TYPE booking_origin,
    ALTER COLUMN quantity TYPE booking_quantity,
    ALTER COLUMN unit_price TYPE amount,
    ALTER COLUMN discount TYPE amount,
    ALTER COLUMN total_price TYPE amount,
    ALTER COLUMN currency TYPE currency_code,
    ALTER COLUMN status TYPE booking_status,
    ALTER COLUMN cancel_reason TYPE booking_cancel_reason,
    ALTER COLUMN refund_full_until_hours TYPE refund_hours,
    ALTER COLUMN refund_percent_after TYPE percentage;
