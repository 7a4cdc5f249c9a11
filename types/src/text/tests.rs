use super::*;
use proptest::prelude::*;

/// What somebody types, and what is stored of it as a line; none where it is refused.
const LINES: &[(&str, Option<&str>)] = &[
    // Blanks and line breaks of every kind.
    ("  Rust \t Nation\u{a0}2026 ", Some("Rust Nation 2026")),
    ("Ada\r\nLovelace", Some("Ada Lovelace")),
    ("Ada\u{2028}Love\u{2029}lace", Some("Ada Love lace")),
    ("Ada\u{3000}Lovelace\u{202f}!", Some("Ada Lovelace !")),
    ("⠓⠊⠀⠓⠊", Some("⠓⠊ ⠓⠊")),
    // Control characters.
    ("a\0b", None),
    ("a\u{1b}[31mb", None),
    ("a\u{7f}b", None),
    ("a\u{85}b", None),
    ("a\u{9f}b", None),
    ("a\u{b}b", None),
    // The direction of writing.
    ("\u{202e}gnp.exe", None),
    ("\u{202d}abc", None),
    ("\u{202a}abc\u{202c}", Some("abc")),
    ("a\u{2066}b\u{2069}", Some("ab")),
    ("שלום\u{200f}", Some("שלום")),
    // Nothing that can be seen.
    ("", Some("")),
    (" \u{200b}\u{feff} ", Some("")),
    ("\u{200b}", Some("")),
    ("\u{2060}\u{ad}\u{34f}", Some("")),
    ("\u{3164}", Some("")),
    ("\u{ffa0}\u{115f}\u{1160}", Some("")),
    ("\u{2800}\u{2800}", Some("")),
    ("\u{301}", Some("")),
    ("\u{fe0f}\u{200d}", Some("")),
    ("\u{e0041}\u{e0042}", Some("")),
    ("\u{180e}", Some("")),
    ("\u{fffc}\u{fff9}", Some("")),
    ("\u{fdd0}\u{ffff}", Some("")),
    ("\u{61c}\u{200e}", Some("")),
    // What cannot be seen between what can be.
    ("R\u{200b}", Some("R")),
    ("R\u{200d}", Some("R")),
    ("R\u{200c}oom", Some("Room")),
    ("R\u{fe0f}", Some("R")),
    ("R\u{e0101}\u{e0041}", Some("R")),
    ("Sa\u{ad}al", Some("Saal")),
    ("Sa\u{2060}al\u{feff}", Some("Saal")),
    ("e\u{34f}\u{301}", Some("é")),
    // One spelling of every letter.
    ("Cre\u{300}me bru\u{302}le\u{301}e", Some("Crème brûlée")),
    ("\u{1112}\u{1161}\u{11ab}", Some("한")),
    ("и\u{306}", Some("й")),
    ("\u{212b}", Some("Å")),
    // Words and pictures that need what cannot be seen.
    ("می\u{200c}خواهم", Some("می\u{200c}خواهم")),
    ("क्\u{200d}ष", Some("क्\u{200d}ष")),
    ("ന്\u{200d}", Some("ന്\u{200d}")),
    ("👩\u{200d}👩\u{200d}👧", Some("👩\u{200d}👩\u{200d}👧")),
    ("❤\u{fe0f}\u{200d}🔥", Some("❤\u{fe0f}\u{200d}🔥")),
    ("👩🏽\u{200d}💻", Some("👩🏽\u{200d}💻")),
    ("1\u{fe0f}\u{20e3}", Some("1\u{fe0f}\u{20e3}")),
    ("葛\u{e0100}城市", Some("葛\u{e0100}城市")),
    (
        "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
        Some("🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}"),
    ),
    ("ᠮᠣᠩᠭᠣᠯ ᠤ\u{180b}", Some("ᠮᠣᠩᠭᠣᠯ ᠤ\u{180b}")),
    // Names of the world.
    ("王小明", Some("王小明")),
    ("さくら", Some("さくら")),
    ("أحمد بن مُحَمَّد", Some("أحمد بن مُحَمَّد")),
    ("שָׁלוֹם", Some("שָׁלוֹם")),
    ("प्रिया", Some("प्रिया")),
    ("สมชาย ที่รัก", Some("สมชาย ที่รัก")),
    ("ნინო", Some("ნინო")),
    ("Nguyễn Thị Ngọc", Some("Nguyễn Thị Ngọc")),
    ("O'Brien-Łukasz Jr.", Some("O'Brien-Łukasz Jr.")),
    ("🎉", Some("🎉")),
    ("C++ & F#", Some("C++ & F#")),
    // Piles of marks.
    ("Z\u{300}\u{301}\u{302}\u{303}", None),
    ("Z\u{335}\u{322}\u{489}\u{20e0}", None),
    ("ก\u{e47}\u{e47}\u{e47}", None),
    ("e\u{34f}\u{301}\u{34f}\u{302}\u{34f}\u{303}\u{34f}\u{304}\u{34f}\u{305}", None),
];

