//! `server mail …`.

use crate::cli::Mail;
use anyhow::Context as _;
use domain::Hub;
use domain::mail::{self, MailFilter, Resender};
use std::io::Write as _;
use types::PageRequest;
use types::mail::{AdminMail, MailState, ResendMail};

/// Lines of one page.
const LINES: u32 = 100;

pub(super) async fn run(hub: &Hub, command: Mail) -> anyhow::Result<()> {
    match command {
        Mail::List { state, search, page } => list(hub, MailFilter { state, search }, page).await,
        Mail::Resend { id: Some(id), .. } => {
            mail::resend_mail(hub, Resender::Operator, id).await?;
            println!("The message is queued.");
            Ok(())
        }
        Mail::Resend { id: None, .. } => {
            let failed = ResendMail { state: MailState::Failed, search: None };
            let resent = mail::resend_all_mail(hub, Resender::Operator, failed).await?;
            println!("{} messages are queued.", resent.count);
            Ok(())
        }
    }
}

async fn list(hub: &Hub, filter: MailFilter, page: u32) -> anyhow::Result<()> {
    let page = PageRequest::new(page, LINES);
    let found = mail::mail_of_all(hub, filter, page).await.context("no list")?;
    // Not `println!`, which panics when its reader goes away.
    let mut out = std::io::stdout().lock();
    for mail in &found.results {
        writeln!(out, "{}", line(mail))?;
    }
    writeln!(out, "{} of {}", found.results.len(), found.count)?;
    Ok(())
}

/// One line, whatever a person or a mail server wrote.
fn line(mail: &AdminMail) -> String {
    let parts = [
        mail.id.to_string(),
        mail.created_at.format("%Y-%m-%d %H:%M").to_string(),
        mail.state.as_str().to_owned(),
        mail.kind.clone(),
        mail.recipient.clone(),
        mail.last_error.clone().unwrap_or_default(),
    ];
    parts.map(|part| part.replace(char::is_control, " ")).join("  ").trim_end().to_owned()
}
