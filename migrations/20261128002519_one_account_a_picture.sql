-- A picture that was uploaded belongs to one account: its files go when that account lets go of
-- it, so no other account may name it. The fourth part of its address is the folder of its files.

-- Where several accounts name one picture, the oldest account keeps it.
UPDATE users SET avatar = NULL
WHERE id IN (
    SELECT id FROM (
        SELECT id, row_number() OVER (
            PARTITION BY split_part(avatar, '/', 4) ORDER BY created_at, id) AS place
        FROM users WHERE avatar LIKE '/media/avatars/%'
    ) AS named
    WHERE place > 1
);

CREATE UNIQUE INDEX users_picture_key ON users (split_part(avatar, '/', 4))
WHERE avatar LIKE '/media/avatars/%';
