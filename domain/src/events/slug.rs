//! An event's name in its address.

mod spelling;

use super::store::{self, EventRow};
use crate::Error;
use crate::db::violated;
use spelling::spelt;
use sqlx::postgres::PgConnection;
use types::events::EventStatus;
use types::text::{is_of_a_word, needle, nfc};
use types::{ErrorCode, Failure, FieldProblem};

const LENGTH_MAX: usize = 80;
const CATEGORY_LENGTH_MAX: usize = 40;
/// Words that addresses beside `/events/{slug}` use.
const RESERVED: [&str; 8] = ["new", "edit", "create", "calendar", "mine", "search", "draft", "all"];

/// What a title in a script that we cannot spell is called.
pub(super) const NAMELESS: &str = "event";

/// Small Latin letters, digits and hyphens, made from a title in any alphabet we can spell.
pub fn slugify(title: &str) -> String {
    let slug = spell(title, LENGTH_MAX);
    // What looks like an id would be looked up as one.
    if slug.is_empty() || RESERVED.contains(&slug.as_str()) || slug.parse::<uuid::Uuid>().is_ok() {
        format!("{NAMELESS}-{slug}").trim_matches('-').to_owned()
    } else {
        slug
    }
}

/// A category's, with room for a number behind it.
pub(super) fn of_category(name: &str) -> String {
    let slug = spell(name, CATEGORY_LENGTH_MAX);
    let plain = !slug.is_empty() && slug.parse::<uuid::Uuid>().is_err();
    if plain { slug } else { "category".to_owned() }
}

/// Old addresses that one event may have: renaming is no way to take addresses from others.
const OLD_MAX: i64 = 50;

/// An address that an organizer chose.
///
/// # Errors
/// One that leads elsewhere on the site, or looks like an id.
pub(super) fn check_choice(slug: &str) -> Result<(), Failure> {
    let reserved = RESERVED.contains(&slug) || slug.parse::<uuid::Uuid>().is_ok();
    if reserved { Err(Failure::field("slug", FieldProblem::NotAllowed)) } else { Ok(()) }
}

pub(super) fn taken() -> Error {
    let failure = Failure::field("slug", FieldProblem::Taken);
    Failure { code: ErrorCode::SlugTaken, ..failure }.into()
}

/// Gives a locked event the address that was chosen, or a draft without one that of its new title.
/// What was public before keeps leading to it.
pub(super) async fn change(
    tx: &mut PgConnection,
    row: &EventRow,
    chosen: Option<String>,
    title: &str,
) -> Result<(), Error> {
    let draft = row.status == EventStatus::Draft;
    let slug = match chosen {
        Some(slug) if slug == row.slug => return Ok(()),
        Some(slug) => {
            check_choice(&slug)?;
            slug
        }
        None if draft && title != row.title && is_of_title(&row.slug, &row.title) => {
            free(tx, row, &slugify(title)).await?
        }
        None => return Ok(()),
    };
    if store::old_slugs(tx, row.id, OLD_MAX).await?.len() >= usize::try_from(OLD_MAX).unwrap_or(50)
    {
        return Err(Failure::field("slug", FieldProblem::NotAllowed).into());
    }
    store::rename(tx, row, &slug, !draft).await.map_err(|error| match violated(&error) {
        Some("events_slug_key" | "event_slugs_pkey") => taken(),
        _ => error.into(),
    })
}

/// Whether the server made the slug of this title.
pub(super) fn is_of_title(slug: &str, title: &str) -> bool {
    let base = slugify(title);
    let tail = |tail: &str| {
        let number = tail.len() == 1 && tail.bytes().all(|b| b.is_ascii_digit());
        number || (tail.len() == 12 && tail.bytes().all(|b| b.is_ascii_hexdigit()))
    };
    slug.strip_prefix(&base)
        .is_some_and(|rest| rest.is_empty() || rest.strip_prefix('-').is_some_and(tail))
}

/// The base, numbered where it is taken, or with a part of the event's id.
async fn free(tx: &mut PgConnection, row: &EventRow, base: &str) -> Result<String, sqlx::Error> {
    for number in 1..=5 {
        let slug = if number == 1 { base.to_owned() } else { format!("{base}-{number}") };
        if slug == row.slug || base != NAMELESS && !store::slug_is_taken(tx, row.id, &slug).await? {
            return Ok(slug);
        }
    }
    Ok(format!("{base}-{}", &row.id.0.simple().to_string()[20..]))
}

/// At most so many letters; nothing where there is none we can spell.
fn spell(title: &str, max: usize) -> String {
    let mut slug = String::with_capacity(title.len());
    for c in nfc(&needle(title).to_lowercase()).chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if let Some(latin) = spelt(c) {
            slug.push_str(&latin);
        } else if is_of_a_word(c) && !c.is_alphanumeric() {
            // A mark that goes with the letter before it.
        } else if !slug.is_empty() && !slug.ends_with('-') && c != '\'' && c != '’' {
            slug.push('-');
        }
        if slug.len() >= max {
            break;
        }
    }
    slug.truncate(max);
    slug.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn titles_are_spelt_in_latin() {
        for (title, slug) in [
            ("Rust Nation UK 2026!", "rust-nation-uk-2026"),
            ("Встреча Щукиных: ёлка", "vstrecha-shchukinykh-yolka"),
            ("Grüße aus Łódź", "gruesse-aus-lodz"),
            ("Children's day", "childrens-day"),
            ("🎉🎉", "event"),
            ("日本語", "event"),
            ("Cre\u{300}me bru\u{302}le\u{301}e", "creme-brulee"),
            ("Crème brûlée", "creme-brulee"),
            ("Mu\u{308}ller", "mueller"),
            ("и\u{306}од", "yod"),
            ("Nguyễn Thị Ngọc", "nguyen-thi-ngoc"),
            ("x\u{302}y", "xy"),
            ("Ｒｕｓｔ ①", "rust-1"),
            ("さくらの会", "sakurano"),
            ("ラストカンファレンス", "rasutokanfuarensu"),
            ("서울 러스트 모임", "seoul-reoseuteu-moim"),
            ("Αθήνα Ψηφιακή", "athina-psifiaki"),
            ("Rust 勉強会", "rust"),
            ("a\u{200b}b", "ab"),
            ("New", "event-new"),
            ("0190b5a2-7c3e-7000-8000-000000000000", "event-0190b5a2-7c3e-7000-8000-000000000000"),
        ] {
            assert_eq!(slugify(title), slug, "{title}");
        }
    }

    #[test]
    fn a_category_is_spelt_like_its_name() {
        for (name, slug) in [
            ("Data and AI", "data-and-ai"),
            ("Музыка и танцы", "muzyka-i-tantsy"),
            (".NET", "net"),
            ("New", "new"),
            ("日本語", "category"),
            ("0190b5a2-7c3e-7000-8000-000000000000", "category"),
        ] {
            assert_eq!(of_category(name), slug, "{name}");
        }
        assert!(of_category(&"щ".repeat(60)).len() <= 44);
    }

    proptest! {
        #[test]
        fn a_slug_is_never_empty_and_always_plain(title in "\\PC{0,100}") {
            let slug = slugify(&title);
            prop_assert!(slug.len() <= 100 && !slug.is_empty());
            prop_assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
            prop_assert!(slug.parse::<uuid::Uuid>().is_err());
        }
    }
}
