//! Mail checks: whether mail can leave. None is sent unless the operator names an address for it.

use crate::adapters::mail::{SmtpMailer, mailer};
use crate::health::{CheckContext, CheckResult, Detail, Finding, mail_test, said};
use crate::mail::MailDelivery;
use lettre::message::Mailbox;
use secrecy::ExposeSecret;
use types::Locale;

/// Reserved names (RFC 2606, RFC 6761): no server takes mail from them.
const RESERVED: [&str; 5] = ["test", "example", "invalid", "localhost", "local"];

/// Connects, says EHLO and, where there is a password, logs in.
pub(super) async fn server(check: &'static str, context: &CheckContext) -> CheckResult {
    let config = &context.config;
    let Some(url) = &config.smtp_url else {
        return Ok(vec![if config.is_production() {
            Finding::fail(
                check,
                said!(
                    "SMTP_URL is not set: mail is kept as files and reaches nobody",
                    "SMTP_URL не задан: письма хранятся файлами и ни до кого не доходят",
                ),
            )
        } else {
            let folder = config.data_dir.display();
            Finding::ok(check, said!("none: files under {folder}", "нет: файлы в {folder}"))
        }]);
    };
    let mailer = config.mail_from.parse().map_err(|_| no_sender()).and_then(|from| {
        SmtpMailer::new(url.expose_secret(), from).map_err(|error| Detail::from(error.to_string()))
    });
    let greeted = match mailer {
        Ok(mailer) => mailer.greet().await.map_err(|error| error.to_string().into()),
        Err(error) => Err(error),
    };
    Ok(vec![match greeted {
        Ok(()) => Finding::ok(check, said!("it answers and knows us", "отвечает и знает нас")),
        Err(error) => Finding::fail(check, error),
    }])
}

fn no_sender() -> Detail {
    said!("MAIL_FROM is not a sender", "MAIL_FROM — не отправитель")
}

/// Sends a test mail where the operator says whom to, and else tells what became of the last one.
pub(super) async fn test(check: &'static str, context: &CheckContext) -> CheckResult {
    let Some(to) = &context.mail_to else { return last_test(check, context).await };
    let config = &context.config;
    let smtp_url = config.smtp_url.as_ref().map(ExposeSecret::expose_secret);
    let said = match mailer(smtp_url, &config.mail_from, &config.data_dir) {
        Ok(mailer) => {
            let delivery =
                MailDelivery { mailer, keep_secrets: false, deadline: MailDelivery::DEADLINE };
            mail_test::send(&delivery, to, Locale::En, &config.base_url).await
        }
        Err(error) => Err(error.to_string()),
    };
    Ok(vec![match said {
        Ok(said) => Finding::ok(check, said!("taken: {said}", "принято: {said}")),
        Err(said) => Finding::fail(check, said),
    }])
}

async fn last_test(check: &'static str, context: &CheckContext) -> CheckResult {
    let last = domain::mail::last_test(context.hub()?).await?;
    Ok(vec![match last {
        None => Finding::ok(check, said!("none was sent yet", "ещё не отправлялось")),
        Some(test) => {
            let (at, said) = (test.at.format("%Y-%m-%d %H:%M UTC"), test.said);
            // Whether it still is so, the next one says.
            if test.accepted {
                Finding::ok(check, said!("taken on {at}: {said}", "принято {at}: {said}"))
            } else {
                Finding::warn(check, said!("not taken on {at}: {said}", "не принято {at}: {said}"))
            }
        }
    }])
}

pub(super) fn sender(check: &'static str, context: &CheckContext) -> Vec<Finding> {
    let config = &context.config;
    let Ok(from) = config.mail_from.parse::<Mailbox>() else {
        return vec![Finding::fail(check, no_sender())];
    };
    let top = from.email.domain().rsplit('.').next().unwrap_or_default().to_lowercase();
    vec![if config.is_production() && RESERVED.contains(&top.as_str()) {
        let from = &config.mail_from;
        let says = said!(
            "{from}: no server takes mail from there",
            "{from}: писем оттуда не примет ни один сервер",
        );
        Finding::fail(check, says)
    } else {
        Finding::ok(check, config.mail_from.clone())
    }]
}
