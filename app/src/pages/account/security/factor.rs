//! The second factor: off, being set up, or on.

use crate::actions::account::second_factor::{
    CONFIRM, ConfirmSecondFactor, START, STOP, StartSecondFactor, StopSecondFactor,
};
use crate::actions::account::security::FactorView;
use crate::actions::bookings::views::QrPath;
use crate::components::toast;
use crate::forms::{
    ActionForm, FieldErrors, FlashMessage, FormAction, FormState, SubmitButton, TextField,
    form_state, submit_once,
};
use crate::i18n::{SecurityTexts, use_texts};
use leptos::prelude::*;
use types::accounts::PASSWORD_MAX;
use types::sign_in::CODE_MAX;

/// Its three forms; made with the page, which shows one of them.
#[derive(Clone, Copy)]
pub(super) struct FactorForms {
    start: (FormAction<StartSecondFactor>, FormState),
    confirm: (FormAction<ConfirmSecondFactor>, FormState),
    stop: (FormAction<StopSecondFactor>, FormState),
}

impl FactorForms {
    pub(super) fn new() -> Self {
        let start = FormAction::<StartSecondFactor>::new();
        let confirm = FormAction::<ConfirmSecondFactor>::new();
        let stop = FormAction::<StopSecondFactor>::new();
        let done = [confirm.value(), stop.value()];
        for value in done {
            Effect::new(move |_| {
                if let Some(Ok(())) = value.get() {
                    toast(FlashMessage::Saved);
                }
            });
        }
        Self {
            start: (start, form_state(start, START).again()),
            confirm: (confirm, form_state(confirm, CONFIRM).again()),
            stop: (stop, form_state(stop, STOP).again()),
        }
    }

    pub(super) fn version(self) -> usize {
        let ((start, _), (confirm, _), (stop, _)) = (self.start, self.confirm, self.stop);
        start.version().get() + confirm.version().get() + stop.version().get()
    }
}

#[component]
pub(super) fn Factor(
    view: FactorView,
    required: bool,
    forms: StoredValue<FactorForms>,
) -> impl IntoView {
    let forms = forms.get_value();
    let lang = use_texts::<SecurityTexts>();
    let needed = required && !matches!(view, FactorView::On { .. });
    let body = match view {
        FactorView::Off => view! {
            <p>{lang.factor_off}</p>
            <Start forms label=lang.start />
        }
        .into_any(),
        FactorView::Setup { secret, qr, recovery_codes } => {
            view! { <Setup secret qr recovery_codes forms /> }.into_any()
        }
        FactorView::On { since, recovery_codes_left } => {
            view! { <On since recovery_codes_left forms /> }.into_any()
        }
    };
    view! {
        <section class="form-card" id="second-factor" aria-labelledby="second-factor-title">
            <h2 id="second-factor-title">{lang.factor_title}</h2>
            <p>{lang.factor_text}</p>
            {needed
                .then(|| {
                    view! {
                        <div class="alert">
                            <p>{lang.factor_required}</p>
                        </div>
                    }
                })}
            {body}
        </section>
    }
}

#[component]
fn Start(forms: FactorForms, label: &'static str) -> impl IntoView {
    let lang = use_texts::<SecurityTexts>();
    let (action, state) = forms.start;
    view! {
        <ActionForm action attr:class="form-fields" before=submit_once(state)>
            <FieldErrors state />
            <TextField
                state
                name="password"
                kind="password"
                label=lang.current_password
                autocomplete="current-password"
                maxlength=PASSWORD_MAX
                secret=true
            />
            <SubmitButton pending=state.pending label=label />
        </ActionForm>
    }
}

#[component]
fn Setup(
    secret: String,
    qr: QrPath,
    recovery_codes: Vec<String>,
    forms: FactorForms,
) -> impl IntoView {
    let lang = use_texts::<SecurityTexts>();
    let (action, state) = forms.confirm;
    // Four modules of quiet zone on each side, as readers need them.
    let view_box = format!("-4 -4 {0} {0}", qr.size + 8);
    let file = format!("data:text/plain;charset=utf-8,{}%0A", recovery_codes.join("%0A"));
    let codes = recovery_codes
        .into_iter()
        .map(|code| {
            view! {
                <li>
                    <code>{code}</code>
                </li>
            }
        })
        .collect_view();
    view! {
        <h3>{lang.step_scan}</h3>
        <p>{lang.step_scan_text}</p>
        <svg
            class="factor-qr"
            role="img"
            aria-label=lang.qr_label
            viewBox=view_box
            shape-rendering="crispEdges"
        >
            <rect x="-4" y="-4" width="100%" height="100%" fill="#fff" />
            <path d=qr.path fill="#000" />
        </svg>
        <p class="factor-secret">{lang.secret} ": " <code>{secret}</code></p>
        <h3>{lang.step_keep}</h3>
        <p>{lang.step_keep_text}</p>
        <ul role="list" class="factor-codes">
            {codes}
        </ul>
        <p>
            <a class="button button-quiet" rel="external" href=file download=lang.file_name>
                {lang.download}
            </a>
        </p>
        <h3>{lang.step_confirm}</h3>
        <ActionForm action attr:class="form-fields" before=submit_once(state)>
            <FieldErrors state />
            <TextField
                state
                name="code"
                label=lang.code
                hint=lang.code_hint
                autocomplete="one-time-code"
                inputmode="numeric"
                maxlength=CODE_MAX
                secret=true
            />
            <SubmitButton pending=state.pending label=lang.confirm />
        </ActionForm>
        <details class="cancel">
            <summary>{lang.start_again_text}</summary>
            <Start forms label=lang.start_again />
        </details>
    }
}

#[component]
fn On(since: String, recovery_codes_left: i64, forms: FactorForms) -> impl IntoView {
    let lang = use_texts::<SecurityTexts>();
    let (action, state) = forms.stop;
    let open = state.failure.get_untracked().is_some();
    view! {
        <p>{lang.on_since(&since)}</p>
        <p>{lang.codes_left(recovery_codes_left)}</p>
        {(recovery_codes_left <= 3)
            .then(|| {
                view! {
                    <div class="alert">
                        <p>{lang.few_left}</p>
                    </div>
                }
            })}
        <details class="cancel" open=open>
            <summary>{lang.stop}</summary>
            <ActionForm action attr:class="cancel-form" before=submit_once(state)>
                <FieldErrors state />
                <TextField
                    state
                    name="password"
                    kind="password"
                    label=lang.current_password
                    autocomplete="current-password"
                    maxlength=PASSWORD_MAX
                    secret=true
                />
                <TextField
                    state
                    name="code"
                    label=lang.any_code
                    autocomplete="one-time-code"
                    maxlength=CODE_MAX
                    secret=true
                />
                <SubmitButton pending=state.pending label=lang.stop class="button button-stop" />
            </ActionForm>
        </details>
    }
}
