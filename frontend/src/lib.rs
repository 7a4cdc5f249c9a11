//! Starts the app in the browser.

use leptos::prelude::{document, window};
use leptos::web_sys;
use wasm_bindgen::prelude::wasm_bindgen;

/// Takes over the page that the server rendered, and then tells the page's own script.
#[wasm_bindgen]
pub async fn hydrate() {
    console_error_panic_hook::set_once();
    let Some(body) = document().body() else { return };
    leptos::mount::hydrate_from_async(body, app::App).await.forget();
    if let Ok(hydrated) = web_sys::Event::new("hydrated") {
        let _ = window().dispatch_event(&hydrated);
    }
}

/// Room for the padding between the data of many modules. What nothing refers to goes into no module,
/// and what is cut may be no longer than what the linker laid out.
#[used]
static ROOM: [u8; 0x4_0000] = [1; 0x4_0000];
