//! The address of a list, which is its state: filters, order and page.

use crate::paths;
use leptos_router::params::ParamsMap;

/// Makes the addresses that a list links to.
#[derive(Clone, Debug)]
pub struct Address {
    path: String,
    query: ParamsMap,
}

impl Address {
    pub fn new(path: impl Into<String>, query: ParamsMap) -> Self {
        Self { path: path.into(), query }
    }

    /// A parameter that says something.
    pub fn get(&self, name: &str) -> Option<String> {
        value(&self.query, name)
    }

    /// The columns that are asked for.
    pub fn columns(&self) -> Vec<String> {
        asked_columns(&self.query)
    }

    /// The same list with another value of one parameter, from its first page; an empty value
    /// takes the parameter away.
    pub fn with(&self, name: &'static str, value: &str) -> String {
        self.to(&[(name, value), ("page", "")])
    }

    /// The same list from its first page, without these parameters.
    pub fn without(&self, names: &[&'static str]) -> String {
        let none = names.iter().chain(&["page"]).map(|name| (*name, ""));
        self.to(&none.collect::<Vec<_>>())
    }

    pub fn page(&self, page: u32) -> String {
        let page = if page > 1 { page.to_string() } else { String::new() };
        self.to(&[("page", &page)])
    }

    /// The same page of the list with another value of one parameter.
    pub fn with_here(&self, name: &'static str, value: &str) -> String {
        self.to(&[(name, value)])
    }

    /// The list as it is.
    pub fn here(&self) -> String {
        self.to(&[])
    }

    /// All that is listed, as a file with this address.
    pub fn file(&self, path: String) -> String {
        Self::new(path, self.query.clone()).page(1)
    }

    /// The list without any filter; it stays ordered as it is, with the columns that it has.
    pub fn cleared(&self) -> String {
        let kept = self.query.clone().into_iter().filter(|(name, _)| KEPT.contains(&name.as_ref()));
        Self::new(self.path.clone(), kept.collect()).page(1)
    }

    fn to(&self, changes: &[(&'static str, &str)]) -> String {
        let mut query = self.query.clone();
        for (name, value) in changes {
            query.remove(name);
            if !value.is_empty() {
                query.insert(*name, (*value).to_owned());
            }
        }
        let pairs = query.into_iter().map(|(name, value)| {
            [paths::encode(&name), "=".to_owned(), paths::encode(&value)].concat()
        });
        let pairs: Vec<_> = pairs.collect();
        match pairs.join("&").as_str() {
            "" => self.path.clone(),
            pairs => [&self.path, "?", pairs].concat(),
        }
    }
}

/// What is no filter and stays when the filters change.
pub(super) const KEPT: [&str; 2] = ["ordering", COLUMNS];

/// The columns that are shown, each by its name; without it the usual ones.
pub(super) const COLUMNS: &str = "columns";

pub(super) fn asked_columns(query: &ParamsMap) -> Vec<String> {
    let asked = query.get_all(COLUMNS).unwrap_or_default();
    let names = asked.iter().flat_map(|names| names.split(','));
    names.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

pub(super) fn value(query: &ParamsMap, name: &str) -> Option<String> {
    query.get(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_filter_begins_at_the_first_page() {
        let query: ParamsMap =
            [("search", "ada"), ("page", "3"), ("ordering", "-name")].into_iter().collect();
        let chosen: ParamsMap =
            [("columns", "name"), ("columns", "state"), ("page", "3")].into_iter().collect();
        let chosen = Address::new("/list", chosen);
        assert_eq!(chosen.cleared(), "/list?columns=name&columns=state");
        assert_eq!(chosen.with("status", "HELD"), "/list?columns=name&columns=state&status=HELD");
        let address = Address::new("/list", query);
        assert_eq!(address.page(2), "/list?search=ada&ordering=-name&page=2");
        assert_eq!(address.page(1), "/list?search=ada&ordering=-name");
        assert_eq!(address.with("search", ""), "/list?ordering=-name");
        assert_eq!(address.cleared(), "/list?ordering=-name");
    }
}
