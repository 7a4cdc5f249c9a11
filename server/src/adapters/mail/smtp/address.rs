//! The mail server's address, credentials and encryption, from `SMTP_URL`.

use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::extension::ClientId;
use percent_encoding::percent_decode_str;
use url::{Host, Url};

/// How the connection is kept from other people's eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// The password, the tickets and the links travel as they are.
    None,
    /// STARTTLS where the server offers it: an active attacker can remove the offer.
    Opportunistic,
    /// STARTTLS, or nothing is sent.
    Required,
    /// TLS from the first byte.
    Implicit,
}

impl Encryption {
    /// Whether the connection is encrypted for certain.
    pub fn is_sure(self) -> bool {
        matches!(self, Self::Required | Self::Implicit)
    }

    const fn port(self) -> u16 {
        match self {
            Self::None => 25,
            Self::Opportunistic | Self::Required => 587,
            Self::Implicit => 465,
        }
    }
}

#[derive(Clone)]
pub struct SmtpAddress {
    pub host: String,
    pub port: u16,
    pub encryption: Encryption,
    pub credentials: Option<Credentials>,
    /// The name this server greets with.
    pub hello: ClientId,
    /// Whether the connection never leaves this machine.
    pub is_loopback: bool,
}

impl std::fmt::Debug for SmtpAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SmtpAddress")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("encryption", &self.encryption)
            .finish_non_exhaustive()
    }
}

impl SmtpAddress {
    /// # Errors
    /// What is wrong with the address, without its password.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let url = Url::parse(text).map_err(|_| "it is no URL")?;
        let host = url.host().ok_or("it names no host")?;
        let tls = url.query_pairs().find(|(key, _)| key == "tls").map(|(_, value)| value);
        let encryption = match (url.scheme(), tls.as_deref()) {
            ("smtp", None) => Encryption::None,
            ("smtp", Some("opportunistic")) => Encryption::Opportunistic,
            ("smtp", Some("required")) => Encryption::Required,
            ("smtps", _) => Encryption::Implicit,
            ("smtp", Some(_)) => return Err("tls is `required` or `opportunistic`"),
            _ => return Err("it begins with smtp:// or smtps://"),
        };
        let decoded = |text: &str| {
            let text = percent_decode_str(text).decode_utf8();
            text.map(String::from).map_err(|_| "the user or the password is no UTF-8")
        };
        let credentials = match url.password() {
            Some(password) => Some(Credentials::new(decoded(url.username())?, decoded(password)?)),
            None => None,
        };
        let hello = match url.path().trim_matches('/') {
            "" => ClientId::default(),
            name => ClientId::Domain(name.to_owned()),
        };
        // A URL of a scheme that the standard does not name keeps an IPv4 address as a domain.
        let (host, is_loopback) = match host {
            Host::Domain(name) => (name.to_owned(), is_this_machine(name)),
            Host::Ipv4(address) => (address.to_string(), address.is_loopback()),
            Host::Ipv6(address) => (address.to_string(), address.is_loopback()),
        };
        let port = url.port().unwrap_or(encryption.port());
        Ok(Self { host, port, encryption, credentials, hello, is_loopback })
    }
}

fn is_this_machine(name: &str) -> bool {
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encryption(text: &str) -> Result<(Encryption, u16), &'static str> {
        SmtpAddress::parse(text).map(|address| (address.encryption, address.port))
    }

    #[test]
    fn the_scheme_and_tls_say_how_the_connection_is_kept_secret() {
        for (text, expected) in [
            ("smtp://host", (Encryption::None, 25)),
            ("smtp://host:2525", (Encryption::None, 2525)),
            ("smtp://host?tls=opportunistic", (Encryption::Opportunistic, 587)),
            ("smtp://host?tls=required", (Encryption::Required, 587)),
            ("smtps://host", (Encryption::Implicit, 465)),
        ] {
            assert_eq!(encryption(text), Ok(expected), "{text}");
        }
        for text in ["smtp://host?tls=maybe", "http://host", "smtp:", "host"] {
            assert!(encryption(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_password_is_decoded_and_never_told() {
        let address = SmtpAddress::parse("smtps://me%40hub:p%2Fw%3Ad@host/hub.example").unwrap();
        assert_eq!(address.credentials, Some(Credentials::new("me@hub".into(), "p/w:d".into())));
        assert_eq!(address.hello, ClientId::Domain("hub.example".into()));
        assert!(!format!("{address:?}").contains("p/w:d"));
        assert_eq!(SmtpAddress::parse("smtp://me@host").unwrap().credentials, None);
    }

    #[test]
    fn only_this_machine_is_loopback() {
        let loopback = |text| SmtpAddress::parse(text).unwrap().is_loopback;
        for text in ["smtp://localhost", "smtp://127.0.0.1:25", "smtp://[::1]", "smtp://LOCALHOST"]
        {
            assert!(loopback(text), "{text}");
        }
        for text in ["smtp://localhost.example", "smtp://10.0.0.1", "smtp://[2001:db8::1]"] {
            assert!(!loopback(text), "{text}");
        }
    }
}
