-- What a private calendar's address is made from, together with the server's key: the address can
-- be shown again, and whoever reads the database cannot make it.
ALTER TABLE calendar_feeds ADD COLUMN nonce uuid NOT NULL;
