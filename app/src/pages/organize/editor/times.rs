//! Start and end by the clock on the wall, the zone, and what that means: where the clocks leap over
//! a time or show it twice it is said and asked, never guessed.

use super::section::Section;
use crate::actions::zones::local_times::{LocalTimes, times_there};
use crate::browser;
use crate::components::{ViewerTime, ZonePicker};
use crate::forms::{FormState, TextField};
use crate::i18n::{EditorTexts, use_texts};
use crate::web::fields;
use chrono::NaiveDateTime;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use types::event_form::EventForm;
use types::zones::LocalTime;

/// After the last change.
const PAUSE: Duration = Duration::from_millis(300);

#[component]
pub(super) fn Times(state: FormState, form: EventForm, times: LocalTimes) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let times = RwSignal::new(times);
    let asked = StoredValue::new(0_u32);
    let look = move || {
        asked.update_value(|asked| *asked += 1);
        let now = asked.get_value();
        let latest = move || asked.try_get_value() == Some(now);
        let ask = move || {
            if !latest() {
                return;
            }
            let [zone, start, end] = ["timezone", "start_date", "end_date"]
                .map(|name| browser::field_value(name).unwrap_or_default());
            spawn_local(async move {
                if let Ok(looked) = times_there(zone, start, end).await
                    && latest()
                {
                    times.try_set(looked);
                }
            });
        };
        set_timeout(ask, PAUSE);
    };
    let start_changed = move |_| {
        // Who has not said when it ends means the same evening.
        let start = browser::field_value("start_date").unwrap_or_default();
        let end = browser::field_value("end_date").unwrap_or_default();
        if end.is_empty()
            && let Some(later) = two_hours_later(&start)
        {
            fields::set("end_date", &later);
        }
    };
    let lasts = move || {
        times.with(|times| match (&times.start, &times.end) {
            (Some(LocalTime::One { at: start, .. }), Some(LocalTime::One { at: end, .. })) => {
                (*end - *start).to_std().ok().map(|length| lang.lasts(length))
            }
            _ => None,
        })
    };
    let (start_fold, end_fold) = (form.start_fold.clone(), form.end_fold.clone());
    view! {
        <Section anchor="when" title=lang.section_when>
            <div class="form-fields" on:input=move |_| look() on:change=move |_| look()>
                <div class="field-row">
                    <div class="time-field" on:change=start_changed>
                        <TextField
                            state
                            name="start_date"
                            kind="datetime-local"
                            label=lang.starts
                            value=form.start_date
                        />
                        {move || {
                            let time = times.with(|times| times.start.clone());
                            said(state, "start", time, start_fold.clone())
                        }}
                    </div>
                    <div class="time-field">
                        <TextField
                            state
                            name="end_date"
                            kind="datetime-local"
                            label=lang.ends
                            value=form.end_date
                        />
                        {move || {
                            let time = times.with(|times| times.end.clone());
                            said(state, "end", time, end_fold.clone())
                        }}
                    </div>
                </div>
                <ZonePicker state name="timezone" value=form.timezone hint=lang.zone_of_event />
            </div>
            <p class="hint" role="status" data-testid="lasts">
                {lasts}
            </p>
        </Section>
    }
}

/// `2026-12-01T19:30`: the same evening at half past nine; none near midnight.
fn two_hours_later(start: &str) -> Option<String> {
    let (day, time) = start.split_once('T')?;
    let (hour, minute) = time.split_once(':')?;
    let hour: u32 = hour.parse().ok()?;
    (hour < 22).then(|| format!("{day}T{:02}:{minute}", hour + 2))
}

/// What the time is in its zone.
fn said(
    state: FormState,
    which: &'static str,
    time: Option<LocalTime>,
    fold: String,
) -> Option<AnyView> {
    let lang = use_texts::<EditorTexts>();
    Some(match time? {
        LocalTime::One { at, wall } => {
            view! { <p class="hint">{lang.moment(&wall)} " " <ViewerTime time=at /></p> }.into_any()
        }
        LocalTime::Skipped { before, after } => {
            let button = move |time: NaiveDateTime| {
                let value = format!("{}T{}", time.date(), lang.time(time));
                view! {
                    <button
                        type="button"
                        class="button button-quiet button-small"
                        on:click=move |_| fields::set(id_of(which), &value)
                    >
                        {lang.take_time(time)}
                    </button>
                }
            };
            view! {
                <div class="clock-change" role="status">
                    <p>{lang.clock_skips(before, after)}</p>
                    <p class="actions">{button(before)} {button(after)}</p>
                </div>
            }
            .into_any()
        }
        LocalTime::Twice { first, second } => {
            let name = state.posted(&format!("{which}_fold"));
            let one = move |value: &'static str, text: String| {
                let checked = fold == value;
                let id = format!("{which}_fold_{value}");
                let of = id.clone();
                let name = name.clone();
                view! {
                    <label class="choice" for=of>
                        <input id=id type="radio" name=name value=value checked=checked />
                        <span>{text}</span>
                    </label>
                }
            };
            view! {
                <fieldset class="choices clock-change">
                    <legend>{lang.clock_doubles}</legend>
                    {one("first", lang.first_of_two(&first.wall))}
                    {one("second", lang.second_of_two(&second.wall))}
                </fieldset>
            }
            .into_any()
        }
    })
}

fn id_of(which: &str) -> &'static str {
    if which == "start" { "start_date" } else { "end_date" }
}

#[cfg(test)]
mod tests {
    use super::two_hours_later;

    #[test]
    fn an_evening_lasts_two_hours_unless_it_is_late() {
        assert_eq!(two_hours_later("2026-12-01T19:30").as_deref(), Some("2026-12-01T21:30"));
        for bad in ["2026-12-01T22:30", "", "soon", "2026-12-01Tx:00"] {
            assert_eq!(two_hours_later(bad), None, "{bad}");
        }
    }
}
