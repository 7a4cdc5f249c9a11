//! Areas: pages whose code is not part of a first visit. Each area is one WASM module, which is
//! loaded when somebody goes to one of its pages.

use leptos::tachys::view::iterators::StaticVec;
use leptos_router::any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute};
use leptos_router::{ChooseView, NestedRoute, PossibleRouteMatch, SsrMode};

/// One page's route. The page is rendered whole, so that its status and its head are known when its
/// first byte is sent.
pub(super) fn route<P, V>(path: P, view: V) -> AnyNestedRoute
where
    P: PossibleRouteMatch + Clone + Send + Sync + 'static,
    V: ChooseView + Clone + Send + Sync + 'static,
{
    NestedRoute::new(path, view).ssr_mode(SsrMode::Async).into_any_nested_route()
}

/// The routes of one area, as one child of the router.
pub(super) fn routes(routes: Vec<AnyNestedRoute>) -> AnyNestedRoute {
    StaticVec::from(routes).into_any_nested_route()
}

/// An area of its folder's pages: a page is added by its `mod` line and one line in here. The split
/// point needs a name that no other area has.
///
/// Few large areas: what two areas share becomes a module of its own, so many small areas would
/// mean many requests.
macro_rules! area {
    (
        $(#[$doc:meta])*
        $area:ident, split at $split:ident, routes $routes:ident {
            $($path:tt => $file:ident::$page:ident),+ $(,)?
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        enum $area { $($page),+ }

        #[leptos::lazy]
        fn $split(page: $area) -> leptos::prelude::AnyView {
            use leptos::prelude::IntoAny;
            match page { $($area::$page => $file::$page().into_any()),+ }
        }

        impl leptos_router::ChooseView for $area {
            async fn choose(self) -> leptos::prelude::AnyView {
                $split(self).await
            }

            async fn preload(&self) {}
        }

        #[leptos::component(transparent)]
        pub fn $routes() -> leptos_router::any_nested_route::AnyNestedRoute {
            use $crate::pages::areas::{route, routes};
            routes(vec![$(route(leptos_router::path!($path), $area::$page)),+])
        }
    };
}

pub(super) use area;
