//! Cover art for events without a picture: drawn from the event's id, always the same.

use leptos::prelude::*;
use std::fmt::Write;
use types::ids::EventId;
use types::uploads::{PICTURE_WIDTHS, picture_sized};

/// Deep to bright; each pair is one gradient.
const PALETTES: [(&str, &str, &str); 10] = [
    ("#0b3d3a", "#12806a", "#f2c14e"),
    ("#1b2a4e", "#3d63b8", "#ffb4a2"),
    ("#4a1942", "#a4286a", "#ffc971"),
    ("#7a2e0e", "#e0662b", "#ffe3b0"),
    ("#10374f", "#1f8a9e", "#d6f5c9"),
    ("#2d1e58", "#6a4fc4", "#8fe3d0"),
    ("#5b1220", "#c53a45", "#ffd8c2"),
    ("#1f3b1a", "#5c9138", "#fff0a8"),
    ("#0d2b3e", "#2b6f8f", "#ff9f7a"),
    ("#12324a", "#3a9c96", "#ffd27a"),
];

/// The gradients that every cover refers to: once a page.
#[component]
pub fn CoverGradients() -> impl IntoView {
    view! {
        <svg
            class="cover-defs"
            width="0"
            height="0"
            aria-hidden="true"
            inner_html=gradients()
        ></svg>
    }
}

/// The cover art by itself, for a picture that is drawn on the server.
pub fn drawing(id: EventId) -> String {
    format!("<defs>{}</defs>{}", gradients(), art(id))
}

fn gradients() -> String {
    let mut defs = String::new();
    for (index, (from, to, _)) in PALETTES.iter().enumerate() {
        let _ = write!(
            defs,
            "<linearGradient id=\"cover-{index}\" x1=\"0\" y1=\"0\" x2=\"1\" y2=\"1\">\
             <stop offset=\"0\" stop-color=\"{from}\"/><stop offset=\"1\" stop-color=\"{to}\"/>\
             </linearGradient>"
        );
    }
    defs
}

/// An event's picture, or art made for it. Decorative: the title stands beside it. A picture that is
/// kept elsewhere is fetched from there, without word of the page that it is on.
#[component]
pub fn Cover(id: EventId, image: Option<String>, #[prop(optional)] eager: bool) -> impl IntoView {
    let loading = if eager { "eager" } else { "lazy" };
    // One that was uploaded here is there in several widths.
    let widths = image.as_deref().and_then(|image| {
        let sized = |width| Some(format!("{} {width}w", picture_sized(image, width)?));
        let all: Option<Vec<String>> = PICTURE_WIDTHS.into_iter().map(sized).collect();
        all.map(|all| all.join(", "))
    });
    let sizes =
        if eager { "(min-width: 60rem) 60rem, 100vw" } else { "(min-width: 48rem) 24rem, 100vw" };
    let sizes = widths.is_some().then_some(sizes);
    match image {
        Some(src) => view! {
            <img
                class="cover"
                src=src
                srcset=widths
                sizes=sizes
                alt=""
                loading=loading
                decoding="async"
                referrerpolicy="no-referrer"
                width="640"
                height="360"
            />
        }
        .into_any(),
        None => view! {
            <svg
                class="cover"
                viewBox="0 0 640 360"
                preserveAspectRatio="xMidYMid slice"
                aria-hidden="true"
                inner_html=art(id)
            ></svg>
        }
        .into_any(),
    }
}

/// A small generator with the same numbers on every machine (`SplitMix64`).
struct Numbers(u64);

