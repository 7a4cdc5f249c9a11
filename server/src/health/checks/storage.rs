//! Storage checks: the folders files are kept in.

use crate::adapters::media::Media;
use crate::health::{CheckContext, CheckResult, Finding, said};
use std::path::Path;

const MEGABYTE: u64 = 1 << 20;
/// PostgreSQL stops for good when it cannot write its log.
const SPACE_FAIL: u64 = 512 * MEGABYTE;
const SPACE_WARN: u64 = 2048 * MEGABYTE;

/// Writes a file beside the pictures, reads it and deletes it.
pub(super) async fn media(check: &'static str, context: &CheckContext) -> CheckResult {
    let folder = &context.config.media_dir;
    let tried = async { Media::in_folder(folder)?.try_out().await };
    Ok(vec![match tried.await {
        Ok(()) => {
            let folder = folder.display();
            let says = said!("{folder} takes and gives files", "{folder} принимает и отдаёт файлы");
            Finding::ok(check, says)
        }
        Err(error) => Finding::fail(check, format!("{}: {error}", folder.display())),
    }])
}

pub(super) fn space(check: &'static str, context: &CheckContext) -> Vec<Finding> {
    let config = &context.config;
    let mut folders = vec![config.data_dir.as_path()];
    if !config.media_dir.starts_with(&config.data_dir) {
        folders.push(&config.media_dir);
    }
    folders.into_iter().map(|folder| space_of(check, folder)).collect()
}

fn space_of(check: &'static str, folder: &Path) -> Finding {
    let there = folder.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new("."));
    let free = match free_bytes(there) {
        Ok(free) => free,
        Err(error) => return Finding::fail(check, format!("{}: {error}", folder.display())),
    };
    let (left, folder) = (free / MEGABYTE, folder.display());
    let says = said!("{left} MB free for {folder}", "свободно {left} МБ для {folder}");
    match free {
        free if free < SPACE_FAIL => Finding::fail(check, says),
        free if free < SPACE_WARN => Finding::warn(check, says),
        _ => Finding::ok(check, says),
    }
}

/// What an ordinary user may still write there.
fn free_bytes(folder: &Path) -> std::io::Result<u64> {
    let found = rustix::fs::statvfs(folder)?;
    Ok(found.f_bavail.saturating_mul(found.f_frsize))
}
