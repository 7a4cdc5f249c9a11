//! The configuration: the environment and `.env`, read once into one typed value.
//!
//! Every variable is documented in `.env.example`, and a test holds the two together. A wrong
//! value stops the start; all of them are named at once, each with what it should be.

mod duration;
mod reader;
mod secret;
mod site;
mod source;
#[cfg(test)]
mod tests;

pub(crate) use reader::is_encrypted_or_here;
pub use reader::{ConfigError, Problem};
pub(crate) use site::leptos_options;
pub use source::Source;

use crate::state::WebSettings;
use domain::Settings;
use reader::Reader;
use secrecy::SecretString;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

/// Maximum age of the values of `/metrics` and `/readyz`.
const READINGS: Duration = Duration::from_secs(3);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Environment {
    Development,
    Production,
}

#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting that is on or off")]
pub struct Config {
    pub environment: Environment,
    pub listen: SocketAddr,
    /// The address people reach the app at, without a trailing slash.
    pub base_url: String,
    /// Whether `base_url` was said, not taken from `listen`.
    base_url_is_set: bool,
    /// None: a private cluster of our own under `data_dir`.
    pub database_url: Option<SecretString>,
    pub database_connections: u32,
    /// The directory of the PostgreSQL programs, for the private cluster.
    pub postgres_bin: Option<PathBuf>,
    pub data_dir: PathBuf,
    /// Where pictures that people upload are kept.
    pub media_dir: PathBuf,
    /// A folder with fonts for scripts that our own font lacks, before the system's.
    pub fonts_dir: Option<PathBuf>,
    /// A folder with the operator's imprint, privacy policy and terms.
    pub legal_dir: Option<PathBuf>,
    /// None: a random one kept under `data_dir` (development only).
    secret_key: Option<SecretString>,
    /// None: messages are kept as files and shown at `/dev/mail`.
    pub smtp_url: Option<SecretString>,
    pub mail_from: String,
    pub mock_payment_success_rate: f64,
    pub mock_payment_delay: Duration,
    pub access_token_ttl: Duration,
    pub booking_hold: Duration,
    pub waitlist_offer: Duration,
    pub organizer_signup: bool,
    pub admin_second_factor: bool,
    pub rate_limit: bool,
    /// Connections of one network at the same time.
    pub connections_per_network: usize,
    pub trusted_proxies: Vec<IpAddr>,
    /// Names that the server answers to besides that of `base_url` and this machine's.
    pub allowed_hosts: Vec<String>,
    pub metrics_token: Option<SecretString>,
    pub log: String,
    pub site: Site,
}

/// Where the built front end is, as cargo-leptos names it.
#[derive(Clone, Debug)]
pub struct Site {
    /// None: beside the program, or where cargo-leptos puts it.
    pub root: Option<String>,
    pub pkg_dir: String,
    pub output_name: String,
    /// None: as what is found beside the program says.
    pub hash_files: Option<bool>,
    pub reload_port: u32,
    /// Whether a page reloads itself when the code changes.
    pub watch: bool,
}

impl Config {
    /// # Errors
    /// Every variable that has a value it cannot have.
    pub fn load(source: &Source) -> Result<Self, ConfigError> {
        let mut reader = Reader::new(source);
        let config = Self::read(&mut reader);
        reader.finish().map(|()| config)
    }

