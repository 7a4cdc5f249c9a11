ALTER TABLE check_ins VALIDATE CONSTRAINT check_ins_refusal_check;
