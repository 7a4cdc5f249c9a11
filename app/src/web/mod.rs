//! What forms need of a browser beyond HTML; on the server each of these does nothing.

pub mod alert;
pub mod camera;
pub mod fields;
#[cfg(feature = "hydrate")]
mod js;
pub mod new_id;
pub mod paste;
pub mod picture;
pub mod pointer;
pub mod storage;
pub mod text_edit;
pub mod wake;

/// What a page keeps of the browser, which stays on its thread. The server keeps nothing of it, and
/// drops pages on any thread.
#[cfg(feature = "hydrate")]
pub type Kept<T> = leptos::prelude::StoredValue<T, leptos::prelude::LocalStorage>;
#[cfg(not(feature = "hydrate"))]
pub type Kept<T> = leptos::prelude::StoredValue<T>;
