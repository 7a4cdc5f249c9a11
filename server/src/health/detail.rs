//! What a check says: the command line and the API in English, a page in its own language.

use app::ssr::Said;
use serde::{Serialize, Serializer};
use std::fmt;

/// What somebody else says, such as a database, has no translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Detail {
    english: String,
    russian: Option<String>,
}

impl Detail {
    pub(crate) fn both(english: String, russian: String) -> Self {
        Self { english, russian: Some(russian) }
    }

    /// Goes on; the whole is translated where both are.
    pub(crate) fn then(self, more: Self) -> Self {
        let both = self.russian.zip(more.russian);
        Self { english: self.english + &more.english, russian: both.map(|(one, two)| one + &two) }
    }

    #[cfg(test)]
    pub(crate) fn is_translated(&self) -> bool {
        self.russian.is_some()
    }
}

/// One sentence in both languages, with values of these names in it.
macro_rules! said {
    ($english:literal, $russian:literal $(,)?) => {
        $crate::health::Detail::both(
            std::fmt::format(format_args!($english)),
            std::fmt::format(format_args!($russian)),
        )
    };
}

pub(crate) use said;

impl From<Detail> for Said {
    fn from(Detail { english, russian }: Detail) -> Self {
        Self { english, russian }
    }
}

impl From<String> for Detail {
    fn from(english: String) -> Self {
        Self { english, russian: None }
    }
}

impl From<&str> for Detail {
    fn from(english: &str) -> Self {
        english.to_owned().into()
    }
}

impl fmt::Display for Detail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.english)
    }
}

impl Serialize for Detail {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.english)
    }
}
