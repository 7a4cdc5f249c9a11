//! Bookings of ticket types: exact on each level, event ⊃ pool ⊃ type, however seats are taken and given
//! back.

mod archived;
mod buying;
mod charges;
mod codes;
mod costs;
mod ending;
mod exchange;
mod giving;
mod joining;
mod moving;
mod quotes;
mod races;
mod storm;
mod support;
mod waiting;
mod whole;
