//! The envelope of every list: `{count, next, previous, results}`.

use serde::{Deserialize, Serialize};
use types::{Failure, Page, PageRequest};
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

/// The query string of a list without filters.
#[derive(Debug, Default, Deserialize)]
pub struct Paging {
    page: Option<String>,
    page_size: Option<String>,
}

impl Paging {
    /// # Errors
    /// `validation_failed` by field.
    pub fn parse(&self) -> Result<PageRequest, Failure> {
        super::extract::page_request(self.page.as_deref(), self.page_size.as_deref())
    }
}

/// One page of a list that is short by nature and already read.
pub fn page_of<T>(all: Vec<T>, request: PageRequest) -> Page<T> {
    let count = i64::try_from(all.len()).unwrap_or(i64::MAX);
    let skipped = usize::try_from(request.offset()).unwrap_or(usize::MAX);
    let taken = usize::try_from(request.limit()).unwrap_or(usize::MAX);
    Page::new(request, count, all.into_iter().skip(skipped).take(taken).collect())
}
