//! Starts the app in the browser.

use wasm_bindgen::prelude::wasm_bindgen;

/// Takes over the page that the server rendered.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_lazy(app::App);
}

/// Room for the padding between the data of many modules. What nothing refers to goes into no module,
/// and what is cut may be no longer than what the linker laid out.
#[used]
static ROOM: [u8; 0x4_0000] = [1; 0x4_0000];
