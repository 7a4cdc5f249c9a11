//! The built front end: where it is and how Leptos names its files.

use crate::config::Config;
use leptos::config::{Env, LeptosOptions};

pub(crate) fn leptos_options(config: &Config) -> LeptosOptions {
    let site = &config.site;
    LeptosOptions::builder()
        .output_name(site.output_name.as_str())
        .site_root(site.root.as_str())
        .site_pkg_dir(site.pkg_dir.as_str())
        // Leptos takes "development" for "reloads by itself".
        .env(if site.watch { Env::DEV } else { Env::PROD })
        .site_addr(config.listen)
        .reload_port(site.reload_port)
        .hash_files(site.hash_files)
        .build()
}
