//! Sessions: the agenda of an event.
