//! The Event Hub server.

fn main() {}
