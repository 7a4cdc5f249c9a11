//! What surrounds the pages of an organizer, and its two pages of figures.

pub mod answer_hiding;
pub mod dashboard;
pub mod event;
pub mod home;
pub mod search;
pub mod set_density;
pub mod set_keys;
pub mod start_organizing;
