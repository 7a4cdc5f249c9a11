//! The languages the app speaks.

use crate::text_enum;

text_enum! {
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    #[derive(Default)]
    pub enum Locale {
        #[default]
        En = "en",
        Ru = "ru",
    }
}

impl Locale {
    /// The language for a tag such as `ru-RU`; `None` where the app does not speak it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|locale| primary.eq_ignore_ascii_case(locale.as_str()))
    }

    /// The best language for an `Accept-Language` header (RFC 9110, 12.5.4).
    pub fn from_accept_language(header: &str) -> Self {
        let mut best = (Self::default(), 0.0_f32);
        for range in header.split(',') {
            let mut parts = range.split(';');
            let Some(locale) = parts.next().and_then(Self::from_tag) else { continue };
            let weight = parts
                .find_map(|part| part.trim().strip_prefix("q="))
                .map_or(1.0, |q| q.trim().parse().unwrap_or(0.0));
            if weight > best.1 {
                best = (locale, weight);
            }
        }
        best.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_spoken_language_wins() {
        assert_eq!(Locale::from_accept_language("de, ru;q=0.8, en;q=0.5"), Locale::Ru);
        assert_eq!(Locale::from_accept_language("en-GB,ru;q=0.9"), Locale::En);
        assert_eq!(Locale::from_accept_language("fr"), Locale::En);
        assert_eq!(Locale::from_accept_language("ru;q=nonsense"), Locale::En);
    }
}
