//! The door of an event: tickets are scanned by camera, by a handheld scanner or by hand, or found by
//! name. It stands outside of the workplace, whose code is large: whoever stands at a door has a
//! telephone and seldom a good connection.

mod camera_box;
mod code_form;
mod desk;
mod figures;
mod last_scans;
mod lists;
mod names;
mod page;
mod result;
mod settings;
mod wedge;

super::areas::area! {
    /// The page of whoever lets people in.
    DoorArea, split at door, routes DoorRoutes {
        "/door/:slug" => page::DoorPage,
    }
}
