//! Star ratings: display and input.

use crate::i18n::use_lang;
use leptos::prelude::*;

/// So many of five, read out as words.
#[component]
pub fn Stars(rating: u8) -> impl IntoView {
    let lang = use_lang();
    let full = usize::from(rating.min(5));
    view! {
        <span class="stars">
            <span class="visually-hidden">{lang.out_of_five(rating)}</span>
            <span aria-hidden="true">
                {"★".repeat(full)} <span class="stars-empty">{"★".repeat(5 - full)}</span>
            </span>
        </span>
    }
}

/// Five radio buttons that look like stars: by mouse, by touch, by arrow keys, without JavaScript.
#[component]
pub fn StarChoice(chosen: Option<u8>, legend: &'static str) -> impl IntoView {
    let lang = use_lang();
    let stars = (1..=5_u8)
        .map(|star| {
            view! {
                <label>
                    <input
                        type="radio"
                        name="rating"
                        value=star.to_string()
                        checked=chosen == Some(star)
                        required
                    />
                    <span class="visually-hidden">{lang.star_count(star)}</span>
                    <span class="star-shape" aria-hidden="true">
                        "★"
                    </span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="star-choice">
            <legend>{legend}</legend>
            <div class="star-row">{stars}</div>
        </fieldset>
    }
}
