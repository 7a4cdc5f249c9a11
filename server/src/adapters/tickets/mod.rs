//! A booking's tickets as a PDF: a page each, with a QR code of what the door scans.

pub(super) mod measure;
mod page;

use domain::bookings::Details;
use krilla::Document;
use krilla::metadata::Metadata;
use krilla::text::Font;
use types::Locale;

/// Inter, under the SIL Open Font License (`server/fonts/LICENSE`).
const REGULAR: &[u8] = include_bytes!("../../../fonts/Inter_400Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../fonts/Inter_600SemiBold.ttf");

#[derive(Debug, thiserror::Error)]
pub enum TicketsError {
    #[error("a font cannot be read")]
    Font,
    #[error("the QR code cannot be made: {0}")]
    Code(#[from] qrcode::types::QrError),
    #[error("the PDF cannot be written: {0}")]
    Pdf(String),
}

/// A face that is drawn with and measured.
pub(super) struct Face {
    pub(super) font: Font,
    widths: ttf_parser::Face<'static>,
}

impl Face {
    fn load(data: &'static [u8]) -> Result<Self, TicketsError> {
        Ok(Self {
            font: Font::new(data.into(), 0).ok_or(TicketsError::Font)?,
            widths: ttf_parser::Face::parse(data, 0).map_err(|_| TicketsError::Font)?,
        })
    }
}

pub(super) struct Faces {
    pub(super) regular: Face,
    pub(super) bold: Face,
}

impl Faces {
    pub(super) fn load() -> Result<Self, TicketsError> {
        Ok(Self { regular: Face::load(REGULAR)?, bold: Face::load(BOLD)? })
    }
}

/// The tickets of a confirmed booking.
///
/// # Errors
/// A font, a code or the file cannot be made.
pub fn pdf(booking: &Details, locale: Locale) -> Result<Vec<u8>, TicketsError> {
    let faces = Faces::load()?;
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new()
            .title(booking.title.clone())
            .language(locale.as_str().to_owned())
            .creator("Event Hub".to_owned()),
    );
    for (index, ticket) in booking.tickets.iter().enumerate() {
        page::draw(&mut document, &faces, booking, ticket, index + 1, locale)?;
    }
    document.finish().map_err(|error| TicketsError::Pdf(format!("{error:?}")))
}

#[cfg(test)]
mod tests;
