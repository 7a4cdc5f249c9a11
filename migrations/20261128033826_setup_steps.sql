-- What an installation was given once. It is not given again where people changed or deleted it.

CREATE TABLE setup_steps (
    step    text PRIMARY KEY,
    done_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
