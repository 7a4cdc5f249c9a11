//! What a mail program or a chat would make a link of.

use super::{chars, lower};

const SCHEMES: [&str; 7] = ["http:", "https:", "ftp:", "mailto:", "tel:", "sms:", "javascript:"];
/// Titles and degrees that are written with dots and without blanks ("Dr.med.", "M.Sc").
const TITLES: [&str; 24] = [
    "dr", "prof", "dipl", "mag", "ing", "med", "nat", "rer", "phil", "jur", "habil", "theol", "sc",
    "eng", "ed", "hab", "mrs", "ms", "mr", "st", "sr", "jr", "phd", "univ",
];
/// Top-level domains of four letters and more that stand in junk mail more often than a surname
/// behind initials does.
const LONG_DOMAINS: [&str; 26] = [
    "info", "link", "site", "shop", "club", "live", "news", "online", "store", "space", "website",
    "mobi", "name", "click", "cloud", "world", "email", "group", "page", "blog", "tech", "test",
    "example", "finance", "support", "top",
];
/// Endings of files that no domain has.
const FILES: [&str; 2] = ["js", "ts"];

/// Whether it holds a web address, a domain or an e-mail address.
pub fn has_link(text: &str) -> bool {
    plain(text).split(char::is_whitespace).any(is_link)
}

/// The text without the words that are links.
pub fn without_links(text: &str) -> String {
    let words = text.split_whitespace().filter(|word| !has_link(word));
    words.collect::<Vec<_>>().join(" ")
}

/// Letters, dots and signs of one kind, however wide or small they are written.
fn plain(text: &str) -> String {
    let text = super::nfkc(text);
    let seen = text.chars().filter(|c| !chars::is_hidden(*c));
    lower(&seen.map(|c| if c == '\u{3002}' { '.' } else { c }).collect::<String>())
}

fn is_link(word: &str) -> bool {
    let start = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let scheme = |scheme: &str| {
        word.match_indices(scheme).any(|(at, _)| {
            let before = word[..at].chars().next_back();
            let after = word[at + scheme.len()..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && after.is_some()
        })
    };
    word.contains("://")
        || start.starts_with("www.")
        || word.split_once("//").is_some_and(|(_, rest)| rest.starts_with(char::is_alphanumeric))
        || SCHEMES.iter().any(|known| scheme(known))
        || word.split(|c: char| !of_a_host(c)).any(is_domain)
}

fn of_a_host(c: char) -> bool {
    c == '.' || c == '-' || super::is_of_a_word(c)
}

fn is_domain(piece: &str) -> bool {
    let trim = |label: &'_ str| label.trim_matches('-').to_owned();
    let labels: Vec<String> =
        piece.split('.').map(trim).filter(|label| !label.is_empty()).collect();
    let Some((last, rest)) = labels.split_last() else { return false };
    if rest.is_empty() {
        return false;
    }
    let number = |label: &String| label.parse::<u8>().is_ok();
    if labels.len() == 4 && labels.iter().all(number) {
        return true;
    }
    let letters = last.chars().filter(|c| c.is_alphabetic()).count();
    let of_letters = last.chars().all(|c| !c.is_numeric()) && letters >= 2;
    if !(of_letters || last.starts_with("xn--")) {
        return false;
    }
    let short = |label: &String| label.chars().count() <= 2 || TITLES.contains(&label.as_str());
    let surname = letters >= 4 && !LONG_DOMAINS.contains(&last.as_str()) && !last.contains("--");
    let named = rest.iter().all(short) && (surname || TITLES.contains(&last.as_str()));
    !named && !FILES.contains(&last.as_str())
}
