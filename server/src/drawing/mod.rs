//! Work that takes a processor and memory for a while: pictures that are decoded, documents and
//! pictures that are drawn. All of it passes here, off the threads that serve requests; clippy
//! refuses `spawn_blocking` elsewhere.

mod pool;
#[cfg(test)]
mod tests;

pub use pool::{Bounds, Client, DrawingError, Place, Pool};

/// The pools of one process. Two, so that neither kind of work waits behind the other.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// Pictures that people send: each holds its body, and unfolds to all its pixels.
    pub uploads: Pool,
    /// Tickets, certificates, pictures for links, and what is attached to mail.
    pub documents: Pool,
}

impl Default for Drawing {
    fn default() -> Self {
        Self {
            // One at a time: this bounds the memory of pixels. The places bound that of bodies.
            uploads: Pool::new(Bounds { at_once: 1, places: 16, a_network: 8, a_person: 2 }),
            documents: Pool::new(Bounds { at_once: 2, places: 32, a_network: 12, a_person: 4 }),
        }
    }
}
