use super::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Debug;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Shape {
    Dot,
    Round(f64),
    Pair(i32, String),
    Framed { width: u8, name: Option<String> },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Tagged {
    Plain,
    Of { count: i64, share: f64 },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Either {
    Number(i64),
    Text(String),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Id(u32);

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Unit;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Whole {
    id: Id,
    flag: bool,
    nothing: (),
    unit: Unit,
    letter: char,
    least: i64,
    most: u32,
    share: f64,
    text: String,
    maybe: Option<i8>,
    shapes: Vec<Shape>,
    tagged: Vec<Tagged>,
    either: (Either, Either),
    named: BTreeMap<String, Vec<i16>>,
    result: Result<u16, String>,
    #[serde(flatten)]
    rest: BTreeMap<String, i64>,
}

type Result<T, E> = std::result::Result<T, E>;

fn whole() -> Whole {
    Whole {
        id: Id(7),
        flag: true,
        nothing: (),
        unit: Unit,
        letter: 'ж',
        least: i64::MIN,
        most: u32::MAX,
        share: -0.1,
        text: "\"\\/ \u{8}\u{c}\n\r\t\u{1} 😀 Привет \u{2028}".to_owned(),
        maybe: Some(-3),
        shapes: vec![
            Shape::Dot,
            Shape::Round(1e21),
            Shape::Pair(-1, String::new()),
            Shape::Framed { width: 255, name: None },
        ],
        tagged: vec![Tagged::Plain, Tagged::Of { count: 3, share: 4.0 }],
        either: (Either::Number(-5), Either::Text("5".to_owned())),
        named: [(String::new(), vec![]), ("a b".to_owned(), vec![1, -1])].into(),
        result: Err("no".to_owned()),
        rest: [("more".to_owned(), 1)].into(),
    }
}

#[track_caller]
fn comes_back<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    for text in [serde_json::to_string(value), serde_json::to_string_pretty(value)] {
        let text = text.unwrap();
        assert_eq!(read::<T>(&text).as_ref(), Ok(value), "{text}");
    }
}

#[test]
fn what_the_server_writes_is_read_as_it_was() {
    comes_back(&whole());
    comes_back(&serde_json::to_value(whole()).unwrap());
    comes_back(&[Ok::<u8, String>(1), Err("none".to_owned())]);
    for text in ["", "\\", "\"", "\u{7f}", "a\u{0}b", "\\u0041", "🏳️‍🌈"] {
        comes_back(&text.to_owned());
    }
}

#[test]
fn what_a_newer_server_adds_is_passed_over() {
    #[derive(Debug, PartialEq, Deserialize)]
    struct Old {
        id: u8,
    }
    let text = r#"{"id":1,"new":{"a":[1,{"b":"}]\""},null,-2.5e3]},"also":[]}"#;
    assert_eq!(read::<Old>(text), Ok(Old { id: 1 }));
}

#[test]
fn escapes_are_read_as_in_serde_json() {
    for text in [r#""\u0041\ud83d\ude00\/""#, r#""\u00e9""#, r#""a\\\"b""#] {
        assert_eq!(read::<String>(text).unwrap(), serde_json::from_str::<String>(text).unwrap());
    }
    for text in [r#""\ud83d""#, r#""\ud83dx""#, r#""\ud83d\u0041""#, r#""\x""#, r#""\u00""#, "\"\\"]
    {
        assert_eq!(read::<String>(text), Err(Unreadable), "{text}");
    }
}

#[test]
fn nothing_else_is_taken_for_it() {
    let text = serde_json::to_string(&whole()).unwrap();
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
        assert_eq!(read::<Whole>(&text[..end]), Err(Unreadable), "{}", &text[..end]);
    }
    for text in ["", "tru", "nul", "1 2", "[1,]", "[,1]", "[1 2]", "{\"a\" 1}", "1.5", "9999999999"]
    {
        assert_eq!(read::<Vec<u8>>(text), Err(Unreadable), "{text}");
        assert_eq!(read::<u8>(text), Err(Unreadable), "{text}");
    }
    assert_eq!(read::<f64>("1e999"), Err(Unreadable));
    assert_eq!(read::<Shape>("\"Round\""), Err(Unreadable));
    assert_eq!(read_bytes::<String>(b"\"\xff\""), Err(Unreadable));
}

#[test]
fn the_apps_code_reads_no_json_otherwise() {
    for (file, text) in crate::sources::files() {
        // The server's half reads what browsers send, and its own cookies.
        let server =
            file.starts_with("ssr/") || file == "forms/flash.rs" || file.ends_with("tests.rs");
        assert!(
            server || !text.contains("serde_json::from_"),
            "{file}: crate::json::read is less code"
        );
    }
}
