//! The catalogue's query string, with errors by field.

use crate::api::support::{Paging, boolean, given};
use serde::Deserialize;
use types::events::EventQuery;
use types::query::EventParams;
use types::{Failure, FieldProblem};
use utoipa::IntoParams;

#[derive(Debug, Default, Deserialize)]
pub(super) struct ListParams {
    #[serde(flatten)]
    filters: EventParams,
    #[serde(flatten)]
    paging: Paging,
}

impl ListParams {
    /// # Errors
    /// `validation_failed` with everything that is wrong, by field.
    pub(super) fn parse(self) -> Result<EventQuery, Failure> {
        let (query, wrong) = self.filters.read();
        match (wrong, self.paging.parse()) {
            (None, Ok(page)) => Ok(EventQuery { page, ..query }),
            (Some(mut failure), Err(more)) => {
                failure.fields.extend(more.fields);
                Err(failure)
            }
            (Some(failure), Ok(_)) | (None, Err(failure)) => Err(failure),
        }
    }
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct DryRun {
    /// Nothing is made: the answer says what would be.
    #[param(value_type = Option<bool>)]
    dry_run: Option<String>,
}

impl DryRun {
    /// # Errors
    /// `validation_failed` for what is neither yes nor no.
    pub(super) fn parse(&self) -> Result<bool, Failure> {
        match given(self.dry_run.as_deref()) {
            None => Ok(false),
            Some(text) => {
                boolean(text).ok_or_else(|| Failure::field("dry_run", FieldProblem::Invalid))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(query: &str) -> Result<EventQuery, Failure> {
        serde_urlencoded::from_str::<ListParams>(query).unwrap().parse()
    }

    #[test]
    fn filters_and_page_are_understood_together() {
        let query = parse("search=rust+web&price_max=20&page=2&page_size=5").unwrap();
        assert_eq!(query.search.as_deref(), Some("rust web"));
        assert_eq!((query.page.page, query.page.page_size), (2, 5));
        assert_eq!(parse("search=&ordering=&page=&online=").unwrap(), EventQuery::default());
    }

    #[test]
    fn every_wrong_value_is_told_by_its_field() {
        for (query, wrong) in [
            ("online=maybe", &["online"][..]),
            ("page=0&page_size=101", &["page", "page_size"]),
            ("page=x&online=maybe", &["online", "page"]),
        ] {
            let failure = parse(query).unwrap_err();
            let fields: Vec<_> = failure.fields.iter().map(|error| error.field.as_str()).collect();
            assert_eq!(fields, wrong, "{query}");
        }
    }
}
