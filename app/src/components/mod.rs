//! The parts that pages share.

mod cover;
mod event_card;
mod footer;
mod header;
mod icons;
mod pagination;
mod problem;
mod route_focus;
mod search;
mod search_box;
mod skeleton;
mod stars;
mod switches;
mod title;
mod toasts;
mod verify_notice;
mod when;
mod words;

pub use cover::{Cover, CoverGradients, drawing};
pub use event_card::{EventCardView, EventGrid};
pub use footer::Footer;
pub use header::Header;
pub use icons::{Icon, Shape};
pub use pagination::Pagination;
pub use problem::{LoadProblem, NotFoundView};
pub use route_focus::RouteFocus;
pub use search::{search_submit, show_form, show_query};
pub use search_box::SearchBox;
pub use skeleton::{CardSkeletons, PageSkeleton};
pub use stars::{StarChoice, Stars};
pub use switches::{LanguageSwitch, ThemeSwitch};
pub use title::{Title, TitleFormat};
pub use toasts::{Toasts, provide_toasts, toast};
pub use verify_notice::VerifyNotice;
pub use when::{ViewerTime, When};
pub use words::Words;
