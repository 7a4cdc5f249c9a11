use super::*;
use types::agenda::SESSIONS_MAX;

fn agenda() -> AgendaEditor {
    AgendaEditor {
        slug: "days".into(),
        timezone: "Europe/Berlin".into(),
        start: "2027-06-01T07:00:00Z".parse().unwrap(),
        end: "2027-06-02T16:00:00Z".parse().unwrap(),
        max_capacity: 80,
        is_cancelled: false,
        sessions: Vec::new(),
    }
}

fn lines(text: &str) -> Vec<Line> {
    read(text, &agenda())
}

fn told(line: &Line) -> Vec<(&str, FieldProblem)> {
    line.problems.iter().map(|it| (it.field.as_str(), it.problem)).collect()
}

#[test]
fn a_line_is_read_as_spreadsheets_and_people_write_it() {
    let text = "Start;End;Room;Title\n\
        10:00; 45; Hall; Opening; Ada; Data; 30\n\
        2027-06-02 9:30\t2027-06-02 10:30\tAttic\t\"A \"\"quoted\"\" title\"\n\
        \n\
        11:00; 11:30; Attic; Next to it\n\
        01.06.2027 12:00; 13:00; Hall; Lunch";
    let read = lines(text);
    assert!(read.iter().all(Line::is_good), "{read:?}");
    let shown = |at: DateTime<Utc>| at.format("%dT%H:%M").to_string();
    let of = |line: &Line| {
        let place = &line.session.place;
        (line.number, shown(place.start), shown(place.end), line.input.title.clone())
    };
    let wanted = [
        (2, "01T08:00", "01T08:45", "Opening"),
        (3, "02T07:30", "02T08:30", "A \"quoted\" title"),
        // A time alone is of the day before it.
        (5, "02T09:00", "02T09:30", "Next to it"),
        (6, "01T10:00", "01T11:00", "Lunch"),
    ];
    let wanted = wanted.map(|(n, a, b, t)| (n, a.to_owned(), b.to_owned(), t.to_owned()));
    assert_eq!(read.iter().map(of).collect::<Vec<_>>(), wanted);
    let first = &read[0].input;
    assert_eq!(first.speaker_name.as_deref(), Some("Ada"));
    assert_eq!((first.track.as_deref(), first.capacity), (Some("Data"), 30));
    assert_eq!(read[1].input.capacity, 80, "the event's own, where none is said");
}

#[test]
fn each_line_says_what_is_wrong_with_it() {
    use FieldProblem as P;
    for (line, wanted) in [
        ("soon; 45; Hall; Talk", vec![("start_time", P::Invalid)]),
        ("10:00; later; Hall; Talk", vec![("end_time", P::Invalid)]),
        ("10:00; ; Hall; Talk", vec![("end_time", P::Required)]),
        ("10:00; 45", vec![("title", P::Required), ("room", P::Required)]),
        ("10:00; 45; Hall; Talk; ; ; many", vec![("capacity", P::Invalid)]),
        ("10:00; 45; Hall; Talk; ; ; 0", vec![("capacity", P::TooSmall)]),
        ("10:00; 45; Hall; Talk; a; b; 1; more", vec![("line", P::TooLarge)]),
        ("32.06.2027 10:00; 45; Hall; Talk", vec![("start_time", P::Invalid)]),
    ] {
        let read = lines(line);
        assert_eq!(told(&read[0]), wanted, "{line}");
        assert!(!read[0].is_good());
    }
}

#[test]
fn a_line_clashes_with_the_good_ones_before_it() {
    let read = lines(
        "10:00; 60; Hall; One; Ada\n10:30; 60; hall; Two\n11:00; 0; Hall; Three\n\
         10:30; 30; Attic; Four; ada\n10:45; 60; Hall; Five\n8:00; 30; Hall; Early\n\
         02.06.2027 17:30; 60; Hall; Late",
    );
    let good: Vec<bool> = read.iter().map(Line::is_good).collect();
    assert_eq!(good, [true, false, false, false, false, false, false]);
    let one = read[0].session.id;
    assert_eq!(read[1].clashes, [Clash::Room(one)]);
    assert_eq!(read[2].clashes, [Clash::Backwards]);
    assert!(
        matches!(&read[3].clashes[..], [Clash::Speaker { in_session, .. }] if *in_session == one)
    );
    assert_eq!(read[4].clashes, [Clash::Room(one)], "what was refused takes no room");
    assert_eq!(read[5].clashes, [Clash::BeforeEvent]);
    assert_eq!(read[6].clashes, [Clash::AfterEvent]);
}

#[test]
fn no_text_is_too_strange_to_be_read() {
    let many = "10:00; 45; Hall; Talk\n".repeat(5_000);
    assert_eq!(lines(&many).len(), PASTE_LINES_MAX);
    assert!(PASTE_LINES_MAX < usize::from(SESSIONS_MAX));
    for text in ["", "\n\n", ";", "\t\t\t", "🎉", ";;;;;;;;;;", "\"", "99999-99-99 99:99;x"] {
        assert!(lines(text).iter().all(|line| !line.is_good()), "{text}");
    }
}

#[test]
fn an_hour_that_is_left_out_is_refused() {
    let night = AgendaEditor {
        start: "2027-03-27T20:00:00Z".parse().unwrap(),
        end: "2027-03-28T08:00:00Z".parse().unwrap(),
        ..agenda()
    };
    let read = read("2027-03-28 02:30; 30; Hall; Talk", &night);
    assert_eq!(told(&read[0]), [("start_time", FieldProblem::SkippedHour)]);
}
