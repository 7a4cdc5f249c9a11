//! Reviews by people who were there.

use crate::failure::Failure;
use crate::ids::{EventId, ReviewId, UserId};
use crate::text_enum;
use crate::validation::Checks;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub const RATING_MIN: i64 = 1;
pub const RATING_MAX: i64 = 5;
pub const COMMENT_MAX: usize = 5000;
pub const HIDE_REASON_MAX: usize = 500;
pub const REPLY_MAX: usize = 2000;
pub const REPORT_REASON_MAX: usize = 500;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewAuthor {
    pub id: UserId,
    pub display_name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Review {
    pub id: ReviewId,
    pub event: EventId,
    pub author: ReviewAuthor,
    /// 1 to 5 stars.
    pub rating: i32,
    pub comment: String,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    /// Set where an admin hid it: then it is shown to its author only, and counts nowhere.
    pub hidden_at: Option<DateTime<Utc>>,
    pub hide_reason: Option<String>,
    /// What the organizer answered.
    pub reply: Option<ReviewReply>,
}

/// The organizer's answer to a review; public like the review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewReply {
    pub text: String,
    pub created_at: DateTime<Utc>,
}

/// How many visible reviews gave how many stars.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StarCounts {
    #[serde(rename = "1")]
    pub one: i32,
    #[serde(rename = "2")]
    pub two: i32,
    #[serde(rename = "3")]
    pub three: i32,
    #[serde(rename = "4")]
    pub four: i32,
    #[serde(rename = "5")]
    pub five: i32,
}

impl StarCounts {
    /// From one star to five.
    pub fn all(self) -> [i32; 5] {
        [self.one, self.two, self.three, self.four, self.five]
    }
}

/// What an event's visible reviews come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RatingSummary {
    pub average_rating: Option<f64>,
    pub count: i32,
    pub stars: StarCounts,
}

/// `POST /api/events/{id}/reviews/` and `PUT /api/reviews/{id}/`.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReviewInput {
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 5))]
    pub rating: i64,
    #[serde(default, deserialize_with = "crate::serde::or_default")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 5000))]
    pub comment: String,
}

impl ReviewInput {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        checks.range("rating", self.rating, RATING_MIN, RATING_MAX);
        checks.prose("comment", &mut self.comment, 0, COMMENT_MAX);
        checks.finish()
    }
}

/// `POST /api/reviews/{id}/hide/`.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HideReview {
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub reason: String,
}

impl HideReview {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        checks.prose("reason", &mut self.reason, 1, HIDE_REASON_MAX);
        checks.finish()
    }
}

/// `POST /api/reviews/{id}/reply/`.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReplyToReview {
    pub text: String,
}

impl ReplyToReview {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        checks.prose("text", &mut self.text, 1, REPLY_MAX);
        checks.finish()
    }
}

/// `POST /api/reviews/{id}/report/`.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReportReview {
    pub reason: String,
}

impl ReportReview {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        checks.prose("reason", &mut self.reason, 1, REPORT_REASON_MAX);
        checks.finish()
    }
}

text_enum! {
    /// Which reviews an admin wants to see.
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum ModerationState {
        /// Somebody has reported it, and no admin has decided yet.
        Reported = "reported",
        Hidden = "hidden",
        Visible = "visible",
    }
}

/// `GET /api/admin/reviews/`: a review with what was said against it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ModeratedReview {
    pub review: Review,
    pub event_title: String,
    /// At most a hundred, the oldest first.
    pub reports: Vec<ReviewReport>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewReport {
    pub reporter: ReviewAuthor,
    pub reason: String,
    pub created_at: DateTime<Utc>,
    /// When an admin hid the review, or let it stand.
    pub handled_at: Option<DateTime<Utc>>,
}

/// Which of an event's reviews its organizer wants to see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AnswerFilter {
    #[default]
    All,
    Open,
    Answered,
}
