//! The secret of an invitation's link. It is made from the server's key each time it is mailed, so that
//! it is nowhere stored; the invitation is found by its hash.

use crate::Settings;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::ExposeSecret as _;
use sha2::Sha256;
use types::ids::InvitationId;

/// Of the message that is the `sends`th with this invitation: those before it lead nowhere any more.
pub(crate) fn invitation_token(
    settings: &Settings,
    invitation: InvitationId,
    sends: i32,
) -> String {
    let key = settings.secret_key.expose_secret().as_bytes();
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        unreachable!("HMAC takes a key of any length");
    };
    mac.update(b"event-hub invitation\0");
    mac.update(invitation.0.as_bytes());
    mac.update(&sends.to_be_bytes());
    URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
}
