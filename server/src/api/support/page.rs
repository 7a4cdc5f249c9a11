//! Pagination: the query string `?page=&page_size=` and the envelope `{count, next, previous,
//! results}`.

use serde::{Deserialize, Serialize};
use types::{Failure, Page, PageRequest};
use url::form_urlencoded;
use utoipa::{IntoParams, ToSchema};

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ListPage<T> {
    pub(crate) count: i64,
    /// Absolute address of the next page, or null.
    pub(crate) next: Option<String>,
    pub(crate) previous: Option<String>,
    pub(crate) results: Vec<T>,
}

impl<T> ListPage<T> {
    /// `path` and `query` are the request's own; only `page` changes between pages.
    pub(crate) fn new(base_url: &str, path: &str, query: Option<&str>, page: Page<T>) -> Self {
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

/// The page of a list, in its query string; lists with filters flatten it into theirs.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Paging {
    /// From 1.
    #[param(value_type = Option<u32>)]
    page: Option<String>,
    /// 1 to 100; 20 where it is left out.
    #[param(value_type = Option<u32>)]
    page_size: Option<String>,
}

impl Paging {
    /// # Errors
    /// `validation_failed` by field.
    pub(crate) fn parse(&self) -> Result<PageRequest, Failure> {
        PageRequest::read(self.page.as_deref(), self.page_size.as_deref())
    }
}

/// One page of a list that is short by nature and already read.
pub(crate) fn page_of<T>(all: Vec<T>, request: PageRequest) -> Page<T> {
    let count = i64::try_from(all.len()).unwrap_or(i64::MAX);
    let skipped = usize::try_from(request.offset()).unwrap_or(usize::MAX);
    let taken = usize::try_from(request.limit()).unwrap_or(usize::MAX);
    Page::new(request, count, all.into_iter().skip(skipped).take(taken).collect())
}
