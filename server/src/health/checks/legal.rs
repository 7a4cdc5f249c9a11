//! Imprint, privacy policy and terms: whether visitors read the operator's own.

use crate::health::{CheckContext, Finding, said};
use crate::site::legal::{self, FileError};
use std::path::Path;
use types::legal::LegalPage;

pub(super) fn pages(check: &'static str, context: &CheckContext) -> Vec<Finding> {
    let config = &context.config;
    match &config.legal_dir {
        Some(folder) => folder_of(check, folder),
        None if config.is_production() => vec![Finding::warn(
            check,
            said!(
                "LEGAL_DIR is not set: imprint, privacy policy and terms are defaults, which do not \
                 say who runs this site",
                "LEGAL_DIR не задан: сведения о владельце, политика конфиденциальности и условия — \
                 заготовки, которые не говорят, кто ведёт этот сайт",
            ),
        )],
        None => {
            vec![Finding::ok(check, said!("defaults, in development", "заготовки, при разработке"))]
        }
    }
}

fn folder_of(check: &'static str, folder: &Path) -> Vec<Finding> {
    let (files, others) = match legal::examine(folder) {
        Ok(found) => found,
        Err(error) => {
            let folder = folder.display();
            let says = said!(
                "{folder}: {error}; defaults are shown",
                "{folder}: {error}; показываются заготовки",
            );
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
            let says = said!(
                "no file for {page}: a default is shown",
                "нет файла для {page}: показывается заготовка",
            );
            findings.push(Finding::warn(check, says));
        }
    }
    for name in others {
        let says = said!(
            "{name} is no name of a page: nobody reads it",
            "{name} — не имя страницы: его никто не читает",
        );
        findings.push(Finding::warn(check, says));
    }
    if findings.is_empty() {
        let read: Vec<String> =
            files.iter().filter(|file| file.text.is_ok()).map(legal::name).collect();
        findings.push(Finding::ok(check, read.join(", ")));
    }
    findings
}
