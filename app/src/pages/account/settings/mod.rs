//! Account settings: profile, picture, e-mail address, password, calendar, data.

mod calendar;
mod email;
mod my_data;
mod password;
mod picture;

use crate::actions::account::update_me::{ENDPOINT, UpdateMe};
use crate::actions::auth::logout::Logout;
use crate::components::{LoadProblem, PageSkeleton, Title, VerifyNotice, ZonePicker};
use crate::error::AppError;
use crate::forms::{
    ActionForm, FieldErrors, FormAction, SubmitButton, TextArea, TextField, form_state,
    load_on_success,
};
use crate::i18n::{AccountTexts, use_texts};
use crate::paths;
use crate::session::use_current_user;
use calendar::{Calendar, Feed};
use email::Email;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use my_data::MyData;
use password::Password;
use picture::Picture;
use types::accounts::{BIO_MAX, DISPLAY_NAME_MAX, Role, User};
use types::{ErrorCode, Locale};

#[component]
pub fn AccountPage() -> impl IntoView {
    let lang = use_texts::<AccountTexts>();
    let user = use_current_user();
    let feed = Feed::new();
    view! {
        <Title text=lang.nav_account />
        <Suspense fallback=|| {
            view! { <PageSkeleton /> }
        }>
            {move || Suspend::new(async move {
                if let Some(user) = user.get().await {
                    view! { <Profile user feed /> }.into_any()
                } else {
                    let error = AppError::from(ErrorCode::Unauthenticated);
                    view! { <LoadProblem error /> }.into_any()
                }
            })}
        </Suspense>
    }
}

#[component]
fn Profile(user: User, feed: Feed) -> impl IntoView {
    let lang = use_texts::<AccountTexts>();
    let action = FormAction::<UpdateMe>::new();
    let state = form_state(action, ENDPOINT);
    load_on_success(action);
    let role = match user.role {
        Role::Attendee => lang.role_name_attendee,
        Role::Organizer => lang.role_name_organizer,
        Role::Admin => lang.role_name_admin,
    };
    let owner = user.clone();
    let languages = Locale::ALL
        .map(|locale| {
            view! {
                <option value=locale.as_str() selected=locale == user.locale>
                    {locale.own_name()}
                </option>
            }
        })
        .collect_view();
    view! {
        <section class="container narrow form-page">
            <h1>{lang.account_title}</h1>
            <p class="muted">{user.email.clone()} " · " {role}</p>
            <p>
                <a href=paths::person(&user.id)>{lang.show_profile}</a>
            </p>
            <VerifyNotice />
            <Picture user=user.clone() />
            <ActionForm action attr:class="form-card">
                <h2>{lang.profile}</h2>
                <FieldErrors state />
                <TextField
                    state
                    name="display_name"
                    label=lang.display_name
                    value=user.display_name.clone()
                    autocomplete="name"
                    maxlength=DISPLAY_NAME_MAX
                />
                <TextArea
                    state
                    name="bio"
                    label=lang.bio
                    hint=lang.bio_hint
                    rows="5"
                    maxlength=BIO_MAX
                    text=user.bio.clone()
                />
                <div class="field">
                    <label for="locale">{lang.language}</label>
                    <select id="locale" name="locale">
                        {languages}
                    </select>
                </div>
                <ZonePicker
                    state
                    name="timezone"
                    value=user.timezone.clone()
                    hint=lang.timezone_hint
                />
                <SubmitButton pending=state.pending label=lang.save class="button button-wide" />
            </ActionForm>
            <Email now=user.email.clone() />
            <Password user=owner />
            <section class="form-card" aria-labelledby="security-title">
                <h2 id="security-title">{lang.security_open}</h2>
                <p>{lang.security_text}</p>
                <p>
                    <a class="button button-quiet" href=paths::SECURITY>
                        {lang.security_open}
                    </a>
                </p>
            </section>
            <Calendar feed />
            <MyData />
            <form class="form-foot" method="post" action=Logout::url()>
                <button type="submit" class="button button-quiet">
                    {lang.log_out}
                </button>
            </form>
        </section>
    }
}
