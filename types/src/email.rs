//! E-mail addresses: only those that a message can be sent to.

use crate::text::{is_of_a_word, is_plain, lower, nfc};
use icu_properties::CodePointMapData;
use icu_properties::props::Script;

const LOCAL_MAX: usize = 64;
pub const ADDRESS_MAX: usize = 254;

/// An address that can be written to, in its one spelling: small letters in NFC, the domain as it
/// is read (`почта.рф`). `None` for what no mail server would take or nobody could type.
pub fn parse_email(input: &str) -> Option<String> {
    if input.len() > ADDRESS_MAX * 4 {
        return None;
    }
    let typed = nfc(&lower(input.trim())).into_owned();
    let (local, host) = typed.rsplit_once('@')?;
    let wire = wire_host(host)?;
    let (host, read) = idna::domain_to_unicode(&wire);
    let readable = |label: &str| label.chars().all(|c| c == '-' || is_of_a_word(c));
    let fits = local.len() + 1 + wire.len().max(host.len()) <= ADDRESS_MAX;
    let fine = read.is_ok() && fits && host.split('.').all(readable) && is_local(local);
    // Small letters once more: the domain's own rules may have put others in.
    fine.then(|| nfc(&lower(&format!("{local}@{host}"))).into_owned())
}

/// The address as it was stored before there were rules for it, so that whoever has such an account
/// can still log in.
pub fn typed_email(input: &str) -> Option<String> {
    let fine = input.len() <= ADDRESS_MAX * 2 && input.contains('@') && !input.contains('\0');
    fine.then(|| lower(input.trim()))
}

/// The address as it goes to a mail server: the domain in ASCII, which every server understands.
pub fn wire_email(email: &str) -> String {
    let ascii = |(local, host): (&str, &str)| Some(format!("{local}@{}", wire_host(host)?));
    email.rsplit_once('@').and_then(ascii).unwrap_or_else(|| email.to_owned())
}

fn wire_host(host: &str) -> Option<String> {
    if !is_plain(host) {
        return None;
    }
    let wire = idna::domain_to_ascii_strict(host).ok()?;
    let (_, top) = wire.rsplit_once('.')?;
    let empty = wire.split('.').any(str::is_empty);
    (!empty && !top.bytes().all(|b| b.is_ascii_digit())).then_some(wire)
}

/// The part before the `@`: words of letters, digits and the signs of RFC 5322's atoms, with single
/// dots between them, in one script, so that it cannot pass for somebody else's.
fn is_local(local: &str) -> bool {
    let sign = |c: char| "!#$%&'*+-/=?^_`{|}~".contains(c);
    // Marks that no letter holds are refused by the mailer's own parser as well.
    let letter = |c: char| c.is_alphanumeric() && is_of_a_word(c);
    let word = |part: &str| !part.is_empty() && part.chars().all(|c| sign(c) || letter(c));
    local.len() <= LOCAL_MAX && local.split('.').all(word) && is_of_one_script(local)
}

fn is_of_one_script(text: &str) -> bool {
    let script = CodePointMapData::<Script>::new();
    // These stand beside each other, and beside Latin, and look like nothing else.
    let beside =
        [Script::Han, Script::Hiragana, Script::Katakana, Script::Hangul, Script::Bopomofo];
    let mut scripts = text
        .chars()
        .map(|c| script.get(c))
        .filter(|it| ![Script::Common, Script::Inherited].contains(it) && !beside.contains(it));
    let first = scripts.next();
    scripts.all(|script| Some(script) == first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_spelling() {
        for (typed, stored) in [
            (" Ada@Example.ORG ", "ada@example.org"),
            ("анна@почта.рф", "анна@почта.рф"),
            ("анна@xn--80a1acny.xn--p1ai", "анна@почта.рф"),
            ("ada@BÜCHER.example", "ada@bücher.example"),
            ("ada@bu\u{308}cher.example", "ada@bücher.example"),
            ("jose\u{301}@example.org", "josé@example.org"),
            ("o'neill+tag@example.co.uk", "o'neill+tag@example.co.uk"),
            ("a_b-c.d@x-y.example", "a_b-c.d@x-y.example"),
            ("ada@example。org", "ada@example.org"),
        ] {
            assert_eq!(parse_email(typed).as_deref(), Some(stored), "{typed:?}");
        }
    }

    #[test]
    fn what_cannot_be_written_to_is_refused() {
        let long = format!("{}@example.org", "x".repeat(65));
        let deep = format!("a@{}example.org", "abcdefgh.".repeat(30));
        for bad in [
            "",
            "@",
            "a@",
            "@b.c",
            "a b@c.d",
            "a@b",
            "a@b..c",
            "a@b.c.",
            "a@@b.c",
            "a@-b.c",
            "a@b-.c",
            "a@b_c.de",
            ".a@b.c",
            "a.@b.c",
            "a..b@c.d",
            "a\0@b.c",
            "a@b\0.c",
            "\u{200b}ada@example.org",
            "ada\u{200b}@example.org",
            "ada@exa\u{200b}mple.org",
            "ada@exa\u{ad}mple.org",
            "a\u{ad}da@example.org",
            "\u{202e}ada@example.org",
            "ada\u{2066}@example.org",
            "ada…@example.org",
            "🎉@example.org",
            "ada@🎉.example",
            "\u{301}a@example.org",
            "\u{e000}@example.org",
            "\u{3164}@example.org",
            "さ\u{301}@example.org",
            "\"ada lovelace\"@example.org",
            "ada(x)@example.org",
            "<ada@example.org>",
            "ada@example.org, eve@example.org",
            "ada@[127.0.0.1]",
            "ada@127.0.0.1",
            "ada@example.123",
            "\u{430}da@example.org",
            "ada\r\nBcc: eve@example.org",
            &long,
            &deep,
        ] {
            assert_eq!(parse_email(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn every_server_understands_the_domain_on_the_wire() {
        assert_eq!(wire_email("ada@bücher.example"), "ada@xn--bcher-kva.example");
        assert_eq!(wire_email("ada@example.org"), "ada@example.org");
    }
}
