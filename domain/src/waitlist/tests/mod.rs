mod offering;
mod support;
mod waiting;
