//! The Event Hub server: start-up and configuration, the REST API, workers and adapters.

pub mod adapters;
pub mod api;
pub mod cli;
pub mod commands;
pub mod config;
mod database;
mod health;
pub mod import;
mod listen;
pub mod mail;
mod site;
pub mod startup;
pub mod state;
mod telemetry;
#[cfg(test)]
mod testing;
pub mod web;
pub mod workers;
