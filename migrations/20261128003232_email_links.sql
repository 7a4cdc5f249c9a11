-- An account's links by what they are for: its own address, or the next one.
ALTER TABLE email_verifications ADD COLUMN changes boolean NOT NULL DEFAULT false;
