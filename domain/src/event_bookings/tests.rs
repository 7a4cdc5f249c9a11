mod explained;
mod filters;
mod histories;
mod made;
mod one;
mod paid;