impl Numbers {
    fn of(id: EventId) -> Self {
        let (high, low) = id.0.as_u64_pair();
        Self(high.rotate_left(32) ^ low)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from `low` up to and without `high`.
    fn within(&mut self, low: u64, high: u64) -> u64 {
        low + self.next() % (high - low)
    }
}

/// The inside of the cover's SVG.
fn art(id: EventId) -> String {
    let mut numbers = Numbers::of(id);
    let palette = usize::try_from(numbers.within(0, PALETTES.len() as u64)).unwrap_or_default();
    let (deep, bright, glow) = PALETTES[palette];
    let mut out = format!("<rect width=\"640\" height=\"360\" fill=\"url(#cover-{palette})\"/>");
    match numbers.within(0, 5) {
        0 => rings(&mut out, &mut numbers, glow),
        1 => hills(&mut out, &mut numbers, deep, glow),
        2 => discs(&mut out, &mut numbers, bright, glow),
        3 => bars(&mut out, &mut numbers, glow),
        _ => petals(&mut out, &mut numbers, deep, glow),
    }
    out
}

/// Circles within circles, from a point off the centre.
fn rings(out: &mut String, numbers: &mut Numbers, glow: &str) {
    let (x, y) = (numbers.within(380, 600), numbers.within(40, 320));
    let step = numbers.within(34, 52);
    for ring in 1..=7 {
        let (radius, width) = (ring * step, 2 + ring * 2);
        let _ = write!(
            out,
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"none\" stroke=\"#fff\" \
             stroke-opacity=\"0.{:02}\" stroke-width=\"{width}\"/>",
            30 - ring * 3
        );
    }
    let _ = write!(out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{}\" fill=\"{glow}\"/>", step * 2 / 3);
}

/// A sun behind layers of hills.
fn hills(out: &mut String, numbers: &mut Numbers, deep: &str, glow: &str) {
    let (x, y) = (numbers.within(90, 550), numbers.within(80, 150));
    let radius = numbers.within(44, 78);
    let _ = write!(out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{glow}\"/>");
    for (layer, opacity) in [35, 55, 80].into_iter().enumerate() {
        let base = 190 + 50 * layer as u64;
        let (a, b) = (numbers.within(0, 90), numbers.within(0, 90));
        let _ = write!(
            out,
            "<path d=\"M0 {base}C160 {} 240 {} 360 {base}S560 {} 640 {}V360H0z\" fill=\"{deep}\" \
             fill-opacity=\"0.{opacity}\"/>",
            base - a,
            base + b / 2,
            base - b,
            base + a / 3
        );
    }
}

/// Large discs that overlap.
fn discs(out: &mut String, numbers: &mut Numbers, bright: &str, glow: &str) {
    for (fill, opacity) in [("#fff", 14), (glow, 85), (bright, 60), ("#fff", 22)] {
        let (x, y) = (numbers.within(60, 600), numbers.within(20, 340));
        let radius = numbers.within(50, 170);
        let _ = write!(
            out,
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{fill}\" fill-opacity=\"0.{opacity}\"/>"
        );
    }
}

/// Rounded bars of different height, like a city or a chord.
fn bars(out: &mut String, numbers: &mut Numbers, glow: &str) {
    let accent = numbers.within(2, 9);
    for bar in 0..11 {
        let height = numbers.within(60, 300);
        let (x, y) = (14 + bar * 57, 360 - height);
        let (fill, opacity) = if bar == accent { (glow, 95) } else { ("#fff", 12 + bar * 2) };
        let _ = write!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"42\" height=\"{}\" rx=\"21\" fill=\"{fill}\" \
             fill-opacity=\"0.{opacity}\"/>",
            height + 40
        );
    }
}

/// Quarter circles on a grid.
fn petals(out: &mut String, numbers: &mut Numbers, deep: &str, glow: &str) {
    for row in 0..3_u64 {
        for column in 0..6_u64 {
            let (x, y) = (column * 120 - column.min(1) * 10, row * 120);
            let (fill, opacity) = match numbers.within(0, 6) {
                0 => (glow, 95),
                1 => (deep, 55),
                2 | 3 => ("#fff", 16),
                _ => continue,
            };
            let path = match numbers.within(0, 4) {
                0 => format!("M{x} {y}h120a120 120 0 0 1 -120 120z"),
                1 => format!("M{} {y}v120a120 120 0 0 1 -120 -120z", x + 120),
                2 => format!("M{} {}h-120a120 120 0 0 1 120 -120z", x + 120, y + 120),
                _ => format!("M{x} {}v-120a120 120 0 0 1 120 120z", y + 120),
            };
            let _ =
                write!(out, "<path d=\"{path}\" fill=\"{fill}\" fill-opacity=\"0.{opacity}\"/>");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> EventId {
        text.parse().unwrap()
    }

    #[test]
    fn an_event_always_gets_the_same_cover() {
        let event = id("019ab2c4-0000-7abc-8def-0123456789ab");
        assert_eq!(art(event), art(event));
        assert!(art(event).starts_with("<rect width=\"640\""));
    }

    #[test]
    fn different_events_look_different() {
        let covers: std::collections::BTreeSet<_> =
            (0..200_u32).map(|n| art(id(&format!("019ab2c4-0000-7abc-8def-{n:012x}")))).collect();
        assert!(covers.len() > 190, "{} covers for 200 events", covers.len());
    }
}
