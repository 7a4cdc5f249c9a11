-- What happens, where and when.

CREATE TABLE categories (
    id         uuid PRIMARY KEY,
    slug       text NOT NULL CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 60),
    name       text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    name_ru    text CHECK (length(name_ru) BETWEEN 1 AND 60),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE UNIQUE INDEX categories_slug_key ON categories (slug);
CREATE UNIQUE INDEX categories_name_key ON categories (lower(name));

CREATE TABLE venues (
    id           uuid PRIMARY KEY,
    organizer_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    name         text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    address      text NOT NULL DEFAULT '' CHECK (length(address) <= 400),
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE UNIQUE INDEX venues_name_key ON venues (organizer_id, lower(name));

-- How words are compared: without accents, and apart where punctuation joins them ("Node.js").
CREATE FUNCTION search_fold(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN public.unaccent('public.unaccent', translate(lower($1), './-_@#:&', '        '));

-- What a search asks for: the text as English or as Russian, or every word as the start of one.
-- No input makes it fail.
CREATE FUNCTION search_query(input text, words text[]) RETURNS tsquery
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN plainto_tsquery('english', input)
        || plainto_tsquery('russian', input)
        || to_tsquery('simple', (
            SELECT coalesce(string_agg(
                '''' || regexp_replace(search_fold(word), '[^[:alnum:]]', ' ', 'g') || ''':*', ' & '
            ), '') FROM unnest(words) AS word
        ));

-- Whether a text holds something that was probably meant by this word: one slip of the finger, or
-- two (a transposition is two) in a word of six letters and more.
CREATE FUNCTION has_misspelt(haystack text, word text) RETURNS boolean
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN EXISTS (
        SELECT FROM regexp_split_to_table(search_fold(haystack), '[^[:alnum:]]+') AS part
        WHERE public.levenshtein_less_equal(part, search_fold(word), 2)
            <= CASE WHEN length(word) < 6 THEN 1 ELSE 2 END
    );

CREATE TABLE events (
    id                 uuid PRIMARY KEY,
    slug               text NOT NULL CHECK (length(slug) BETWEEN 1 AND 140),
    title              text NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    description        text NOT NULL DEFAULT '' CHECK (length(description) <= 20000),
    -- The language the text is written in.
    language           text NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'ru')),
    organizer_id       uuid NOT NULL REFERENCES users ON DELETE RESTRICT,
    category_id        uuid NOT NULL REFERENCES categories ON DELETE RESTRICT,
    venue_id           uuid REFERENCES venues ON DELETE SET NULL,
    location           text NOT NULL CHECK (length(location) BETWEEN 1 AND 200),
    online_meeting_url text CHECK (length(online_meeting_url) BETWEEN 1 AND 2000),
    is_online          boolean GENERATED ALWAYS AS (online_meeting_url IS NOT NULL) STORED,
    start_date         timestamptz NOT NULL,
    end_date           timestamptz NOT NULL,
    timezone           text NOT NULL CHECK (length(timezone) BETWEEN 1 AND 64),
    max_capacity       integer NOT NULL CHECK (max_capacity BETWEEN 1 AND 1000000),
    -- The counters are the truth of the bookings' rows: they move in the same statement or transaction.
    seats_confirmed    integer NOT NULL DEFAULT 0 CHECK (seats_confirmed >= 0),
    seats_held         integer NOT NULL DEFAULT 0 CHECK (seats_held >= 0),
    seats_offered      integer NOT NULL DEFAULT 0 CHECK (seats_offered >= 0),
    waitlist_count     integer NOT NULL DEFAULT 0 CHECK (waitlist_count >= 0),
    price              numeric(12, 2) NOT NULL CHECK (price >= 0),
    currency           text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    image              text CHECK (length(image) <= 2000),
    status             text NOT NULL CHECK (status IN ('DRAFT', 'PUBLISHED', 'CANCELLED')),
    cancelled_at       timestamptz,
    cancel_reason      text CHECK (length(cancel_reason) <= 2000),
    -- Refund rule: everything until this many hours before the start, then this percentage.
    refund_full_until_hours integer NOT NULL DEFAULT 24 CHECK (refund_full_until_hours BETWEEN 0 AND 8760),
    refund_percent_after    integer NOT NULL DEFAULT 0 CHECK (refund_percent_after BETWEEN 0 AND 100),
    rating_sum         integer NOT NULL DEFAULT 0 CHECK (rating_sum >= 0),
    reviews_count      integer NOT NULL DEFAULT 0 CHECK (reviews_count >= 0),
    average_rating     numeric(3, 2) GENERATED ALWAYS AS (
        CASE WHEN reviews_count = 0 THEN NULL ELSE round(rating_sum::numeric / reviews_count, 2) END
    ) STORED,
    -- Where an imported event came from, so that importing again changes nothing.
    import_key         text CHECK (length(import_key) <= 600),
    search             tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', search_fold(title)), 'A')
        || setweight(to_tsvector('english', title), 'A')
        || setweight(to_tsvector('russian', title), 'A')
        || setweight(to_tsvector('simple', search_fold(location)), 'B')
        || setweight(to_tsvector('english', description), 'C')
        || setweight(to_tsvector('russian', description), 'C')
    ) STORED,
    created_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT events_end_after_start CHECK (end_date > start_date),
    CONSTRAINT events_never_oversold CHECK (seats_confirmed + seats_held + seats_offered <= max_capacity),
    CONSTRAINT events_rating_range CHECK (rating_sum BETWEEN reviews_count AND reviews_count * 5),
    CONSTRAINT events_cancelled_when CHECK ((status = 'CANCELLED') = (cancelled_at IS NOT NULL))
) WITH (fillfactor = 70, toast_tuple_target = 256);

