-- A booking has its own payment and those of its exchanges. Servers of the version before name this index
-- when they start a payment: they are stopped first.
DROP INDEX payments_one_open_key;
