-- no-transaction
CREATE INDEX CONCURRENTLY events_picture_idx ON events (split_part(image, '/', 4))
    WHERE image LIKE '/media/pictures/%';
