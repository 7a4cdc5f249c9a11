//! Leptos options: where the built front end is and how its files are named.

use super::{Config, Site};
use leptos::config::{Env, LeptosOptions};
use std::env;
use std::path::{Path, PathBuf};

/// Where cargo-leptos puts it, seen from the checkout.
const IN_THE_CHECKOUT: &str = "target/site";
/// Where Leptos looks for the hashes in the files' names, beside the program.
const HASHES: &str = "hash.txt";

pub(crate) fn leptos_options(config: &Config) -> LeptosOptions {
    let site = &config.site;
    let program = env::current_exe().ok();
    let (root, hash_files) = place(site, program.as_deref().and_then(Path::parent));
    LeptosOptions::builder()
        .output_name(site.output_name.as_str())
        .site_root(root)
        .site_pkg_dir(site.pkg_dir.as_str())
        // Leptos takes "development" for "reloads by itself".
        .env(if site.watch { Env::DEV } else { Env::PROD })
        .site_addr(config.listen)
        .reload_port(site.reload_port)
        .hash_files(hash_files)
        .build()
}

/// Where the files are and whether their names have hashes: as the configuration says, or as it
/// is in `folder`, that of the program.
fn place(site: &Site, folder: Option<&Path>) -> (String, bool) {
    let beside = || folder.map(|folder| folder.join("site")).filter(|site| site.is_dir());
    let hashed = || folder.is_some_and(|folder| folder.join(HASHES).is_file());
    match (&site.root, beside()) {
        (Some(root), _) => (root.clone(), site.hash_files.unwrap_or_default()),
        (None, Some(beside)) => (text(beside), site.hash_files.unwrap_or_else(hashed)),
        (None, None) => (IN_THE_CHECKOUT.to_owned(), site.hash_files.unwrap_or_default()),
    }
}

fn text(path: PathBuf) -> String {
    path.into_os_string().into_string().unwrap_or_else(|path| path.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Source;
    use std::fs;

    #[test]
    fn the_site_is_found_beside_the_program_unless_the_configuration_says_where() {
        let folder = env::temp_dir().join(format!("event-hub-{}", domain::ids::new_id()));
        fs::create_dir_all(folder.join("site")).unwrap();
        let beside = folder.join("site").to_str().unwrap().to_owned();
        let said = |pairs: &[(&str, &str)], folder: Option<&Path>| {
            let config = Config::load(&pairs.iter().copied().collect::<Source>()).unwrap();
            place(&config.site, folder)
        };
        assert_eq!(said(&[], Some(&folder)), (beside.clone(), false));
        fs::write(folder.join(HASHES), "js: x").unwrap();
        assert_eq!(said(&[], Some(&folder)), (beside.clone(), true));
        assert_eq!(said(&[("LEPTOS_HASH_FILES", "off")], Some(&folder)), (beside, false));
        let elsewhere = [("LEPTOS_SITE_ROOT", "elsewhere")];
        assert_eq!(said(&elsewhere, Some(&folder)), ("elsewhere".to_owned(), false));
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(said(&[], Some(&folder)), ("target/site".to_owned(), false));
        assert_eq!(said(&[], None), ("target/site".to_owned(), false));
    }
}
