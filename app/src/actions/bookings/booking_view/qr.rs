//! A ticket's QR code.

use crate::actions::bookings::views::QrPath;
use qrcode::{Color, EcLevel, QrCode};

/// A ticket's code as a path of one-module squares, joined along each row.
pub(crate) fn qr(code: &str) -> QrPath {
    use std::fmt::Write;
    let Ok(qr) = QrCode::with_error_correction_level(code, EcLevel::M) else {
        return QrPath { size: 1, path: String::new() };
    };
    let width = qr.width();
    let mut path = String::new();
    for (y, row) in qr.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let run = row[x..].iter().take_while(|color| **color == Color::Dark).count();
            if run > 0 {
                let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
            }
            x += run.max(1);
        }
    }
    QrPath { size: u32::try_from(width).unwrap_or_default(), path }
}

#[cfg(test)]
mod tests {
    use super::qr;

    #[test]
    fn a_code_of_a_ticket_becomes_one_path() {
        let drawn = qr("K7P2-9XQM-4TRA");
        assert!(drawn.size >= 21);
        // The finder pattern in the corner starts with seven dark modules.
        assert!(drawn.path.starts_with("M0 0h7v1h-7z"), "{}", drawn.path);
        assert_eq!(drawn, qr("K7P2-9XQM-4TRA"));
        assert_ne!(drawn, qr("K7P2-9XQM-4TRB"));
    }
}
