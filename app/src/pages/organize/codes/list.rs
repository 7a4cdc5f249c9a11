//! The codes with their state, their uses, what they cost, and what can be done with them.

use super::CodesPage;
use crate::actions::run::promotions::{CodeLine, CodeSum, PromotionsView};
use crate::forms::{ActionForm, SubmitButton, submit_once};
use crate::i18n::{CodeTexts, use_texts};
use crate::pages::organize::parts::{Address, Column, CopyLink, DataList};
use crate::paths;
use leptos::prelude::*;
use leptos_router::params::ParamsMap;

#[component]
pub(super) fn Codes(view: PromotionsView, here: CodesPage) -> impl IntoView {
    let lang = use_texts::<CodeTexts>();
    // A code of the whole platform has no one page that a link could lead to.
    let of_event = view.event.is_some();
    let columns = [
        Column::text(lang.code),
        Column::text(lang.takes_off),
        Column::text(lang.state),
        Column::number(lang.uses),
        Column::number(lang.cost),
    ];
    let columns =
        columns.into_iter().chain(of_event.then(|| Column::text(lang.link))).collect::<Vec<_>>();
    let PromotionsView { base, slug, currency, codes, kinds, .. } = view;
    let link = |code: &CodeLine| format!("{base}{}", paths::event_promo(&slug, &code.code));
    let rows = codes
        .into_iter()
        .map(|code| {
            let link = link(&code);
            let value = lang.code_value(code.kind, code.value, code.currency.or(currency));
            let (class, state) = lang.code_state(code.state);
            let names = code.kinds.as_ref().map(|covered| {
                let covered = kinds.iter().filter(|kind| covered.contains(&kind.id));
                lang.only_for(&covered.map(|kind| kind.name.as_str()).collect::<Vec<_>>())
            });
            let names = names.map(|names| view! { <span dir="auto">{names}</span> });
            let span = lang.valid(&lang.moment(&code.from), &lang.moment(&code.until));
            let uses = lang.uses_of(code.uses, code.max_uses);
            let sums = code.sums.iter().map(|sum| view! { <Sum sum=*sum /> }).collect_view();
            let none = code.sums.is_empty().then_some("–");
            let id = format!("link-{}", code.id);
            let label = lang.link_with(&code.code);
            let edit = here.form(&code.id.to_string());
            let edit_name = lang.edit_code(&code.code);
            let copied = of_event.then(|| view! { <CopyLink label link id /> }.into_any());
            let cells = [
                view! {
                    <code>{code.code.clone()}</code>
                    " "
                    <a class="desk-link" href=edit aria-label=edit_name>
                        {lang.edit_this}
                    </a>
                }
                .into_any(),
                view! {
                    <span>{value}</span>
                    {names}
                    <span class="muted">{span}</span>
                }
                .into_any(),
                view! {
                    <span class="run-cell">
                        <span class=format!("badge {class}")>{state}</span>
                        <Pause code here />
                    </span>
                }
                .into_any(),
                uses.into_any(),
                view! { <span>{none} {sums}</span> }.into_any(),
            ];
            cells.into_iter().chain(copied).collect::<Vec<_>>()
        })
        .collect();
    let path = paths::promotions_of(&here.slug.get_untracked());
    let address = Address::new(path, ParamsMap::new());
    view! { <DataList label=lang.tab_promotions columns rows address /> }
}

#[component]
fn Sum(sum: CodeSum) -> impl IntoView {
    let lang = use_texts::<CodeTexts>();
    let (off, paid) = (lang.money(sum.discount, sum.currency), lang.money(sum.paid, sum.currency));
    view! {
        <span class="run-sum">
            {off} <span class="muted">{lang.brought(sum.bookings, &paid)}</span>
        </span>
    }
}

/// Nobody new can use it while it is paused.
#[component]
fn Pause(code: CodeLine, here: CodesPage) -> impl IntoView {
    let lang = use_texts::<CodeTexts>();
    let (action, state) = (here.pause, here.pausing);
    let label = if code.paused { lang.resume_code } else { lang.pause_code };
    let name = format!("{label}: {}", code.code);
    view! {
        <ActionForm action before=submit_once(state.again())>
            <input type="hidden" name="slug" value=here.slug.get_untracked() />
            <input type="hidden" name="promotion" value=code.id.to_string() />
            <input type="hidden" name="paused" value=(!code.paused).to_string() />
            <SubmitButton
                pending=state.pending
                label
                name
                class="button button-quiet button-small"
                testid="pause-code"
            />
        </ActionForm>
    }
}
