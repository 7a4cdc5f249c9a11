//! The pages whose text is the operator's: imprint, privacy policy and terms.

use crate::Locale;
use crate::paths::{IMPRINT, PRIVACY, TERMS};
use serde::{Deserialize, Serialize};

macro_rules! legal_pages {
    ($($page:ident = $name:literal at $path:ident),+ $(,)?) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum LegalPage {
            $(#[serde(rename = $name)] $page),+
        }

        impl LegalPage {
            pub const ALL: &[Self] = &[$(Self::$page),+];

            /// The page's name in its address and in its files.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$page => $name),+ }
            }

            pub const fn path(self) -> &'static str {
                match self { $(Self::$page => $path),+ }
            }
        }
    };
}

legal_pages! {
    Imprint = "imprint" at IMPRINT,
    Privacy = "privacy" at PRIVACY,
    Terms = "terms" at TERMS,
}

/// The text of one page, as HTML that was cleaned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalText {
    /// The text's own heading, where it begins with one.
    pub title: Option<String>,
    pub html: String,
    /// What it is written in: not the reader's language where the operator has it in one only.
    pub language: Locale,
}
