-- What the parser of the text search does not see as words: scripts without spaces, which are kept
-- as pairs of signs, and the names of programming languages.

-- A letter by itself is a word ("R"), not the start of one.
CREATE OR REPLACE FUNCTION search_query(input text, words text[]) RETURNS tsquery
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN plainto_tsquery('english', input)
        || plainto_tsquery('russian', input)
        || to_tsquery('simple', (
            SELECT coalesce(string_agg(
                '''' || regexp_replace(search_fold(word), '[^[:alnum:]]', ' ', 'g')
                    || CASE WHEN length(word) = 1 THEN '''' ELSE ''':*' END, ' & '
            ), '') FROM unnest(words) AS word
        ));

-- Letters of scripts that put no spaces between words, as a part of a pattern.
CREATE FUNCTION search_unspaced() RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN '\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3005-\u3007\u3041-\u312F\u3400-\u4DBF'
        '\u4E00-\u9FFF\uAC00-\uD7A3\uF900-\uFAFF\U00020000-\U0003FFFD';

-- Signs in pairs, the last of a row by itself; C++, C#, F# and .NET; and beside such signs every
-- word, since the parser takes a row of letters of two scripts for one.
CREATE FUNCTION search_gram_words(input text) RETURNS SETOF text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    WITH folded AS (
        SELECT regexp_replace(lower(normalize(input, NFKC)), '(asp|vb|ado)\.net', '\1 .net', 'g')
            AS t
    )
    SELECT s.sign || coalesce(lead(s.sign) OVER (PARTITION BY r.n ORDER BY s.i), '')
    FROM folded,
        regexp_matches(t, '[' || search_unspaced() || ']+', 'g') WITH ORDINALITY AS r(run, n),
        string_to_table(r.run[1], NULL) WITH ORDINALITY AS s(sign, i)
    UNION
    SELECT m[1] FROM folded,
        regexp_matches(t, '(?<![a-z0-9+#])([a-z0-9]{1,20}(?:\+\+|#))(?![a-z0-9+#])', 'g') AS m
    UNION
    SELECT '.net' FROM folded WHERE t ~ '(^|[^[:alnum:].])\.net(?![[:alnum:]])'
    UNION
    -- Without a bound within the pattern, which would make it six times as slow.
    SELECT left(m[1], 60) FROM folded,
        regexp_matches(
            search_fold(regexp_replace(t, '[' || search_unspaced() || ']+', ' ', 'g')),
            '[[:alnum:]]+', 'g'
        ) AS m
        WHERE t ~ ('[' || search_unspaced() || ']') OR input ~ '[\uFF01-\uFFEF]';
END;

-- Whether there is anything in a text that the parser does not see: quick, since most have nothing.
CREATE FUNCTION has_search_grams(input text) RETURNS boolean
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN input ~ ('[' || search_unspaced() || '\u1100-\u11FF\uFF01-\uFFEF]|\+\+|#|\.[nN][eE][tT]');

-- Null where there is nothing.
CREATE FUNCTION search_grams(title text, location text, description text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT string_agg('''' || word || ''':' || place, ' ')::tsvector FROM (
        SELECT word, '1A' AS place FROM search_gram_words(title) AS word
        UNION ALL SELECT word, '2B' FROM search_gram_words(location) AS word
        UNION ALL SELECT word, '3C' FROM search_gram_words(description) AS word
    ) AS words;
END;

-- What a search for these words and grams asks of the above; a sign by itself may begin a pair.
CREATE FUNCTION search_gram_query(words text[], grams text[], places text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT string_agg(term, ' & ')::tsquery FROM (
        SELECT '''' || w || CASE WHEN length(w) = 1 THEN ''':' ELSE ''':*' END || places AS term
        FROM unnest(words) AS word,
            regexp_replace(search_fold(word), '[^[:alnum:]]', '', 'g') AS w
        WHERE w <> ''
        UNION ALL
        SELECT '''' || gram || CASE WHEN length(gram) = 1 THEN ''':*' ELSE ''':' END || places
        FROM unnest(grams) AS gram
    ) AS terms;
END;

ALTER TABLE events ADD COLUMN search_grams tsvector;

CREATE FUNCTION keep_search_grams() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    NEW.search_grams := CASE
        WHEN has_search_grams(NEW.title || ' ' || NEW.location || ' ' || NEW.description)
        THEN search_grams(NEW.title, NEW.location, NEW.description)
    END;
    RETURN NEW;
END $$;

CREATE TRIGGER events_search_grams BEFORE INSERT OR UPDATE OF title, location, description ON events
    FOR EACH ROW EXECUTE FUNCTION keep_search_grams();

CREATE INDEX events_search_grams_idx ON events USING gin (search_grams)
    WHERE search_grams IS NOT NULL;

-- Only rows that have any are written.
UPDATE events SET search_grams = search_grams(title, location, description)
    WHERE has_search_grams(title || ' ' || location || ' ' || description);
