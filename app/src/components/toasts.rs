//! Toasts: short messages, which screen readers announce.

use crate::forms::{Flash, FlashMessage, Undo};
use crate::i18n::{Texts, use_lang};
use leptos::prelude::*;
use std::time::Duration;

#[derive(Clone, Copy)]
struct ToastSlot(RwSignal<Option<Toast>>);

#[derive(Clone)]
struct Toast {
    message: FlashMessage,
    undo: Option<Undo>,
}

/// Shows a message for some seconds.
pub fn toast(message: FlashMessage) {
    if let Some(ToastSlot(shown)) = use_context::<ToastSlot>() {
        shown.set(Some(Toast { message, undo: None }));
    }
}

/// To be called once, above everything that toasts.
pub fn provide_toasts(flash: &Flash) {
    let toast = flash.message.map(|message| Toast { message, undo: flash.undo.clone() });
    provide_context(ToastSlot(RwSignal::new(toast)));
}

fn text(lang: &Texts, message: FlashMessage) -> &'static str {
    match message {
        FlashMessage::LoggedOut => lang.notice_logged_out,
        FlashMessage::ProfileSaved => lang.notice_profile_saved,
        FlashMessage::BookingCancelled => lang.notice_booking_cancelled,
        FlashMessage::TicketCancelled => lang.notice_ticket_cancelled,
        FlashMessage::BookingMoved => lang.notice_booking_moved,
        FlashMessage::Refunded => lang.notice_refunded,
        FlashMessage::MailQueued => lang.notice_mail_queued,
        FlashMessage::Saved => lang.notice_saved,
        FlashMessage::PriceChanged => lang.notice_price_changed,
        FlashMessage::ReviewSaved => lang.notice_review_saved,
        FlashMessage::ReviewDeleted => lang.notice_review_deleted,
        FlashMessage::PasswordChanged => lang.notice_password_changed,
        FlashMessage::EmailVerified => lang.notice_email_verified,
        FlashMessage::VerificationSent => lang.notice_verification_sent,
        FlashMessage::EmailChangeAsked => lang.notice_email_change_asked,
        FlashMessage::PasswordReplaced => lang.notice_password_replaced,
        FlashMessage::AccountDeleted => lang.notice_account_deleted,
        FlashMessage::ResetMailSent => lang.notice_reset_sent,
        FlashMessage::WaitlistJoined => lang.notice_waitlist_joined,
        FlashMessage::WaitlistLeft => lang.notice_waitlist_left,
        FlashMessage::EventSaved => lang.notice_event_saved,
        FlashMessage::EventPublished => lang.notice_event_published,
        FlashMessage::EventDeleted => lang.notice_event_deleted,
        FlashMessage::EventCopied => lang.notice_event_copied,
        FlashMessage::VenueSaved => lang.notice_venue_saved,
        FlashMessage::VenueDeleted => lang.notice_venue_deleted,
        FlashMessage::PictureSaved => lang.notice_picture_saved,
    }
}

/// The live region; it is there before a toast, so that a toast is announced.
#[component]
pub fn Toasts() -> impl IntoView {
    let lang = use_lang();
    let Some(ToastSlot(shown)) = use_context::<ToastSlot>() else { return ().into_any() };
    Effect::new(move |_| {
        // A message with an undo button stays, so that the visitor need not hurry.
        if shown.get().is_some_and(|toast| toast.undo.is_none())
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
                    .map(|Toast { message, undo }| {
                        view! {
                            <div class="toast">
                                <p>{text(lang, message)}</p>
                                {undo.map(|undo| view! { <UndoForm undo /> })}
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
fn UndoForm(undo: Undo) -> impl IntoView {
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
