use super::*;

fn party() -> CalendarEvent {
    CalendarEvent {
        id: uuid::Uuid::nil(),
        title: "Party; bring cake, \\o/".into(),
        description: "One\r\nEND:VCALENDAR\rTwo\u{2028}END:VEVENT 🎉 ".repeat(20),
        location: "Köln".into(),
        meeting_url: None,
        start: "2026-12-01T18:00:00Z".parse().unwrap(),
        end: "2026-12-01T21:00:00Z".parse().unwrap(),
        url: "https://hub.test/events/party".into(),
        cancelled: false,
        revision: 3,
        revised_at: "2026-11-22T12:00:00Z".parse().unwrap(),
    }
}

#[test]
fn a_calendar_reads_back_as_it_was_written() {
    let read: Calendar = calendar(&[party()]).text.parse().unwrap();
    let event = read.events().next().unwrap();
    assert_eq!(event.get_uid(), Some("00000000-0000-0000-0000-000000000000@event-hub"));
    assert_eq!(event.property_value("DTSTART"), Some("20261201T180000Z"));
    assert_eq!(event.property_value("DTEND"), Some("20261201T210000Z"));
    assert_eq!(event.property_value("SEQUENCE"), Some("3"));
    assert_eq!(event.get_summary(), Some("Party; bring cake, \\o/"));
    assert_eq!(event.get_url(), Some("https://hub.test/events/party"));
}

#[test]
fn every_line_is_short_and_no_text_ends_the_calendar() {
    let text = calendar(&[party()]).text;
    assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Event Hub//EN\r\n"));
    assert_eq!(text.matches("\r\nEND:VCALENDAR").count(), 1);
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{line}");
        assert!(!line.contains(['\r', '\n', '\u{2028}']), "{line}");
    }
}

#[test]
fn a_message_says_what_to_do_in_its_type_and_in_its_text() {
    for (method, name, state) in
        [(Method::Publish, "PUBLISH", "CONFIRMED"), (Method::Cancel, "CANCEL", "CANCELLED")]
    {
        let file = message(&party(), method, "hub.test");
        assert!(file.content_type.ends_with(&format!("method={name}")), "{}", file.content_type);
        assert_eq!(file.text.matches(&format!("\r\nMETHOD:{name}\r\n")).count(), 1);
        assert!(file.text.contains(&format!("\r\nSTATUS:{state}\r\n")), "{}", file.text);
        assert!(file.text.contains("\r\nUID:00000000-0000-0000-0000-000000000000@event-hub\r\n"));
    }
    assert!(!calendar(&[party()]).text.contains("METHOD"));
}

#[test]
fn where_to_meet_online_stands_beside_the_place() {
    let hybrid = CalendarEvent {
        location: place_line(Some("Hall, left; below"), "Köln"),
        meeting_url: Some("https://meet.test/a,b;c?x=1".into()),
        ..party()
    };
    let text = calendar(&[hybrid]).text.replace("\r\n ", "");
    assert!(text.contains("\r\nLOCATION:Hall\\, left\\; below\\, Köln\r\n"), "{text}");
    let conference =
        "\r\nCONFERENCE;FEATURE=\"AUDIO,VIDEO\";VALUE=URI:https://meet.test/a,b;c?x=1\r\n";
    assert!(text.contains(conference), "{text}");
    assert!(
        text.contains("\\n\\nhttps://meet.test/a\\,b\\;c?x=1\\n\\nhttps://hub.test/"),
        "{text}"
    );
}

#[test]
fn a_cancelled_event_says_so() {
    let file = calendar(&[CalendarEvent { cancelled: true, ..party() }]);
    assert!(file.text.contains("STATUS:CANCELLED"));
}
