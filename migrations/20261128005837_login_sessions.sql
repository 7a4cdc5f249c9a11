-- One log-in and all that descends from it: when it ends at the latest, and when it was ended. A
-- refresh token names it as its family, an access token as its session.
CREATE TABLE login_sessions (
    id         uuid PRIMARY KEY,
    user_id    uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ends_at    timestamptz NOT NULL,
    ended_at   timestamptz,
    CHECK (ends_at > started_at)
);
CREATE INDEX login_sessions_user_idx ON login_sessions (user_id);
CREATE INDEX login_sessions_end_idx ON login_sessions (ends_at);

INSERT INTO login_sessions (id, user_id, started_at, ends_at, ended_at)
SELECT family_id, user_id, min(created_at), min(created_at) + interval '90 days',
    CASE WHEN bool_and(revoked_at IS NOT NULL) THEN max(revoked_at) END
FROM refresh_tokens GROUP BY family_id, user_id;

-- What is counted against one account, from wherever.
CREATE INDEX login_throttles_account_idx ON login_throttles (split_part(key, ':', 2));
