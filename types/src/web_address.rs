//! Addresses on the web that people write: the one place that says which of them are taken.

use crate::failure::FieldProblem;
use crate::text::is_plain;
use std::net::{Ipv4Addr, Ipv6Addr};

const HOST_MAX: usize = 253;
const LABEL_MAX: usize = 63;

/// An absolute address with a host that people can read: no user name or password before it, which
/// would be told to everybody or make one host look like another, and no character that cannot be
/// seen or would break out of an attribute.
///
/// # Errors
/// Why it is not taken.
pub fn check(text: &str, schemes: &[&str]) -> Result<(), FieldProblem> {
    if !is_plain(text) || text.chars().any(unfit) {
        return Err(FieldProblem::Invalid);
    }
    let (scheme, rest) = text.split_once("://").ok_or(FieldProblem::Invalid)?;
    if !schemes.iter().any(|allowed| scheme.eq_ignore_ascii_case(allowed)) {
        return Err(FieldProblem::Invalid);
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        return Err(FieldProblem::HasCredentials);
    }
    if is_host_and_port(authority) { Ok(()) } else { Err(FieldProblem::Invalid) }
}

/// Of a page: http or https.
///
/// # Errors
/// Why it is not taken.
pub fn check_page(text: &str) -> Result<(), FieldProblem> {
    check(text, &["https", "http"])
}

/// Of a picture that pages show: https only.
///
/// # Errors
/// Why it is not taken.
pub fn check_picture(text: &str) -> Result<(), FieldProblem> {
    check(text, &["https"])
}

/// Blanks, and what would break out of an attribute.
fn unfit(c: char) -> bool {
    c.is_whitespace() || c.is_control() || "<>\"'`\\{}|^\u{fffd}".contains(c)
}

fn is_host_and_port(authority: &str) -> bool {
    let (host, port) = match authority.strip_prefix('[') {
        Some(rest) => match rest.split_once(']') {
            Some((host, port)) if host.parse::<Ipv6Addr>().is_ok() => (None, port),
            _ => return false,
        },
        None => match authority.find(':') {
            Some(colon) => (authority.get(..colon), authority.get(colon..).unwrap_or_default()),
            None => (Some(authority), ""),
        },
    };
    let port_fits = port.strip_prefix(':').map_or(port.is_empty(), |digits| {
        digits.bytes().all(|b| b.is_ascii_digit()) && digits.parse::<u16>().is_ok_and(|n| n > 0)
    });
    port_fits && host.is_none_or(is_host)
}

/// A name of labels, or an IPv4 address as it is written nowadays.
fn is_host(host: &str) -> bool {
    // A name may end in the root's dot.
    let host = host.strip_suffix('.').unwrap_or(host);
    let number = |label: &str| {
        let digits = label.strip_prefix("0x").or_else(|| label.strip_prefix("0X"));
        digits.map_or(label.bytes().all(|b| b.is_ascii_digit()), |hex| {
            hex.bytes().all(|b| b.is_ascii_hexdigit())
        })
    };
    if host.rsplit('.').next().is_some_and(number) {
        return host.parse::<Ipv4Addr>().is_ok();
    }
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= LABEL_MAX
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    };
    host.len() <= HOST_MAX && host.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use FieldProblem::{HasCredentials, Invalid};

    #[test]
    fn addresses_that_lead_somewhere_are_taken() {
        for good in [
            "https://a.test",
            "http://a.test/x?y=1#z",
            "HTTPS://Meet.Example.org:8443/@ada/room,1;2",
            "https://localhost:3000/",
            "https://127.0.0.1/",
            "https://[2001:db8::1]:443/x",
            "https://xn--e1afmkfd.xn--p1ai/",
            "https://пример.рф/встреча",
            "https://a_b.test./",
            "https://meet.test/?who=a@b.org",
        ] {
            assert_eq!(check_page(good), Ok(()), "{good}");
        }
    }

    #[test]
    fn a_user_name_or_password_is_told_as_such() {
        for bad in [
            "http://user:pw@x.org",
            "https://user@x.org/",
            "https://@x.org",
            "https://:pw@x.org",
            "https://bank.example@evil.test/login",
            "https://a:b@c@d.test",
            "https://user:pw@[::1]/",
            "HTTP://USER:PW@X.ORG?a",
        ] {
            assert_eq!(check_page(bad), Err(HasCredentials), "{bad}");
        }
    }

    #[test]
    fn what_leads_nowhere_or_cannot_be_read_is_not_taken() {
        for bad in [
            "",
            "a.test",
            "//a.test",
            "https:a.test",
            "https:/a.test",
            "https://",
            "https:///x",
            "https://?x",
            "https://#x",
            "https://:443",
            "https://a.test:",
            "https://a.test:0",
            "https://a.test:65536",
            "https://a.test:8a",
            "https://a.test:+80",
            "ftp://a.test",
            "javascript://a.test/%0aalert(1)",
            "data://a.test",
            "file:///etc/passwd",
            " https://a.test",
            "https://a.test ",
            "https://a .test",
            "https://a.test/a b",
            "https://a.test/\n",
            "https://a.test/\u{0}",
            "https://a.test\\@b.test",
            "https://a.test/\"",
            "https://a.test/<b>",
            "https://.",
            "https://..",
            "https://a..b",
            "https://.a.test",
            "https://-a.test",
            "https://a-.test",
            "https://1",
            "https://1.2.3",
            "https://256.1.1.1",
            "https://0x7f.1",
            "https://0x7f000001",
            "https://a%2eb.test",
            "https://[::1",
            "https://::1",
            "https://[::1]x",
            "https://[1.2.3.4]",
            "https://a.test/\u{202e}gpj",
            "https://pay\u{200b}pal.test",
            "https://a\u{ff0e}test\u{3002}b",
            "https://user\u{ff20}x.org",
            "https://a.test/\u{feff}",
        ] {
            assert_eq!(check_page(bad), Err(Invalid), "{bad:?}");
        }
        assert_eq!(check_page(&format!("https://{}.test", "a".repeat(64))), Err(Invalid));
        assert_eq!(check_page(&format!("https://{}test", "a.".repeat(130))), Err(Invalid));
        assert_eq!(check_picture("http://a.test/x.png"), Err(Invalid));
        assert_eq!(check_picture("https://a.test/x.png"), Ok(()));
    }
}
