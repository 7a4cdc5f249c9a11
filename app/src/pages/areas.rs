//! Pages whose code is not part of a first visit: one WASM module an area, loaded when somebody
//! enters it.

use super::{
    AccountPage, BookingPage, BookingsPage, CertificatePage, CertificatesPage, EventPage,
    ForgotPasswordPage, LoginPage, NotificationsPage, PersonPage, RegisterPage, ResetPasswordPage,
    ReviewPage, VerifyEmailPage,
};
use leptos::prelude::*;
use leptos_router::ChooseView;

/// Few large areas: what two areas share becomes a module of its own, so many small areas would
/// mean many requests.
macro_rules! area {
    ($(#[$doc:meta])* $area:ident as $module:ident { $($page:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub enum $area { $($page),+ }

        #[lazy]
        fn $module(page: $area) -> AnyView {
            match page { $($area::$page => $page().into_any()),+ }
        }

        impl ChooseView for $area {
            async fn choose(self) -> AnyView {
                $module(self).await
            }

            async fn preload(&self) {}
        }
    };
}

area! {
    /// The way in.
    Entry as entry {
        LoginPage, RegisterPage, ForgotPasswordPage, ResetPasswordPage, VerifyEmailPage,
    }
}

area! {
    /// One event with all that is on its page.
    Event as event { EventPage }
}

area! {
    /// What belongs to one person.
    Mine as mine {
        AccountPage, BookingsPage, BookingPage, CertificatePage, CertificatesPage,
        NotificationsPage, PersonPage, ReviewPage,
    }
}