CREATE UNIQUE INDEX events_slug_key ON events (slug);
CREATE UNIQUE INDEX events_import_key ON events (import_key) WHERE import_key IS NOT NULL;
-- One index per ordering of the catalogue, so that a page costs the same however many events there are.
CREATE INDEX events_start_idx ON events (start_date, id) INCLUDE (is_online, price)
    WHERE status = 'PUBLISHED';
-- The start lies in each of them, since every list is bounded by it.
CREATE INDEX events_price_idx ON events (price, id, start_date) WHERE status = 'PUBLISHED';
CREATE INDEX events_created_idx ON events (created_at, id, start_date) WHERE status = 'PUBLISHED';
CREATE INDEX events_rating_idx ON events (average_rating, id, start_date) WHERE status = 'PUBLISHED';
-- The best first and the unrated last, which the index above read backwards would put first.
CREATE INDEX events_best_idx ON events (average_rating DESC NULLS LAST, id DESC, start_date)
    WHERE status = 'PUBLISHED';
CREATE INDEX events_category_idx ON events (category_id, start_date, id) WHERE status = 'PUBLISHED';
CREATE INDEX events_organizer_idx ON events (organizer_id, start_date, id);
CREATE INDEX events_venue_idx ON events (venue_id);
CREATE INDEX events_search_idx ON events USING gin (search);
CREATE INDEX events_title_trgm_idx ON events USING gin (title gin_trgm_ops);
CREATE INDEX events_location_trgm_idx ON events USING gin (location gin_trgm_ops);

CREATE TABLE sessions (
    id           uuid PRIMARY KEY,
    event_id     uuid NOT NULL REFERENCES events ON DELETE CASCADE,
    title        text NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    description  text NOT NULL DEFAULT '' CHECK (length(description) <= 10000),
    start_time   timestamptz NOT NULL,
    end_time     timestamptz NOT NULL,
    room         text NOT NULL CHECK (length(room) BETWEEN 1 AND 100),
    track        text CHECK (length(track) BETWEEN 1 AND 100),
    speaker_id   uuid REFERENCES users ON DELETE SET NULL,
    speaker_name text CHECK (length(speaker_name) BETWEEN 1 AND 100),
    capacity     integer NOT NULL CHECK (capacity BETWEEN 1 AND 1000000),
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT sessions_end_after_start CHECK (end_time > start_time),
    -- Deferrable: looked at when a statement ends, so that a whole agenda can move at once.
    CONSTRAINT sessions_room_conflict EXCLUDE USING gist (
        event_id WITH =, lower(room) WITH =, tstzrange(start_time, end_time) WITH &&
    ) DEFERRABLE,
    CONSTRAINT sessions_speaker_conflict EXCLUDE USING gist (
        speaker_id WITH =, tstzrange(start_time, end_time) WITH &&
    ) WHERE (speaker_id IS NOT NULL) DEFERRABLE,
    CONSTRAINT sessions_speaker_name_conflict EXCLUDE USING gist (
        event_id WITH =, lower(speaker_name) WITH =, tstzrange(start_time, end_time) WITH &&
    ) WHERE (speaker_name IS NOT NULL) DEFERRABLE
);
CREATE INDEX sessions_event_idx ON sessions (event_id, start_time, id);

-- An attendee's own agenda.
CREATE TABLE session_picks (
    user_id    uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    session_id uuid NOT NULL REFERENCES sessions ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (user_id, session_id)
);
CREATE INDEX session_picks_session_idx ON session_picks (session_id);
