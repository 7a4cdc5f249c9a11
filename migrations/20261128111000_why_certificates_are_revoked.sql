-- Why a certificate was taken back, for who took it.
ALTER TABLE certificates ADD COLUMN revoke_reason text CHECK (length(revoke_reason) BETWEEN 1 AND 500);
