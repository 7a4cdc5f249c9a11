//! The command line.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

#[derive(Debug, Parser)]
#[command(name = "server", about = "Event Hub: events, bookings and payments", version)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the app and the API, and run the workers
    Serve(Serve),
    /// Run the workers alone, beside a server elsewhere
    Worker,
    /// Bring the database up to date and end
    Migrate,
    /// Fill the database with demo data (development only)
    Seed,
    /// Turn a file of conferences into published events
    Import {
        /// A JSON file
        file: PathBuf,
    },
    /// Look after admins
    #[command(subcommand)]
    Admin(Admin),
    /// Print the OpenAPI description of the REST API
    Openapi,
}

#[derive(Debug, Args)]
pub struct Serve {
    /// Fill an empty database with demo data and print the demo accounts (development only)
    #[arg(long)]
    pub demo: bool,
    /// Listen on this port instead of the configured one
    #[arg(long)]
    pub port: Option<u16>,
}

#[derive(Debug, Subcommand)]
pub enum Admin {
    /// Make an admin
    Create {
        #[arg(long)]
        email: String,
        #[arg(long)]
        password: String,
        #[arg(long)]
        name: String,
    },
}
