ALTER TABLE users VALIDATE CONSTRAINT users_open_events_max;
