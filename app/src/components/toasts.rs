//! Short news, read out where somebody cannot see it.

use crate::forms::{Flash, Notice};
use crate::i18n::{Lang, use_lang};
use leptos::prelude::*;
use std::time::Duration;

#[derive(Clone, Copy)]
struct Shown(RwSignal<Option<Notice>>);

/// Shows good news for some seconds.
pub fn toast(notice: Notice) {
    if let Some(Shown(shown)) = use_context::<Shown>() {
        shown.set(Some(notice));
    }
}

/// To be called once, above everything that toasts.
pub fn provide_toasts(flash: &Flash) {
    provide_context(Shown(RwSignal::new(flash.notice)));
}

fn text(lang: Lang, notice: Notice) -> &'static str {
    match notice {
        Notice::LoggedOut => lang.notice_logged_out,
        Notice::ProfileSaved => lang.notice_profile_saved,
        Notice::BookingCancelled => lang.notice_booking_cancelled,
        Notice::TicketCancelled => lang.notice_ticket_cancelled,
        Notice::PriceChanged => lang.notice_price_changed,
        Notice::ReviewSaved => lang.notice_review_saved,
        Notice::ReviewDeleted => lang.notice_review_deleted,
        Notice::PasswordChanged => lang.notice_password_changed,
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
        if shown.get().is_some()
            && let Ok(timer) =
                set_timeout_with_handle(move || shown.set(None), Duration::from_secs(8))
        {
            on_cleanup(move || timer.clear());
        }
    });
    view! {
        <div class="toasts" role="status">
            {move || shown.get().map(|notice| view! { <p class="toast">{text(lang, notice)}</p> })}
        </div>
    }
    .into_any()
}
