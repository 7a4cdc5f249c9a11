//! The event's picture without JavaScript: a plain upload form on a page of its own.

use super::super::frame::{EventFrame, EventTab, use_event_slug};
use crate::i18n::{EditorTexts, use_texts};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn PicturePage() -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let slug = use_event_slug();
    let query = use_query_map();
    let said = move || query.with(|query| query.get("picture").and_then(|word| said(lang, &word)));
    view! {
        <EventFrame slug tab=EventTab::Edit leaf=lang.section_picture>
            {move || {
                let wrong = move || said().is_some();
                let saved = query
                    .with(|query| query.get("picture").is_some_and(|it| it == "saved"));
                view! {
                    <div class="narrow form-page">
                        {saved
                            .then(|| {
                                view! {
                                    <p class="alert alert-ok" role="status">
                                        {lang.picture_done}
                                    </p>
                                }
                            })}
                        <form
                            method="post"
                            action=paths::PICTURE_UPLOAD
                            enctype="multipart/form-data"
                            class="form-card"
                        >
                            {said()
                                .map(|text| {
                                    view! {
                                        <p class="alert alert-error" role="alert" id="file-error">
                                            {text}
                                        </p>
                                    }
                                })}
                            <input type="hidden" name="event" value=slug.get() />
                            <div class="field">
                                <label for="file">{lang.picture_choose}</label>
                                <input
                                    id="file"
                                    name="file"
                                    type="file"
                                    accept="image/png,image/jpeg,image/webp"
                                    required
                                    aria-invalid=wrong().then_some("true")
                                    aria-describedby=if wrong() {
                                        "file-error file-hint"
                                    } else {
                                        "file-hint"
                                    }
                                />
                                <p class="hint" id="file-hint">
                                    {lang.picture_of_event_hint}
                                </p>
                            </div>
                            <button type="submit" class="button">
                                {lang.picture_upload}
                            </button>
                        </form> <p>
                            <a href=paths::organize_edit(&slug.get())>{lang.back_to_form}</a>
                        </p>
                    </div>
                }
            }}
        </EventFrame>
    }
}

/// Why a picture was not taken, by a word of a closed set.
fn said(lang: &EditorTexts, word: &str) -> Option<&'static str> {
    Some(match word {
        "missing" => lang.picture_missing,
        "too_large" => lang.picture_too_large,
        "too_many_pixels" => lang.picture_too_many_pixels,
        "no_picture" => lang.picture_unreadable,
        "busy" => lang.picture_busy,
        "too_many" => lang.picture_too_many,
        "failed" => lang.picture_failed,
        _ => return None,
    })
}
