//! The screen stays lit, where a browser can do that.

/// Keeps it lit until it is dropped, or the page is hidden.
#[derive(Clone, Default)]
pub struct WakeLock {
    #[cfg(feature = "hydrate")]
    lock: Option<wasm_bindgen::JsValue>,
}

/// Asks for it; where it is refused, the screen does as it likes.
#[cfg_attr(not(feature = "hydrate"), allow(clippy::unused_async, reason = "a browser awaits it"))]
pub async fn keep_awake() -> WakeLock {
    #[cfg(feature = "hydrate")]
    {
        use super::js;
        let Some(wakes) = js::navigator("wakeLock") else { return WakeLock::default() };
        WakeLock { lock: js::ask(&wakes, "request", &["screen".into()]).await }
    }
    #[cfg(not(feature = "hydrate"))]
    WakeLock::default()
}

impl WakeLock {
    pub fn release(&mut self) {
        #[cfg(feature = "hydrate")]
        if let Some(lock) = self.lock.take() {
            super::js::call(&lock, "release", &[]);
        }
    }
}
