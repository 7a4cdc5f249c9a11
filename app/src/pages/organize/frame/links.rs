//! Links to the pages of a workplace: beside each other, or where there is no room for many, a menu that
//! names the open one.

use crate::components::{Icon, Shape};
use leptos::html::Details;
use leptos::prelude::*;

/// A page that a navigation leads to.
#[derive(Clone, Debug)]
pub struct PageLink {
    pub href: String,
    pub name: &'static str,
    /// It is open, or a page below it.
    pub is_here: bool,
    /// The server is asked for it: what it may do comes with its answer.
    pub is_external: bool,
}

#[component]
pub fn PageLinks(links: Vec<PageLink>) -> impl IntoView {
    let links = links
        .into_iter()
        .map(|link| {
            let current = link.is_here.then_some("page");
            let rel = link.is_external.then_some("external");
            view! {
                <li>
                    <a href=link.href aria-current=current rel=rel>
                        {link.name}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <ul role="list">{links}</ul> }
}

/// The same, which a narrow window folds up.
#[component]
pub fn PageMenu(
    /// What the menu is called beside the name of the open page.
    label: &'static str,
    links: Vec<PageLink>,
) -> impl IntoView {
    let here = links.iter().find(|link| link.is_here).map(|link| link.name);
    let menu = NodeRef::<Details>::new();
    let close = move |_| {
        if let Some(menu) = menu.get() {
            menu.set_open(false);
        }
    };
    view! {
        <details class="menu page-menu" node_ref=menu>
            <summary>
                <span class="visually-hidden">{label} ": "</span>
                <span>{here}</span>
                <Icon shape=Shape::Chevron />
            </summary>
            <div on:click=close>
                <PageLinks links />
            </div>
        </details>
    }
}
