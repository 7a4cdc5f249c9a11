//! Root component: what every page shares, and the router.

use crate::components::{
    CoverGradients, Footer, Header, RouteFocus, TitleFormat, Toasts, provide_toasts,
};
use crate::forms::Flash;
use crate::i18n::use_lang;
use crate::load::Json;
use crate::pages::{
    AccountRoutes, AdminRoutes, AdminUpkeepRoutes, AuthRoutes, DoorRoutes, EventRoutes,
    NotFoundPage, OrganizeAgendaRoutes, OrganizeBookingRoutes, OrganizeBookingsRoutes,
    OrganizeEditorRoutes, OrganizeEventRoutes, OrganizeRoutes, OrganizeTicketsRoutes, PublicRoutes,
    RunRoutes, RunTeamRoutes,
};
use crate::session::provide_session;
use crate::theme::Theme;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{FlatRoutes, Router};
use serde::{Deserialize, Serialize};
use types::Locale;

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

#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let visit = SharedValue::<_, Json>::new_with_encoding(visit).into_inner();
    provide_context(visit.locale);
    let lang = use_lang();
    provide_context(RwSignal::new(visit.theme));
    provide_toasts(&visit.flash);
    provide_context(StoredValue::new(visit.flash));
    provide_session();
    let (routing, set_routing) = signal(false);

    view! {
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
                    <PublicRoutes />
                    <AuthRoutes />
                    <EventRoutes />
                    <AccountRoutes />
                    // Before the page of an event that could be called "new".
                    <OrganizeEditorRoutes />
                    <OrganizeRoutes />
                    <OrganizeEventRoutes />
                    <OrganizeAgendaRoutes />
                    <OrganizeBookingsRoutes />
                    <OrganizeBookingRoutes />
                    <OrganizeTicketsRoutes />
                    <RunRoutes />
                    <RunTeamRoutes />
                    <DoorRoutes />
                    <AdminRoutes />
                    <AdminUpkeepRoutes />
                </FlatRoutes>
            </main>
            <Footer />
            <Toasts />
        </Router>
        // Behind the page: a title is empty until its page has one.
        <TitleFormat />
    }
}
