//! Sign-in and sessions of the logged-in account, with times in its own zone.

use crate::actions::bookings::views::QrPath;
use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecurityView {
    pub factor: FactorView,
    /// Whether the account can do nothing else until it has one.
    pub required: bool,
    pub sessions: Vec<SessionLine>,
}

/// The second factor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FactorView {
    Off,
    /// It was begun and is not confirmed.
    Setup {
        secret: String,
        qr: QrPath,
        recovery_codes: Vec<String>,
    },
    On {
        since: String,
        recovery_codes_left: i64,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionLine {
    pub id: String,
    /// Empty where nothing is known of it.
    pub device: String,
    pub started: String,
    pub last_seen: String,
    pub current: bool,
}

#[server(prefix = "/fn", endpoint = "security", protocol = Get)]
pub async fn security() -> AppResult<SecurityView> {
    use crate::i18n::{AccountTexts, Area as _};
    use types::Failure;
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let (current, lang) = (crate::ssr::session(), AccountTexts::of(crate::ssr::locale()));
    let result = async {
        let me = domain::accounts::me(&hub, actor).await?;
        let zone: chrono_tz::Tz = me.timezone.parse().unwrap_or(chrono_tz::Tz::UTC);
        let time = |at: chrono::DateTime<chrono::Utc>| {
            lang.date_time(at.with_timezone(&zone).naive_local())
        };
        let status = domain::accounts::second_factor(&hub, actor).await?;
        let factor = match status.enabled_at {
            Some(at) => {
                let recovery_codes_left = status.recovery_codes_left;
                FactorView::On { since: time(at), recovery_codes_left }
            }
            None => match domain::accounts::second_factor_setup(&hub, actor).await? {
                None => FactorView::Off,
                Some(setup) => FactorView::Setup {
                    secret: setup.secret,
                    qr: crate::actions::bookings::booking_view::qr(&setup.uri),
                    recovery_codes: setup.recovery_codes,
                },
            },
        };
        let sessions = domain::accounts::login_sessions(&hub, actor, current).await?;
        let line = |it: types::sign_in::LoginSession| SessionLine {
            id: it.id.to_string(),
            device: it.device.unwrap_or_default(),
            started: time(it.started_at),
            last_seen: time(it.last_seen_at),
            current: it.current,
        };
        let sessions = sessions.into_iter().map(line).collect();
        Ok::<_, domain::Error>(SecurityView { factor, required: status.required, sessions })
    }
    .await;
    crate::forms::answer(result.map_err(Failure::from))
}
