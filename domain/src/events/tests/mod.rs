mod catalogue;
mod model;
mod races;
mod writing;
