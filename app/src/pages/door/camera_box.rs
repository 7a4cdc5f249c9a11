//! The camera: on as long as somebody wants it and looks at the page.

use super::desk::Desk;
use crate::browser;
use crate::i18n::{DoorTexts, use_texts};
use crate::paths;
use crate::timers::use_interval;
use crate::web::Kept;
use crate::web::camera::{self, Camera, Device, NoCamera};
use crate::web::wake::{WakeLock, keep_awake};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

const VIDEO: &str = "door-camera";
/// Between two looks.
const LOOK_EVERY: Duration = Duration::from_millis(150);

#[derive(Clone, Copy)]
struct Eye {
    desk: Desk,
    /// Whether the browser reads codes; unknown until it was asked.
    able: RwSignal<Option<bool>>,
    wanted: RwSignal<bool>,
    running: RwSignal<bool>,
    failure: RwSignal<Option<NoCamera>>,
    devices: RwSignal<Vec<Device>>,
    torch: RwSignal<bool>,
    has_torch: RwSignal<bool>,
    looking: StoredValue<bool>,
    camera: Kept<Option<Camera>>,
    wake: Kept<WakeLock>,
}

impl Eye {
    fn new(desk: Desk) -> Self {
        Self {
            desk,
            able: RwSignal::new(None),
            wanted: RwSignal::new(false),
            running: RwSignal::new(false),
            failure: RwSignal::new(None),
            devices: RwSignal::new(Vec::new()),
            torch: RwSignal::new(false),
            has_torch: RwSignal::new(false),
            looking: StoredValue::new(false),
            camera: Kept::new_with_storage(None),
            wake: Kept::new_with_storage(WakeLock::default()),
        }
    }

    fn start(self) {
        let device = self.desk.settings.with_untracked(|it| it.camera.clone());
        spawn_local(async move {
            let started = camera::start(VIDEO, device).await;
            let wanted = self.wanted.try_get_untracked() == Some(true) && browser::is_visible();
            match started {
                // It was turned off while the browser asked.
                Ok(camera) if !wanted => camera.stop(),
                Ok(camera) => {
                    self.failure.set(None);
                    self.has_torch.set(camera.torch);
                    self.torch.set(false);
                    self.camera.set_value(Some(camera));
                    self.running.set(true);
                    self.devices.set(camera::cameras().await);
                }
                Err(failure) => {
                    self.wanted.try_set(false);
                    self.failure.try_set(Some(failure));
                }
            }
        });
    }

    fn stop(self) {
        self.running.try_set(false);
        if let Some(camera) = self.camera.try_update_value(Option::take).flatten() {
            camera.stop();
        }
    }

    fn toggle(self) {
        let wanted = !self.wanted.get_untracked();
        self.wanted.set(wanted);
        self.stop();
        if wanted {
            self.start();
        }
    }

    fn choose(self, device: String) {
        self.desk.set(|it| it.camera = device);
        self.stop();
        self.start();
    }

    fn light(self) {
        let on = !self.torch.get_untracked();
        self.torch.set(on);
        self.camera.with_value(|camera| {
            if let Some(camera) = camera {
                camera.light(on);
            }
        });
    }

    fn look(self) {
        if self.looking.get_value() {
            return;
        }
        let Some(camera) = self.camera.get_value() else { return };
        self.looking.set_value(true);
        spawn_local(async move {
            let seen = camera.look().await;
            self.looking.try_set_value(false);
            if let (Some(code), Some(true)) = (seen, self.running.try_get_untracked()) {
                self.desk.see(code);
            }
        });
    }

    fn stay_awake(self) {
        spawn_local(async move {
            let lock = keep_awake().await;
            self.wake.try_set_value(lock);
        });
    }

    /// What is hidden neither sees nor keeps the screen lit.
    fn follow_page(self) {
        Effect::new(move |_| {
            spawn_local(async move {
                let able = camera::reads_codes().await;
                self.able.try_set(Some(able));
                // Leave to use the camera comes with a page that is loaded.
                if able && browser::is_navigated() {
                    browser::load(&paths::door(&self.desk.slug.get_value()));
                }
            });
            self.stay_awake();
            let listener = window_event_listener(ev::visibilitychange, move |_| {
                if browser::is_visible() {
                    self.stay_awake();
                    if self.wanted.get_untracked() {
                        self.start();
                    }
                } else {
                    self.stop();
                }
            });
            on_cleanup(move || {
                listener.remove();
                self.stop();
                self.wake.try_update_value(WakeLock::release);
            });
        });
    }
}

#[component]
pub(super) fn CameraBox(desk: Desk) -> impl IntoView {
    let lang = use_texts::<DoorTexts>();
    let eye = Eye::new(desk);
    eye.follow_page();
    use_interval(move || eye.running.get().then_some(LOOK_EVERY), move || eye.look());
    let problem = move || match eye.failure.get() {
        Some(NoCamera::Denied) => Some(lang.camera_denied),
        Some(NoCamera::NoDetector) => Some(lang.camera_none),
        None => (eye.able.get() == Some(false)).then_some(lang.camera_none),
    };
    view! {
        <section
            class="door-camera"
            aria-label=lang.scan_ticket
            hidden=move || eye.able.get().is_none()
        >
            <video
                id=VIDEO
                class="door-video"
                aria-label=lang.camera_view
                playsinline
                muted
                hidden=move || !eye.wanted.get()
            ></video>
            {move || problem().map(|text| view! { <p class="hint">{text}</p> })}
            <div class="door-camera-row" hidden=move || eye.able.get() != Some(true)>
                <button
                    type="button"
                    class="button button-wide"
                    class:button-quiet=move || eye.wanted.get()
                    on:click=move |_| eye.toggle()
                    data-testid="camera"
                >
                    {move || if eye.wanted.get() { lang.camera_stop } else { lang.camera_start }}
                </button>
                <button
                    type="button"
                    class="button button-quiet"
                    aria-pressed=move || eye.torch.get().to_string()
                    hidden=move || !(eye.running.get() && eye.has_torch.get())
                    on:click=move |_| eye.light()
                >
                    {lang.torch}
                </button>
            </div>
            <Choice eye />
        </section>
    }
}

/// Which camera, where there are several.
#[component]
fn Choice(eye: Eye) -> impl IntoView {
    let lang = use_texts::<DoorTexts>();
    let choose = move |event: ev::Event| eye.choose(event_target_value(&event));
    let several = move || eye.running.get() && eye.devices.with(|devices| devices.len() > 1);
    view! {
        <label class="door-choice" hidden=move || !several()>
            <span>{lang.camera_choose}</span>
            <select on:change=choose>
                {move || {
                    let now = eye
                        .camera
                        .with_value(|camera| {
                            camera.as_ref().map(|camera| camera.device.clone()).unwrap_or_default()
                        });
                    eye.devices
                        .get()
                        .into_iter()
                        .enumerate()
                        .map(|(n, device)| {
                            let name = if device.label.is_empty() {
                                format!("{} {}", lang.camera_choose, n + 1)
                            } else {
                                device.label
                            };
                            let chosen = device.id == now;
                            view! {
                                <option value=device.id selected=chosen>
                                    {name}
                                </option>
                            }
                        })
                        .collect_view()
                }}
            </select>
        </label>
    }
}
