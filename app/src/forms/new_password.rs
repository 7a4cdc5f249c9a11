//! New-password field with a strength meter. The server decides: it knows the most common passwords
//! too.

use super::{FormState, TextField};
use crate::browser;
use crate::i18n::use_lang;
use leptos::prelude::*;
use types::accounts::{PASSWORD_MAX, PASSWORD_MIN};
use types::passwords::{Strength, strength};

/// Whose password it is to be: known already, or typed into fields of these names beside it.
#[derive(Clone, Debug)]
pub enum PasswordOwner {
    Known {
        email: String,
        display_name: String,
    },
    Beside,
    /// Unknown: the owner of a reset link.
    Nobody,
}

impl PasswordOwner {
    fn of(self, password: &str) -> Strength {
        match self {
            Self::Known { email, display_name } => strength(password, &email, &display_name),
            Self::Beside => {
                let typed = |name| browser::field_value(name).unwrap_or_default();
                strength(password, &typed("email"), &typed("display_name"))
            }
            Self::Nobody => strength(password, "", ""),
        }
    }
}

#[component]
pub fn NewPasswordField(
    state: FormState,
    name: &'static str,
    #[prop(into)] label: String,
    owner: PasswordOwner,
) -> impl IntoView {
    let lang = use_lang();
    let now = RwSignal::new(Strength::Empty);
    let errors = state.errors(name);
    // What the server refused is not called fair beside its refusal.
    Effect::new(move |_| {
        if errors.try_with(|errors| !errors.is_empty()) == Some(true) {
            now.set(Strength::Empty);
        }
    });
    let measure = move |_| {
        now.set(owner.clone().of(&browser::field_value(name).unwrap_or_default()));
    };
    view! {
        <div class="new-password" on:input=measure>
            <TextField
                state
                name
                kind="password"
                label
                hint=lang.password_hint
                autocomplete="new-password"
                minlength=PASSWORD_MIN
                maxlength=PASSWORD_MAX
                secret=true
            />
            <div class="strength" data-level=move || now.get().level().to_string()>
                <span class="strength-bar" aria-hidden="true"></span>
                <p class="hint" role="status">
                    {move || lang.password_strength(now.get())}
                </p>
            </div>
        </div>
    }
}
