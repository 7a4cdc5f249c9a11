//! When certificates are issued, and what a number looks like.

use crate::Error;
use chrono::{DateTime, Utc};
use types::ErrorCode;
use types::events::EventStatus;

/// Whether an event's certificates may be issued now.
///
/// # Errors
/// It is cancelled, was never published, or is not over.
pub(super) fn may_issue(
    status: EventStatus,
    end_date: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    Err(match status {
        EventStatus::Cancelled => ErrorCode::EventCancelled,
        EventStatus::Draft => ErrorCode::EventNotPublished,
        EventStatus::Published if now < end_date => ErrorCode::EventNotEnded,
        EventStatus::Published => return Ok(()),
    }
    .into())
}

/// Normalises a number that was typed from paper: in small letters, with or
/// without hyphens and blanks, with the letters that look like digits. `None` where it cannot be
/// a number.
pub fn normal(typed: &str) -> Option<String> {
    if typed.len() > 100 {
        return None;
    }
    let letters: Vec<char> = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        })
        .collect();
    let known = |c: &char| c.is_ascii_digit() || (c.is_ascii_uppercase() && *c != 'U');
    (letters.len() == 25 && letters.iter().all(known)).then(|| {
        let parts: Vec<String> = letters.chunks(5).map(|part| part.iter().collect()).collect();
        parts.join("-")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_however_it_was_typed() {
        let number = "7Q2MD-K8H3R-0VXWA-9TNEC-B4JG1";
        for typed in [
            number,
            "7q2md-k8h3r-ovxwa-9tnec-b4jgl",
            "7Q2MDK8H3R0VXWA9TNECB4JGI",
            " 7Q2MD K8H3R 0VXWA 9TNEC B4JG1\n",
        ] {
            assert_eq!(normal(typed).as_deref(), Some(number), "{typed}");
        }
        for bad in ["", "7Q2MD", "7Q2MD-K8H3R-0VXWA-9TNEC-B4JGU", "ÄQ2MD-K8H3R-0VXWA-9TNEC-B4JG1"]
        {
            assert_eq!(normal(bad), None, "{bad}");
        }
        assert_eq!(normal(&"7".repeat(10_000)), None);
        let made = crate::ids::certificate_number();
        assert_eq!(normal(&made), Some(made));
    }

    #[test]
    fn only_an_event_that_took_place_certifies() {
        let end: DateTime<Utc> = "2026-11-22T20:00:00Z".parse().unwrap();
        let before = end - chrono::TimeDelta::seconds(1);
        let code = |status, now| may_issue(status, end, now).err().and_then(|error| error.code());
        assert_eq!(code(EventStatus::Published, end), None);
        assert_eq!(code(EventStatus::Published, before), Some(ErrorCode::EventNotEnded));
        assert_eq!(code(EventStatus::Cancelled, end), Some(ErrorCode::EventCancelled));
        assert_eq!(code(EventStatus::Draft, end), Some(ErrorCode::EventNotPublished));
    }
}
