//! The site: everything a browser fetches that is not the API. Cookies tell who is asking, or an
//! unguessable address does.

mod admin;
mod audit_file;
mod avatar;
mod calendar_feed;
mod data_export;
mod dev_mail;
mod downloads;
mod event_picture;
mod event_qr;
mod exports;
mod guest_ticket;
pub(crate) mod guests;
pub(crate) mod legal;
mod message_frame;
mod offline_tickets;
pub(crate) mod pages;
mod received_message;
mod robots;
mod schedules;
mod share_images;
mod sitemap;
mod static_files;
#[cfg(test)]
mod tests;
mod unsubscribe;

use crate::state::AppState;
use axum::Router;
use axum::middleware::from_fn_with_state;

/// Every route of the site; files are its fallback.
pub(crate) fn router(state: &AppState) -> Router<AppState> {
    let personal = Router::new()
        .merge(admin::router())
        .merge(avatar::personal())
        .merge(event_picture::personal())
        .merge(data_export::router())
        .merge(downloads::router())
        .merge(guests::router())
        .merge(schedules::router())
        .merge(event_qr::router())
        .merge(guest_ticket::personal())
        .merge(message_frame::router())
        .merge(received_message::router())
        .merge(unsubscribe::router())
        .merge(audit_file::router())
        .merge(exports::router())
        .merge(offline_tickets::personal())
        .layer(from_fn_with_state(state.hub.clone(), app::ssr::identify));
    let dev_mail = if state.web.production { Router::new() } else { dev_mail::router() };
    Router::new()
        .merge(personal)
        .merge(avatar::public())
        .merge(event_picture::public())
        .merge(calendar_feed::router())
        .merge(guest_ticket::public())
        .merge(offline_tickets::public())
        .merge(robots::router())
        .merge(share_images::router())
        .merge(sitemap::router())
        .merge(dev_mail)
        .merge(pages::router(state))
        .merge(static_files::router(state))
}
