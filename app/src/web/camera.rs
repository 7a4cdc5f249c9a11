//! The camera, and codes in what it sees: read by the browser itself, where it can do that.

/// Why there is no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoCamera {
    /// Nobody allowed it, or there is none.
    Denied,
    /// The browser reads no codes.
    NoDetector,
}

/// A camera to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    pub id: String,
    /// Empty where the browser does not tell.
    pub label: String,
}

/// A running camera. It runs until it is stopped.
#[derive(Clone)]
pub struct Camera {
    #[cfg(feature = "hydrate")]
    video: wasm_bindgen::JsValue,
    #[cfg(feature = "hydrate")]
    stream: wasm_bindgen::JsValue,
    #[cfg(feature = "hydrate")]
    detector: wasm_bindgen::JsValue,
    /// Which it is.
    pub device: String,
    /// Whether it has a light.
    pub torch: bool,
}

/// Whether the browser reads QR codes with a camera.
#[cfg_attr(not(feature = "hydrate"), allow(clippy::unused_async, reason = "a browser awaits it"))]
pub async fn reads_codes() -> bool {
    #[cfg(feature = "hydrate")]
    {
        use super::js;
        if js::navigator("mediaDevices").is_none() {
            return false;
        }
        let Some(class) = js::of_window("BarcodeDetector") else { return false };
        let formats = js::ask(&class, "getSupportedFormats", &[]).await;
        formats.is_some_and(|formats| js_sys::Array::from(&formats).includes(&"qr_code".into(), 0))
    }
    #[cfg(not(feature = "hydrate"))]
    false
}

/// The cameras of the device. They have names once one was allowed.
#[cfg_attr(not(feature = "hydrate"), allow(clippy::unused_async, reason = "a browser awaits it"))]
pub async fn cameras() -> Vec<Device> {
    #[cfg(feature = "hydrate")]
    {
        use super::js;
        let Some(media) = js::navigator("mediaDevices") else { return Vec::new() };
        let Some(all) = js::ask(&media, "enumerateDevices", &[]).await else { return Vec::new() };
        let text = |device: &wasm_bindgen::JsValue, name| {
            js::get(device, name).and_then(|value| value.as_string()).unwrap_or_default()
        };
        js_sys::Array::from(&all)
            .iter()
            .filter(|device| text(device, "kind") == "videoinput")
            .map(|device| Device { id: text(&device, "deviceId"), label: text(&device, "label") })
            .filter(|device| !device.id.is_empty())
            .collect()
    }
    #[cfg(not(feature = "hydrate"))]
    Vec::new()
}

/// Shows a camera in the `<video>` of this id: the one that is named, else one that looks away from
/// whoever holds the device.
///
/// # Errors
/// There is none to be had.
#[cfg_attr(not(feature = "hydrate"), allow(clippy::unused_async, reason = "a browser awaits it"))]
pub async fn start(video: &'static str, device: String) -> Result<Camera, NoCamera> {
    #[cfg(feature = "hydrate")]
    {
        use super::js;
        use js_sys::Array;
        use wasm_bindgen::JsValue;
        let formats: JsValue = Array::of1(&"qr_code".into()).into();
        let detector = js::of_window("BarcodeDetector")
            .and_then(|class| js::construct(&class, &[js::object(&[("formats", formats)])]))
            .ok_or(NoCamera::NoDetector)?;
        let wanted = if device.is_empty() {
            js::object(&[("facingMode", "environment".into())])
        } else {
            js::object(&[("deviceId", js::object(&[("ideal", device.into())]))])
        };
        let wanted = js::object(&[("video", wanted), ("audio", false.into())]);
        let media = js::navigator("mediaDevices").ok_or(NoCamera::Denied)?;
        let stream = js::ask(&media, "getUserMedia", &[wanted]).await.ok_or(NoCamera::Denied)?;
        let Some(video) = leptos::prelude::document().get_element_by_id(video) else {
            stop_tracks(&stream);
            return Err(NoCamera::Denied);
        };
        let video = JsValue::from(video);
        js::set(&video, "srcObject", &stream);
        js::ask(&video, "play", &[]).await;
        let settings = track(&stream).and_then(|track| js::call(&track, "getSettings", &[]));
        let device = settings.and_then(|it| js::get(&it, "deviceId")?.as_string());
        let able = track(&stream).and_then(|track| js::call(&track, "getCapabilities", &[]));
        let torch = able.and_then(|able| js::get(&able, "torch")).is_some_and(|it| it.is_truthy());
        Ok(Camera { video, stream, detector, device: device.unwrap_or_default(), torch })
    }
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = (video, device);
        Err(NoCamera::NoDetector)
    }
}

#[cfg(feature = "hydrate")]
fn track(stream: &wasm_bindgen::JsValue) -> Option<wasm_bindgen::JsValue> {
    let tracks = super::js::call(stream, "getVideoTracks", &[])?;
    Some(js_sys::Array::from(&tracks).get(0)).filter(|track| !track.is_undefined())
}

#[cfg(feature = "hydrate")]
fn stop_tracks(stream: &wasm_bindgen::JsValue) {
    let Some(tracks) = super::js::call(stream, "getTracks", &[]) else { return };
    for track in js_sys::Array::from(&tracks).iter() {
        super::js::call(&track, "stop", &[]);
    }
}

impl Camera {
    /// What the code says that is seen now, if there is one.
    #[cfg_attr(
        not(feature = "hydrate"),
        allow(clippy::unused_async, clippy::unused_self, reason = "a browser awaits it")
    )]
    pub async fn look(&self) -> Option<String> {
        #[cfg(feature = "hydrate")]
        {
            use super::js;
            let seen = js::ask(&self.detector, "detect", std::slice::from_ref(&self.video)).await?;
            let first = js_sys::Array::from(&seen).get(0);
            js::get(&first, "rawValue")?.as_string()
        }
        #[cfg(not(feature = "hydrate"))]
        None
    }

    pub fn light(&self, on: bool) {
        #[cfg(feature = "hydrate")]
        {
            use super::js;
            let torch = js::object(&[("torch", on.into())]);
            let wanted = js::object(&[("advanced", js_sys::Array::of1(&torch).into())]);
            if let Some(track) = track(&self.stream) {
                js::call(&track, "applyConstraints", &[wanted]);
            }
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = on;
    }

    pub fn stop(&self) {
        #[cfg(feature = "hydrate")]
        {
            stop_tracks(&self.stream);
            super::js::set(&self.video, "srcObject", &wasm_bindgen::JsValue::NULL);
        }
    }
}
