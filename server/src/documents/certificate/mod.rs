//! Certificate PDF: landscape A4, all vectors, with a QR code that leads to the public check.

mod ornament;
mod page;
mod pen;

use super::PdfError;
use krilla::Document;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use types::Locale;
use types::certificates::Certificate;
use types::paths;

// A4 on its side, in points.
const WIDTH: f32 = 842.0;
const HEIGHT: f32 = 595.0;

/// The page where everyone can check it.
pub fn check_url(certificate: &Certificate, base_url: &str) -> String {
    base_url.to_owned() + &paths::certificate(&certificate.number)
}

/// # Errors
/// The code or the file cannot be made.
pub fn pdf(certificate: &Certificate, base_url: &str, locale: Locale) -> Result<Vec<u8>, PdfError> {
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new()
            .title(format!("{} · {}", certificate.name, certificate.event.title))
            .language(locale.as_str().to_owned())
            .creator("Event Hub".to_owned()),
    );
    let settings =
        PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| PdfError::Pdf("no such page".into()))?;
    let mut page = document.start_page_with(settings);
    let mut pen = pen::Pen { surface: page.surface() };
    ornament::draw(&mut pen);
    page::draw(&mut pen, certificate, &check_url(certificate, base_url), locale)?;
    drop(pen);
    page.finish();
    document.finish().map_err(|error| PdfError::Pdf(format!("{error:?}")))
}

#[cfg(test)]
mod tests;
