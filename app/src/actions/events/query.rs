//! Parser of the catalogue's query string into an event query. A filter that cannot be read is left
//! out and named, so that a hand-typed address still shows something.

use types::events::EventQuery;
use types::query::EventParams;
use types::{Failure, PageRequest};
use url::form_urlencoded;

/// Cards come in rows of three and two.
const PAGE_SIZE: u32 = 18;

pub(super) fn parse(query: &str) -> (EventQuery, Option<Failure>) {
    let (mut params, mut page) = (EventParams::default(), None);
    for (name, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
        let value = value.trim();
        match &*name {
            _ if value.is_empty() => {}
            "page" => page = Some(value.to_owned()),
            // As many people write an amount.
            "price_min" | "price_max" => params.set(&name, &value.replace(',', ".")),
            _ => params.set(&name, value),
        }
    }
    let (query, mut wrong) = params.read();
    let page = PageRequest::read(page.as_deref(), None).unwrap_or_else(|failure| {
        let told = wrong.get_or_insert_with(|| Failure::fields(Vec::new()));
        told.fields.extend(failure.fields);
        PageRequest::default()
    });
    (EventQuery { page: PageRequest::new(page.page, PAGE_SIZE), ..query }, wrong)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    #[test]
    fn filters_are_read_as_people_type_them() {
        let (query, ignored) = parse(
            "?search=rust+web&location=K%C3%B6ln&online=true&price_min=5&price_max=20,50\
             &page=3&page_size=100&utm_source=x",
        );
        assert_eq!(ignored, None);
        assert_eq!(query.search.as_deref(), Some("rust web"));
        assert_eq!(query.location.as_deref(), Some("Köln"));
        assert_eq!(query.price_max, Some(Decimal::new(2050, 2)));
        assert_eq!((query.page.page, query.page.page_size), (3, PAGE_SIZE));
    }

    #[test]
    fn what_cannot_be_read_is_left_out_and_named() {
        let (query, ignored) = parse("price_min=abc&page=0&search=a%00b&online=true&available=");
        let fields: Vec<_> = ignored.unwrap().fields.into_iter().map(|e| e.field).collect();
        assert_eq!(fields, ["search", "price_min", "page"]);
        let page = PageRequest::new(1, PAGE_SIZE);
        assert_eq!(query, EventQuery { online: Some(true), page, ..EventQuery::default() });
        let far = parse("page=99999999999999999999");
        assert_eq!((far.0.page, far.1.is_some()), (page, true));
    }

    #[test]
    fn broken_escapes_are_only_text() {
        assert_eq!(parse("search=100%&x").0.search.as_deref(), Some("100%"));
        assert_eq!(parse("?search=%zz%4").0.search.as_deref(), Some("%zz%4"));
        assert_eq!(parse("search=%FF").0.search.as_deref(), Some("\u{fffd}"));
    }
}
