//! Areas: pages whose code is not part of a first visit. Each area is one WASM module, which is
//! loaded on navigation to one of its pages.

use leptos::tachys::view::iterators::StaticVec;
use leptos_router::any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute};
use leptos_router::{ChooseView, NestedRoute, PossibleRouteMatch, SsrMode};
use std::sync::Arc;

/// One page's route. The page is rendered whole, so that its status and its head are known when its
/// first byte is sent.
pub(super) fn route<P, V>(path: P, view: V) -> AnyNestedRoute
where
    P: PossibleRouteMatch + Send + Sync + 'static,
    V: ChooseView + Clone + Send + Sync + 'static,
{
    // The router's code for a route is compiled once, and not once for each shape of a path.
    let path: Arc<dyn PossibleRouteMatch + Send + Sync> = Arc::new(path);
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
        #[allow(clippy::enum_variant_names, reason = "a variant is named like its page")]
        #[derive(Clone, Copy, Debug)]
        enum $area { $($page),+ }

        #[leptos::lazy]
        fn $split(page: $area) -> leptos::prelude::AnyView {
            match page { $($area::$page => leptos::prelude::IntoAny::into_any($file::$page())),+ }
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

#[cfg(test)]
mod tests {
    use crate::sources;
    use std::collections::BTreeSet;

    /// The folders of `pages/` with the text of their `mod.rs`.
    fn folders() -> Vec<(String, String)> {
        let folder = |(file, text): (String, String)| {
            let name = file.strip_prefix("pages/")?.strip_suffix("/mod.rs")?;
            (!name.contains('/')).then(|| (name.to_owned(), text))
        };
        sources::files().into_iter().filter_map(folder).collect()
    }

    #[test]
    fn every_folder_but_the_first_visits_is_split_off_in_modules_of_its_name() {
        let folders = folders();
        assert!(folders.len() > 3, "{folders:?}");
        let mut known = BTreeSet::new();
        for (name, text) in folders {
            let splits = text.split("split at ").skip(1).filter_map(|rest| rest.split(',').next());
            let splits: Vec<_> = splits.map(str::to_owned).collect();
            if name == "public" {
                assert!(splits.is_empty(), "a first visit fetches one module");
                continue;
            }
            assert!(splits.contains(&name), "{name} is called {splits:?}");
            for split in splits {
                let parts = format!("{name}_");
                assert!(split == name || split.starts_with(&parts), "{name} has {split}");
                assert!(known.insert(split.clone()), "{split} is split off twice");
            }
        }
    }

    #[test]
    fn a_first_visit_holds_no_more_pages_than_it_must() {
        let (_, text) = folders().into_iter().find(|(name, _)| name == "public").unwrap();
        let modules = text.lines().filter_map(|line| line.strip_prefix("mod "));
        let modules: BTreeSet<_> = modules.map(|name| name.trim_end_matches(';')).collect();
        let known = BTreeSet::from(["catalogue", "home", "not_found"]);
        assert_eq!(modules, known, "every visitor pays for these: is a lazy area not better?");
    }
}
