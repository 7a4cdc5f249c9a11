mod delivery;
mod house;
mod kinds;
mod limits;
mod news;
mod writing;
