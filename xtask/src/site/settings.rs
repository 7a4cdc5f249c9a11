//! `[[workspace.metadata.leptos]]`: what cargo-leptos is told, we follow too.

use std::{fs, path::PathBuf};

use anyhow::Context;
use serde::Deserialize;

use crate::workspace;

/// A key that is not known here must be taught to [`super::front`], or the release would differ
/// from `cargo xtask dev`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Settings {
    pub name: String,
    pub lib_package: String,
    pub site_pkg_dir: String,
    pub style_file: PathBuf,
    pub assets_dir: PathBuf,
    pub hash_files: bool,
    pub lib_profile_release: String,
    pub browserquery: String,
    #[serde(rename = "site-root")]
    _site_root: PathBuf,
    #[serde(rename = "style-bundle")]
    _style_bundle: bool,
    #[serde(rename = "bin-package")]
    _bin_package: String,
    #[serde(rename = "bin-target")]
    _bin_target: String,
    #[serde(rename = "site-addr")]
    _site_addr: String,
    #[serde(rename = "reload-port")]
    _reload_port: u16,
}

#[derive(Deserialize)]
struct Manifest {
    workspace: Workspace,
}

#[derive(Deserialize)]
struct Workspace {
    metadata: Metadata,
}

#[derive(Deserialize)]
struct Metadata {
    leptos: [Settings; 1],
}

impl Settings {
    pub(super) fn read() -> anyhow::Result<Self> {
        let manifest = workspace::root().join("Cargo.toml");
        let text = fs::read_to_string(manifest).context("cannot read Cargo.toml")?;
        let manifest: Manifest =
            toml::from_str(&text).context("cannot follow Cargo.toml's leptos settings")?;
        let [settings] = manifest.workspace.metadata.leptos;
        Ok(settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workspaces_settings_are_understood() {
        let settings = Settings::read().unwrap();
        assert_eq!(settings.name, "event-hub");
        assert!(settings.hash_files, "names without hashes cannot be cached for ever");
    }

    #[test]
    fn cargo_compiles_leptos_with_the_same_name() {
        let config = fs::read_to_string(workspace::root().join(".cargo/config.toml")).unwrap();
        let name = format!("LEPTOS_OUTPUT_NAME = {:?}", Settings::read().unwrap().name);
        assert!(config.lines().any(|line| line == name), "{name} is not in .cargo/config.toml");
    }
}
