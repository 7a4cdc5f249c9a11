mod catalogue;
mod default_categories;
mod model;
mod races;
mod writing;
