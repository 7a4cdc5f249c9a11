//! The Event Hub server: start-up and configuration, the REST API, workers and adapters.

// The app's pages are types as deep as their trees.
#![recursion_limit = "512"]

pub mod adapters;
pub mod api;
pub mod cli;
pub mod commands;
pub mod config;
mod database;
pub mod documents;
pub mod drawing;
mod files;
mod health;
pub mod http;
pub mod import;
mod listen;
pub mod mail;
mod metrics;
pub mod middleware;
mod router;
mod routes;
mod site;
pub mod state;
mod telemetry;
#[cfg(test)]
mod testing;
mod ttl_cache;
pub mod workers;
