mod names;
mod released;
mod waiting;
