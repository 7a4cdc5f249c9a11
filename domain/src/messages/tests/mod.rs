mod delivery;
mod house;
mod limits;
mod news;
mod writing;
