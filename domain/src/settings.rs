//! What the use cases need to know of the configuration.

use secrecy::SecretString;
use std::time::Duration;

#[derive(Clone, Debug)]
pub struct Settings {
    /// Signs access tokens and webhooks of the mock provider; at least 32 bytes.
    pub secret_key: SecretString,
    /// The address people reach the app at, without a trailing slash.
    pub base_url: String,
    pub booking_hold: Duration,
    pub waitlist_offer: Duration,
    /// Whether anyone may register as an organizer.
    pub organizer_signup: bool,
    /// Whether an admin without a second factor may do nothing but set one up.
    pub admin_second_factor: bool,
    pub access_token_ttl: Duration,
    pub refresh_token_ttl: Duration,
    /// How many passwords are hashed at once; the rest wait.
    pub hashing_limit: usize,
    /// How many may be hashed or wait for it; the rest are refused.
    pub hashing_queue: usize,
    pub mock_payment_success_rate: f64,
    pub mock_payment_delay: Duration,
}

impl Settings {
    /// The documented defaults with the given secret and address.
    pub fn new(secret_key: impl Into<String>, base_url: impl Into<String>) -> Self {
        Self {
            secret_key: SecretString::from(secret_key.into()),
            base_url: base_url.into(),
            booking_hold: Duration::from_mins(15),
            waitlist_offer: Duration::from_hours(12),
            organizer_signup: true,
            admin_second_factor: false,
            access_token_ttl: Duration::from_mins(15),
            refresh_token_ttl: Duration::from_hours(30 * 24),
            hashing_limit: 2,
            hashing_queue: 64,
            mock_payment_success_rate: 0.95,
            mock_payment_delay: Duration::from_secs(2),
        }
    }
}
