//! The link that stops an organizer's news to one reader: signed, so that nothing is stored for it and
//! nobody can make it for another.

use crate::Settings;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::ExposeSecret as _;
use sha2::Sha256;
use types::ids::UserId;
use uuid::Uuid;

fn signed(settings: &Settings, organizer: UserId, user: UserId) -> Hmac<Sha256> {
    let key = settings.secret_key.expose_secret().as_bytes();
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        unreachable!("HMAC takes a key of any length");
    };
    mac.update(b"event-hub news\0");
    mac.update(organizer.0.as_bytes());
    mac.update(user.0.as_bytes());
    mac
}

/// The secret of the link by which this reader wants no news of this organizer.
pub(crate) fn opt_out_secret(settings: &Settings, organizer: UserId, user: UserId) -> String {
    let signature = signed(settings, organizer, user).finalize().into_bytes();
    let mut bytes = organizer.0.as_bytes().to_vec();
    bytes.extend(user.0.as_bytes());
    bytes.extend(&signature);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Whose news to whom a link is about; none where we did not make it.
pub(crate) fn read_opt_out(settings: &Settings, secret: &str) -> Option<(UserId, UserId)> {
    let bytes = URL_SAFE_NO_PAD.decode(secret).ok()?;
    let (organizer, rest) = bytes.split_at_checked(16)?;
    let (user, signature) = rest.split_at_checked(16)?;
    let organizer = UserId(Uuid::from_slice(organizer).ok()?);
    let user = UserId(Uuid::from_slice(user).ok()?);
    signed(settings, organizer, user).verify_slice(signature).ok()?;
    Some((organizer, user))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::new_id;
    use crate::testing::test_hub;

    #[tokio::test]
    async fn a_link_is_read_as_it_was_made_and_none_can_be_made_of_it() {
        let (hub, _database) = test_hub().await;
        let (olga, ada) = (UserId(new_id()), UserId(new_id()));
        let secret = opt_out_secret(&hub.settings, olga, ada);
        assert_eq!(read_opt_out(&hub.settings, &secret), Some((olga, ada)));
        let swapped = opt_out_secret(&hub.settings, ada, olga);
        let mut bytes = URL_SAFE_NO_PAD.decode(&secret).unwrap();
        bytes[20] ^= 1;
        let forged = URL_SAFE_NO_PAD.encode(&bytes);
        let short = URL_SAFE_NO_PAD.encode(&bytes[..40]);
        assert_eq!(read_opt_out(&hub.settings, &swapped), Some((ada, olga)));
        for other in [forged.as_str(), &short, "", "a b", "ä"] {
            assert_eq!(read_opt_out(&hub.settings, other), None, "{other}");
        }
    }
}
