//! The visitor's session: who is logged in, and whether their inbox has changed.

use crate::actions::auth::me::me;
use crate::load::{Loaded, load};
use leptos::prelude::*;
use types::accounts::User;

/// The account that is logged in, for the header and the pages.
#[derive(Clone, Copy)]
pub struct CurrentUser(Loaded<Option<User>>);

impl CurrentUser {
    /// None for a visitor who is not logged in, and when the request failed.
    pub async fn get(self) -> Option<User> {
        self.0.await.ok().flatten()
    }
}

/// Raised when a notification was read, so that its count is asked for anew.
#[derive(Clone, Copy)]
pub struct InboxVersion(RwSignal<u32>);

impl InboxVersion {
    pub fn get(self) -> u32 {
        self.0.get()
    }

    pub fn raise(self) {
        self.0.update(|version| *version += 1);
    }
}

/// To be called once, above everything that asks who is logged in.
pub fn provide_session() {
    provide_context(CurrentUser(load(|| (), |()| me())));
    provide_context(InboxVersion(RwSignal::new(0)));
}

/// To be called while a component is made.
pub fn use_current_user() -> CurrentUser {
    use_context().unwrap_or_else(|| CurrentUser(load(|| (), |()| async { Ok(None) })))
}

/// To be called while a component is made.
pub fn use_inbox_version() -> InboxVersion {
    use_context().unwrap_or_else(|| InboxVersion(RwSignal::new(0)))
}
