//! What a mail server's refusal means: whether trying again can help.
//!
//! Only what it says of the one recipient is for good. Whatever it holds against the sender (the
//! password, the encryption, a policy, a list it is on) passes once somebody has mended it, and is
//! tried again until then.

use domain::mail::MailError;
use lettre::transport::smtp::Error;
use std::error::Error as _;

/// What was under way when the server refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    Connect,
    Encrypt,
    LogIn,
    Sender,
    Recipient,
    Content,
}

impl Phase {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Connect => "connecting",
            Self::Encrypt => "encrypting",
            Self::LogIn => "logging in",
            Self::Sender => "naming the sender",
            Self::Recipient => "naming the recipient",
            Self::Content => "handing over the message",
        }
    }
}

pub(super) fn refused(phase: Phase, error: &Error) -> MailError {
    let reason = format!("{}: {error}", phase.as_str());
    let text = error.source().map(ToString::to_string).unwrap_or_default();
    let gone = phase == Phase::Recipient
        && error.is_permanent()
        && error.status().is_some_and(|code| no_such_recipient(code.into(), &text));
    if gone { MailError::Permanent(reason) } else { MailError::Temporary(reason) }
}

pub(super) fn too_slow(phase: Phase) -> MailError {
    MailError::Temporary(format!("{}: the mail server did not answer in time", phase.as_str()))
}

/// Whether a refusal of `RCPT TO` speaks of that mailbox. The enhanced code says so (RFC 3463);
/// where there is none, the reply code does, unless its text names a reason of the sender's.
fn no_such_recipient(code: u16, text: &str) -> bool {
    match enhanced(text) {
        // The sender's address, not the recipient's.
        Some((1, 7 | 8)) => false,
        Some((1, _) | (2, 1)) => true,
        Some(_) => false,
        None => matches!(code, 550 | 551 | 553) && !names_the_sender(text),
    }
}

/// Subject and detail of the code that the text begins with.
fn enhanced(text: &str) -> Option<(u16, u16)> {
    let mut parts = text.split_whitespace().next()?.split('.');
    let (class, subject, detail) = (parts.next()?, parts.next()?, parts.next()?);
    if class != "5" || parts.next().is_some() {
        return None;
    }
    Some((subject.parse().ok()?, detail.parse().ok()?))
}

fn names_the_sender(text: &str) -> bool {
    const REASONS: [&str; 14] = [
        "relay",
        "auth",
        "policy",
        "denied",
        "block",
        "blacklist",
        "spam",
        "reputation",
        "sender",
        "listed",
        "tls",
        "client",
        "rate",
        "limit",
    ];
    let text = text.to_lowercase();
    REASONS.iter().any(|reason| text.contains(reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_answer_about_the_mailbox_is_for_good() {
        for (code, text) in [
            (550, "5.1.1 <ada@example.org>: no such user"),
            (550, "5.1.2 host not found"),
            (553, "5.1.3 bad destination mailbox address syntax"),
            (551, "5.1.6 the mailbox has moved"),
            (556, "5.1.10 the recipient takes no mail"),
            (550, "5.2.1 the mailbox is disabled"),
            (550, "No such user here"),
            (551, "User not local"),
            (553, "mailbox name not allowed"),
        ] {
            assert!(no_such_recipient(code, text), "{code} {text}");
        }
        for (code, text) in [
            (550, "5.7.1 relaying denied"),
            (554, "5.7.1 client host blocked using a list"),
            (550, "5.7.26 unauthenticated mail is not accepted"),
            (553, "5.1.8 sender address rejected"),
            (550, "5.1.7 bad sender's mailbox address syntax"),
            (552, "5.2.2 mailbox full"),
            (530, "5.7.0 must issue a STARTTLS command first"),
            (535, "5.7.8 credentials invalid"),
            (554, "5.3.4 message too big"),
            (503, "5.5.1 bad sequence of commands"),
            (554, "no valid recipients"),
            (550, "Relay access denied"),
            (550, "your address is on a blocklist"),
            (553, "sorry, that domain isn't in my list of allowed rcpthosts; authenticate first"),
            (550, ""),
        ] {
            let expected = code == 550 && text.is_empty();
            assert_eq!(no_such_recipient(code, text), expected, "{code} {text}");
        }
    }
}
