//! Enums with a text for each value: one list makes the enum, its texts and what reads them.

/// Declares an enum from the list of its values and their texts: `as_str`, `parse`, `ALL`,
/// `Display`, serde, and with the feature `sqlx` a text column. A text that is none of them is an
/// error wherever it is read.
///
/// A text in brackets is what the column has, where that is another than what the API shows.
///
/// ```
/// types::text_enum! {
///     pub enum Answer {
///         Yes = "yes",
///         No = "no",
///     }
/// }
/// assert_eq!(Answer::parse("yes"), Some(Answer::Yes));
/// assert_eq!(Answer::ALL.map(Answer::as_str), ["yes", "no"]);
/// ```
#[macro_export]
macro_rules! text_enum {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident {
            $($(#[$doc:meta])* $variant:ident = $text:tt $(($column:tt))?),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, ::serde::Serialize, ::serde::Deserialize,
        )]
        $vis enum $name {
            $($(#[$doc])* #[serde(rename = $text)] $variant,)+
        }

        #[allow(dead_code, reason = "not every enum needs all of it")]
        impl $name {
            $vis const ALL: [Self; [$($text),+].len()] = [$(Self::$variant),+];

            $vis const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            $vis fn parse(text: &str) -> Option<Self> {
                match text {
                    $($text => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        $crate::text_column! {
            $name,
            |value| match value {
                $($name::$variant => $crate::column_text!($text $($column)?),)+
            },
            |text| match text {
                $($crate::column_text!($text $($column)?) => Some($name::$variant),)+
                _ => None,
            }
        }
    };
}

/// What stands in the column: the text, or the one in brackets.
#[doc(hidden)]
#[macro_export]
macro_rules! column_text {
    ($text:tt) => {
        $text
    };
    ($text:tt $column:tt) => {
        $column
    };
}

#[cfg(not(feature = "sqlx"))]
#[doc(hidden)]
#[macro_export]
macro_rules! text_column {
    ($($column:tt)*) => {};
}

/// Makes a type that is written as a text one that stands in a column: how it is written, and how
/// it is read. A domain over text needs nothing of its own: PostgreSQL reports it as the type that
/// it is made of.
#[cfg(feature = "sqlx")]
#[doc(hidden)]
#[macro_export]
macro_rules! text_column {
    ($name:ident, $write:expr, $read:expr) => {
        impl ::sqlx::Type<::sqlx::Postgres> for $name {
            fn type_info() -> ::sqlx::postgres::PgTypeInfo {
                <str as ::sqlx::Type<::sqlx::Postgres>>::type_info()
            }

            fn compatible(ty: &::sqlx::postgres::PgTypeInfo) -> bool {
                <str as ::sqlx::Type<::sqlx::Postgres>>::compatible(ty)
            }
        }

        impl ::sqlx::postgres::PgHasArrayType for $name {
            fn array_type_info() -> ::sqlx::postgres::PgTypeInfo {
                <&str as ::sqlx::postgres::PgHasArrayType>::array_type_info()
            }

            fn array_compatible(ty: &::sqlx::postgres::PgTypeInfo) -> bool {
                <&str as ::sqlx::postgres::PgHasArrayType>::array_compatible(ty)
            }
        }

        impl ::sqlx::Encode<'_, ::sqlx::Postgres> for $name {
            fn encode_by_ref(
                &self,
                buffer: &mut ::sqlx::postgres::PgArgumentBuffer,
            ) -> Result<::sqlx::encode::IsNull, ::sqlx::error::BoxDynError> {
                let write: fn(&$name) -> &str = $write;
                <&str as ::sqlx::Encode<'_, ::sqlx::Postgres>>::encode(write(self), buffer)
            }
        }

        impl ::sqlx::Decode<'_, ::sqlx::Postgres> for $name {
            fn decode(
                value: ::sqlx::postgres::PgValueRef<'_>,
            ) -> Result<Self, ::sqlx::error::BoxDynError> {
                let read: fn(&str) -> Option<$name> = $read;
                let text = value.as_str()?;
                read(text).ok_or_else(|| format!("{text:?} is no {}", stringify!($name)).into())
            }
        }
    };
}
