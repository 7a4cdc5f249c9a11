-- Refused forms: what somebody typed that was refused, where a cookie cannot hold it. Kept until the page
-- shows it again, or for a day.
CREATE TABLE refused_forms (
    id uuid PRIMARY KEY,
    owner_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    -- As the app reads it.
    content text NOT NULL CHECK (octet_length(content) <= 500000),
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX refused_forms_owner ON refused_forms (owner_id, created_at);
CREATE INDEX refused_forms_age ON refused_forms (created_at);
