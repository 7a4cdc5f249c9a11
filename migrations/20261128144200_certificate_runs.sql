-- Issuing an event's certificates, which goes on batch by batch: for whom, who asked for it, and how far
-- it is. One row an event: the last time.
CREATE TABLE certificate_runs (
    event_id        uuid PRIMARY KEY REFERENCES events ON DELETE CASCADE,
    started_by      uuid REFERENCES users ON DELETE SET NULL,
    checked_in_only boolean NOT NULL,
    issued          integer NOT NULL DEFAULT 0 CHECK (issued >= 0),
    started_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- When the last batch was issued.
    moved_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at     timestamptz
);
CREATE INDEX certificate_runs_open_idx ON certificate_runs (moved_at) WHERE finished_at IS NULL;
CREATE INDEX certificate_runs_started_by_idx ON certificate_runs (started_by);
