//! The API against its own OpenAPI description, tested by schemathesis as every role.

use anyhow::Context;
use embedded_postgres::Cluster;
use serde_json::json;

use crate::{
    bench::http,
    server::Running,
    site, step,
    test::{browser, database, rust_tests},
    tools::{self, Need},
    workspace,
};

const DESCRIPTION: &str = "/api/openapi.json";
/// The seed: every run sends the same requests.
const SEED: &str = "20261122";

/// An anonymous client, and the demo accounts.
const ROLES: [(&str, Option<(&str, &str)>); 4] = [
    ("anonymous", None),
    ("attendee", Some(("attendee@eventhub.test", "attendee-demo-password"))),
    ("organizer", Some(("organizer@eventhub.test", "organizer-demo-password"))),
    ("admin", Some(("admin@eventhub.test", "admin-demo-password"))),
];

/// Ends the caller's session, of an admin who disables every account among them: asked last, each by
/// itself, so that somebody asks all that comes before.
const ENDS_THE_SESSION: [&str; 2] = ["PATCH /api/admin/users/{id}/", "POST /api/auth/logout/"];

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Questions an operation and role
    #[arg(long, default_value_t = 200)]
    examples: u32,
    /// Only as this one: anonymous, attendee, organizer or admin
    #[arg(long)]
    role: Option<String>,
    /// Ask what was built last
    #[arg(long)]
    no_build: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    tools::ensure(&[Need::Postgres, Need::Fuzz])?;
    if !args.no_build {
        tools::ensure(&[Need::Build])?;
        rust_tests::build()?;
        site::build_front(site::shown)?;
    }
    let cluster = database::start()?;
    let asked = |name: &str| args.role.as_deref().is_none_or(|role| role == name);
    ask(&cluster, args.examples, asked)
}

/// Asks as each of these roles; what they do stays within one database.
pub(crate) fn ask(
    cluster: &Cluster,
    examples: u32,
    asked: impl Fn(&str) -> bool,
) -> anyhow::Result<()> {
    tools::ensure(&[Need::Fuzz])?;
    // Two hundred examples take longer than an access token is good otherwise.
    let server = browser::serve(cluster, "schemathesis", &[("ACCESS_TOKEN_TTL", "12h")])?;
    let mut failed = Vec::new();
    for (name, account) in ROLES.into_iter().filter(|(name, _)| asked(name)) {
        eprintln!("  as {name}");
        if let Err(error) = as_role(&server, name, account, examples) {
            eprintln!("{error:#}");
            failed.push(name);
        }
    }
    anyhow::ensure!(failed.is_empty(), "the API and its description differ: {}", failed.join(", "));
    Ok(())
}

fn as_role(
    server: &Running,
    name: &str,
    account: Option<(&str, &str)>,
    examples: u32,
) -> anyhow::Result<()> {
    let token = account.map(|(email, password)| log_in(server, email, password)).transpose()?;
    let token = token.as_deref();
    let rest: Vec<_> =
        ENDS_THE_SESSION.iter().map(|name| format!("--exclude-name={name}")).collect();
    put(server, name, token, examples, &rest)?;
    for operation in ENDS_THE_SESSION {
        let only = [format!("--include-name={operation}")];
        // Names a file too.
        let name = format!("{name} {}", operation.replace(['/', '{', '}'], ""));
        put(server, &name, token, examples, &only)?;
    }
    Ok(())
}

fn log_in(server: &Running, email: &str, password: &str) -> anyhow::Result<String> {
    let login = json!({ "email": email, "password": password });
    let session = http::post(server.port, "/api/auth/login/", &login, 200)?;
    session["access"].as_str().map(str::to_owned).context("no token for a demo account")
}

/// Puts the questions to these operations.
fn put(
    server: &Running,
    name: &str,
    token: Option<&str>,
    examples: u32,
    operations: &[String],
) -> anyhow::Result<()> {
    let mut ask = tools::schemathesis()?;
    // What it writes beside itself belongs to no checkout.
    ask.current_dir(workspace::scratch("schemathesis")?);
    ask.arg("--config-file").arg(workspace::root().join("xtask/schemathesis.toml")).arg("run");
    ask.args(["--checks", "all", "--seed", SEED, "--generation-database", "none"]);
    // Not two at a time: in two threads the parser of Python 3.11 fails now and then.
    ask.args(["--continue-on-failure", "--no-color", "--workers", "1"]);
    ask.arg("--max-examples").arg(examples.to_string());
    if let Some(token) = token {
        ask.arg("--header").arg(format!("Authorization: Bearer {token}"));
    }
    ask.args(operations).arg(format!("{}{DESCRIPTION}", server.url()));
    let said = step::quiet(&format!("schemathesis {name}"), &mut ask)?;
    let cases = said.lines().find(|line| line.contains(" generated,")).unwrap_or_default();
    eprintln!("    {}", cases.trim());
    Ok(())
}
