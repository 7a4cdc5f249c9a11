//! Who is let into the admin's workplace. The services behind each page check it again.

use crate::i18n::{AdminTexts, use_texts};
use crate::pages::organize::frame::{Closed, Gate};
use crate::paths;
use leptos::prelude::*;
use types::accounts::Role;

/// Its children for admins; where else to go for everybody else.
#[component]
pub(super) fn Guard(children: ChildrenFn) -> impl IntoView {
    view! {
        <Gate let:user>
            {if user.role == Role::Admin { children() } else { view! { <NotForYou /> }.into_any() }}
        </Gate>
    }
}

#[component]
fn NotForYou() -> impl IntoView {
    let lang = use_texts::<AdminTexts>();
    view! {
        <Closed name=lang.nav_admin title=lang.not_admin_title text=lang.not_admin_text>
            <p>
                <a href=paths::HOME>{lang.home}</a>
            </p>
        </Closed>
    }
}
