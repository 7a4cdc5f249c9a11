//! Blocking pools for work that takes a processor and memory for a while: pictures that are
//! decoded, documents and pictures that are drawn, spreadsheets that are written. All of it runs here, off the threads that serve
//! requests; clippy refuses `spawn_blocking` elsewhere.

mod pool;
#[cfg(test)]
mod tests;

pub use pool::{Client, DrawingError, Pool, PoolLimits, Slot};

/// The pools of one process. One a kind of work, so that none waits behind another.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// Pictures that people send: each holds its body, and unfolds to all its pixels.
    pub uploads: Pool,
    /// Tickets, certificates, pictures for links, and what is attached to mail.
    pub documents: Pool,
    /// Lists as files. A slot is held until the file is sent, however slow its reader is.
    pub exports: Pool,
}

impl Default for Drawing {
    fn default() -> Self {
        Self {
            // One at a time: this bounds the memory of pixels. The slots bound that of bodies.
            uploads: Pool::new(PoolLimits {
                concurrent: 1,
                slots: 16,
                per_network: 8,
                per_person: 2,
            }),
            documents: Pool::new(PoolLimits {
                concurrent: 2,
                slots: 32,
                per_network: 12,
                per_person: 4,
            }),
            exports: Pool::new(PoolLimits {
                concurrent: 2,
                slots: 16,
                per_network: 8,
                per_person: 2,
            }),
        }
    }
}
