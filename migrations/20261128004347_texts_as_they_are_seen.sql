-- Texts as they are seen: one spelling of every letter, and no blanks that cannot be seen around or
-- in them. A row whose neighbour has that text already, or that would become empty, stays as it is.

CREATE FUNCTION pg_temp.seen(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT
    RETURN btrim(regexp_replace(
        normalize(regexp_replace($1, '[\u00AD\u034F\u200B\u2060-\u2064\uFEFF]', '', 'g'), NFC),
        '[[:space:]\u2028\u2029]+', ' ', 'g'
    ));

UPDATE users SET display_name = pg_temp.seen(display_name)
    WHERE display_name <> pg_temp.seen(display_name) AND length(pg_temp.seen(display_name)) BETWEEN 1 AND length(display_name);
UPDATE events SET title = pg_temp.seen(title)
    WHERE title <> pg_temp.seen(title) AND length(pg_temp.seen(title)) BETWEEN 1 AND length(title);
UPDATE events SET location = pg_temp.seen(location)
    WHERE location <> pg_temp.seen(location) AND length(pg_temp.seen(location)) BETWEEN 1 AND length(location);
UPDATE users u SET email = normalize(email, NFC)
    WHERE email <> normalize(email, NFC) AND length(normalize(email, NFC)) <= length(email)
    AND NOT EXISTS (SELECT FROM users o WHERE o.email = normalize(u.email, NFC));
