-- In which order categories are shown; of the same number by name.
ALTER TABLE categories ADD COLUMN position integer NOT NULL DEFAULT 0
    CHECK (position BETWEEN 0 AND 10000);

-- What was merged into another category: its address goes on leading there.
CREATE TABLE merged_categories (
    slug        text PRIMARY KEY,
    former_id   uuid NOT NULL,
    category_id uuid NOT NULL REFERENCES categories ON DELETE CASCADE,
    merged_at   timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX merged_categories_category_idx ON merged_categories (category_id);
CREATE INDEX merged_categories_former_idx ON merged_categories (former_id);
