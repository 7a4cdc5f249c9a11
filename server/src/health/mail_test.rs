//! A test mail: sent at once and by itself, so that what the mail server says is heard.

use crate::mail::{self, MailDelivery};
use domain::ids::new_id;
use types::Locale;

/// # Errors
/// What the mail server said, or what else stood in the way.
pub(super) async fn send(
    delivery: &MailDelivery,
    to: &str,
    locale: Locale,
    base_url: &str,
) -> Result<String, String> {
    let mail = mail::test(new_id(), to, locale, base_url).map_err(|error| error.to_string())?;
    delivery.send(&mail).await.map_err(|error| error.to_string())
}
