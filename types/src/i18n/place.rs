//! Where an event is, in one line and in two.

/// `Speicher 7, Hamburg`; the location alone where there is no venue, or where the venue has the
/// location's name.
pub fn place_line(venue: Option<&str>, location: &str) -> String {
    match place_lines(venue, location) {
        (place, "") => place.to_owned(),
        (venue, location) => format!("{venue}, {location}"),
    }
}

/// The venue and the location; the second is empty where the first says it already.
pub fn place_lines<'a>(venue: Option<&'a str>, location: &'a str) -> (&'a str, &'a str) {
    match venue {
        Some(venue) if !venue.trim().is_empty() && !same(venue, location) => (venue, location),
        _ => (location, ""),
    }
}

/// Equal when case is ignored, in any script.
fn same(a: &str, b: &str) -> bool {
    crate::text::lower(a.trim()) == crate::text::lower(b.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_venue_comes_before_its_location() {
        assert_eq!(place_line(Some("Speicher 7"), "Hamburg"), "Speicher 7, Hamburg");
        assert_eq!(place_line(None, "Hamburg"), "Hamburg");
        assert_eq!(place_line(Some(" "), "Hamburg"), "Hamburg");
    }

    #[test]
    fn a_venue_named_like_its_location_is_said_once() {
        for (venue, location) in [("Berlin", "Berlin"), ("BERLIN", "Berlin"), ("москва", "Москва")]
        {
            assert_eq!(place_line(Some(venue), location), location);
            assert_eq!(place_lines(Some(venue), location), (location, ""));
        }
    }
}
