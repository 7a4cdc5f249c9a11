//! The macro that makes the texts of an area.

/// Makes a struct with a field per text and its values in every language: `key: English, Russian`.
/// `over module::Base` names the texts that it builds on; they are read as if they were its own.
///
/// Each area has a static of its own, so that the linker and the splitting of the WASM put it where
/// the code is that reads it: what only a lazy area says is no part of a first visit.
macro_rules! texts {
    (
        $(#[$doc:meta])*
        $name:ident over $module:ident :: $base:ident { $($key:ident: $en:literal, $ru:literal;)* }
    ) => {
        use super::$module::{self, $base};
        texts!(@area [$(#[$doc])*] $name, $base, &$module::TEXTS.en, &$module::TEXTS.ru;
            $($key: $en, $ru;)*);
    };
    (
        $(#[$doc:meta])*
        $name:ident { $($key:ident: $en:literal, $ru:literal;)* }
    ) => {
        use types::Locale;
        texts!(@area [$(#[$doc])*] $name, Locale, &Locale::En, &Locale::Ru;
            $($key: $en, $ru;)*);
    };
    (
        @area [$(#[$doc:meta])*] $name:ident, $base:ty, $base_en:expr, $base_ru:expr;
        $($key:ident: $en:literal, $ru:literal;)*
    ) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name {
            base: &'static $base,
            $(pub $key: &'static str,)*
        }

        pub(super) static TEXTS: types::i18n::Translated<$name> = types::i18n::Translated {
            en: $name { base: $base_en, $($key: $en,)* },
            ru: $name { base: $base_ru, $($key: $ru,)* },
        };

        impl super::Area for $name {
            fn of(locale: types::Locale) -> &'static Self {
                TEXTS.get(locale)
            }
        }

        impl std::ops::Deref for $name {
            type Target = $base;

            fn deref(&self) -> &$base {
                self.base
            }
        }

        #[cfg(test)]
        pub(super) const ALL: &[(&str, &str, &str)] = &[$((stringify!($key), $en, $ru),)*];
    };
}

pub(super) use texts;

#[cfg(test)]
mod tests {
    use crate::i18n::{
        account, admin, admin_categories, admin_events, admin_overview, admin_people, admin_places,
        admin_reviews, admin_upkeep, agenda_editor, auth, booking, booking_page, codes, dashboard,
        door, editor, event, figures, messages, my_bookings, organize, organize_bookings, public,
        report, run, schedule, security, shared, team, ticket_names, ticket_rules, tickets, zones,
    };

    fn all() -> impl Iterator<Item = &'static (&'static str, &'static str, &'static str)> {
        [
            shared::ALL,
            public::ALL,
            auth::ALL,
            booking::ALL,
            booking_page::ALL,
            codes::ALL,
            event::ALL,
            figures::ALL,
            messages::ALL,
            my_bookings::ALL,
            organize_bookings::ALL,
            account::ALL,
            agenda_editor::ALL,
            admin::ALL,
            admin_overview::ALL,
            admin_people::ALL,
            admin_upkeep::ALL,
            admin_categories::ALL,
            admin_events::ALL,
            admin_places::ALL,
            admin_reviews::ALL,
            organize::ALL,
            dashboard::ALL,
            door::ALL,
            editor::ALL,
            report::ALL,
            run::ALL,
            schedule::ALL,
            security::ALL,
            team::ALL,
            ticket_names::ALL,
            ticket_rules::ALL,
            tickets::ALL,
            zones::ALL,
        ]
        .into_iter()
        .flatten()
    }

    #[test]
    fn every_text_is_there_in_its_own_language() {
        for (key, en, ru) in all() {
            assert!(!en.trim().is_empty(), "{key} has no English text");
            assert!(!en.chars().any(is_cyrillic), "{key} is not English: {en}");
            assert!(ru.chars().any(is_cyrillic), "{key} is not Russian: {ru}");
            assert_eq!(en.trim(), *en, "{key}");
            assert_eq!(ru.trim(), *ru, "{key}");
        }
    }

    #[test]
    fn sentences_end_alike_in_both_languages() {
        for (key, en, ru) in all() {
            assert_eq!(en.ends_with('.'), ru.ends_with('.'), "{key}: {en} / {ru}");
            assert_eq!(en.ends_with('?'), ru.ends_with('?'), "{key}: {en} / {ru}");
        }
    }

    fn is_cyrillic(c: char) -> bool {
        ('\u{400}'..='\u{4ff}').contains(&c)
    }
}
