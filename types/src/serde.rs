//! How single fields are read and written: what null, leaving out and money mean on the wire.

use serde::{Deserialize, Deserializer};

/// A field of a partial change that may be null: tells null from left out.
///
/// # Errors
/// What the inner value's own parsing finds.
pub fn double_option<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(deserializer).map(Some)
}

/// A field that may be left out; null counts as that.
///
/// # Errors
/// What the value's own parsing finds.
pub fn or_default<'de, T: Deserialize<'de> + Default, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    Option::<T>::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// A field of a partial change that may be left out but not null: null is nothing that it could be
/// changed to.
///
/// # Errors
/// Null, and what the value's own parsing finds.
pub fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// Money on the wire: a string of two places; integers are taken, fractions as numbers are not.
pub mod money_string {
    use rust_decimal::Decimal;
    use serde::de::{Error, Unexpected, Visitor};
    use serde::{Deserializer, Serializer};

    /// # Errors
    /// None of its own.
    pub fn serialize<S: Serializer>(amount: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&crate::money::decimal_string(*amount))
    }

    /// # Errors
    /// Anything but a decimal string or an integer.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        struct Amount;
        impl Visitor<'_> for Amount {
            type Value = Decimal;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an amount as a decimal string, such as \"25.00\"")
            }
            fn visit_str<E: Error>(self, v: &str) -> Result<Decimal, E> {
                let plain = v.strip_prefix('-').unwrap_or(v);
                let (whole, part) = plain.split_once('.').unwrap_or((plain, "0"));
                let digits = |text: &str, most: usize| {
                    (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
                };
                match Decimal::from_str_exact(v) {
                    Ok(amount) if digits(whole, 20) && digits(part, 2) => Ok(amount),
                    _ => Err(E::invalid_value(Unexpected::Str(v), &self)),
                }
            }
            fn visit_u64<E: Error>(self, v: u64) -> Result<Decimal, E> {
                Ok(v.into())
            }
            fn visit_i64<E: Error>(self, v: i64) -> Result<Decimal, E> {
                Ok(v.into())
            }
        }
        deserializer.deserialize_any(Amount)
    }

    /// The same for a field of a partial change that may be left out but not null.
    ///
    /// # Errors
    /// Anything but a decimal string or an integer.
    pub fn present<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Decimal>, D::Error> {
        deserialize(d).map(Some)
    }
}
