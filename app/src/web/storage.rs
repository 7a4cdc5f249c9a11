//! Local storage: what is kept in this browser until the server has it. Logging out clears it.

/// What is kept under a name.
pub fn kept(name: &str) -> Option<String> {
    #[cfg(feature = "hydrate")]
    return storage()?.get_item(name).ok().flatten();
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = name;
        None
    }
}

/// Whether it could be kept: a browser may have no room, or keep nothing at all.
pub fn keep(name: &str, text: &str) -> bool {
    #[cfg(feature = "hydrate")]
    return storage().is_some_and(|storage| storage.set_item(name, text).is_ok());
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = (name, text);
        false
    }
}

pub fn forget(name: &str) {
    #[cfg(feature = "hydrate")]
    if let Some(storage) = storage() {
        let _ = storage.remove_item(name);
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = name;
}

#[cfg(feature = "hydrate")]
fn storage() -> Option<web_sys::Storage> {
    leptos::prelude::window().local_storage().ok().flatten()
}
