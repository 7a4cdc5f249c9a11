//! Bookings of ticket types: exact on each level, event ⊃ pool ⊃ type, however seats are taken and given
//! back.

mod buying;
mod costs;
mod ending;
mod giving;
mod model;
mod moving;
mod races;
mod support;
mod waiting;
