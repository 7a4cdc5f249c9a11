//! Sources of variables: the process's environment, and below it the file `.env`.

use super::reader::{ConfigError, Problem};
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Clone, Debug, Default)]
pub struct Source(BTreeMap<String, String>);

impl Source {
    /// The environment of this process, and `.env` in the working directory for what it lacks.
    ///
    /// # Errors
    /// `.env` is there and cannot be read.
    pub fn of_process() -> Result<Self, ConfigError> {
        let mut variables = Self::file(Path::new(".env"))?;
        for (name, value) in std::env::vars_os() {
            if let (Ok(name), Ok(value)) = (name.into_string(), value.into_string()) {
                variables.0.insert(name, value);
            }
        }
        Ok(variables)
    }

    fn file(path: &Path) -> Result<Self, ConfigError> {
        let unreadable = |error: dotenvy::Error| {
            ConfigError(vec![Problem {
                variable: path.display().to_string(),
                what: format!("cannot be read: {error}"),
            }])
        };
        match dotenvy::from_path_iter(path) {
            Ok(lines) => lines.collect::<Result<_, _>>().map(Self).map_err(unreadable),
            Err(error) if error.not_found() => Ok(Self::default()),
            Err(error) => Err(unreadable(error)),
        }
    }

    /// What is set; an empty value is as good as none.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|value| value.trim()).filter(|value| !value.is_empty())
    }
}

impl<const N: usize> From<[(&str, &str); N]> for Source {
    fn from(pairs: [(&str, &str); N]) -> Self {
        pairs.into_iter().collect()
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for Source {
    fn from_iter<I: IntoIterator<Item = (&'a str, &'a str)>>(pairs: I) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }
}
