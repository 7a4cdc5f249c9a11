//! `server admin …`.

use crate::cli::Admin;
use anyhow::bail;
use domain::Hub;
use domain::accounts::{self, CreateAdminError};

pub(super) async fn run(hub: &Hub, command: Admin) -> anyhow::Result<()> {
    let Admin::Create { email, password, name } = command;
    match accounts::create_admin(hub, &email, &password, &name).await {
        Ok(admin) => {
            println!("{} ({}) is an admin now.", admin.display_name, admin.email);
            Ok(())
        }
        Err(CreateAdminError::Invalid(failure)) => {
            for error in &failure.fields {
                eprintln!("{}: {}", option(&error.field), error.problem.message());
            }
            bail!("the admin was not made")
        }
        Err(error) => Err(error.into()),
    }
}

fn option(field: &str) -> &str {
    match field {
        "display_name" => "--name",
        "email" => "--email",
        "password" => "--password",
        other => other,
    }
}
