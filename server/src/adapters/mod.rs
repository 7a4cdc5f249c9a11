//! Adapters: what connects the use cases to the world outside, mail servers and the media store.

pub mod mail;
pub mod media;
