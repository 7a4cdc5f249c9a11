//! What a visitor's browser fetches before a page is alive, and how much that may be.

use anyhow::bail;

use crate::site::{self, Module};

/// The module that every page needs, brotli, in bytes.
pub(crate) const FIRST_VISIT: u64 = 269_000;

/// All that a page of one area needs beside it, brotli, in bytes.
const AREA: u64 = 250_000;

/// One way into the app.
#[derive(Debug)]
struct Weight {
    /// As its split point is called.
    area: String,
    modules: usize,
    brotli: u64,
    bound: u64,
}

impl Weight {
    fn line(&self) -> String {
        let Self { area, modules, brotli, bound } = self;
        let over = if brotli > bound { "  TOO HEAVY" } else { "" };
        format!("{brotli:>9} of {bound} brotli  {area}, modules: {modules}{over}")
    }
}

/// A line a module, then a line a way into the app.
pub(crate) fn print() -> anyhow::Result<()> {
    for module in site::modules()? {
        println!("{module}");
    }
    for weight in weights()? {
        println!("{}", weight.line());
    }
    Ok(())
}

/// No way into the app is heavier than it may be, and none has what a browser has itself.
pub(crate) fn check() -> anyhow::Result<()> {
    refuse(&weights()?)?;
    site::diet::check()
}

fn refuse(weights: &[Weight]) -> anyhow::Result<()> {
    let heavy: Vec<_> =
        weights.iter().filter(|it| it.brotli > it.bound).map(Weight::line).collect();
    if heavy.is_empty() {
        return Ok(());
    }
    bail!(
        "{}\nSee docs/DEVELOPMENT.md, \"The app in the browser\"; the bounds are in xtask/src/weight.rs.",
        heavy.join("\n")
    )
}

/// The first visit, then what each area adds to it.
fn weights() -> anyhow::Result<Vec<Weight>> {
    let first = site::modules()?.into_iter().next();
    let first = first.map(|module| Weight {
        area: "first visit".to_owned(),
        modules: 1,
        brotli: module.brotli,
        bound: FIRST_VISIT,
    });
    let areas = site::areas()?.into_iter().map(|(area, modules)| Weight {
        modules: modules.len(),
        brotli: modules.iter().map(|module: &Module| module.brotli).sum(),
        bound: AREA,
        area,
    });
    Ok(first.into_iter().chain(areas).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight(area: &str, brotli: u64) -> Weight {
        Weight { area: area.to_owned(), modules: 2, brotli, bound: AREA }
    }

    #[test]
    fn what_is_heavier_than_its_bound_is_refused_by_name() {
        refuse(&[weight("light", 1), weight("just", AREA)]).unwrap();
        let refusal = refuse(&[weight("light", 1), weight("heavy", AREA + 1)]).unwrap_err();
        let refusal = refusal.to_string();
        assert!(refusal.contains("heavy"), "{refusal}");
        assert!(!refusal.contains("light"), "{refusal}");
    }
}
