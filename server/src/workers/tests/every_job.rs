//! Every job beside the queue: what does its work once it was lost, and the test in which it is done
//! twice. One that the table lacks fails the test.

use super::super::schedule::tasks;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What does a job's work if it was lost, or died.
enum Net {
    /// The task of the schedule, by its name.
    Task(&'static str),
    /// Nothing, and why that is enough.
    None(&'static str),
}

const COUNTED: &str = "it is tried 25 times, and `event_hub_jobs` counts it once it is dead";

const JOBS: &[(&str, Net, &str)] = {
    use Net::{None, Task};
    &[
        ("lapse_holds", Task("holds lapsed"), "however_many_lapse_it_the_seats_come_back_once"),
        (
            "lapse_booking",
            Task("holds lapsed"),
            "an_offer_that_lapsed_goes_to_the_next_and_is_told",
        ),
        (
            "lapse_exchanges",
            Task("exchanges lapsed"),
            "however_many_lapse_an_exchange_its_seat_comes_back_once",
        ),
        (
            "settle_mock_payment",
            Task("payments to settle"),
            "a_repeated_job_says_the_same_thing_twice",
        ),
        (
            "send_mail",
            Task("messages without a job"),
            "a_message_of_every_kind_is_sent_once_however_often_its_job_runs",
        ),
        (
            "cancel_event_bookings",
            None("its organizer sees how far it is, and has it tried again"),
            "a_cancelled_event_releases_refunds_and_tells_in_batches_that_can_stop_anywhere",
        ),
        (
            "survey_event",
            Task("events surveyed"),
            "who_was_there_is_asked_once_it_is_over_and_never_twice",
        ),
        (
            "issue_certificates",
            Task("certificates to issue"),
            "an_interrupted_run_goes_on_and_gives_each_person_one_certificate",
        ),
        (
            "mail_certificates",
            None("issuing certificates again enqueues it again"),
            "a_certificate_is_told_of_once_with_the_address_that_proves_it",
        ),
        (
            "remind_event",
            Task("events to remind of"),
            "a_reminder_moves_with_its_event_and_reaches_each_person_once_in_their_words_and_zone",
        ),
        (
            "gather_event_change",
            Task("changes to tell"),
            "what_changes_within_a_quarter_of_an_hour_is_told_once_as_a_whole",
        ),
        (
            "tell_event_changed",
            None(COUNTED),
            "a_change_is_told_to_each_of_many_once_even_if_its_job_runs_twice",
        ),
        (
            "gather_session_changes",
            Task("changes of agendas to tell"),
            "an_agenda_that_moves_within_a_quarter_of_an_hour_is_told_once",
        ),
        (
            "tell_sessions_moved",
            None(COUNTED),
            "who_picked_a_session_is_told_once_even_if_the_job_runs_twice",
        ),
        (
            "send_message",
            Task("messages to attendees"),
            "a_message_reaches_each_of_many_once_even_if_its_job_runs_twice",
        ),
        (
            "forget_picture",
            Task("pictures that no account names"),
            "the_picture_before_goes_and_the_one_that_is_shown_stays",
        ),
        (
            "request_password_reset",
            None("whoever gets no link asks again"),
            "a_reset_link_lapses_after_half_an_hour_and_does_not_flood_a_mailbox",
        ),
    ]
};

fn sources(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, text);
        } else if path.extension().is_some_and(|it| it == "rs") {
            *text += &fs::read_to_string(path).unwrap();
        }
    }
}

#[test]
fn every_job_has_a_net_and_is_tried_twice() {
    let listed: BTreeSet<&str> = JOBS.iter().map(|(job, ..)| *job).collect();
    let all: BTreeSet<&str> = domain::jobs::ALL.iter().copied().collect();
    assert_eq!(listed, all, "say in JOBS what does the work of a job that was lost");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut tests = String::new();
    sources(&root.join("src"), &mut tests);
    sources(&root.join("../domain/src"), &mut tests);
    for (job, net, twice) in JOBS {
        let found_again = matches!(net, Net::Task(_));
        assert_eq!(domain::jobs::has_net(job), found_again, "{job}: admins are told otherwise");
        match net {
            Net::Task(task) => assert!(tasks().any(|it| it == *task), "{job}: no task {task}"),
            Net::None(why) => assert!(!why.is_empty(), "{job}"),
        }
        assert!(tests.contains(&format!("fn {twice}()")), "{job}: {twice} is no test");
    }
}
