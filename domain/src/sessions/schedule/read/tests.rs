use super::*;

const BERLIN: Tz = Tz::Europe__Berlin;

fn items(text: &str) -> Vec<Item> {
    read(text, Tz::UTC).unwrap().items
}

/// Title, key, start, minutes, room, track, speakers.
fn told(item: &Item) -> String {
    let content = item.content.as_ref().unwrap();
    format!(
        "{} | {} | {} +{} | {} | {} | {}",
        content.title,
        item.key.as_deref().unwrap_or("-"),
        content.start.with_timezone(&BERLIN).format("%d %H:%M"),
        (content.end - content.start).num_minutes(),
        content.room,
        content.track.as_deref().unwrap_or("-"),
        content.speakers.as_deref().unwrap_or("-"),
    )
}

#[test]
fn the_form_of_frab_is_read() {
    let items = items(include_str!("../tests/frab.json"));
    let told: Vec<_> = items.iter().map(told).collect();
    assert_eq!(
        told,
        [
            "Opening | 6f6d2b1c-51f2-4f5c-9d53-6e3f6c2f0b11 | 05 10:00 +60 | Hall | Community | \
             Ada Lovelace, Grace Hopper",
            "Night of Lightning Talks | 6f6d2b1c-51f2-4f5c-9d53-6e3f6c2f0b12 | 06 00:30 +45 | \
             Hall | - | -",
        ]
    );
    let opening = items[0].content.as_ref().unwrap();
    assert_eq!(opening.description, "Where everything begins\n\nWe say hello.");
}

#[test]
fn the_form_of_pretalx_is_read() {
    let items = items(include_str!("../tests/pretalx.json"));
    let told: Vec<_> = items.iter().map(told).collect();
    assert_eq!(
        told,
        [
            "Borrowing without regret | a4d6f8e0-1111-5222-8333-444455556666 | 05 11:00 +30 | Hall \
             | Community | Ada Lovelace",
            "Workshop of the day | a4d6f8e0-1111-5222-8333-444455557777 | 06 10:00 +330 | Hall | - \
             | Grace Hopper",
        ]
    );
}

#[test]
fn the_form_of_c3voc_is_read() {
    let items = items(include_str!("../tests/c3voc.json"));
    let told: Vec<_> = items.iter().map(told).collect();
    assert_eq!(
        told,
        [
            "Self-made networks | id:801 | 05 12:00 +90 | Stage | Hardware | Mallory M., Trent T., \
             Peggy P.",
            "Past midnight | id:assembly-7 | 06 01:15 +20 | Stage | - | -",
        ]
    );
}

/// A schedule with these sessions in one room, written in one line each.
fn schedule(sessions: &str) -> String {
    format!(
        r#"{{"schedule":{{"conference":{{"days":[{{"date":"2027-06-05","rooms":{{"Hall":[{sessions}]}}}}]}}}}}}"#
    )
}

#[test]
fn what_is_no_schedule_says_what_it_is_instead() {
    let wrong = |text: &str| read(text, BERLIN).unwrap_err();
    assert_eq!(wrong("{\n \"schedule\": oops"), Unreadable::Malformed { line: 2, column: 14 });
    for text in ["[]", "{}", "1", "null", r#"{"schedule": {}}"#, r#"{"schedule": {"days": []}}"#] {
        assert_eq!(wrong(text), Unreadable::NoSchedule, "{text}");
    }
    assert_eq!(wrong(&schedule("")), Unreadable::Empty);
    let deep = "[".repeat(50_000);
    assert!(matches!(wrong(&deep), Unreadable::NoSchedule | Unreadable::Malformed { .. }));
    assert_eq!(wrong(&" ".repeat(FILE_MAX + 1)), Unreadable::TooLarge);
    let wide = schedule(&vec!["{}"; PARTS_MAX].join(","));
    assert_eq!(wrong(&wide), Unreadable::TooLarge);
    let many = schedule(&vec!["{}"; ITEMS_MAX + 1].join(","));
    assert_eq!(wrong(&many), Unreadable::TooLarge);
}

#[test]
fn what_is_passed_over_may_be_as_deep_as_it_likes() {
    let deep = format!("{}{}", "[".repeat(20_000), "]".repeat(20_000));
    for field in ["links", "title", "persons", "id"] {
        let text = schedule(&format!(r#"{{"{field}": {deep}, "slug": "a"}}"#));
        assert_eq!(items(&text).len(), 1, "{field}");
    }
}

#[test]
fn values_of_another_shape_are_passed_over() {
    let text = schedule(
        r#"{"guid": ["x"], "id": {"a": 1}, "slug": true, "title": "A", "start": "10:00",
            "duration": 45, "room": {"name": "x"}, "track": ["x"], "persons": {"name": "x"},
            "abstract": 7, "links": "x", "more": {"deep": [[[]]]}},
           7, null, "x", []"#,
    );
    let items = items(&text);
    assert_eq!(items.len(), 1);
    assert_eq!(told(&items[0]), "A | title:A | 05 12:00 +45 | Hall | - | -");
    let unwrapped = r#"{"conference": {"days": [{"rooms": {"Hall": [{"title": "A"}], "Attic": null}},
        {"rooms": []}]}}"#;
    assert_eq!(read(unwrapped, BERLIN).unwrap().items.len(), 1);
}

#[test]
fn a_session_that_says_no_time_or_no_duration_says_why() {
    let why = |session: &str| items(&schedule(session)).remove(0).content.unwrap_err();
    assert_eq!(why(r#"{"title": "A", "duration": "01:00"}"#), RefusalReason::NoTime);
    for duration in [r#""00:00""#, r#""soon""#, "null", "-5", "0"] {
        let session = format!(r#"{{"title": "A", "start": "10:00", "duration": {duration}}}"#);
        assert_eq!(why(&session), RefusalReason::NoDuration, "{duration}");
    }
}
