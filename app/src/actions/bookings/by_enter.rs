//! Enter key in the buying form where no script runs: a code that the page has not looked up yet is looked
//! up before anything is booked.

use crate::http;
use crate::promo;
use url::form_urlencoded::{Serializer, parse};

/// The page with what was typed, if its code is another than the page was asked with.
pub(super) fn looked_up(typed: &[(&str, &str)]) -> Option<String> {
    if !http::is_plain_navigation() {
        return None;
    }
    asked(&http::referer()?, typed)
}

/// `page`: the path and the query of the form's page.
fn asked(page: &str, typed: &[(&str, &str)]) -> Option<String> {
    let (path, query) = page.split_once('?').unwrap_or((page, ""));
    let known = promo::in_query(&parse(query.as_bytes()).into_owned().collect());
    let code = typed.iter().find(|(name, _)| *name == promo::FIELD)?.1.trim();
    if code == known.unwrap_or_default() {
        return None;
    }
    let mut query = Serializer::new(String::new());
    query.extend_pairs(typed.iter().filter(|(_, value)| !value.is_empty()));
    Some([path, "?", &query.finish()].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(page: &str, code: &str) -> Option<String> {
        asked(page, &[("quantity", "2"), ("promo_code", code), ("via", "")])
    }

    #[test]
    fn only_a_code_that_the_page_does_not_know_is_looked_up() {
        let page = "/events/rust?quantity=1&promo_code=OLD";
        assert_eq!(shown(page, " OLD "), None);
        let other = "/events/rust?quantity=2&promo_code=NEW";
        assert_eq!(shown(page, "NEW").as_deref(), Some(other));
        assert_eq!(shown("/events/rust", "NEW").as_deref(), Some(other));
        assert_eq!(shown("/events/rust?promo=NEW", "NEW"), None);
        // One that is taken away is looked up too: the price is another.
        assert_eq!(shown(page, "").as_deref(), Some("/events/rust?quantity=2"));
        assert_eq!(shown("/events/rust", ""), None);
    }
}
