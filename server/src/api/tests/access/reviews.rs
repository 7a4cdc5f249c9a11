//! Who may write, report, answer and hide reviews.

use super::answers::{admins, all_but_its_author, its_editor, seen_draft, who_was_there};
use super::table::Body::{Form, Json, None as Nothing};
use super::table::{Row, row};

pub(super) const ROWS: &[Row] = &[
    row(
        "GET",
        "/api/events/{id}/reviews/",
        "/api/events/{draft}/reviews/",
        Nothing,
        seen_draft(200),
    ),
    row(
        "POST",
        "/api/events/{id}/reviews/",
        "/api/events/{past}/reviews/",
        Json(r#"{"rating": 5, "comment": "Good"}"#),
        who_was_there(201),
    ),
    row(
        "PUT",
        "/api/reviews/{id}/",
        "/api/reviews/{review}/",
        Json(r#"{"rating": 3}"#),
        who_was_there(200),
    ),
    row("DELETE", "/api/reviews/{id}/", "/api/reviews/{review}/", Nothing, who_was_there(204)),
    row(
        "POST",
        "/api/reviews/{id}/hide/",
        "/api/reviews/{review}/hide/",
        Json(r#"{"reason": "Spam"}"#),
        admins(200),
    ),
    row(
        "POST",
        "/api/reviews/{id}/restore/",
        "/api/reviews/{review}/restore/",
        Nothing,
        admins(200),
    ),
    row(
        "POST",
        "/api/reviews/{id}/reply/",
        "/api/reviews/{review}/reply/",
        Json(r#"{"text": "Thank you"}"#),
        its_editor(200),
    ),
    row(
        "DELETE",
        "/api/reviews/{id}/reply/",
        "/api/reviews/{review}/reply/",
        Nothing,
        its_editor(204),
    ),
    row(
        "POST",
        "/api/reviews/{id}/report/",
        "/api/reviews/{review}/report/",
        Json(r#"{"reason": "Spam"}"#),
        all_but_its_author(204),
    ),
    row("GET", "/api/admin/reviews/", "/api/admin/reviews/?state=reported", Nothing, admins(200)),
    row(
        "POST",
        "/fn/save-review",
        "/fn/save-review",
        Form("event={past}&slug=talks&rating=4&comment=Good"),
        who_was_there(200),
    ),
    row(
        "POST",
        "/fn/delete-review",
        "/fn/delete-review",
        Form("review={review}&slug=talks"),
        who_was_there(200),
    ),
    row(
        "GET",
        "/fn/review-to-report",
        "/fn/review-to-report?review={review}",
        Nothing,
        all_but_its_author(200),
    ),
    row(
        "POST",
        "/fn/report-review",
        "/fn/report-review",
        Form("review={review}&slug=talks&reason=Spam"),
        all_but_its_author(200),
    ),
    row(
        "GET",
        "/fn/organize-reviews",
        "/fn/organize-reviews?slug={past}",
        Nothing,
        its_editor(200),
    ),
    row(
        "POST",
        "/fn/organize-reply-review",
        "/fn/organize-reply-review",
        Form("review={review}&slug=talks&text=Thanks"),
        its_editor(200),
    ),
    row(
        "POST",
        "/fn/organize-withdraw-reply",
        "/fn/organize-withdraw-reply",
        Form("review={review}&slug=talks"),
        its_editor(200),
    ),
];
