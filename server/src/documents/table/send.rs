//! Sending a file while its rows are read. A reader that stops reading, or reads too slowly, is hung
//! up on; what it has got by then is a broken transfer and never a shorter list.

use super::Row;
use super::xlsx::{self, Sheet};
use crate::documents::csv;
use crate::drawing::Slot;
use axum::body::{Body, Bytes};
use chrono_tz::Tz;
use domain::event_bookings::Export;
use futures::StreamExt as _;
use std::fs::File;
use std::io::Error;
use std::time::Duration;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::Instant;
use tokio_util::io::ReaderStream;
use types::{ErrorCode, Failure};

/// How long a file may take from its first row to its last.
const DEADLINE: Duration = Duration::from_mins(10);
/// How long a spreadsheet may take until it is written.
const WRITTEN: Duration = Duration::from_mins(2);
/// Bytes that are read from a file at once.
const PIECE: usize = 64 * 1024;
/// Pieces that wait for their reader.
const AHEAD: usize = 2;

/// A piece of a file, or its end.
type Piece = Result<Option<Bytes>, Error>;

/// How a file of text is written.
#[derive(Clone, Copy, Debug)]
pub(super) enum Text {
    Csv,
    Json,
}

/// A file of text, written as it is read.
pub(super) fn text<I, R>(export: Export<I, R>, how: Text, zone: Tz, slot: Slot) -> Body
where
    I: Send + Sync + 'static,
    R: Row,
{
    let (sender, pieces) = channel(AHEAD);
    tokio::spawn(async move {
        let written = tokio::time::timeout(DEADLINE, write(export, how, zone, &sender)).await;
        // Before the end is told: who asks for the next file then finds the place free.
        drop(slot);
        // Without its end, the body ends with an error.
        if let Ok(Some(())) = written {
            let _ = tokio::time::timeout(DEADLINE, sender.send(Ok(None))).await;
        }
    });
    body(pieces)
}

/// The pieces up to the end; where they stop before it, the transfer breaks off.
fn body(pieces: Receiver<Piece>) -> Body {
    let pieces = futures::stream::unfold(Some(pieces), async |pieces| {
        let mut pieces = pieces?;
        match pieces.recv().await {
            Some(Ok(Some(piece))) => Some((Ok(piece), Some(pieces))),
            Some(Ok(None)) => None,
            Some(Err(error)) => Some((Err(error), None)),
            None => Some((Err(Error::other("the list was broken off")), None)),
        }
    });
    // Who compresses it asks once more after its end.
    Body::from_stream(pieces.fuse())
}

async fn write<I, R: Row>(
    mut export: Export<I, R>,
    how: Text,
    zone: Tz,
    sender: &Sender<Piece>,
) -> Option<()> {
    let mut begun = false;
    sender.send(Ok(Some(head::<R>(how).into()))).await.ok()?;
    loop {
        match export.next().await {
            Ok(Some(rows)) => {
                let text: String =
                    rows.iter().map(|row| line(row, how, zone, &mut begun)).collect();
                sender.send(Ok(Some(text.into()))).await.ok()?;
            }
            Ok(None) => break,
            Err(error) => {
                tracing::warn!(%error, "a list could not be read to its end");
                let _ = sender.send(Err(Error::other(error))).await;
                return None;
            }
        }
    }
    if let Text::Json = how {
        sender.send(Ok(Some("\n]\n".into()))).await.ok()?;
    }
    Some(())
}

fn head<R: Row>(how: Text) -> String {
    match how {
        Text::Csv => format!("{}{}", csv::BOM, csv::line(R::COLUMNS)),
        Text::Json => "[".to_owned(),
    }
}

fn line<R: Row>(row: &R, how: Text, zone: Tz, begun: &mut bool) -> String {
    match how {
        Text::Csv => {
            let cells = row.cells();
            let cells = cells.iter().map(|cell| (cell.plain(zone), cell.is_number()));
            csv::row(&cells.collect::<Vec<_>>())
        }
        Text::Json => {
            let comma = if std::mem::replace(begun, true) { "," } else { "" };
            format!("{comma}\n{}", serde_json::to_string(row).unwrap_or_default())
        }
    }
}

/// A spreadsheet: it is sent when it is written, since its end says where everything is.
///
/// # Errors
/// `unavailable` where it took too long; `internal`.
pub(super) async fn xlsx<I, R>(
    mut export: Export<I, R>,
    zone: Tz,
    slot: Slot,
) -> Result<Body, Failure>
where
    I: Send + Sync + 'static,
    R: Row,
{
    let (sender, mut rows) = channel::<Option<Vec<R>>>(AHEAD);
    let read = async move {
        while let Some(piece) = export.next().await? {
            if sender.send(Some(piece)).await.is_err() {
                return Ok(());
            }
        }
        let _ = sender.send(None).await;
        Ok::<_, sqlx::Error>(())
    };
    // The file is sent from the disk: it needs no slot any more.
    let written = slot.run(move || -> Result<_, xlsx::Error> {
        let mut sheet = Sheet::<R>::new(zone)?;
        loop {
            match rows.blocking_recv() {
                Some(Some(piece)) => piece.iter().try_for_each(|row| sheet.add(row))?,
                Some(None) => return sheet.finish(),
                None => return Err(xlsx::Error::Incomplete),
            }
        }
    });
    let both = async { futures::join!(read, written) };
    let Ok((read, written)) = tokio::time::timeout(WRITTEN, both).await else {
        return Err(ErrorCode::Unavailable.into());
    };
    read.map_err(|error| domain::failure::from_database(&error))?;
    let file = written?.map_err(|error| {
        tracing::error!(%error, "a spreadsheet could not be written");
        Failure::from(ErrorCode::Internal)
    })?;
    Ok(stored(file))
}

/// A file from the disk.
fn stored(file: File) -> Body {
    let pieces = ReaderStream::with_capacity(tokio::fs::File::from_std(file), PIECE);
    let until = Instant::now() + DEADLINE;
    let pieces = futures::stream::unfold(Some(pieces), move |pieces| async move {
        let mut pieces = pieces?;
        match tokio::time::timeout_at(until, pieces.next()).await {
            Ok(Some(Ok(piece))) => Some((Ok(piece), Some(pieces))),
            Ok(None) => None,
            Ok(Some(Err(error))) => Some((Err(error), None)),
            Err(_) => Some((Err(Error::other("the file was read too slowly")), None)),
        }
    });
    Body::from_stream(pieces.fuse())
}
