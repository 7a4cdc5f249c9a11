//! The envelope of every list: `{count, next, previous, results}`.

use serde::Serialize;
use types::Page;
use url::form_urlencoded;
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct ListPage<T> {
    pub count: i64,
    /// Absolute address of the next page, or null.
    pub next: Option<String>,
    pub previous: Option<String>,
    pub results: Vec<T>,
}

impl<T> ListPage<T> {
    /// `path` and `query` are the request's own; only `page` changes between pages.
    pub fn new(base_url: &str, path: &str, query: Option<&str>, page: Page<T>) -> Self {
        let pages = page.pages();
        let link = |number: u32| {
            let mut pairs = form_urlencoded::Serializer::new(String::new());
            for (key, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
                if key != "page" {
                    pairs.append_pair(&key, &value);
                }
            }
            pairs.append_pair("page", &number.to_string());
            format!("{base_url}{path}?{}", pairs.finish())
        };
        Self {
            count: page.count,
            next: (page.page < pages).then(|| link(page.page + 1)),
            previous: (page.page > 1).then(|| link((page.page - 1).min(pages))),
            results: page.results,
        }
    }
}
