//! Every operation works: for somebody of the table, or in a test that is named here.

use super::table::{Row, rows};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Operations that answer none of these people well, and the test that sees each one work.
const SEEN_ELSEWHERE: &[(&str, &str)] = &[
    ("POST /api/auth/login/", "right_log_ins_at_once_are_no_guessing_even_after_some_slips"),
    (
        "POST /api/auth/password-reset/confirm/",
        "a_forgotten_password_is_reset_once_and_ends_every_session",
    ),
    ("POST /api/auth/refresh/", "a_refresh_token_is_spent_by_using_it_and_reuse_ends_the_family"),
    ("POST /api/auth/verify-email/", "an_address_is_verified_once_by_the_link_in_the_first_mail"),
    ("POST /api/bookings/{id}/confirm/", "leaving_and_declining_hand_the_seats_on"),
    (
        "POST /api/bookings/{id}/tickets/{ticket}/hand-on/resend/",
        "a_ticket_goes_to_its_guest_and_back",
    ),
    ("DELETE /api/bookings/{id}/tickets/{ticket}/hand-on/", "a_ticket_goes_to_its_guest_and_back"),
    (
        "POST /api/bookings/{id}/tickets/{ticket}/exchange/",
        "a_holder_sees_what_a_type_gives_back_and_gets_it_once",
    ),
    (
        "DELETE /api/bookings/{id}/tickets/{ticket}/exchange/",
        "a_dearer_type_waits_for_its_difference_and_is_given_up_or_paid",
    ),
    (
        "POST /api/events/{id}/bookings/{booking}/tickets/{ticket}/exchange/",
        "the_team_gives_a_dearer_one_as_a_present_and_chooses_what_goes_back",
    ),
    (
        "POST /api/events/{id}/bookings/{booking}/refund/",
        "a_dry_run_says_what_the_action_then_does",
    ),
    ("POST /api/events/{id}/check-in/", "a_ticket_is_scanned_at_the_door_once"),
    ("POST /api/uploads/", "a_picture_is_uploaded_cut_and_shown_by_an_event"),
    (
        "POST /api/users/me/avatar/",
        "a_picture_is_drawn_anew_shown_for_good_and_goes_with_its_owner_s_wish",
    ),
    (
        "POST /api/users/me/delete/",
        "leaving_cancels_what_is_to_come_takes_the_name_away_and_frees_the_address",
    ),
    ("POST /api/users/me/email/", "another_address_is_verified_first_and_ends_no_session"),
    (
        "POST /api/users/me/password/",
        "another_password_ends_every_other_session_and_needs_the_one_before",
    ),
    ("POST /api/users/me/totp/confirm/", "a_second_factor_is_set_up_asked_for_and_turned_off"),
    ("POST /api/webhooks/{provider}/", "a_signed_callback_counts_once"),
];

fn sources(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, text);
        } else {
            *text += &fs::read_to_string(path).unwrap();
        }
    }
}

#[test]
fn every_operation_is_seen_to_work() {
    let works = |row: &&Row| row.expected.iter().any(|status| (200..300).contains(status));
    let of_api = rows().filter(|row| row.path.starts_with("/api/"));
    let refused: BTreeSet<_> = of_api.filter(|row| !works(row)).map(Row::entrance).collect();
    let elsewhere: BTreeSet<_> =
        SEEN_ELSEWHERE.iter().map(|(entrance, _)| (*entrance).to_owned()).collect();
    assert_eq!(refused, elsewhere, "let its row work for somebody, or name the test here");
    let mut tests = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/api/tests"), &mut tests);
    for (entrance, test) in SEEN_ELSEWHERE {
        assert!(tests.contains(&format!("async fn {test}()")), "{entrance}: {test} is no test");
    }
}
