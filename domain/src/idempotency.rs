//! Requests that are safe to repeat: the first answer is stored in the transaction that gave it.
