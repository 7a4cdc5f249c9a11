//! A pointer that drags something over a part of the page.

use leptos::web_sys::{DragEvent, PointerEvent};

/// Where it is over the element with this id: the share of its width, and pixels below its top.
pub fn over(event: &PointerEvent, id: &str) -> Option<(f64, f64)> {
    #[cfg(feature = "hydrate")]
    {
        let size = leptos::prelude::document().get_element_by_id(id)?.get_bounding_client_rect();
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        (size.width() >= 1.0).then(|| ((x - size.left()) / size.width(), y - size.top()))
    }
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = (event, id);
        None
    }
}

/// Whether its first button, or the finger, is down.
pub fn is_down(event: &PointerEvent) -> bool {
    event.buttons() & 1 == 1
}

/// Gives what the pointer does until it is let go to the element with this id.
pub fn capture(event: &PointerEvent, id: &str) {
    #[cfg(feature = "hydrate")]
    if let Some(element) = leptos::prelude::document().get_element_by_id(id) {
        let _ = element.set_pointer_capture(event.pointer_id());
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (event, id);
}

/// Says what is dragged: some browsers drag nothing that says nothing.
pub fn drags(event: &DragEvent, what: &str) {
    #[cfg(feature = "hydrate")]
    if let Some(data) = event.data_transfer() {
        let _ = data.set_data("text/plain", what);
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (event, what);
}
