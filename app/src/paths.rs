//! Addresses within the app.

/// A path of this site, fit for a redirect; `None` for anything that could lead elsewhere.
pub fn local(path: &str) -> Option<&str> {
    let plain = path.starts_with('/')
        && !path.starts_with("//")
        && path.len() <= 1000
        && !path.chars().any(|c| c == '\\' || c.is_control());
    plain.then_some(path)
}

/// The log-in page that leads back to `next`.
pub fn login(next: &str) -> String {
    format!("/login?next={}", encode(next))
}

pub fn event(slug: &str) -> String {
    format!("/events/{}", encode(slug))
}

/// Percent-encodes all but unreserved characters (RFC 3986) and the slash.
pub fn encode(text: &str) -> String {
    use std::fmt::Write;
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_followed() {
        assert_eq!(local("/bookings?page=2"), Some("/bookings?page=2"));
        for bad in ["", "//evil.test", "/\\evil.test", "https://evil.test", "javascript:x", "/a\nb"]
        {
            assert_eq!(local(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn the_way_back_survives_encoding() {
        assert_eq!(login("/events/a?x=1&y=ж"), "/login?next=/events/a%3Fx%3D1%26y%3D%D0%B6");
    }
}