    fn read(reader: &mut Reader<'_>) -> Self {
        let production = reader.choice("APP_ENV", &["development", "production"]) == "production";
        let listen = reader.listen();
        let data_dir = reader.text("DATA_DIR").map_or_else(|| ".data".into(), PathBuf::from);
        let media_dir = reader.text("MEDIA_DIR").map(PathBuf::from);
        Self {
            environment: if production {
                Environment::Production
            } else {
                Environment::Development
            },
            listen,
            base_url: reader.base_url(production).unwrap_or_else(|| address_of(listen)),
            base_url_is_set: reader.is_set("BASE_URL"),
            database_url: reader.database_url(production),
            database_connections: reader.number("DATABASE_CONNECTIONS", 24, 5..=500),
            postgres_bin: reader.text("POSTGRES_BIN").map(PathBuf::from),
            media_dir: media_dir.unwrap_or_else(|| data_dir.join("media")),
            data_dir,
            fonts_dir: reader.text("FONTS_DIR").map(PathBuf::from),
            legal_dir: reader.text("LEGAL_DIR").map(PathBuf::from),
            secret_key: reader.secret_key(production),
            smtp_url: reader.smtp_url(production),
            mail_from: reader.mail_from(),
            mock_payment_success_rate: reader.fraction("MOCK_PAYMENT_SUCCESS_RATE", 0.95),
            mock_payment_delay: reader.duration("MOCK_PAYMENT_DELAY", Duration::from_secs(2)),
            access_token_ttl: reader.positive_duration("ACCESS_TOKEN_TTL", Duration::from_mins(15)),
            booking_hold: reader.positive_duration("BOOKING_HOLD", Duration::from_mins(15)),
            waitlist_offer: reader.positive_duration("WAITLIST_OFFER", Duration::from_hours(12)),
            organizer_signup: reader.switch("ORGANIZER_SIGNUP", true),
            admin_second_factor: reader.choice("ADMIN_SECOND_FACTOR", &["optional", "required"])
                == "required",
            rate_limit: reader.switch("RATE_LIMIT", true),
            connections_per_network: reader.number("CONNECTIONS_PER_NETWORK", 512, 16..=4096),
            trusted_proxies: reader.addresses("TRUSTED_PROXY"),
            allowed_hosts: reader.hosts("ALLOWED_HOSTS"),
            metrics_token: reader.token("METRICS_TOKEN"),
            log: reader.log_filter(production),
            site: reader.site(),
        }
        .mock_payments(reader, production)
        .stays_here(reader, production)
    }

    /// Development shows everybody's mail to everybody: other machines see it only on purpose.
    fn stays_here(self, reader: &mut Reader<'_>, production: bool) -> Self {
        let allowed = reader.switch("ALLOW_REMOTE_DEVELOPMENT", false);
        if !production && !allowed && !self.listen.ip().to_canonical().is_loopback() {
            reader.refuse(
                "LISTEN",
                "lets other machines in, and development shows them all mail, reset links among \
                 it: set APP_ENV=production, or ALLOW_REMOTE_DEVELOPMENT=on where you trust them",
            );
        }
        self
    }

    /// In production nobody pays with play money by accident.
    fn mock_payments(self, reader: &mut Reader<'_>, production: bool) -> Self {
        let allowed = reader.switch("ALLOW_MOCK_PAYMENTS", false);
        if production && !allowed {
            reader.refuse(
                "ALLOW_MOCK_PAYMENTS",
                "must be on in production: the mock provider, which takes no money, is the only one",
            );
        }
        self
    }

    /// Listens on another port of the same address.
    pub fn listen_on_port(&mut self, port: u16) {
        self.listen.set_port(port);
        if !self.base_url_is_set {
            self.base_url = address_of(self.listen);
        }
    }

    pub fn is_production(&self) -> bool {
        self.environment == Environment::Production
    }

    /// # Errors
    /// The development key cannot be kept under the data directory.
    pub fn settings(&self) -> Result<Settings, ConfigError> {
        let secret_key = match &self.secret_key {
            Some(key) => key.clone(),
            None => secret::kept_under(&self.data_dir)?,
        };
        Ok(Settings {
            secret_key,
            access_token_ttl: self.access_token_ttl,
            booking_hold: self.booking_hold,
            waitlist_offer: self.waitlist_offer,
            organizer_signup: self.organizer_signup,
            admin_second_factor: self.admin_second_factor,
            mock_payment_success_rate: self.mock_payment_success_rate,
            mock_payment_delay: self.mock_payment_delay,
            ..Settings::new("", self.base_url.clone())
        })
    }

    /// Where the key is kept that none was set instead of.
    pub fn kept_secret(&self) -> Option<PathBuf> {
        self.secret_key.is_none().then(|| secret::place(&self.data_dir))
    }

    pub fn web(&self) -> WebSettings {
        WebSettings {
            production: self.is_production(),
            rate_limit: self.rate_limit,
            trusted_proxies: self.trusted_proxies.clone(),
            allowed_hosts: self.allowed_hosts.clone(),
            metrics_token: self.metrics_token.clone(),
            readings: READINGS,
        }
    }
}

/// How a browser on this machine reaches the address.
fn address_of(listen: SocketAddr) -> String {
    if listen.ip().is_unspecified() {
        format!("http://localhost:{}", listen.port())
    } else {
        format!("http://{listen}")
    }
}
