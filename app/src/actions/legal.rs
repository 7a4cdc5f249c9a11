//! The text of imprint, privacy policy or terms, in the visitor's language where there is one.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use types::legal::{LegalPage, LegalText};

#[allow(clippy::unused_async, reason = "server functions are")]
#[server(prefix = "/fn", endpoint = "legal", protocol = Get)]
pub async fn read_legal_page(page: LegalPage) -> AppResult<LegalText> {
    use types::{ErrorCode, Failure};
    let texts = use_context::<crate::ssr::legal::LegalTexts>();
    let text = texts.and_then(|texts| texts.get(page, crate::ssr::locale()).cloned());
    crate::forms::answer(text.ok_or_else(|| Failure::new(ErrorCode::NotFound)))
}
