//! Tickets PDF: a page for each ticket of a booking, with the QR code that check-in scans.

mod page;

use super::PdfError;
use domain::bookings::Details;
use krilla::Document;
use krilla::metadata::Metadata;
use types::Locale;

/// The tickets of a confirmed booking.
///
/// # Errors
/// A code or the file cannot be made.
pub fn pdf(booking: &Details, locale: Locale) -> Result<Vec<u8>, PdfError> {
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new()
            .title(booking.title.clone())
            .language(locale.as_str().to_owned())
            .creator("Event Hub".to_owned()),
    );
    for (index, ticket) in booking.tickets.iter().enumerate() {
        page::draw(&mut document, booking, ticket, index + 1, locale)?;
    }
    document.finish().map_err(|error| PdfError::Pdf(format!("{error:?}")))
}

#[cfg(test)]
mod tests;
