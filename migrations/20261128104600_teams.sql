-- Teams: who else may work on an organizer's events, and as what; on one event, or on all of them.
CREATE TABLE team_members (
    id uuid PRIMARY KEY,
    organizer_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- None: all of the organizer's events, those to come as well.
    event_id uuid REFERENCES events (id) ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    role text NOT NULL CONSTRAINT team_members_role_known CHECK (role IN ('manager', 'editor', 'door')),
    joined_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT team_members_not_oneself CHECK (user_id <> organizer_id)
);
-- One role a person and event, and one for all events; also how a right is looked up.
CREATE UNIQUE INDEX team_members_key ON team_members (user_id, organizer_id, event_id)
    NULLS NOT DISTINCT;
CREATE INDEX team_members_organizer_idx ON team_members (organizer_id, joined_at);
CREATE INDEX team_members_event_idx ON team_members (event_id) WHERE event_id IS NOT NULL;

-- What was sent to an address. Whoever opens the link and has proved that address takes it.
CREATE TABLE team_invitations (
    id uuid PRIMARY KEY,
    organizer_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    event_id uuid REFERENCES events (id) ON DELETE CASCADE,
    email text NOT NULL,
    role text NOT NULL
        CONSTRAINT team_invitations_role_known CHECK (role IN ('manager', 'editor', 'door')),
    invited_by uuid REFERENCES users (id) ON DELETE SET NULL,
    -- Of the secret in the newest link, which is made of the server's key, the id and `sends`.
    token_hash bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    sent_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    sends integer NOT NULL DEFAULT 1 CONSTRAINT team_invitations_sends_positive CHECK (sends > 0),
    expires_at timestamptz NOT NULL,
    -- Accepted, declined or withdrawn; the history says which.
    ended_at timestamptz
);
CREATE UNIQUE INDEX team_invitations_token_key ON team_invitations (token_hash);
CREATE UNIQUE INDEX team_invitations_open_key ON team_invitations (organizer_id, event_id, email)
    NULLS NOT DISTINCT WHERE ended_at IS NULL;
CREATE INDEX team_invitations_organizer_idx ON team_invitations (organizer_id, created_at);
CREATE INDEX team_invitations_event_idx ON team_invitations (event_id) WHERE event_id IS NOT NULL;
