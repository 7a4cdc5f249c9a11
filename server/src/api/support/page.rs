//! Pagination: the query string `?page=&page_size=` and the envelope `{count, next, previous,
//! results}`.

use serde::{Deserialize, Serialize};
use types::page::{MAX_PAGE, MAX_PAGE_SIZE};
use types::validation::Checks;
use types::{Failure, FieldProblem, Page, PageRequest};
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
        page_request(self.page.as_deref(), self.page_size.as_deref())
    }
}

/// One page of a list that is short by nature and already read.
pub(crate) fn page_of<T>(all: Vec<T>, request: PageRequest) -> Page<T> {
    let count = i64::try_from(all.len()).unwrap_or(i64::MAX);
    let skipped = usize::try_from(request.offset()).unwrap_or(usize::MAX);
    let taken = usize::try_from(request.limit()).unwrap_or(usize::MAX);
    Page::new(request, count, all.into_iter().skip(skipped).take(taken).collect())
}

/// `?page=1&page_size=20` as text, so that a wrong number is told by field.
///
/// # Errors
/// `validation_failed` for a page below 1 or a size outside 1 to 100.
fn page_request(page: Option<&str>, page_size: Option<&str>) -> Result<PageRequest, Failure> {
    let default = PageRequest::default();
    let mut checks = Checks::new();
    let mut number = |field: &str, text: Option<&str>, default: u32, max: i64| {
        // Not trimmed: a number with a space around it is none, and the description says so.
        let Some(text) = text.filter(|text| !text.is_empty()) else { return default };
        if let Ok(value) = text.parse::<i64>() {
            checks.range(field, value, 1, max);
            u32::try_from(value).unwrap_or(default)
        } else {
            checks.add(field, FieldProblem::WrongType);
            default
        }
    };
    let page = number("page", page, default.page, MAX_PAGE.into());
    let size = number("page_size", page_size, default.page_size, MAX_PAGE_SIZE.into());
    checks.finish()?;
    Ok(PageRequest::new(page, size))
}
