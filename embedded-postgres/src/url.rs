//! Connection URLs.

use std::path::Path;

use crate::ROLE;

/// For sqlx or libpq, over the unix socket. The port and sslmode keep `PGPORT` and `PGSSLMODE` out.
pub(crate) fn of(socket_dir: &Path, database: &str) -> String {
    let host = encode(&socket_dir.to_string_lossy());
    let database = encode(database);
    format!("postgres://{ROLE}@localhost:5432/{database}?host={host}&sslmode=disable")
}

/// Percent-encodes all but unreserved characters.
fn encode(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_percent_encoded() {
        assert_eq!(
            of("/tmp/a b".as_ref(), "x/y"),
            "postgres://eventhub@localhost:5432/x%2Fy?host=%2Ftmp%2Fa%20b&sslmode=disable"
        );
    }
}
