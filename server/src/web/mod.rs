//! What happens to every request before and after its handler.

mod asker;
pub mod bodies;
pub mod client_ip;
mod cost;
mod crowd;
pub(crate) mod fresh;
pub mod headers;
pub mod host;
pub mod limits;
pub mod panic;
pub(crate) mod path;
pub(crate) mod preloads;
pub mod rate_limit;
pub mod same_origin;
pub mod shared;
pub mod slash;
pub mod trace;

pub use app::ssr::ClientIp;
pub(crate) use asker::Asker;
