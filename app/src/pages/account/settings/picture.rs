//! Profile picture: a plain upload form, which works the same without JavaScript.

use crate::i18n::{AccountTexts, use_texts};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use types::accounts::{User, avatar_sized};

#[component]
pub(super) fn Picture(user: User) -> impl IntoView {
    let lang = use_texts::<AccountTexts>();
    let query = use_query_map();
    let said = move || {
        let word = query.with(|query| query.get("avatar"));
        word.and_then(|word| said(lang, &word))
    };
    let wrong = move || said().is_some_and(|(_, good)| !good);
    let has_one = user.avatar.is_some();
    let avatar = user.avatar.as_ref().and_then(|avatar| avatar_sized(avatar, 256));
    let shown = if let Some(avatar) = avatar {
        view! { <img class="picture" src=avatar alt=lang.picture_now width="96" height="96" /> }
            .into_any()
    } else {
        let initial = types::text::initial(&user.display_name);
        view! {
            <span class="picture picture-none" aria-hidden="true">
                {initial}
            </span>
        }
        .into_any()
    };
    view! {
        <section class="form-card" id="picture" aria-labelledby="picture-title">
            <h2 id="picture-title">{lang.picture}</h2>
            {move || {
                said()
                    .map(|(text, good)| {
                        let class = if good { "alert" } else { "alert alert-error" };
                        let role = if good { "status" } else { "alert" };
                        view! {
                            <p class=class role=role id="avatar-said">
                                {text}
                            </p>
                        }
                    })
            }}
            <div class="picture-row">
                {shown}
                <form
                    method="post"
                    action=paths::AVATAR
                    enctype="multipart/form-data"
                    class="picture-form"
                >
                    <div class="field">
                        <label for="avatar">{lang.picture_file}</label>
                        <input
                            id="avatar"
                            name="avatar"
                            type="file"
                            accept="image/png,image/jpeg,image/webp"
                            required
                            aria-invalid=move || wrong().then_some("true")
                            aria-describedby=move || {
                                if wrong() { "avatar-said avatar-hint" } else { "avatar-hint" }
                            }
                        />
                        <p class="hint" id="avatar-hint">
                            {lang.picture_hint}
                        </p>
                    </div>
                    <button type="submit" class="button">
                        {lang.picture_send}
                    </button>
                </form>
            </div>
            {has_one
                .then(|| {
                    view! {
                        <form method="post" action=paths::AVATAR_REMOVE>
                            <button type="submit" class="button button-quiet button-small">
                                {lang.picture_remove}
                            </button>
                        </form>
                    }
                })}
        </section>
    }
}

/// What became of a picture, and whether that is good.
fn said(lang: &AccountTexts, word: &str) -> Option<(&'static str, bool)> {
    Some(match word {
        "saved" => (lang.picture_saved, true),
        "removed" => (lang.picture_removed, true),
        "missing" => (lang.picture_missing, false),
        "too_large" => (lang.picture_too_large, false),
        "too_many_pixels" => (lang.picture_too_many_pixels, false),
        "no_picture" => (lang.picture_no_picture, false),
        "busy" => (lang.picture_busy, false),
        "failed" => (lang.picture_failed, false),
        _ => return None,
    })
}
