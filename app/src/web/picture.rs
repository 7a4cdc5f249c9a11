//! Pictures that are chosen or dropped: opened and drawn here, and sent with what is to be cut out.

use leptos::web_sys::{Event, PointerEvent};
use types::uploads::{Crop, Upload};

/// Why a picture was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    Unreadable,
    TooLarge,
    TooManyPixels,
    Busy,
    TooMany,
    LoggedOut,
    Failed,
}

/// A picture that was opened: the file as it is, and its pixels to draw.
#[derive(Clone)]
pub struct Photo {
    #[cfg(feature = "hydrate")]
    file: web_sys::File,
    #[cfg(feature = "hydrate")]
    bitmap: web_sys::ImageBitmap,
    pub width: u32,
    pub height: u32,
}

/// A file that somebody has given to the page.
#[derive(Clone)]
pub struct Given {
    #[cfg(feature = "hydrate")]
    file: web_sys::File,
}

/// The file that was chosen in a field.
pub fn chosen(event: &Event) -> Option<Given> {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        let field = event.target()?.dyn_into::<web_sys::HtmlInputElement>().ok()?;
        let file = field.files()?.get(0)?;
        // The same file can be chosen again.
        field.set_value("");
        Some(Given { file })
    }
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = event;
        None
    }
}

/// The file that was dropped.
pub fn dropped(event: &Event) -> Option<Given> {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        let data = event.dyn_ref::<web_sys::DragEvent>()?.data_transfer()?;
        Some(Given { file: data.files()?.get(0)? })
    }
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = event;
        None
    }
}

/// Reads the picture as it is seen, turned as its camera was held.
///
/// # Errors
/// It is none, or too large.
#[cfg_attr(not(feature = "hydrate"), allow(clippy::unused_async, reason = "a browser awaits it"))]
pub async fn open(given: Given) -> Result<Photo, Refusal> {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        use wasm_bindgen_futures::JsFuture;
        let Given { file } = given;
        #[allow(clippy::cast_precision_loss, reason = "20 MB is exact")]
        if file.size() > types::uploads::PICTURE_MAX as f64 {
            return Err(Refusal::TooLarge);
        }
        let window = leptos::prelude::window();
        let read = window.create_image_bitmap_with_blob(&file).map_err(|_| Refusal::Unreadable)?;
        let bitmap = JsFuture::from(read).await.map_err(|_| Refusal::Unreadable)?;
        let bitmap = bitmap.unchecked_into::<web_sys::ImageBitmap>();
        let (width, height) = (bitmap.width(), bitmap.height());
        Ok(Photo { file, bitmap, width, height })
    }
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = given;
        Err(Refusal::Failed)
    }
}

impl Photo {
    /// Draws the part into the canvas with this id.
    pub fn draw(&self, canvas: &str, crop: Crop) {
        #[cfg(feature = "hydrate")]
        {
            use wasm_bindgen::JsCast;
            let canvas = leptos::prelude::document().get_element_by_id(canvas);
            let Some(canvas) =
                canvas.and_then(|it| it.dyn_into::<web_sys::HtmlCanvasElement>().ok())
            else {
                return;
            };
            let context = canvas.get_context("2d").ok().flatten();
            let Some(context) =
                context.and_then(|it| it.dyn_into::<web_sys::CanvasRenderingContext2d>().ok())
            else {
                return;
            };
            let (wide, high) = (f64::from(canvas.width()), f64::from(canvas.height()));
            context.clear_rect(0.0, 0.0, wide, high);
            let [x, y, width, height] = [crop.x, crop.y, crop.width, crop.height].map(f64::from);
            let _ = context.draw_image_with_image_bitmap_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
                &self.bitmap,
                x,
                y,
                width,
                height,
                0.0,
                0.0,
                wide,
                high,
            );
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = (canvas, crop);
    }

    /// Sends the file with what is to be cut out of it.
    ///
    /// # Errors
    /// The server does not take it, or is not there.
    #[cfg_attr(
        not(feature = "hydrate"),
        allow(clippy::unused_async, clippy::unused_self, reason = "a browser awaits it")
    )]
    pub async fn send(&self, crop: Crop) -> Result<Upload, Refusal> {
        #[cfg(feature = "hydrate")]
        {
            use gloo_net::http::Request;
            let form = web_sys::FormData::new().map_err(|_| Refusal::Failed)?;
            let _ = form.append_with_blob_and_filename("file", &self.file, &self.file.name());
            let parts =
                [("x", crop.x), ("y", crop.y), ("width", crop.width), ("height", crop.height)];
            for (name, pixels) in parts {
                let _ = form.append_with_str(name, &pixels.to_string());
            }
            let request = Request::post(types::paths::PICTURE_UPLOAD)
                .header("accept", "application/json")
                .body(form)
                .map_err(|_| Refusal::Failed)?;
            let answer = request.send().await.map_err(|_| Refusal::Failed)?;
            let text = answer.text().await.map_err(|_| Refusal::Failed)?;
            match answer.status() {
                200 | 201 => crate::json::read(&text).map_err(|_| Refusal::Failed),
                401 => Err(Refusal::LoggedOut),
                413 => Err(Refusal::TooLarge),
                422 if text.contains("too_large") => Err(Refusal::TooManyPixels),
                422 => Err(Refusal::Unreadable),
                429 => Err(Refusal::TooMany),
                503 => Err(Refusal::Busy),
                _ => Err(Refusal::Failed),
            }
        }
        #[cfg(not(feature = "hydrate"))]
        {
            let _ = crop;
            Err(Refusal::Failed)
        }
    }
}

/// How far a pointer has moved over an element, in shares of its size; none if no button is held.
pub fn drag(event: &PointerEvent, element: &str) -> Option<(f64, f64)> {
    #[cfg(feature = "hydrate")]
    {
        let shown = leptos::prelude::document().get_element_by_id(element)?;
        let size = shown.get_bounding_client_rect();
        if event.buttons() & 1 == 0 || size.width() < 1.0 || size.height() < 1.0 {
            return None;
        }
        let _ = shown.set_pointer_capture(event.pointer_id());
        let (dx, dy) = (f64::from(event.movement_x()), f64::from(event.movement_y()));
        Some((dx / size.width(), dy / size.height()))
    }
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = (event, element);
        None
    }
}
