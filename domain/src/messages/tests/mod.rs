mod delivery;
mod guests;
mod house;
mod kinds;
mod limits;
mod news;
mod writing;
