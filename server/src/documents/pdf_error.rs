//! Errors of the documents that are drawn as PDF.

#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    #[error("the QR code cannot be made: {0}")]
    Code(#[from] qrcode::types::QrError),
    #[error("the PDF cannot be written: {0}")]
    Pdf(String),
}
