//! Making ticket types, and what the public is told of them.

mod finding;
mod first;
mod making;
mod pools;
mod prices;
mod showing;
mod support;
mod what_if;
