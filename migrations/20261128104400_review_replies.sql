-- The organizer's answer to a review, and reports of reviews to the admins.

ALTER TABLE reviews
    -- Shown with the review to everybody who sees that.
    ADD COLUMN reply text CHECK (length(reply) BETWEEN 1 AND 2000),
    ADD COLUMN replied_at timestamptz,
    ADD CONSTRAINT reviews_reply_dated CHECK ((reply IS NULL) = (replied_at IS NULL));

-- A person reports a review once.
CREATE TABLE review_reports (
    review_id   uuid NOT NULL REFERENCES reviews ON DELETE CASCADE,
    reporter_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    reason      text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- An admin has hidden the review since, or said that it may stay.
    handled_at  timestamptz,
    PRIMARY KEY (review_id, reporter_id)
);
CREATE INDEX review_reports_open_idx ON review_reports (created_at) WHERE handled_at IS NULL;
CREATE INDEX review_reports_reporter_idx ON review_reports (reporter_id, created_at);
