//! Sessions of an account and its second factor: what is sent and what is seen.

use crate::ids::LoginSessionId;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Characters of a code that are read: what is longer is none.
pub const CODE_MAX: usize = 40;

/// `GET /api/users/me/sessions/`: one log-in that has not ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoginSession {
    pub id: LoginSessionId,
    /// Such as `Firefox, Linux`, as the browser said when the session began; null where it said
    /// nothing that is known.
    pub device: Option<String>,
    pub started_at: DateTime<Utc>,
    /// At most an hour older than the truth.
    pub last_seen_at: DateTime<Utc>,
    /// The one that asks.
    pub current: bool,
}

/// `POST /api/users/me/totp/`.
#[derive(Clone, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StartSecondFactor {
    pub password: String,
}

/// `POST /api/users/me/totp/confirm/`.
#[derive(Clone, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConfirmSecondFactor {
    /// Six digits, as the authenticator shows them.
    pub code: String,
}

/// `DELETE /api/users/me/totp/`.
#[derive(Clone, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StopSecondFactor {
    pub password: String,
    /// Of the authenticator, or a recovery code.
    pub code: String,
}

/// What an authenticator is set up with, until it is confirmed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecondFactorSetup {
    /// In base32, to be typed by hand.
    pub secret: String,
    /// The same as `otpauth://…`, for a QR code.
    pub uri: String,
    /// Each works once instead of a code.
    pub recovery_codes: Vec<String>,
}

/// `GET /api/users/me/totp/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecondFactorStatus {
    pub enabled: bool,
    /// Since when; null where it is off.
    pub enabled_at: Option<DateTime<Utc>>,
    pub recovery_codes_left: i64,
    /// Whether the account can do nothing else until it has one.
    pub required: bool,
}

macro_rules! hidden {
    ($($name:ident),*) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )*};
}

hidden!(StartSecondFactor, ConfirmSecondFactor, StopSecondFactor, SecondFactorSetup);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_a_secret_does_not_show_it() {
        let secret = || "open-sesame".to_owned();
        let setup =
            SecondFactorSetup { secret: secret(), uri: secret(), recovery_codes: vec![secret()] };
        let shown = [
            format!("{:?}", StartSecondFactor { password: secret() }),
            format!("{:?}", ConfirmSecondFactor { code: secret() }),
            format!("{:?}", StopSecondFactor { password: secret(), code: secret() }),
            format!("{setup:?}"),
        ];
        for text in shown {
            assert!(!text.contains("sesame"), "{text}");
        }
    }
}
