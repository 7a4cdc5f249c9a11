//! Messages that were promised to people.
