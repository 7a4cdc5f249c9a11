use super::clusters::{clusters, readable};
use super::library::{Library, library};
use super::lines::wrap_with;
use super::shape::{Line, Paragraph};
use super::*;

/// Where the fonts come from when they are not there.
const ADVICE: &str = "no fonts of other scripts: run `cargo xtask test`, which fetches them, or set \
    FONTS_DIR to a folder with Noto Sans of each script, Noto Sans CJK and Noto Emoji";

/// A name, and whether it is read from the right.
const NAMES: [(&str, bool); 24] = [
    ("王小明", false),
    ("さくら", false),
    ("カタカナ・ー", false),
    ("김민준", false),
    ("أحمد", true),
    ("شاہ رخ", true),
    ("שרה", true),
    ("प्रिया", false),
    ("สมชาย", false),
    ("ნინო", false),
    ("Ωμέγα", false),
    ("Łukasz", false),
    ("Nguyễn Thị Ánh", false),
    ("Արամ", false),
    ("বাংলা", false),
    ("தமிழ்", false),
    ("తెలుగు", false),
    ("ಕನ್ನಡ", false),
    ("മലയാളം", false),
    ("සිංහල", false),
    ("አበበ", false),
    ("ភាសាខ្មែរ", false),
    ("မြန်မာ", false),
    ("🎉", false),
];

/// Scripts that fewer people write, whose fonts a distribution brings.
const RARER: [&str; 8] = ["བཀྲ་ཤིས་", "ދިވެހި", "ᏣᎳᎩ", "ⵜⵉⴼⵉⵏⴰⵖ", "ߒߞߏ", "ᠮᠣᠩᠭᠣᠯ", "ܣܘܪܝܝܐ", "ꦗꦮ"];

fn no_box(line: &Line, of: &str) {
    for run in &line.runs {
        assert!(run.glyphs.iter().all(|glyph| glyph.id != 0), "{of}: {ADVICE}");
    }
}

/// The characters of a line in the order in which they are seen from the left.
fn seen(line: &Line) -> String {
    let mut seen = String::new();
    for run in &line.runs {
        // A letter may be drawn with several glyphs.
        let mut ranges: Vec<_> = run.glyphs.iter().map(|glyph| glyph.range.clone()).collect();
        ranges.dedup();
        seen.extend(ranges.into_iter().map(|range| &run.text[range]));
    }
    seen
}

#[test]
fn a_name_in_any_script_has_its_letters_in_its_direction() {
    for weight in [Weight::Regular, Weight::Bold] {
        for (name, from_right) in NAMES {
            let shown = line(weight, name);
            assert!(!shown.text().contains("[U+"), "{name}: {ADVICE}");
            no_box(&shown, name);
            assert_eq!(shown.from_right, from_right, "{name}");
            assert!(shown.width(1.0) > 0.0, "{name}");
        }
    }
}

#[test]
fn a_rarer_script_has_its_letters_or_their_code_points() {
    for name in RARER {
        let shown = line(Weight::Regular, name);
        no_box(&shown, name);
        assert!(shown.width(1.0) > 0.5, "{name}");
    }
}

#[test]
fn letters_join_and_stand_from_right_to_left() {
    let name = line(Weight::Regular, "شكر");
    assert_eq!(seen(&name), "ركش", "{ADVICE}");
    // A letter that joins its neighbours has another glyph than one that stands alone.
    let of_kaf = |line: &Line| {
        let run = &line.runs[0];
        let mut glyphs = run.glyphs.iter().filter(|glyph| run.text[glyph.range.clone()] == *"ك");
        glyphs.next().unwrap().id
    };
    assert_ne!(of_kaf(&name), of_kaf(&line(Weight::Regular, "ك")));
    // Marks stand on the letter before, and take no room.
    let bare = line(Weight::Regular, "प").width(1.0);
    assert!((line(Weight::Regular, "पु").width(1.0) - bare).abs() < 0.01);

    // Words of both directions: each is read its own way, and numbers within the other one too.
    for (text, expected) in [
        ("Café שלום", "Café םולש"),
        ("שלום Café", "Café םולש"),
        ("שלום (2027) Rust 2", "Rust 2 (2027) םולש"),
        ("a\u{202e}bc", "a\u{202e}cb"),
    ] {
        let seen = seen(&line(Weight::Regular, text)).replace('\u{202e}', "");
        let expected = expected.replace('\u{202e}', "");
        let mirrored = seen.replace(['(', ')'], "|");
        assert_eq!(mirrored, expected.replace(['(', ')'], "|"), "{text}");
    }
}

