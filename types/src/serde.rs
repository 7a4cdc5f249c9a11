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

/// A moment as chrono writes it. Chrono's own reader takes every notation there is, which a first visit
/// would have to fetch.
pub mod instant {
    use super::clock::read;
    use chrono::{DateTime, NaiveDateTime, Utc};
    use serde::{Deserializer, Serialize, Serializer};

    /// # Errors
    /// None of its own.
    pub fn serialize<S: Serializer>(time: &DateTime<Utc>, s: S) -> Result<S::Ok, S::Error> {
        time.serialize(s)
    }

    /// # Errors
    /// Anything but a date and a time in UTC, such as `2030-06-01T18:00:00Z`.
    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<DateTime<Utc>, D::Error> {
        read(d, "Z").map(|time: NaiveDateTime| time.and_utc())
    }

    /// The same for one that there may be.
    pub mod maybe {
        use chrono::{DateTime, Utc};
        use serde::{Deserialize, Deserializer, Serialize, Serializer};

        #[derive(Deserialize)]
        struct Instant(#[serde(with = "super")] DateTime<Utc>);

        /// # Errors
        /// None of its own.
        #[allow(clippy::ref_option, reason = "serde gives the field")]
        pub fn serialize<S: Serializer>(
            time: &Option<DateTime<Utc>>,
            s: S,
        ) -> Result<S::Ok, S::Error> {
            time.serialize(s)
        }

        /// # Errors
        /// Anything but null or a date and a time in UTC.
        pub fn deserialize<'de, D: Deserializer<'de>>(
            d: D,
        ) -> Result<Option<DateTime<Utc>>, D::Error> {
            Option::<Instant>::deserialize(d).map(|time| time.map(|Instant(time)| time))
        }
    }
}

/// The same for what a clock shows.
pub mod clock {
    use chrono::{NaiveDate, NaiveDateTime};
    use serde::de::{Error, Visitor};
    use serde::{Deserializer, Serialize, Serializer};

    /// # Errors
    /// None of its own.
    pub fn serialize<S: Serializer>(time: &NaiveDateTime, s: S) -> Result<S::Ok, S::Error> {
        time.serialize(s)
    }

    /// # Errors
    /// Anything but a date and a time, such as `2030-06-01T18:00:00`.
    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<NaiveDateTime, D::Error> {
        read(d, "")
    }

    pub(super) fn read<'de, D: Deserializer<'de>>(
        deserializer: D,
        end: &'static str,
    ) -> Result<NaiveDateTime, D::Error> {
        struct Moment(&'static str);
        impl Visitor<'_> for Moment {
            type Value = NaiveDateTime;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a date and a time")
            }
            fn visit_str<E: Error>(self, v: &str) -> Result<NaiveDateTime, E> {
                let time = v.strip_suffix(self.0).and_then(parse);
                time.ok_or_else(|| E::custom("no date and time"))
            }
        }
        deserializer.deserialize_str(Moment(end))
    }

    /// `2030-06-01T18:00:00.25`
    fn parse(text: &str) -> Option<NaiveDateTime> {
        let (date, time) = text.split_once('T')?;
        let (time, part) = time.split_once('.').unwrap_or((time, "0"));
        let [year, month, day] = numbers(date, '-')?;
        let [hour, minute, second] = numbers(time, ':')?;
        let nanos = number(part)? * 10_u32.checked_pow(9_u32.checked_sub(digits(part))?)?;
        let date = NaiveDate::from_ymd_opt(year.try_into().ok()?, month, day)?;
        date.and_hms_nano_opt(hour, minute, second, nanos)
    }

    fn numbers(text: &str, between: char) -> Option<[u32; 3]> {
        let mut parts = text.split(between);
        let three = [number(parts.next()?)?, number(parts.next()?)?, number(parts.next()?)?];
        parts.next().is_none().then_some(three)
    }

    fn number(text: &str) -> Option<u32> {
        text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
    }

    fn digits(text: &str) -> u32 {
        u32::try_from(text.len()).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::{clock, instant};
    use chrono::{DateTime, NaiveDateTime, Utc};
    use proptest::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Moments {
        #[serde(with = "instant")]
        instant: DateTime<Utc>,
        #[serde(with = "clock")]
        clock: NaiveDateTime,
        #[serde(with = "instant::maybe")]
        maybe: Option<DateTime<Utc>>,
    }

    proptest! {
        #[test]
        fn what_chrono_writes_is_read_as_it_was(
            // The years 0 to 9999.
            seconds in -62_167_219_200_i64..253_402_300_800,
            nanos in prop_oneof![
                Just(0), 0_u32..1_000_000_000,
                (0_u32..1_000_000).prop_map(|micros| micros * 1_000),
            ],
        ) {
            let instant = DateTime::from_timestamp(seconds, nanos).unwrap();
            let moments = Moments { instant, clock: instant.naive_utc(), maybe: Some(instant) };
            let json = serde_json::to_string(&moments).unwrap();
            prop_assert_eq!(serde_json::from_str::<Moments>(&json).unwrap(), moments);
        }
    }

    #[test]
    fn nothing_else_is_a_moment() {
        for text in [
            "",
            "Z",
            "2030-06-01",
            "2030-06-01T18:00Z",
            "2030-06-01T18:00:00",
            "2030-13-01T18:00:00Z",
            "2030-06-01T24:00:00Z",
            "2030-06-01T18:00:00.1234567890Z",
            "+030-06-01T18:00:00Z",
            "2030-06-01T18:00:00+01:00",
            "2030-06-01-01T18:00:00Z",
            "2030-06-01T18:00:-1Z",
        ] {
            let json =
                format!(r#"{{"instant":"{text}","clock":"2030-06-01T18:00:00","maybe":null}}"#);
            assert!(serde_json::from_str::<Moments>(&json).is_err(), "{text}");
        }
    }
}
