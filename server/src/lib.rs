//! The Event Hub server: start-up and configuration, the REST API, workers and adapters.

pub mod adapters;
pub mod api;
mod health;
pub mod startup;
pub mod state;
#[cfg(test)]
mod testing;
pub mod web;
