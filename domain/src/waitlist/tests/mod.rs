mod model;
mod offering;
mod races;
mod support;
mod waiting;
