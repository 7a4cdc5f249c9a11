//! Many sessions at once: lines are pasted, looked at, and then added.

use crate::actions::sessions::add_pasted::{self, AddPasted};
use crate::actions::sessions::keep_paste::{self, KeepPaste};
use crate::actions::sessions::pasted::{PasteView, PastedLine, load_pasted};
use crate::components::{LoadProblem, PageSkeleton, Words, toast};
use crate::forms::{
    ActionForm, FieldError, FieldErrors, FlashMessage, FormAction, FormState, SubmitButton,
    TextArea, form_state, submit_once,
};
use crate::i18n::{AgendaTexts, use_texts};
use crate::load::load;
use crate::pages::organize::frame::{EventFrame, EventTab, use_event_slug};
use crate::paths;
use crate::web::fields;
use leptos::prelude::*;
use types::agenda::AgendaSession;

/// The two forms of the page.
#[derive(Clone, Copy)]
struct Forms {
    keep: FormAction<KeepPaste>,
    keeping: FormState,
    add: FormAction<AddPasted>,
    adding: FormState,
}

#[component]
pub fn PastePage() -> impl IntoView {
    let lang = use_texts::<AgendaTexts>();
    let slug = use_event_slug();
    let data = load(move || slug.get(), load_pasted);
    let (keep, add) = (FormAction::<KeepPaste>::new(), FormAction::<AddPasted>::new());
    let forms = Forms {
        keep,
        keeping: form_state(keep, keep_paste::ENDPOINT).again(),
        add,
        adding: form_state(add, add_pasted::ENDPOINT),
    };
    Effect::new(move |_| {
        if let Some(Ok(())) = keep.value().get() {
            data.refetch();
        }
    });
    Effect::new(move |_| {
        if let Some(Ok(())) = add.value().get() {
            toast(FlashMessage::Saved);
        }
    });
    view! {
        <EventFrame slug tab=EventTab::Agenda leaf=lang.paste_title.to_owned()>
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(view) => view! { <Paste view forms /> }.into_any(),
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </EventFrame>
    }
}

#[component]
fn Paste(view: PasteView, forms: Forms) -> impl IntoView {
    let lang = use_texts::<AgendaTexts>();
    let state = forms.keeping;
    let slug = view.agenda.slug.clone();
    let back = paths::organize_agenda(&slug);
    // Who has sent the lines reads on where it is said what becomes of them.
    if forms.keep.value().with_untracked(|value| matches!(value, Some(Ok(())))) {
        fields::focus("preview");
    }
    let text = view.text.clone();
    let preview = (!view.lines.is_empty()).then(|| view! { <Preview view forms /> });
    view! {
        <section class="desk-card desk-step" aria-labelledby="form-title">
            <div class="desk-step-head">
                <h2 id="form-title">{lang.paste_title}</h2>
                <a href=back>{lang.back_to_agenda}</a>
            </div>
            <ActionForm
                action=forms.keep
                attr:class="desk-form"
                attr:novalidate=true
                before=submit_once(state)
            >
                <FieldErrors state />
                <input type="hidden" name="slug" value=slug />
                <TextArea
                    state
                    name="lines"
                    label=lang.paste_lines
                    hint=lang.paste_hint
                    rows="10"
                    required=true
                    text
                />
                <figure class="desk-sample">
                    <pre>
                        <code>{lang.paste_sample}</code>
                    </pre>
                </figure>
                <SubmitButton
                    pending=state.pending
                    label=lang.paste_check
                    class="button button-quiet"
                    testid="check-lines"
                />
            </ActionForm>
        </section>
        {preview}
    }
}

#[component]
fn Preview(view: PasteView, forms: Forms) -> impl IntoView {
    let lang = use_texts::<AgendaTexts>();
    let PasteView { agenda, lines, key, .. } = view;
    // A line may clash with one before it.
    let mut known = agenda.sessions;
    known.extend(lines.iter().map(|line| line.session.clone()));
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let (all, good) = (lines.len(), lines.iter().filter(|line| line.is_good).count());
    let rows = lines
        .into_iter()
        .map(|line| {
            let place = lang.hours(&line.session.place, &agenda.clock);
            let day = lang.date_short(agenda.clock.at(line.session.place.start).date());
            let text = problems(lang, &line, &known, &agenda.clock);
            let class = if line.is_good { "badge badge-ok" } else { "field-error" };
            view! {
                <tr data-line=line.number>
                    <th scope="row" class="is-number">
                        {lang.number(line.number.into())}
                    </th>
                    <td>
                        <Words text=line.session.title />
                        <span class="muted">
                            {format!(" · {day}, {place} · ")}
                            <Words text=line.session.place.room />
                        </span>
                    </td>
                    <td>
                        <span class=class>{text}</span>
                    </td>
                </tr>
            }
        })
        .collect_view();
    let state = forms.adding;
    let (which, label) = if good == all {
        ("all", lang.add_all.to_owned())
    } else {
        ("good", lang.add_good(count(good)))
    };
    view! {
        <section class="desk-card" data-testid="preview">
            <h2 id="preview" tabindex="-1">
                {lang.preview_title}
            </h2>
            <p>{lang.good_lines(count(good), count(all))}</p>
            <div class="desk-scroll" tabindex="0" role="region" aria-label=lang.preview_title>
                <table class="sample">
                    <thead>
                        <tr>
                            <th scope="col" class="is-number">
                                {lang.line}
                            </th>
                            <th scope="col">{lang.what_stands}</th>
                            <th scope="col">{lang.problem}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {(good > 0)
                .then(|| {
                    view! {
                        <ActionForm
                            action=forms.add
                            attr:class="desk-form"
                            before=submit_once(state)
                        >
                            <FieldErrors state />
                            <FieldError state name="sessions" />
                            <input type="hidden" name="slug" value=agenda.slug />
                            <input type="hidden" name="key" value=key />
                            <input type="hidden" name="which" value=which />
                            <SubmitButton pending=state.pending label testid="add-lines" />
                        </ActionForm>
                    }
                })}
        </section>
    }
}

/// What is wrong with a line, in words.
fn problems(
    lang: &AgendaTexts,
    line: &PastedLine,
    known: &[AgendaSession],
    clock: &types::agenda::WallClock,
) -> String {
    let wrong = line.problems.iter().map(|problem| {
        format!("{}: {}", lang.line_field(&problem.field), lang.field_error(problem))
    });
    let clashes = line.clashes.iter().map(|clash| lang.clash(clash, known, clock));
    let all: Vec<String> = wrong.chain(clashes).collect();
    if all.is_empty() { lang.line_good.to_owned() } else { all.join(" ") }
}
