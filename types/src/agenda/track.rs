//! The colours of tracks: the same track has the same one all over an agenda.

use super::AgendaSession;

/// Colours that the styles know.
pub const TRACKS: usize = 6;

/// The tracks of an agenda, in the order of their names.
pub fn tracks(sessions: &[AgendaSession]) -> Vec<String> {
    let mut all: Vec<String> =
        sessions.iter().filter_map(|session| session.track.clone()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Which colour a track has among these.
pub fn track_of(tracks: &[String], track: Option<&str>) -> Option<usize> {
    let track = track?;
    tracks.iter().position(|known| known == track).map(|index| index % TRACKS)
}
