//! What is too heavy for what it does in a browser, which has the same.

use std::fs;

use anyhow::{Context, ensure};

use super::{front, settings::Settings};

/// Parts of names of functions, with what is called instead.
const TOO_HEAVY: [(&str, &str); 6] = [
    ("alloc3stre12to_lowercase", "`types::text::lower`"),
    ("alloc3stre12to_uppercase", "`types::text::upper`"),
    ("11conversions8to_lower", "`types::text::lower`"),
    ("11conversions8to_upper", "`types::text::upper`"),
    ("float_to_decimal_common", "whole numbers, such as thousandths"),
    ("3num7dec2flt", "whole numbers, or what the browser reads (`app/src/json/`)"),
];

/// None of them is in the module that cargo made, which has all names.
pub(crate) fn check() -> anyhow::Result<()> {
    let compiled = front::compiled(&Settings::read()?)?;
    let module =
        fs::read(&compiled).with_context(|| format!("cannot read {}", compiled.display()))?;
    refuse(&module)
}

fn refuse(module: &[u8]) -> anyhow::Result<()> {
    for (name, instead) in TOO_HEAVY {
        let found = module.windows(name.len()).any(|bytes| bytes == name.as_bytes());
        ensure!(
            !found,
            "the front end calls {name}, which brings several kB along; call {instead} (decision 096)"
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heavy_function_is_refused_by_its_name() {
        refuse(b"_RNvNtCs_4core3fmt").unwrap();
        let refusal = refuse(b"_RNvNtCs_5alloc3stre12to_lowercase").unwrap_err().to_string();
        assert!(refusal.contains("types::text::lower"), "{refusal}");
    }
}
