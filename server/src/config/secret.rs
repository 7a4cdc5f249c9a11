//! The development key: made once, kept beside the data, so that a restart logs nobody out.

use super::reader::{ConfigError, Problem};
use secrecy::SecretString;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

pub(super) fn kept_under(data_dir: &Path) -> Result<SecretString, ConfigError> {
    let path = data_dir.join("secret_key");
    let key = || -> std::io::Result<String> {
        fs::create_dir_all(data_dir)?;
        match OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path) {
            Ok(mut file) => {
                let key = domain::ids::secret_token();
                file.write_all(key.as_bytes())?;
                Ok(key)
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => fs::read_to_string(&path),
            Err(error) => Err(error),
        }
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
