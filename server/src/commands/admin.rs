//! `server admin …`.

use crate::cli::Admin;
use anyhow::{Context as _, bail};
use console::Term;
use domain::{Error, Hub, accounts};
use std::fs::File;
use std::io::{BufRead as _, BufReader, IsTerminal as _, Read};
use std::path::Path;

/// More than any password: a wrong file is not read to its end.
const LINE_MAX: u64 = 10_000;

pub(super) async fn run(hub: &Hub, command: Admin) -> anyhow::Result<()> {
    match command {
        Admin::Create { email, name, password_file } => {
            create(hub, &email, &name, password_file.as_deref()).await
        }
        Admin::SecondFactorOff { email } => second_factor_off(hub, &email).await,
    }
}

async fn second_factor_off(hub: &Hub, email: &str) -> anyhow::Result<()> {
    match accounts::turn_off_second_factor(hub, email).await {
        Ok(()) => {
            println!("{email} logs in with the password alone now.");
            Ok(())
        }
        Err(Error::Refused(_)) => bail!("no account of {email} has a second factor"),
        Err(error) => Err(error.into()),
    }
}

async fn create(
    hub: &Hub,
    email: &str,
    name: &str,
    password_file: Option<&Path>,
) -> anyhow::Result<()> {
    let password = password(password_file)?;
    match accounts::create_admin(hub, email, &password, name).await {
        Ok(admin) => {
            println!("{} ({}) is an admin now.", admin.display_name, admin.email);
            Ok(())
        }
        Err(Error::Refused(failure)) if failure.fields.is_empty() => bail!(failure.code.title()),
        Err(Error::Refused(failure)) => {
            for error in &failure.fields {
                eprintln!("{}: {}", option(&error.field), error.problem.message());
            }
            bail!("the admin was not made")
        }
        Err(error) => Err(error.into()),
    }
}

/// From the file, the terminal or standard input, in this order.
fn password(file: Option<&Path>) -> anyhow::Result<String> {
    if let Some(path) = file {
        let named = || format!("{} could not be read", path.display());
        return first_line(File::open(path).with_context(named)?).with_context(named);
    }
    if !std::io::stdin().is_terminal() {
        return first_line(std::io::stdin().lock()).context("no password on standard input");
    }
    let terminal = Term::stderr();
    terminal.write_str("Password: ")?;
    let first = terminal.read_secure_line()?;
    terminal.write_str("Once more: ")?;
    if terminal.read_secure_line()? != first {
        bail!("the two passwords differ")
    }
    Ok(first)
}

fn first_line(from: impl Read) -> anyhow::Result<String> {
    let mut line = String::new();
    BufReader::new(from.take(LINE_MAX)).read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

fn option(field: &str) -> &str {
    match field {
        "display_name" => "--name",
        "email" => "--email",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Cli;
    use clap::Parser as _;

    #[test]
    fn a_password_is_the_first_line_with_all_its_blanks() {
        assert_eq!(
            first_line(&b" seven blue kites \r\nand more"[..]).unwrap(),
            " seven blue kites "
        );
        assert_eq!(first_line(&b""[..]).unwrap(), "");
        assert!(first_line(&b"\xff\xfe"[..]).is_err(), "no text");
    }

    #[tokio::test]
    async fn an_operator_turns_a_second_factor_off() {
        let (hub, _database) = domain::testing::test_hub().await;
        let ada = domain::testing::person(&hub, types::accounts::Role::Admin).await;
        for sql in [
            "INSERT INTO second_factors (user_id, nonce, started_at, confirmed_at)
             VALUES ($1, gen_random_uuid(), now(), now())",
            "UPDATE users SET email = 'ada@hub.test' WHERE id = $1",
        ] {
            sqlx::query(sql).bind(ada).execute(hub.db.pool()).await.unwrap();
        }
        let off = |email: &str| {
            let line = ["server", "admin", "second-factor-off", "--email", email];
            match Cli::try_parse_from(line).unwrap().command {
                crate::cli::Command::Admin(command) => run(&hub, command),
                other => panic!("{other:?}"),
            }
        };
        let count = async |sql: &'static str| -> i64 {
            sqlx::query_scalar(sql).bind(ada).fetch_one(hub.db.pool()).await.unwrap()
        };
        for wrong in ["eve@hub.test", "no address"] {
            let refused = off(wrong).await.unwrap_err().to_string();
            assert_eq!(refused, format!("no account of {wrong} has a second factor"));
        }
        let factors = "SELECT count(*) FROM second_factors WHERE user_id = $1";
        assert_eq!(count(factors).await, 1);
        off("ada@hub.test").await.unwrap();
        assert_eq!(count(factors).await, 0);
        let told = "SELECT count(*) FROM mail_messages
            WHERE user_id = $1 AND kind = 'second_factor_off'";
        assert_eq!(count(told).await, 1, "the owner is told");
        let noted = "SELECT count(*) FROM audit_log
            WHERE subject = 'user:' || $1::uuid AND action = 'account.second_factor_off'
              AND actor_id IS NULL AND detail->>'by' = 'command line'";
        assert_eq!(count(noted).await, 1);
        let again = off("ada@hub.test").await.unwrap_err().to_string();
        assert_eq!(again, "no account of ada@hub.test has a second factor");
        assert!(Cli::try_parse_from(["server", "admin", "second-factor-off"]).is_err());
    }

    #[test]
    fn a_password_has_no_place_on_the_command_line() {
        let admin = ["server", "admin", "create", "--email", "a@b.test", "--name", "A"];
        assert!(Cli::try_parse_from(admin).is_ok());
        let told = admin.into_iter().chain(["--password", "seven blue kites"]);
        assert!(Cli::try_parse_from(told).is_err());
    }
}
