//! The event's picture: chosen or dropped, cut to shape by mouse or by keyboard, and sent. Without
//! JavaScript there is a plain form for it on a page of its own.

use super::crop::{SHAPE, View, ZOOM_MAX, crop, dragged};
use super::keeping::Keeping;
use super::section::Section;
use crate::forms::{FieldError, FormState};
use crate::i18n::{EditorTexts, use_texts};
use crate::paths;
use crate::web;
use crate::web::picture::{self, Given, Photo, Refusal};
use leptos::prelude::*;
use leptos::task::spawn_local;
use types::event_form::EventForm;
use types::uploads::picture_sized;

const CANVAS: &str = "picture-canvas";

#[component]
pub(super) fn Picture(
    state: FormState,
    form: EventForm,
    /// The event's address, once there is one.
    slug: Option<String>,
    keeping: Keeping,
) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let image = RwSignal::new(form.image);
    let photo = web::Kept::new_with_storage(None::<Photo>);
    let opened = RwSignal::new(false);
    let said = RwSignal::new(None::<Result<&'static str, Refusal>>);
    let view = RwSignal::new(View::default());
    // Only with scripts is there something to choose here.
    let ready = RwSignal::new(false);
    Effect::new(move |_| ready.set(true));
    let open = move |given: Given| {
        spawn_local(async move {
            match picture::open(given).await {
                Ok(picture) => {
                    photo.set_value(Some(picture));
                    view.set(View::default());
                    said.set(None);
                    opened.set(true);
                }
                Err(refusal) => said.set(Some(Err(refusal))),
            }
        });
    };
    let show = move |address: String| {
        image.set(address);
        keeping.touched();
    };
    view! {
        <Section anchor="picture" title=lang.section_picture>
            <input
                type="hidden"
                id="image"
                name=state.posted("image")
                prop:value=image
                value=image.get_untracked()
            />
            {move || now(&image.get())}
            {move || ready.get().then(|| view! { <Choose open /> })}
            {move || (!ready.get()).then(|| plain(slug.as_deref()))}
            {move || { opened.get().then(|| view! { <Cropper photo view opened said show /> }) }}
            <div role="status">
                {move || {
                    said.get()
                        .map(|said| match said {
                            Ok(text) => view! { <p class="hint">{text}</p> }.into_any(),
                            Err(refusal) => {
                                view! { <p class="field-error">{words(lang, refusal)}</p> }
                                    .into_any()
                            }
                        })
                }}
            </div>
            <FieldError state name="image" />
            {move || {
                (ready.get() && !image.with(String::is_empty))
                    .then(|| {
                        view! {
                            <p>
                                <button
                                    type="button"
                                    class="button button-quiet button-small"
                                    on:click=move |_| show(String::new())
                                >
                                    {lang.picture_remove}
                                </button>
                            </p>
                        }
                    })
            }}
        </Section>
    }
}

/// Without scripts the file is sent by a form of its own, which the form around cannot hold.
fn plain(slug: Option<&str>) -> AnyView {
    let lang = use_texts::<EditorTexts>();
    match slug {
        Some(slug) => view! {
            <p>
                <a href=paths::organize_picture(slug)>{lang.picture_choose}</a>
                <span class="hint">" " {lang.picture_save_first}</span>
            </p>
        }
        .into_any(),
        None => view! { <p class="hint">{lang.picture_later}</p> }.into_any(),
    }
}

/// The picture that is in the form.
fn now(image: &str) -> AnyView {
    let lang = use_texts::<EditorTexts>();
    if image.is_empty() {
        return view! { <p class="hint">{lang.picture_none}</p> }.into_any();
    }
    let shown = picture_sized(image, 960).unwrap_or_else(|| image.to_owned());
    view! { <img class="picture-now" src=shown alt=lang.picture_now width="480" height="270" /> }
        .into_any()
}

fn words(lang: &EditorTexts, refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Unreadable => lang.picture_unreadable,
        Refusal::TooLarge => lang.picture_too_large,
        Refusal::TooManyPixels => lang.picture_too_many_pixels,
        Refusal::Busy => lang.picture_busy,
        Refusal::TooMany => lang.picture_too_many,
        Refusal::LoggedOut => lang.kept_logged_out,
        Refusal::Failed => lang.picture_failed,
    }
}

