//! An agenda that is exported and imported again stays as it is, whatever it holds.

use super::super::export::{Head, schedule};
use super::super::plan::{Frame, plan};
use super::super::read::read;
use crate::ids::new_id;
use crate::sessions::store::SessionRow;
use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use types::Locale;
use types::sessions::SessionInput;

const ZONES: [&str; 4] = ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "UTC"];

/// Over a night in which the clocks go back.
fn begin() -> DateTime<Utc> {
    "2027-10-29T06:00:00Z".parse().unwrap()
}

fn row() -> impl Strategy<Value = SessionRow> {
    let text =
        |most: usize| proptest::string::string_regex(&format!("[\\PC\n]{{0,{most}}}")).unwrap();
    let times = (0..4 * 24 * 3600_i64, 1..5 * 3600_i64, 0..1_000_000_i64, any::<bool>());
    let texts = (text(40), text(80), text(10), proptest::option::of(text(10)));
    let speakers = proptest::option::of("[A-C]{1,2}(,? ?[A-C]{1,2}){0,3}");
    let key = prop_oneof![
        Just(None),
        Just(Some(new_id().to_string())),
        (1..9999_u32).prop_map(|n| Some(format!("id:{n}"))),
        Just(Some("slug:a-talk".to_owned())),
    ];
    (times, texts, speakers, key).prop_filter_map("no session", |(times, texts, speakers, key)| {
        let (start, long, micros, minutes) = times;
        let start = begin() + TimeDelta::seconds(if minutes { start / 60 * 60 } else { start });
        let long = TimeDelta::seconds(if minutes { long / 60 * 60 + 60 } else { long });
        let fraction = TimeDelta::microseconds(if minutes { 0 } else { micros });
        let mut input = SessionInput {
            title: texts.0,
            description: texts.1,
            start_time: start + fraction,
            end_time: start + long,
            room: texts.2,
            track: texts.3,
            speaker: None,
            speaker_name: speakers,
            capacity: 9,
        };
        // What is stored has passed this.
        input.check().ok()?;
        Some(SessionRow {
            id: new_id().into(),
            event_id: new_id().into(),
            title: input.title,
            description: input.description,
            start_time: input.start_time,
            end_time: input.end_time,
            room: input.room,
            track: input.track,
            speaker_id: None,
            speaker_name: input.speaker_name,
            capacity: 9,
            import_key: key,
            version: 1,
            revision: 0,
            revised_at: begin(),
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn an_export_that_is_imported_again_changes_nothing(
        mut rows in proptest::collection::vec(row(), 1..8),
        zone in 0..ZONES.len(),
    ) {
        let mut keys = std::collections::HashSet::new();
        for row in &mut rows {
            row.import_key = row.import_key.take().filter(|key| keys.insert(key.clone()));
        }
        let (start, end) = (begin() - TimeDelta::hours(1), begin() + TimeDelta::days(6));
        let head = Head {
            id: new_id().into(),
            slug: "days",
            title: "Days",
            language: Locale::En,
            timezone: ZONES[zone],
            start,
            end,
            revised_at: begin(),
        };
        let text = schedule(&head, &rows, "https://hub.example.org").to_string();
        let read = read(&text, chrono_tz::Tz::UTC).unwrap();
        let count = rows.len();
        let plan = plan(Frame { start, end, capacity: 1 }, rows, read);
        prop_assert!(plan.added.is_empty(), "{:?}", plan.added);
        prop_assert!(plan.changed.is_empty(), "{:?}", plan.changed);
        prop_assert!(plan.removed.is_empty(), "{:?}", plan.removed);
        // Rows that clash, which the database would not have, are named and stay.
        prop_assert_eq!(plan.unchanged + plan.refused.len(), count);
    }
}
