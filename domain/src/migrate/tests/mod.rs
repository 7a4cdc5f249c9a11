mod names;
mod waiting;
