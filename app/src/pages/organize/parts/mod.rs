//! What the pages of the workplace are made of.
//!
//! - [`DataList`] with [`Column`]s and their [`ColumnChoice`], [`FilterBar`] and its fields, [`ListTools`], [`Address`]: a list
//!   whose filters, order and page are its address;
//! - [`Figures`] and [`Figure`], [`SeatBar`], [`Chart`]: numbers;
//! - [`Empty`], [`CopyLink`]: states and deeds.

mod address;
mod chart;
mod columns;
mod copy_link;
mod density;
mod empty;
mod field;
mod figure;
mod filter_bar;
mod follow;
mod get_form;
mod list;
mod seat_bar;
mod tools;

pub use address::Address;
pub use chart::{Chart, ChartMark, Curve, CurvePoint};
pub use columns::ColumnChoice;
pub use copy_link::CopyLink;
pub use density::DensitySwitch;
pub use empty::Empty;
pub use field::{FilterBoxes, FilterSelect, FilterText};
pub use figure::{Change, Figure, Figures};
pub use filter_bar::FilterBar;
pub use follow::{Announced, Announcer, ask_while_away, follow};
pub use get_form::get_form;
pub use list::{Column, DataList};
pub use seat_bar::SeatBar;
pub use tools::ListTools;
