//! Imprint, privacy policy and terms: whether visitors read the operator's own.

use crate::health::{CheckContext, Finding};
use crate::site::legal::{self, FileError};
use std::path::Path;
use types::legal::LegalPage;

pub(super) fn pages(check: &'static str, context: &CheckContext) -> Vec<Finding> {
    let config = &context.config;
    match &config.legal_dir {
        Some(folder) => folder_of(check, folder),
        None if config.is_production() => vec![Finding::warn(
            check,
            "LEGAL_DIR is not set: imprint, privacy policy and terms are defaults, which do not say \
             who runs this site",
        )],
        None => vec![Finding::ok(check, "defaults, in development")],
    }
}

fn folder_of(check: &'static str, folder: &Path) -> Vec<Finding> {
    let (files, others) = match legal::examine(folder) {
        Ok(found) => found,
        Err(error) => {
            let says = format!("{}: {error}; defaults are shown", folder.display());
            return vec![Finding::fail(check, says)];
        }
    };
    let mut findings = Vec::new();
    for file in &files {
        match &file.text {
            Ok(_) | Err(FileError::Missing) => {}
            Err(error) => {
                findings.push(Finding::fail(check, format!("{} {error}", legal::name(file))));
            }
        }
    }
    for page in LegalPage::ALL {
        let mut of_page = files.iter().filter(|file| file.page == page);
        if of_page.all(|file| matches!(file.text, Err(FileError::Missing))) {
            let page = page.as_str();
            findings.push(Finding::warn(check, format!("no file for {page}: a default is shown")));
        }
    }
    for name in others {
        findings
            .push(Finding::warn(check, format!("{name} is no name of a page: nobody reads it")));
    }
    if findings.is_empty() {
        let read: Vec<String> =
            files.iter().filter(|file| file.text.is_ok()).map(legal::name).collect();
        findings.push(Finding::ok(check, read.join(", ")));
    }
    findings
}
