//! The pages whose text is the operator's: imprint, privacy policy and terms.

use crate::Locale;
use crate::paths::{IMPRINT, PRIVACY, TERMS};
use crate::text_enum;
use serde::{Deserialize, Serialize};

text_enum! {
    /// A page by the name that its address and its files have.
    pub enum LegalPage {
        Imprint = "imprint",
        Privacy = "privacy",
        Terms = "terms",
    }
}

impl LegalPage {
    pub const fn path(self) -> &'static str {
        match self {
            Self::Imprint => IMPRINT,
            Self::Privacy => PRIVACY,
            Self::Terms => TERMS,
        }
    }
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
