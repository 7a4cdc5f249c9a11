//! Middleware: what happens to every request before and after its handler. `router.rs` has the order.

pub mod body_memory;
pub mod client_ip;
pub mod host;
pub(crate) mod page_head;
pub mod panic;
pub mod rate_limit;
pub mod request_limits;
pub mod response_cache;
pub mod same_origin;
pub mod security_headers;
pub mod trace;
pub mod trailing_slash;
pub mod visits;

pub use app::ssr::ClientIp;
