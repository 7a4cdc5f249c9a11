//! The public page as visitors will see it, at the width of a phone and of a desktop. The width
//! stands in the address.

use super::super::frame::{EventFrame, EventTab, use_event_slug};
use crate::i18n::{EditorTexts, use_texts};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn PreviewPage() -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let slug = use_event_slug();
    let query = use_query_map();
    let phone = Memo::new(move |_| {
        query.with(|query| query.get("width").is_some_and(|width| width == "phone"))
    });
    view! {
        <EventFrame slug tab=EventTab::Edit leaf=lang.preview>
            {move || {
                let address = paths::organize_preview(&slug.get());
                let current = move |is: bool| (phone.get() == is).then_some("true");
                view! {
                    <div class="preview-bar">
                        <nav class="switch" aria-label=lang.preview_width>
                            <a
                                class="chip"
                                href=address.clone()
                                aria-current=move || current(false)
                            >
                                {lang.preview_desktop}
                            </a>
                            <a
                                class="chip"
                                href=format!("{address}?width=phone")
                                aria-current=move || current(true)
                            >
                                {lang.preview_phone}
                            </a>
                        </nav>
                        <a href=paths::organize_edit(&slug.get())>{lang.back_to_form}</a>
                    </div>
                    <div class="preview-stage" class:is-phone=move || phone.get()>
                        <iframe
                            class="preview-frame"
                            title=lang.preview_frame
                            src=paths::organize_preview_page(&slug.get())
                        ></iframe>
                    </div>
                }
            }}
        </EventFrame>
    }
}
