-- Whether somebody new may join the waitlist. Those who are in it keep their places either way.
ALTER TABLE events ADD COLUMN waitlist_open boolean NOT NULL DEFAULT true;
