//! Sanitising of user-written text for messages.

/// One line, however many it was written in: nothing that ends a line, turns the direction of what
/// follows, or cannot be seen.
pub fn one_line(text: &str) -> String {
    let seen: String = text
        .chars()
        .map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { c })
        .filter(|c| !is_invisible(*c))
        .collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Zero-width spaces, marks and switches of direction, tags. Joiners stay: scripts and emoji need
/// them.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

/// The text on one line without the words that look like a link, a domain or an address: a message
/// to an unverified address must lead nowhere.
pub fn without_links(text: &str) -> String {
    let line = one_line(text);
    let words = line.split(' ').filter(|word| !leads_somewhere(&as_machines_read(word)));
    words.collect::<Vec<_>>().join(" ")
}

/// As the resolver of a link reads it: full-width signs and other dots are what they look like.
fn as_machines_read(word: &str) -> String {
    let plain = |c: char| match c {
        // Full-width forms are in the order of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3002}' | '\u{ff61}' | '\u{2024}' | '\u{fe52}' | '\u{fe12}' => '.',
        '\u{fe6b}' => '@',
        '\u{fe55}' | '\u{2236}' | '\u{a789}' => ':',
        '\u{2044}' | '\u{2215}' | '\u{29f8}' | '\u{2571}' => '/',
        _ => c,
    };
    // Joiners are no part of a name that a machine looks up.
    let joiners = ['\u{200c}', '\u{200d}'];
    word.chars().filter(|c| !joiners.contains(c)).map(plain).flat_map(char::to_lowercase).collect()
}

fn leads_somewhere(word: &str) -> bool {
    const SCHEMES: [&str; 9] =
        ["http", "https", "ftp", "mailto", "tel", "sms", "javascript", "data", "hxxps"];
    let has_scheme = SCHEMES.iter().any(|scheme| {
        let mut parts = word.split(|c: char| !c.is_alphanumeric() && c != ':');
        parts.any(|part| part.strip_prefix(*scheme).is_some_and(|rest| rest.starts_with(':')))
    });
    word.contains("//")
        || word.contains("\\\\")
        || word.contains('@')
        || word.contains("www.")
        || has_scheme
        || word.split(|c: char| !c.is_alphanumeric() && !"-_.".contains(c)).any(is_host)
}

/// `evil.example`, `пример.рф`, `203.0.113.9`: labels with dots between, of which the last is no
/// number, or four numbers.
fn is_host(name: &str) -> bool {
    let labels: Vec<_> = name.trim_matches(['.', '-', '_']).split('.').collect();
    let [.., before, last] = labels.as_slice() else { return false };
    if before.is_empty() || last.is_empty() {
        return false;
    }
    let is_number = |label: &str| label.chars().all(char::is_numeric);
    if is_number(last) {
        return labels.len() == 4 && labels.iter().all(|label| is_number(label));
    }
    last.chars().count() >= 2 && last.chars().next().is_some_and(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_ends_a_line_is_a_space() {
        for hostile in [
            "Ada,\n\nYour seat is blocked.",
            "Ada,\r\nYour seat is blocked.",
            "Ada,\u{2028}Your seat\u{2029}is blocked.",
            "Ada,\u{85}Your\u{b}seat\u{c}is blocked.",
            "\u{202e}Ada,\u{2066} Your \u{200b}seat\u{feff} is\u{0} blocked.\u{e0041}",
            "  Ada,\t\tYour   seat is blocked.  ",
        ] {
            assert_eq!(one_line(hostile), "Ada, Your seat is blocked.", "{hostile:?}");
        }
        for kept in ["👩\u{200d}👩\u{200d}👧", "می\u{200c}خواهم", "王小明", "प्रिया", "❤\u{fe0f}"]
        {
            assert_eq!(one_line(kept), kept);
        }
        assert_eq!(one_line("\u{200b}\u{2060} \u{3164}"), "");
    }

    #[test]
    fn links_domains_and_addresses_are_taken_out() {
        for hostile in [
            "https://evil.example/pay",
            "HTTPS://EVIL.EXAMPLE",
            "evil.example",
            "(evil.example/pay?x=1)",
            "«evil.example»",
            "evil.example.",
            "www.evil",
            "//evil",
            "http:evil",
            "https:\\\\evil",
            "ada@evil",
            "mailto:ada",
            "tel:+4900",
            "pay@evil.example",
            "203.0.113.9",
            "203.0.113.9/pay",
            "evil.example:8080",
            "пример.рф",
            "xn--e1afmkfd.xn--p1ai",
            "evil。example",
            "evil．example",
            "ｅｖｉｌ．ｅｘａｍｐｌｅ",
            "ｈｔｔｐｓ：／／evil",
            "evil\u{2024}example",
            "ev\u{200d}il.exa\u{200c}mple",
            "evil\u{200b}.example",
            "ada＠evil",
            "https\u{2236}\u{2215}\u{2215}evil",
            "now,evil.example,now",
        ] {
            let title = format!("Urgent {hostile} now");
            assert_eq!(without_links(&title), "Urgent now", "{hostile:?}");
        }
    }

    #[test]
    fn what_leads_nowhere_stays() {
        for kept in [
            "Rust 1.90 and C++: a night at 10.30",
            "Dr. Smith vs. the world, e.g. U.S.A.",
            "31.12.2026",
            "AC/DC & friends (50/50)",
            "Ночь науки: №5",
            "王小明 3.0",
        ] {
            assert_eq!(without_links(kept), kept);
        }
    }
}