#[test]
fn one_line_may_hold_every_script() {
    let all = NAMES.map(|(name, _)| name).join(" ");
    let shown = line(Weight::Bold, &all);
    no_box(&shown, &all);
    let whole: f32 = shown.runs.iter().flat_map(|run| &run.glyphs).map(|g| g.x_advance).sum();
    assert!((shown.width(1.0) - whole).abs() < 0.01);
}

/// A machine with no fonts but our own.
#[test]
fn what_no_font_has_is_written_as_its_code_point_and_never_as_a_box() {
    let bare = Library::of(Vec::new());
    for (text, expected) in [
        ("王 Ada", "[U+738B] Ada"),
        ("🎉", "[U+1F389]"),
        ("👩\u{200D}💻!", "[U+1F469][U+1F4BB]!"),
        ("Zoë \u{1F3FB}", "Zoë [U+1F3FB]"),
        ("a\u{1AC9}", "a[U+1AC9]"),
        ("Łukasz Ωμέγα Ж", "Łukasz Ωμέγα Ж"),
        (" \n\t ", ""),
        ("a\u{7}b", "a b"),
        ("\u{200B}", "\u{200B}"),
    ] {
        assert_eq!(readable(&bare, text, Weight::Regular), expected);
        for line in wrap_with(&bare, Weight::Regular, text, 20.0, 3) {
            no_box(&line, text);
        }
    }
    // A private character that nobody has, on this machine too.
    assert_eq!(readable(library(), "\u{F8FE}", Weight::Regular), "[U+F8FE]");
}

#[test]
fn text_that_does_not_fit_is_wrapped_and_ends_in_an_ellipsis() {
    let room = 340.0;
    for text in ["Ночь науки в Новосибирске и Екатеринбурге", &"слово".repeat(40), "short"]
    {
        let lines = wrap(Weight::Bold, 24.0, text, room, 50);
        assert!(lines.iter().all(|line| line.width(24.0) <= room), "{lines:?}");
        let plain = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(plain(&lines.iter().map(Line::text).collect::<String>()), plain(text));
    }
    let lines = wrap(Weight::Bold, 24.0, &"слово ".repeat(60), room, 4);
    assert_eq!(lines.len(), 4);
    assert!(lines[3].text().ends_with('…'));
    assert!(lines[3].width(24.0) <= room);
}

#[test]
fn nothing_is_broken_within_what_a_reader_takes_for_one_letter() {
    let text = "क्षि".repeat(9) + &"e\u{301}\u{327}".repeat(9) + &"👩\u{200D}👩\u{200D}👧".repeat(5);
    let bare = Library::of(Vec::new());
    for library in [library(), &bare] {
        let whole = readable(library, &text, Weight::Regular);
        let parts = clusters(library, &whole, Weight::Regular);
        let ends: Vec<usize> = parts.iter().map(|part| part.range.end).collect();
        let mut at = 0;
        let lines = wrap_with(library, Weight::Regular, &text, 4.0, 999);
        assert!(lines.len() > 5);
        for line in lines {
            at += line.text().len();
            assert!(ends.contains(&at), "{}", &whole[..at]);
        }
        assert_eq!(at, whole.len());
    }
    // Chinese and Japanese are broken between characters, but not before a full stop.
    let lines = wrap_with(library(), Weight::Regular, "日本語の勉強会を、開きます。", 6.2, 9);
    let lines: Vec<String> = lines.iter().map(Line::text).collect();
    assert_eq!(lines, ["日本語の勉強", "会を、開きま", "す。"], "{ADVICE}");
}

#[test]
fn a_shortened_line_still_begins_where_it_is_read_from() {
    let title = "שלום עולם ".repeat(20);
    let lines = wrap(Weight::Bold, 24.0, &title, 200.0, 2);
    assert_eq!(lines.len(), 2);
    assert!(lines.iter().all(|line| line.from_right && line.width(24.0) <= 200.0));
    assert!(seen(&lines[1]).starts_with('…'), "{}", seen(&lines[1]));
}

#[test]
fn clusters_keep_the_face_of_their_script() {
    let text = "王 (小明)";
    let parts = clusters(library(), text, Weight::Regular);
    let paragraph = Paragraph::new(text, &parts);
    assert!(!paragraph.is_from_right());
    assert_eq!(paragraph.line(0..text.len()).text(), text);
}
