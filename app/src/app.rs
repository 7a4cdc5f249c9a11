//! The root of the app: what every page shares, and the routes.

use crate::actions::auth::me::me;
use crate::components::{
    CoverGradients, Footer, Header, RouteFocus, TitleFormat, Toasts, provide_toasts,
};
use crate::forms::Flash;
use crate::i18n::Lang;
use crate::load::{Json, Loaded, load};
use crate::pages::{CataloguePage, Entry, Event, HomePage, InboxVersion, Mine, NotFoundPage};
use crate::theme::Theme;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::{SsrMode, path};
use serde::{Deserialize, Serialize};
use types::Locale;
use types::accounts::User;

/// What the server knows of a visitor before anything is loaded.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Visit {
    locale: Locale,
    theme: Theme,
    flash: Flash,
}

fn visit() -> Visit {
    #[cfg(feature = "ssr")]
    return Visit {
        locale: crate::ssr::locale(),
        theme: crate::theme::from_cookie(),
        flash: crate::forms::take_flash(),
    };
    #[cfg(not(feature = "ssr"))]
    Visit { locale: Locale::default(), theme: Theme::default(), flash: Flash::default() }
}

/// Who is logged in, for the header and the pages.
pub type CurrentUser = Loaded<Option<User>>;

#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let visit = SharedValue::<_, Json>::new_with_encoding(visit).into_inner();
    let lang = Lang(visit.locale);
    provide_context(lang);
    provide_context(RwSignal::new(visit.theme));
    provide_toasts(&visit.flash);
    provide_context(StoredValue::new(visit.flash));
    let user: CurrentUser = load(|| (), |()| me());
    provide_context(user);
    provide_context(InboxVersion(RwSignal::new(0)));
    let (routing, set_routing) = signal(false);

    view! {
        <TitleFormat />
        <Router set_is_routing=set_routing>
            <a class="skip-link" href="#main" rel="external">
                {lang.skip_to_content}
            </a>
            <CoverGradients />
            <Header />
            <RouteFocus />
            <div class="routing-bar" class:is-active=move || routing.get() aria-hidden="true"></div>
            <main id="main" tabindex="-1">
                <FlatRoutes fallback=|| view! { <NotFoundPage /> }>
                    <Route path=path!("/") view=HomePage ssr=SsrMode::Async />
                    <Route path=path!("/events") view=CataloguePage ssr=SsrMode::Async />
                    <Route path=path!("/events/:slug") view=Event::EventPage ssr=SsrMode::Async />
                    <Route
                        path=path!("/events/:slug/review")
                        view=Mine::ReviewPage
                        ssr=SsrMode::Async
                    />
                    <Route path=path!("/login") view=Entry::LoginPage ssr=SsrMode::Async />
                    <Route path=path!("/register") view=Entry::RegisterPage ssr=SsrMode::Async />
                    <Route
                        path=path!("/forgot-password")
                        view=Entry::ForgotPasswordPage
                        ssr=SsrMode::Async
                    />
                    <Route
                        path=path!("/reset-password")
                        view=Entry::ResetPasswordPage
                        ssr=SsrMode::Async
                    />
                    <Route
                        path=path!("/verify-email")
                        view=Entry::VerifyEmailPage
                        ssr=SsrMode::Async
                    />
                    <Route path=path!("/bookings") view=Mine::BookingsPage ssr=SsrMode::Async />
                    <Route path=path!("/bookings/:id") view=Mine::BookingPage ssr=SsrMode::Async />
                    <Route
                        path=path!("/notifications")
                        view=Mine::NotificationsPage
                        ssr=SsrMode::Async
                    />
                    <Route path=path!("/people/:id") view=Mine::PersonPage ssr=SsrMode::Async />
                    <Route
                        path=path!("/certificates")
                        view=Mine::CertificatesPage
                        ssr=SsrMode::Async
                    />
                    <Route
                        path=path!("/certificates/:number")
                        view=Mine::CertificatePage
                        ssr=SsrMode::Async
                    />
                    <Route path=path!("/account") view=Mine::AccountPage ssr=SsrMode::Async />
                </FlatRoutes>
            </main>
            <Footer />
            <Toasts />
        </Router>
    }
}
