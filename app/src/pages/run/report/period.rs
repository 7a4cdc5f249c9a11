//! The days of the report: four that are usual, and a form for others.

use crate::actions::run::report::ReportView;
use crate::i18n::{ReportTexts, use_texts};
use crate::pages::organize::parts::get_form;
use leptos::ev::SubmitEvent;
use leptos::html::Form;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub(super) fn Period(view: ReportView, path: Signal<String>) -> impl IntoView {
    let lang = use_texts::<ReportTexts>();
    let query = use_query_map();
    let choices = view
        .choices
        .into_iter()
        .map(|choice| {
            view! {
                <li>
                    <a href=choice.href aria-current=choice.current.then_some("true")>
                        {lang.choice(choice.choice)}
                    </a>
                </li>
            }
        })
        .collect_view();
    let form = NodeRef::<Form>::new();
    let show = get_form(form, path);
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        show(false);
    };
    // What was refused stays as it was typed.
    let asked = |name: &str| query.with_untracked(|query| query.get(name)).unwrap_or_default();
    let zone = asked("timezone");
    let zone =
        (!zone.is_empty()).then(|| view! { <input type="hidden" name="timezone" value=zone /> });
    let fields = view.wrong.map(|failure| failure.fields).unwrap_or_default();
    let others = fields.iter().any(|error| !["from", "to"].contains(&error.field.as_str()));
    let ignored = others.then(|| {
        view! {
            <div class="alert" role="status" data-testid="filters-ignored">
                <p>{lang.ignored}</p>
            </div>
        }
    });
    let refused = fields.iter().any(|error| ["from", "to"].contains(&error.field.as_str()));
    let field = |name: &'static str, label: &'static str, now: String| {
        let problem = fields.iter().find(|error| error.field == name).map(|error| error.problem);
        let typed = asked(name);
        let value = if refused && !typed.is_empty() { typed } else { now };
        let first = value.clone();
        let wrong = problem.map(|problem| {
            view! {
                <p class="field-error" id=format!("{name}-error")>
                    {lang.problem(problem)}
                </p>
            }
        });
        view! {
            <div class="field">
                <label for=format!("report-{name}")>{label}</label>
                <input
                    id=format!("report-{name}")
                    type="date"
                    name=name
                    value=first
                    prop:value=value
                    required
                    aria-invalid=problem.map(|_| "true")
                    aria-describedby=problem.map(|_| format!("{name}-error"))
                />
                {wrong}
            </div>
        }
    };
    let (from, to) = (field("from", lang.from, view.from), field("to", lang.to, view.to));
    view! {
        <nav class="tabs list-tabs" aria-label=lang.period>
            <ul role="list">{choices}</ul>
        </nav>
        {ignored}
        <form
            class="report-period"
            method="get"
            action=move || path.get()
            aria-label=lang.period
            node_ref=form
            on:submit=on_submit
            data-testid="period"
        >
            {zone}
            {from}
            {to}
            <button type="submit" class="button button-quiet">
                {lang.show_period}
            </button>
        </form>
    }
}
