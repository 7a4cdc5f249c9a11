mod by_hand;
mod closed;
mod hidden;
mod model;
mod offering;
mod races;
mod support;
mod waiting;
