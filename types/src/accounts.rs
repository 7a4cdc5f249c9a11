//! People: what they send and what they see.

use crate::email::parse_email;
use crate::failure::{Failure, FieldProblem};
use crate::ids::UserId;
use crate::locale::Locale;
use crate::passwords::check_password;
use crate::paths::AVATARS;
use crate::text_enum;
use crate::validation::Checks;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub const PASSWORD_MIN: usize = 10;
pub const PASSWORD_MAX: usize = 200;
pub const DISPLAY_NAME_MAX: usize = 100;
pub const BIO_MAX: usize = 2000;
pub const AVATAR_URL_MAX: usize = 500;
/// Their sides in pixels; the address of an account names the middle one.
pub const AVATAR_SIZES: [u32; 3] = [64, 256, 512];

/// An uploaded picture's address in a size. None for what is kept elsewhere: showing it would tell
/// that place who looks at whom.
pub fn avatar_sized(avatar: &str, size: u32) -> Option<String> {
    let (folder, _) = avatar.strip_prefix(AVATARS)?.rsplit_once('/')?;
    Some(format!("{AVATARS}{folder}/{size}.webp"))
}

text_enum! {
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum Role {
        Attendee = "attendee",
        Organizer = "organizer",
        Admin = "admin",
    }
}

/// `GET /api/users/me/`: one's own account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct User {
    pub id: UserId,
    pub email: String,
    /// Its owner followed the link that was mailed there.
    pub email_verified: bool,
    pub display_name: String,
    pub bio: String,
    pub avatar: Option<String>,
    pub role: Role,
    /// Works on events of another organizer.
    #[serde(default)]
    pub in_team: bool,
    pub locale: Locale,
    pub timezone: String,
    #[serde(with = "crate::serde::instant")]
    pub created_at: DateTime<Utc>,
}

impl User {
    /// Whether there is anything for them in the workplace.
    pub fn organizes(&self) -> bool {
        self.in_team || self.role != Role::Attendee
    }
}

/// `GET /api/users/{id}/`: what everyone may see of a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct PublicUser {
    pub id: UserId,
    pub display_name: String,
    pub bio: String,
    pub avatar: Option<String>,
    pub role: Role,
    pub events_count: i64,
    /// Mean of the ratings of this organizer's events, two places; null without reviews.
    pub average_rating: Option<f64>,
}

/// `POST /api/auth/register/`.
#[derive(Clone, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Register {
    pub email: String,
    pub password: String,
    pub display_name: String,
    #[serde(default)]
    pub role: Option<Role>,
    /// The language of mail to this person.
    #[serde(default)]
    pub locale: Option<Locale>,
}

impl std::fmt::Debug for Register {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Register(…)")
    }
}

impl Register {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        checks.require(parse_email(&self.email).is_some(), "email", FieldProblem::Invalid);
        check_password(&mut checks, "password", &self.password);
        checks.name("display_name", &mut self.display_name, DISPLAY_NAME_MAX);
        checks.require(self.role != Some(Role::Admin), "role", FieldProblem::NotAllowed);
        checks.finish()
    }
}

/// `POST /api/auth/login/`.
#[derive(Clone, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Login {
    pub email: String,
    pub password: String,
    /// Of the second factor, or a recovery code; only for accounts that have one.
    #[serde(default)]
    pub code: Option<String>,
}

impl std::fmt::Debug for Login {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Login(…)")
    }
}

/// `POST /api/users/me/password/`.
#[derive(Clone, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    pub current_password: String,
    pub new_password: String,
}

impl std::fmt::Debug for ChangePassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ChangePassword(…)")
    }
}

/// `POST /api/users/me/email/`: the address that the account is to have.
#[derive(Clone, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeEmail {
    pub email: String,
    pub password: String,
}

impl std::fmt::Debug for ChangeEmail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ChangeEmail(…)")
    }
}

/// `POST /api/users/me/delete/`.
#[derive(Clone, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeleteAccount {
    pub password: String,
}

impl std::fmt::Debug for DeleteAccount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DeleteAccount(…)")
    }
}

/// `GET /api/admin/users/`: an account as admins see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct AdminUser {
    pub id: UserId,
    pub email: String,
    pub display_name: String,
    pub role: Role,
    /// Nobody can log in with it, and every session has ended.
    pub disabled: bool,
    /// They may write to as many people as they like.
    pub trusted: bool,
    pub created_at: DateTime<Utc>,
}

/// `PATCH /api/admin/users/{id}/`: a field that is left out stays as it is.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeUser {
    #[serde(default, deserialize_with = "crate::serde::present")]
    #[cfg_attr(feature = "openapi", schema(value_type = Role, required = false))]
    pub role: Option<Role>,
    #[serde(default, deserialize_with = "crate::serde::present")]
    #[cfg_attr(feature = "openapi", schema(value_type = bool, required = false))]
    pub disabled: Option<bool>,
}

/// What a log-in or a refresh gives: a short-lived access token (JWT) and its refresh token.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tokens {
    pub access: String,
    pub refresh: String,
}

impl std::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tokens(…)")
    }
}

/// `PUT /api/users/me/`: a field that is left out stays as it is.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateUser {
    #[serde(default, deserialize_with = "crate::serde::present")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, required = false))]
    pub display_name: Option<String>,
    #[serde(default, deserialize_with = "crate::serde::present")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, required = false))]
    pub bio: Option<String>,
    /// An absolute https address of a picture, the one that was uploaded, or null for none.
    #[serde(default, deserialize_with = "crate::serde::double_option")]
    pub avatar: Option<Option<String>>,
    #[serde(default, deserialize_with = "crate::serde::present")]
    #[cfg_attr(feature = "openapi", schema(value_type = Locale, required = false))]
    pub locale: Option<Locale>,
    #[serde(default, deserialize_with = "crate::serde::present")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, required = false))]
    pub timezone: Option<String>,
}

impl UpdateUser {
    /// Time zones are checked by the server, which knows them.
    ///
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        if let Some(name) = &mut self.display_name {
            checks.name("display_name", name, DISPLAY_NAME_MAX);
        }
        if let Some(bio) = &mut self.bio {
            checks.prose("bio", bio, 0, BIO_MAX);
        }
        if let Some(Some(avatar)) = &self.avatar {
            checks.exact("avatar", avatar, 1, AVATAR_URL_MAX);
            // A picture that was sent to us stays what it is when a whole profile is sent back.
            let ours = avatar.starts_with(AVATARS) && !avatar.contains("..");
            if !ours && let Err(problem) = crate::web_address::check_picture(avatar) {
                checks.add("avatar", problem);
            }
        }
        checks.finish()
    }
}

#[cfg(test)]
mod tests;
