//! Path prefixes, compared segment by segment: `/pkg` is no prefix of `/pkgs`, and whatever begins
//! like something that is free of charge is not free of charge.

/// Whether the path is the folder itself or something in it.
pub(crate) fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether it is below one of the folders.
pub(crate) fn is_below_any(path: &str, folders: &[&str]) -> bool {
    folders.iter().any(|folder| is_below(path, folder))
}

/// Of the API: it reads and writes JSON.
pub(crate) fn is_api(path: &str) -> bool {
    is_below(path, "/api")
}

/// Whether the path is a file of the built front end. A missing one gets a line of text: rendering a
/// page for every such request would be expensive.
pub(crate) fn is_site_file(path: &str) -> bool {
    is_below_any(path, &["/pkg", "/fonts", "/icons"])
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::{Path, PathBuf};

    #[test]
    fn a_folder_ends_where_its_name_ends() {
        for inside in ["/api", "/api/", "/api/events/"] {
            assert!(is_api(inside), "{inside}");
        }
        for outside in ["/apiary", "/ap", "/", "/API/", "//api/", "/x/api/"] {
            assert!(!is_api(outside), "{outside}");
        }
        assert!(is_site_file("/pkg/event-hub.css") && is_site_file("/fonts/inter.woff2"));
        assert!(!is_site_file("/pkgs/x") && !is_site_file("/fontsx"));
    }

    fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.ends_with("tests") {
                sources(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }

    /// `starts_with("/metrics")` was true of `/metricsx`.
    #[test]
    fn nothing_else_compares_the_beginnings_of_paths() {
        let mut found = Vec::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
        assert!(found.len() > 100);
        for file in found.iter().filter(|file| !file.ends_with("http/path.rs")) {
            let text = fs::read_to_string(file).unwrap();
            for line in text.lines() {
                for rest in line.split("starts_with(\"/").skip(1) {
                    let prefix = rest.split('"').next().unwrap_or_default();
                    let whole = prefix.is_empty() || prefix.ends_with('/');
                    assert!(whole, "{}: {line}: say is_below()", file.display());
                }
                let by_name = line.contains("path().starts_with(") && !line.contains("(\"");
                let of_any = line.contains("path.starts_with(") && !line.contains("(\"");
                assert!(!by_name && !of_any, "{}: {line}: say is_below()", file.display());
            }
        }
    }
}
