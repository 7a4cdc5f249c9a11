//! Mail checks: whether mail can leave, without sending any.

use crate::adapters::mail::SmtpMailer;
use crate::health::{CheckContext, CheckResult, Finding};
use lettre::message::Mailbox;
use secrecy::ExposeSecret as _;

/// Reserved names (RFC 2606, RFC 6761): no server takes mail from them.
const RESERVED: [&str; 5] = ["test", "example", "invalid", "localhost", "local"];

/// Connects, says EHLO and, where there is a password, logs in.
pub(super) async fn server(check: &'static str, context: &CheckContext) -> CheckResult {
    let config = &context.config;
    let Some(url) = &config.smtp_url else {
        return Ok(vec![if config.is_production() {
            Finding::fail(check, "SMTP_URL is not set: mail is kept as files and reaches nobody")
        } else {
            Finding::ok(check, format!("none: files under {}", config.data_dir.display()))
        }]);
    };
    let mailer =
        config.mail_from.parse().map_err(|_| "MAIL_FROM is not a sender".to_owned()).and_then(
            |from| SmtpMailer::new(url.expose_secret(), from).map_err(|error| error.to_string()),
        );
    let greeted = match mailer {
        Ok(mailer) => mailer.greet().await.map_err(|error| error.to_string()),
        Err(error) => Err(error),
    };
    Ok(vec![match greeted {
        Ok(()) => Finding::ok(check, "it answers and knows us"),
        Err(error) => Finding::fail(check, error),
    }])
}

pub(super) fn sender(check: &'static str, context: &CheckContext) -> Vec<Finding> {
    let config = &context.config;
    let Ok(from) = config.mail_from.parse::<Mailbox>() else {
        return vec![Finding::fail(check, "MAIL_FROM is not a sender")];
    };
    let top = from.email.domain().rsplit('.').next().unwrap_or_default().to_lowercase();
    vec![if config.is_production() && RESERVED.contains(&top.as_str()) {
        Finding::fail(check, format!("{}: no server takes mail from there", config.mail_from))
    } else {
        Finding::ok(check, config.mail_from.clone())
    }]
}