#[test]
fn a_line_is_what_can_be_seen_of_it() {
    for (typed, stored) in LINES {
        assert_eq!(line(typed).ok().as_deref(), *stored, "{typed:?}");
    }
}

#[test]
fn prose_keeps_its_lines_and_little_else_that_cannot_be_seen() {
    for (typed, stored) in [
        ("  One\r\n\r\nTwo\rThree\u{2028}Four \n", Some("One\n\nTwo\nThree\nFour")),
        ("- a\n    - b\n\tc", Some("- a\n    - b\n\tc")),
        ("a\u{200b}b\u{feff}", Some("ab")),
        ("C++\u{200f} עברית", Some("C++\u{200f} עברית")),
        ("\u{200b}\n\u{2060}", Some("")),
        ("a\u{202e}b", None),
        ("a\0b", None),
        ("Z\u{300}\u{301}\u{302}\u{303}", None),
    ] {
        assert_eq!(prose(typed).ok().as_deref(), stored, "{typed:?}");
    }
}

#[test]
fn no_name_is_a_link() {
    for bad in [
        "pay at https://evil.example/pay",
        "HTTP://EVIL",
        "www.evil.example",
        "evil.com",
        "(evil.com)",
        "evil.tld/pay",
        "evil.co.uk",
        "sub.evil.shop?x=1",
        "T.Co",
        "x.info",
        "ev\u{200b}il.com",
        "evil。com",
        "ｅｖｉｌ．ｃｏｍ",
        "evil․com",
        "сбербанк.рф",
        "xn--80ak6aa92e.xn--p1ai",
        "mailto:a",
        "tel:+15551234",
        "me@evil.example",
        "//evil",
        "10.0.0.1/x",
        "customer,call:https://x.test",
        "Bank-Support.online",
    ] {
        assert_eq!(name(bad), Err(FieldProblem::ContainsLink), "{bad}");
    }
    for good in [
        "Dr. Ada Lovelace",
        "Dr.med. Anna Maria",
        "J.R.R.Tolkien",
        "J. R. R. Tolkien",
        "А.С.Пушкин",
        "St.John",
        "Ada Lovelace, Ph.D.",
        "M.Sc. Ada",
        "Prof.Dr. Müller",
        "Vue.js fan",
        "Sammy Davis Jr.",
        "Anna...",
        "a/b",
        "Team: Rust",
        "王小明",
        "v2.0",
    ] {
        assert_eq!(name(good).as_deref(), Ok(good), "{good}");
    }
    assert_eq!(
        without_links("URGENT: verify at https://evil.example now"),
        "URGENT: verify at now"
    );
}

proptest! {
    #[test]
    fn what_is_stored_is_stored_the_same_again(text in any::<String>()) {
        for read in [line, prose, name] {
            if let Ok(once) = read(&text) {
                prop_assert_eq!(read(&once), Ok(once));
            }
        }
    }

    #[test]
    fn what_is_stored_is_one_line_of_nfc(text in "[a-z\u{300}-\u{310}\u{200b}-\u{200f}\u{2028}-\u{202e}\r\n\t 👩❤\u{fe0f}\u{915}\u{94d}]{0,20}") {
        if let Ok(line) = line(&text) {
            let gone = ['\n', '\r', '\t', '\u{2028}', '\u{2029}', '\u{200b}', '\u{202e}'];
            prop_assert!(!line.contains(gone));
            prop_assert_eq!(nfc(&line).into_owned(), line.clone());
            prop_assert!(line.is_empty() || is_visible(&line));
            prop_assert_eq!(line.trim(), line.as_str());
        }
        let gone = ['\n', '\u{202e}'];
        prop_assert!(!needle(&text).contains(gone));
    }
}
