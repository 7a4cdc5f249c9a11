//! Payments and their ledger.
