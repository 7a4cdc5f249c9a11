//! The Event Hub server: start-up and configuration, the REST API, workers and adapters.

pub mod api;
pub mod state;
