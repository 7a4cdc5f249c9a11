//! Pages, one file or folder each, in one folder an area. An area is a WASM module: `public` is part
//! of the module of a first visit, the code of the others is fetched on navigation.

mod account;
mod admin;
mod areas;
mod auth;
mod door;
mod event;
mod organize;
mod public;
mod run;

pub use account::AccountRoutes;
pub use admin::{AdminRoutes, AdminUpkeepRoutes};
pub use auth::AuthRoutes;
pub use door::DoorRoutes;
pub use event::EventRoutes;
pub use organize::{
    OrganizeAgendaRoutes, OrganizeBookingRoutes, OrganizeBookingsRoutes, OrganizeEditorRoutes,
    OrganizeEventRoutes, OrganizeRoutes, OrganizeTicketsRoutes,
};
pub use public::{NotFoundPage, PublicRoutes};
pub use run::{RunRoutes, RunTeamRoutes};
