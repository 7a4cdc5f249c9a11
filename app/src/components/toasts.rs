//! Short news, read out where somebody cannot see it.

use crate::forms::{Flash, Notice, Undo};
use crate::i18n::{Texts, use_lang};
use leptos::prelude::*;
use std::time::Duration;

#[derive(Clone, Copy)]
struct Shown(RwSignal<Option<News>>);

#[derive(Clone)]
struct News {
    notice: Notice,
    undo: Option<Undo>,
}

/// Shows good news for some seconds.
pub fn toast(notice: Notice) {
    if let Some(Shown(shown)) = use_context::<Shown>() {
        shown.set(Some(News { notice, undo: None }));
    }
}

/// To be called once, above everything that toasts.
pub fn provide_toasts(flash: &Flash) {
    let news = flash.notice.map(|notice| News { notice, undo: flash.undo.clone() });
    provide_context(Shown(RwSignal::new(news)));
}

fn text(lang: &Texts, notice: Notice) -> &'static str {
    match notice {
        Notice::LoggedOut => lang.notice_logged_out,
        Notice::ProfileSaved => lang.notice_profile_saved,
        Notice::BookingCancelled => lang.notice_booking_cancelled,
        Notice::TicketCancelled => lang.notice_ticket_cancelled,
        Notice::PriceChanged => lang.notice_price_changed,
        Notice::ReviewSaved => lang.notice_review_saved,
        Notice::ReviewDeleted => lang.notice_review_deleted,
        Notice::PasswordChanged => lang.notice_password_changed,
        Notice::EmailVerified => lang.notice_email_verified,
        Notice::VerificationSent => lang.notice_verification_sent,
        Notice::EmailChangeAsked => lang.notice_email_change_asked,
        Notice::PasswordReplaced => lang.notice_password_replaced,
        Notice::AccountDeleted => lang.notice_account_deleted,
        Notice::ResetMailSent => lang.notice_reset_sent,
        Notice::WaitlistJoined => lang.notice_waitlist_joined,
        Notice::WaitlistLeft => lang.notice_waitlist_left,
    }
}

/// The live region; it is there before the news, so that the news is announced.
#[component]
pub fn Toasts() -> impl IntoView {
    let lang = use_lang();
    let Some(Shown(shown)) = use_context::<Shown>() else { return ().into_any() };
    Effect::new(move |_| {
        // What can be undone stays until it is: nobody has to hurry.
        if shown.get().is_some_and(|news| news.undo.is_none())
            && let Ok(timer) =
                set_timeout_with_handle(move || shown.set(None), Duration::from_secs(8))
        {
            on_cleanup(move || timer.clear());
        }
    });
    view! {
        <div class="toasts" role="status">
            {move || {
                shown
                    .get()
                    .map(|News { notice, undo }| {
                        view! {
                            <div class="toast">
                                <p>{text(lang, notice)}</p>
                                {undo.map(|undo| view! { <TakeBack undo /> })}
                            </div>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}

/// A plain form, which needs no JavaScript.
#[component]
fn TakeBack(undo: Undo) -> impl IntoView {
    let lang = use_lang();
    let fields = undo.fields.into_iter();
    let fields =
        fields.map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    view! {
        <form method="post" action=undo.action>
            {fields.collect_view()}
            <button type="submit" class="toast-undo">
                {lang.undo}
            </button>
        </form>
    }
}