/// The field, on which a file can be dropped too. It has no name: the form sends the address of a
/// picture, not the file.
#[component]
fn Choose(open: impl Fn(Given) + Copy + Send + Sync + 'static) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let over = RwSignal::new(false);
    view! {
        <div
            class="field drop"
            class:is-over=move || over.get()
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=move |event| {
                event.prevent_default();
                over.set(false);
                if let Some(given) = picture::dropped(&event) {
                    open(given);
                }
            }
        >
            <label for="picture-file">{lang.picture_choose}</label>
            <input
                id="picture-file"
                type="file"
                accept="image/png,image/jpeg,image/webp"
                aria-describedby="picture-file-hint"
                on:change=move |event| {
                    event.stop_propagation();
                    if let Some(given) = picture::chosen(&event) {
                        open(given);
                    }
                }
            />
            <p class="hint" id="picture-file-hint">
                {lang.picture_drop}
                ". "
                {lang.picture_of_event_hint}
            </p>
        </div>
    }
}

/// The picture in the shape of a cover, to be moved and zoomed, and sent.
#[component]
fn Cropper(
    photo: web::Kept<Option<Photo>>,
    view: RwSignal<View>,
    opened: RwSignal<bool>,
    said: RwSignal<Option<Result<&'static str, Refusal>>>,
    show: impl Fn(String) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let sending = RwSignal::new(false);
    let size = photo.with_value(|photo| photo.as_ref().map_or((1, 1), |it| (it.width, it.height)));
    Effect::new(move |_| {
        let cut = crop(size.0, size.1, view.get());
        photo.with_value(|photo| {
            if let Some(photo) = photo {
                photo.draw(CANVAS, cut);
            }
        });
    });
    let send = move |_| {
        let Some(picture) = photo.get_value().filter(|_| !sending.get_untracked()) else { return };
        sending.set(true);
        said.set(Some(Ok(lang.picture_sending)));
        spawn_local(async move {
            let cut = crop(picture.width, picture.height, view.get_untracked());
            let answer = picture.send(cut).await;
            sending.try_set(false);
            match answer {
                Ok(upload) => {
                    show(upload.url);
                    opened.try_set(false);
                    said.try_set(Some(Ok(lang.picture_done)));
                }
                Err(refusal) => {
                    said.try_set(Some(Err(refusal)));
                }
            }
        });
    };
    let range = move |id: &'static str,
                      label: &'static str,
                      (min, max): (u32, u32),
                      read: fn(View) -> f64,
                      write: fn(&mut View, f64)| {
        view! {
            <div class="field">
                <label for=id>{label}</label>
                <input
                    id=id
                    type="range"
                    min=min.to_string()
                    max=max.to_string()
                    step="1"
                    prop:value=move || whole(read(view.get())).to_string()
                    on:input=move |event| {
                        event.stop_propagation();
                        if let Ok(value) = event_target_value(&event).parse::<u32>() {
                            view.update(|view| write(view, f64::from(value)));
                        }
                    }
                    on:change=|event| event.stop_propagation()
                />
            </div>
        }
    };
    view! {
        <fieldset class="cropper">
            <legend>{lang.picture_crop}</legend>
            <canvas
                id=CANVAS
                class="cropper-canvas"
                width=(SHAPE.0 * 60).to_string()
                height=(SHAPE.1 * 60).to_string()
                role="img"
                aria-label=lang.picture_crop
                on:pointermove=move |event| {
                    if let Some(by) = picture::drag(&event, CANVAS) {
                        view.update(|view| *view = dragged(size.0, size.1, *view, by));
                    }
                }
            ></canvas>
            <p class="hint">{lang.picture_crop_hint}</p>
            {range("crop-zoom", lang.picture_zoom, (100, ZOOM_MAX), |v| v.zoom, |v, n| v.zoom = n)}
            {range(
                "crop-across",
                lang.picture_across,
                (0, 1000),
                |v| v.across,
                |v, n| v.across = n,
            )}
            {range("crop-down", lang.picture_down, (0, 1000), |v| v.down, |v, n| v.down = n)}
            <p class="actions">
                <button
                    type="button"
                    class="button"
                    aria-disabled=move || sending.get().to_string()
                    on:click=send
                >
                    {move || if sending.get() { lang.picture_sending } else { lang.picture_use }}
                </button>
            </p>
        </fieldset>
    }
}

/// What a slider shows; fractions weigh too much in the browser's code.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "an as of floats saturates"
)]
fn whole(number: f64) -> u32 {
    number as u32
}
