-- What came of holding the counters against their rows the last time.
CREATE TABLE reconciliations (
    check_name  text PRIMARY KEY CHECK (length(check_name) BETWEEN 1 AND 64),
    differences bigint NOT NULL CHECK (differences >= 0),
    checked_at  timestamptz NOT NULL
);

-- When a run began: one row, which one process at a time moves on.
CREATE TABLE reconciliation_runs (
    single   boolean PRIMARY KEY DEFAULT true CHECK (single),
    begun_at timestamptz NOT NULL
);
INSERT INTO reconciliation_runs (begun_at) VALUES ('-infinity');
