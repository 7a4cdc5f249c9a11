ALTER TABLE events VALIDATE CONSTRAINT events_hidden_why;
