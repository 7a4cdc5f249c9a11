//! Flash messages: what a plain form post leaves for the page that is shown next, a refusal with
//! the values that were typed (never a password or a card) or a success message. It travels in a cookie
//! of one minute, so addresses stay clean and nothing personal gets into logs. What is too long for one is
//! kept by the server, and the cookie names it.

use serde::{Deserialize, Serialize};
use types::Failure;

/// A success message for the next page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlashMessage {
    LoggedOut,
    ProfileSaved,
    BookingCancelled,
    TicketCancelled,
    BookingMoved,
    Refunded,
    MailQueued,
    Saved,
    PriceChanged,
    ReviewSaved,
    ReviewDeleted,
    PasswordChanged,
    /// By its owner, who stays logged in.
    PasswordReplaced,
    EmailVerified,
    VerificationSent,
    EmailChangeAsked,
    AccountDeleted,
    ResetMailSent,
    WaitlistJoined,
    WaitlistLeft,
    EventSaved,
    EventPublished,
    EventDeleted,
    EventCopied,
    VenueSaved,
    VenueDeleted,
    PictureSaved,
}

/// The form that takes back what was just done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    /// Where it is posted.
    pub action: String,
    pub fields: Vec<(String, String)>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    /// The endpoint whose form was refused.
    #[serde(default)]
    pub form: String,
    #[serde(default)]
    pub failure: Option<Failure>,
    #[serde(default)]
    pub typed: Vec<(String, String)>,
    #[serde(default)]
    pub message: Option<FlashMessage>,
    #[serde(default)]
    pub undo: Option<Undo>,
}

#[cfg(feature = "ssr")]
pub use server::{
    answer, back, flash, flash_failure, flash_if_plain, flash_with_undo, form_answer, go,
    leave_for, take_flash,
};

#[cfg(feature = "ssr")]
mod server {
    use super::{Flash, FlashMessage, Undo};
    use crate::error::AppError;
    use crate::http;
    use crate::ssr::{self, CookieKind};
    use ::http::{HeaderValue, StatusCode, header};
    use base64::Engine;
    use base64::prelude::BASE64_URL_SAFE_NO_PAD;
    use types::Failure;

    /// Browsers take 4 kB a cookie.
    const MAX_BYTES: usize = 3800;

    /// Answers a call from the browser's code: the refusal's status goes on the response.
    pub fn answer<T, E: Into<Failure>>(result: Result<T, E>) -> Result<T, AppError> {
        result.map_err(|error| {
            let failure = error.into();
            // A plain form post is redirected, and a status would hide that.
            if !http::is_plain_navigation() {
                http::set_status(failure.code.status());
                if let Some(seconds) = failure.retry_after {
                    http::set_retry_after(seconds);
                }
            }
            AppError(failure)
        })
    }

    /// Answers a form: a plain post goes back to its page with the refusal and what was typed.
    pub fn form_answer<T, E: Into<Failure>>(
        form: &str,
        typed: &[(&str, &str)],
        result: Result<T, E>,
    ) -> Result<T, AppError> {
        let result = answer(result);
        if let Err(AppError(failure)) = &result
            && http::is_plain_navigation()
        {
            let typed = typed.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
            let left = Flash {
                form: form.to_owned(),
                failure: Some(failure.clone()),
                typed,
                ..Flash::default()
            };
            set(left);
            let back = http::referer().unwrap_or_else(|| crate::paths::HOME.into());
            redirect(&back);
        }
        result
    }

    /// Leaves a refusal for the page that shows the form next; it has kept what was typed itself.
    pub fn flash_failure(form: &str, failure: &Failure) {
        let failure = Some(failure.clone());
        set(Flash { form: form.to_owned(), failure, ..Flash::default() });
    }

    /// Where a form leads when it worked, with or without JavaScript.
    pub fn go(path: &str) {
        if HeaderValue::from_str(path).is_ok() {
            leptos_axum::redirect(path);
        }
    }

    /// Where a form leads that changes who is logged in or the language: a plain post is sent
    /// there, the app's code loads that page anew. Only paths of this site are followed.
    pub fn leave_for(wanted: &str, default: &str) -> String {
        let path = crate::paths::local(wanted).unwrap_or(default);
        if http::is_plain_navigation() {
            redirect(path);
        }
        path.to_owned()
    }

    /// Sends a plain post back to the page it came from.
    pub fn back() {
        if http::is_plain_navigation() {
            redirect(&http::referer().unwrap_or_else(|| crate::paths::HOME.into()));
        }
    }

    /// Leaves a success message after a plain post; the app's code shows it by itself.
    pub fn flash_if_plain(message: FlashMessage) {
        if http::is_plain_navigation() {
            flash(message);
        }
    }

    /// Leaves a success message with an undo button, after a plain post.
    pub fn flash_with_undo(message: FlashMessage, action: &str, fields: &[(&str, String)]) {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        let undo = Undo { action: action.to_owned(), fields: fields.collect() };
        set(Flash { message: Some(message), undo: Some(undo), ..Flash::default() });
    }

    /// Leaves a success message for the next page.
    pub fn flash(message: FlashMessage) {
        set(Flash { message: Some(message), ..Flash::default() });
    }

    /// What the last form post left; it is shown once.
    pub fn take_flash() -> Flash {
        let Some(value) = ssr::cookie(CookieKind::Flash) else { return Flash::default() };
        ssr::remove_cookie(CookieKind::Flash);
        let left = match ssr::left() {
            Some(json) => serde_json::from_str(&json).ok(),
            None => BASE64_URL_SAFE_NO_PAD
                .decode(value)
                .ok()
                .and_then(|bytes| serde_json::from_slice(&bytes).ok()),
        };
        left.unwrap_or_default()
    }

    fn set(mut flash: Flash) {
        let encoded = |json: &str| BASE64_URL_SAFE_NO_PAD.encode(json);
        let json = serde_json::to_string(&flash).unwrap_or_default();
        if encoded(&json).len() > MAX_BYTES {
            ssr::leave(json);
        }
        // Where the server cannot keep it, the longest text gives way first.
        loop {
            let value = encoded(&serde_json::to_string(&flash).unwrap_or_default());
            if value.len() > MAX_BYTES && flash.undo.take().is_some() {
                continue;
            }
            if value.len() <= MAX_BYTES || flash.typed.is_empty() {
                ssr::set_cookie(CookieKind::Flash, &value);
                return;
            }
            let longest = (0..flash.typed.len()).max_by_key(|i| flash.typed[*i].1.len());
            flash.typed.remove(longest.unwrap_or_default());
        }
    }

    fn redirect(path: &str) {
        if let Ok(value) = HeaderValue::from_str(path)
            && let Some(response) = leptos::prelude::use_context::<leptos_axum::ResponseOptions>()
        {
            response.insert_header(header::LOCATION, value);
            response.set_status(StatusCode::FOUND);
        }
    }
}
