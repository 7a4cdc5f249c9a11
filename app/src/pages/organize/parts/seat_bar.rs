//! An event's seats by what has become of them, as one bar and in words.

use crate::i18n::{OrganizeTexts, use_texts};
use leptos::prelude::*;
use types::statistics::SeatCounts;

/// The bar's length.
const WIDTH: i64 = 1000;

/// Where each part begins and how long it is: sold, held, offered.
fn parts(seats: SeatCounts) -> [(i64, i64); 3] {
    let capacity = i64::from(seats.capacity.max(1));
    let mut start = 0;
    [seats.confirmed, seats.held, seats.offered].map(|count| {
        let length = (i64::from(count.max(0)) * WIDTH / capacity).min(WIDTH - start);
        // One seat of a thousand is seen too.
        let length = if count > 0 { length.max(4) } else { 0 };
        let part = (start, length);
        start = (start + length).min(WIDTH);
        part
    })
}

#[component]
pub fn SeatBar(
    #[prop(into)] seats: Signal<SeatCounts>,
    /// Only the bar: the words stand beside it already.
    #[prop(optional)]
    bare: bool,
) -> impl IntoView {
    let lang = use_texts::<OrganizeTexts>();
    let rects = ["seats-sold", "seats-held", "seats-offered"]
        .into_iter()
        .enumerate()
        .map(|(index, class)| {
            let part = Memo::new(move |_| parts(seats.get())[index]);
            view! {
                <rect
                    class=class
                    y="0"
                    height="10"
                    x=move || part.get().0.to_string()
                    width=move || part.get().1.to_string()
                ></rect>
            }
        })
        .collect_view();
    let legend = (!bare).then(|| {
        let line = |class: &'static str, name: &'static str, of: fn(SeatCounts) -> i32| {
            view! {
                <li>
                    <svg class="seat-key" viewBox="0 0 10 10" aria-hidden="true">
                        <rect class=class width="10" height="10"></rect>
                    </svg>
                    {name}
                    " "
                    <strong class="tabular">{move || lang.number(of(seats.get()).into())}</strong>
                </li>
            }
        };
        view! {
            <ul class="seat-legend" role="list">
                {line("seats-sold", lang.seats_confirmed, |it| it.confirmed)}
                {line("seats-held", lang.seats_held, |it| it.held)}
                {line("seats-offered", lang.seats_offered, |it| it.offered)}
                {line("seats-free", lang.seats_free, |it| it.available)}
            </ul>
        }
    });
    view! {
        <div class="seat-bar">
            <svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
                <rect class="seats-free" width="1000" height="10"></rect>
                {rects}
            </svg>
            {legend}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_fill_the_bar_and_no_more() {
        let of = |confirmed, held, offered| {
            let available = 100 - confirmed - held - offered;
            parts(SeatCounts { capacity: 100, confirmed, held, offered, available })
        };
        assert_eq!(of(50, 10, 5), [(0, 500), (500, 100), (600, 50)]);
        assert_eq!(of(100, 0, 0), [(0, 1000), (1000, 0), (1000, 0)]);
        assert_eq!(of(0, 0, 0), [(0, 0), (0, 0), (0, 0)]);
    }
}
