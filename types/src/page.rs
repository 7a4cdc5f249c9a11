//! Lists in pages.

use crate::validation::Checks;
use crate::{Failure, FieldProblem};
use serde::{Deserialize, Serialize};

pub const DEFAULT_PAGE_SIZE: u32 = 20;
pub const MAX_PAGE_SIZE: u32 = 100;
pub const MAX_PAGE: u32 = 1_000_000;
/// How far a list of unbounded length can be counted and paged: beyond it a narrower filter serves people
/// better.
pub const LIST_MAX: i64 = 10_000;

/// Which page of a list is wanted; pages count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PageRequest {
    pub page: u32,
    pub page_size: u32,
}

impl Default for PageRequest {
    fn default() -> Self {
        Self { page: 1, page_size: DEFAULT_PAGE_SIZE }
    }
}

impl PageRequest {
    /// Clamps to what a list allows: page ≥ 1, 1 to 100 rows a page.
    pub fn new(page: u32, page_size: u32) -> Self {
        Self { page: page.max(1), page_size: page_size.clamp(1, MAX_PAGE_SIZE) }
    }

    /// `?page=1&page_size=20` as text, so that a wrong number is told by field.
    ///
    /// # Errors
    /// `validation_failed` for a page below 1 or a size outside 1 to 100.
    pub fn read(page: Option<&str>, page_size: Option<&str>) -> Result<Self, Failure> {
        let default = Self::default();
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
        Ok(Self::new(page, size))
    }

    pub fn limit(self) -> i64 {
        i64::from(self.page_size)
    }

    pub fn offset(self) -> i64 {
        i64::from(self.page.saturating_sub(1)) * i64::from(self.page_size)
    }

    /// Limit and offset within what is counted of a list, which is [`LIST_MAX`] rows.
    pub fn counted_rows(self) -> (i64, i64) {
        let offset = self.offset().min(LIST_MAX);
        (self.limit().min(LIST_MAX - offset), offset)
    }
}

/// One page of a list and the number of rows in the whole list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    pub count: i64,
    pub page: u32,
    pub page_size: u32,
    pub results: Vec<T>,
}

impl<T> Page<T> {
    pub fn new(request: PageRequest, count: i64, results: Vec<T>) -> Self {
        Self { count, page: request.page, page_size: request.page_size, results }
    }

    pub fn pages(&self) -> u32 {
        let size = i64::from(self.page_size.max(1));
        u32::try_from((self.count + size - 1) / size).unwrap_or(u32::MAX).max(1)
    }

    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        Page {
            count: self.count,
            page: self.page,
            page_size: self.page_size,
            results: self.results.into_iter().map(f).collect(),
        }
    }
}
