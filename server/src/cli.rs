//! The command line.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;
use types::ids::MailId;
use types::mail::MailState;

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
    /// Check everything an operator would, and end with 1 when something is wrong
    Doctor(Doctor),
    /// Ask the server that runs here whether it is ready, and end with 1 when it is not
    Healthcheck,
    /// Look after admins
    #[command(subcommand)]
    Admin(Admin),
    /// Look after the messages that were promised
    #[command(subcommand)]
    Mail(Mail),
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

#[derive(Debug, Args)]
pub struct Doctor {
    /// Print one JSON object instead of lines
    #[arg(long)]
    pub json: bool,
    /// Send a test mail to this address and print what the mail server says to it
    #[arg(long, value_name = "ADDRESS")]
    pub mail_to: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum Admin {
    /// Make an admin. The password is asked for, or read from standard input where that is no
    /// terminal: on the command line everybody on this machine could read it
    Create {
        #[arg(long)]
        email: String,
        #[arg(long)]
        name: String,
        /// Read the password from the first line of this file
        #[arg(long, value_name = "FILE")]
        password_file: Option<PathBuf>,
    },
    /// Turn the second factor of an account off, for somebody who lost their telephone and their recovery
    /// codes; they are told by mail
    SecondFactorOff {
        #[arg(long)]
        email: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum Mail {
    /// List messages, the newest first
    List {
        /// queued, sent, failed or withheld; all where it is left out
        #[arg(long, value_parser = mail_state)]
        state: Option<MailState>,
        /// A part of a person's name or address; of somebody without an account the whole address
        #[arg(long)]
        search: Option<String>,
        /// Which page of a hundred
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
        page: u32,
    },
    /// Send messages again
    #[command(group(clap::ArgGroup::new("which").required(true)))]
    Resend {
        /// This one
        #[arg(group = "which")]
        id: Option<MailId>,
        /// All that failed
        #[arg(long, group = "which")]
        failed: bool,
    },
}

fn mail_state(name: &str) -> Result<MailState, String> {
    MailState::parse(name)
        .ok_or_else(|| format!("one of {}", MailState::ALL.map(MailState::as_str).join(", ")))
}

#[cfg(test)]
mod tests;
