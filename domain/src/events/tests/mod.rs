mod catalogue;
mod races;
mod writing;
