-- What comes after an event: how many gave it which stars, and who was asked.

ALTER TABLE events
    -- Visible reviews by star. With them the sum and the count are known too, and must agree.
    ADD COLUMN stars_1 integer NOT NULL DEFAULT 0 CHECK (stars_1 >= 0),
    ADD COLUMN stars_2 integer NOT NULL DEFAULT 0 CHECK (stars_2 >= 0),
    ADD COLUMN stars_3 integer NOT NULL DEFAULT 0 CHECK (stars_3 >= 0),
    ADD COLUMN stars_4 integer NOT NULL DEFAULT 0 CHECK (stars_4 >= 0),
    ADD COLUMN stars_5 integer NOT NULL DEFAULT 0 CHECK (stars_5 >= 0),
    -- When everybody who was there had been asked how it was.
    ADD COLUMN surveyed_at timestamptz;

UPDATE events SET
    stars_1 = stars.one, stars_2 = stars.two, stars_3 = stars.three, stars_4 = stars.four,
    stars_5 = stars.five, rating_sum = stars.total, reviews_count = stars.reviews
FROM (
    SELECT event_id, count(*) AS reviews, sum(rating) AS total,
        count(*) FILTER (WHERE rating = 1) AS one, count(*) FILTER (WHERE rating = 2) AS two,
        count(*) FILTER (WHERE rating = 3) AS three, count(*) FILTER (WHERE rating = 4) AS four,
        count(*) FILTER (WHERE rating = 5) AS five
    FROM reviews WHERE hidden_at IS NULL GROUP BY event_id
) AS stars
WHERE stars.event_id = events.id;
-- Nobody is asked about what was over before there was anyone to ask.
UPDATE events SET surveyed_at = clock_timestamp() WHERE end_date <= clock_timestamp();

ALTER TABLE events
    ADD CONSTRAINT events_stars_agree CHECK (
        reviews_count = stars_1 + stars_2 + stars_3 + stars_4 + stars_5
        AND rating_sum = stars_1 + 2 * stars_2 + 3 * stars_3 + 4 * stars_4 + 5 * stars_5
    );

-- Found by the sweep that asks about events whose job was lost, and about imported ones.
CREATE INDEX events_survey_idx ON events (end_date)
    WHERE status = 'PUBLISHED' AND surveyed_at IS NULL;

CREATE FUNCTION count_stars(event uuid, rating integer, change integer) RETURNS void
LANGUAGE sql AS $$
    UPDATE events SET
        reviews_count = reviews_count + change,
        rating_sum = rating_sum + change * rating,
        stars_1 = stars_1 + change * (rating = 1)::integer,
        stars_2 = stars_2 + change * (rating = 2)::integer,
        stars_3 = stars_3 + change * (rating = 3)::integer,
        stars_4 = stars_4 + change * (rating = 4)::integer,
        stars_5 = stars_5 + change * (rating = 5)::integer
    WHERE id = event;
$$;

-- The counters follow the rows by themselves: an account that is deleted takes its reviews along,
-- and whoever deletes it need not think of stars.
CREATE FUNCTION review_changed() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.hidden_at IS NULL THEN
        PERFORM count_stars(OLD.event_id, OLD.rating, -1);
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.hidden_at IS NULL THEN
        PERFORM count_stars(NEW.event_id, NEW.rating, 1);
    END IF;
    RETURN NULL;
END;
$$;
CREATE TRIGGER reviews_count_stars
    AFTER INSERT OR DELETE OR UPDATE OF event_id, rating, hidden_at ON reviews
    FOR EACH ROW EXECUTE FUNCTION review_changed();
