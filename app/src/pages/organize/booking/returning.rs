//! The focus after a change: the page is shown anew, and whoever came by keyboard goes on where they
//! were.

use crate::browser;
use leptos::prelude::*;

/// Where the focus goes once the booking is shown as it is now.
#[derive(Clone, Copy)]
pub(super) struct Returning(StoredValue<Option<String>>);

impl Returning {
    pub fn nowhere() -> Self {
        Self(StoredValue::new(None))
    }

    /// To the first element of this kind; where it is gone, to the heading.
    pub fn to(self, selector: impl Into<String>) {
        self.0.set_value(Some(selector.into()));
    }

    /// To be called by what is shown anew.
    pub fn arrive(self) {
        Effect::new(move |_| {
            let wanted = self.0.try_update_value(Option::take).flatten();
            if let Some(selector) = wanted {
                request_animation_frame(move || {
                    if !browser::focus_first(&selector) {
                        browser::focus_id(HEADING);
                    }
                });
            }
        });
    }
}

/// The page's own heading.
pub(super) const HEADING: &str = "booking-title";
