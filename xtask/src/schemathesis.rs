//! The API against its own description, asked by schemathesis as everybody who may ask.

use std::fs;

use anyhow::Context;
use embedded_postgres::Cluster;

use crate::{
    server::Running,
    site, step,
    test::{browser, database},
    tools::{self, Need},
    workspace,
};

const DESCRIPTION: &str = "/api/openapi.json";
/// The same questions in every run.
const SEED: &str = "20261122";

/// Nobody, and the demo accounts.
const ROLES: [(&str, Option<(&str, &str)>); 4] = [
    ("anonymous", None),
    ("attendee", Some(("attendee@eventhub.test", "attendee-demo-password"))),
    ("organizer", Some(("organizer@eventhub.test", "organizer-demo-password"))),
    ("admin", Some(("admin@eventhub.test", "admin-demo-password"))),
];

/// Lets an admin disable every account, the own one among them: asked last, by itself.
const ENDS_ACCOUNTS: &str = "PATCH /api/admin/users/{id}/";

/// Logs in before the first question, and again where the token has run out.
const LOG_IN: &str = r#"
[auth.dynamic.openapi.bearer]
path = "/api/auth/login/"
payload = { email = "${EMAIL}", password = "${PASSWORD}" }
extract_selector = "/access"
"#;

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
        site::build(site::shown)?;
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
    let server = browser::serve(cluster, "schemathesis")?;
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
    let rest = format!("--exclude-name={ENDS_ACCOUNTS}");
    put(server, name, account, examples, &rest)?;
    let last = format!("--include-name={ENDS_ACCOUNTS}");
    put(server, &format!("{name}, ending accounts"), account, examples, &last)
}

/// Puts the questions to these operations.
fn put(
    server: &Running,
    name: &str,
    account: Option<(&str, &str)>,
    examples: u32,
    operations: &str,
) -> anyhow::Result<()> {
    // What it writes beside itself belongs to no checkout.
    let dir = workspace::scratch("schemathesis")?;
    let mut rules = fs::read_to_string(workspace::root().join("xtask/schemathesis.toml"))?;
    let mut ask = tools::schemathesis()?;
    if let Some((email, password)) = account {
        rules.push_str(LOG_IN);
        ask.env("EMAIL", email).env("PASSWORD", password);
    }
    let config = dir.join("schemathesis.toml");
    fs::write(&config, rules).context("cannot write schemathesis' rules")?;

    ask.current_dir(dir).arg("--config-file").arg(config).arg("run").arg(operations);
    ask.args(["--checks", "all", "--seed", SEED, "--generation-database", "none"]);
    // Not two at a time: in two threads the parser of Python 3.11 fails now and then.
    ask.args(["--continue-on-failure", "--no-color", "--workers", "1"]);
    ask.arg("--max-examples").arg(examples.to_string());
    ask.arg(format!("{}{DESCRIPTION}", server.url()));
    let said = step::quiet(&format!("schemathesis {name}"), &mut ask)?;
    let cases = said.lines().find(|line| line.contains("generated")).unwrap_or_default();
    eprintln!("    {}", cases.trim());
    Ok(())
}
