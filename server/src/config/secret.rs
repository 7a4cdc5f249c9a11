//! Development secret: generated once and kept beside the data, so that a restart ends no session.

use super::reader::{ConfigError, Problem};
use crate::files;
use secrecy::SecretString;
use std::fs;
use std::path::{Path, PathBuf};

pub(super) fn place(data_dir: &Path) -> PathBuf {
    data_dir.join("secret_key")
}

pub(super) fn kept_under(data_dir: &Path) -> Result<SecretString, ConfigError> {
    let path = place(data_dir);
    let key = || -> std::io::Result<String> {
        if !path.exists() {
            // Of several starts at once one makes it, and all read that one.
            files::create(&path, domain::ids::secret_token().as_bytes())?;
        }
        fs::read_to_string(&path)
    };
    let problem = |what: String| ConfigError(vec![Problem { variable: "SECRET_KEY".into(), what }]);
    let key = key().map_err(|error| {
        problem(format!("is not set, and {} cannot be used: {error}", path.display()))
    })?;
    if key.trim().len() < super::reader::SECRET_MIN {
        return Err(problem(format!("is not set, and the one in {} is too short", path.display())));
    }
    Ok(SecretString::from(key.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::ExposeSecret as _;

    #[test]
    fn servers_that_start_at_once_have_one_key() {
        for _ in 0..20 {
            let name = format!("event-hub-key-{}", domain::ids::new_id());
            let folder = std::env::temp_dir().join(name);
            let keys: Vec<String> = std::thread::scope(|scope| {
                let start = || kept_under(&folder).unwrap().expose_secret().to_owned();
                let starts: Vec<_> = (0..8).map(|_| scope.spawn(start)).collect();
                starts.into_iter().map(|start| start.join().unwrap()).collect()
            });
            assert!(keys.iter().all(|key| *key == keys[0]), "{} keys", keys.len());
            fs::remove_dir_all(folder).unwrap();
        }
    }
}
