-- Promo codes that hold in a rush, and refund rules that may give nothing.

-- A code that was used stays with its bookings; once deleted, it can be given out anew.
ALTER TABLE promotions ADD COLUMN deleted_at timestamptz;
DROP INDEX promotions_code_key;
CREATE UNIQUE INDEX promotions_code_key ON promotions (code) WHERE deleted_at IS NULL;
-- A fixed sum without a currency is one of whatever currency the event is priced in.
ALTER TABLE promotions DROP CONSTRAINT promotions_check2;

-- How often each person uses a code: counted in the transaction that takes or gives back a use.
CREATE TABLE promotion_uses (
    promotion_id uuid NOT NULL REFERENCES promotions ON DELETE CASCADE,
    user_id      uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    uses         integer NOT NULL CHECK (uses >= 0),
    PRIMARY KEY (promotion_id, user_id)
);
CREATE INDEX promotion_uses_user_idx ON promotion_uses (user_id);

-- The code as it was typed in, and whether this booking counts as one of its uses.
ALTER TABLE bookings ADD COLUMN promo_code text CHECK (length(promo_code) <= 40);
ALTER TABLE bookings ADD COLUMN promo_counted boolean NOT NULL DEFAULT false;

-- NULL: never everything, only the percentage.
ALTER TABLE events ALTER COLUMN refund_full_until_hours DROP NOT NULL;
ALTER TABLE bookings ALTER COLUMN refund_full_until_hours DROP NOT NULL;
