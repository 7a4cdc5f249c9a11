//! Bookings of ticket types: exact on each level, event ⊃ pool ⊃ type, however seats are taken and given
//! back.

mod buying;
mod costs;
mod ending;
mod joining;
mod moving;
mod races;
mod storm;
mod support;
mod waiting;
mod whole;
