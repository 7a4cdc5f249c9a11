//! An event's name in its address.

const LENGTH_MAX: usize = 80;
/// Words that addresses beside `/events/{slug}` use.
const RESERVED: [&str; 8] = ["new", "edit", "create", "calendar", "mine", "search", "draft", "all"];

/// Small Latin letters, digits and hyphens, made from a title in any alphabet we can spell.
pub fn slugify(title: &str) -> String {
    let mut slug = String::with_capacity(title.len());
    for c in title.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if let Some(latin) = latin(c) {
            slug.push_str(latin);
        } else if !slug.is_empty() && !slug.ends_with('-') && c != '\'' && c != '’' {
            slug.push('-');
        }
        if slug.len() >= LENGTH_MAX {
            break;
        }
    }
    let slug = slug.trim_matches('-');
    // What looks like an id would be looked up as one.
    if slug.is_empty() || RESERVED.contains(&slug) || slug.parse::<uuid::Uuid>().is_ok() {
        format!("event-{slug}").trim_matches('-').to_owned()
    } else {
        slug.to_owned()
    }
}

#[expect(clippy::match_same_arms, reason = "an alphabet after the other, letter by letter")]
fn latin(c: char) -> Option<&'static str> {
    Some(match c {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' => "d",
        'е' | 'э' => "e",
        'ё' => "yo",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' => "i",
        'ї' => "yi",
        'й' => "y",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ў' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ы' => "y",
        'ю' => "yu",
        'я' => "ya",
        'є' => "ye",
        'ъ' | 'ь' => "",
        'á' | 'à' | 'â' | 'ã' | 'å' | 'ā' | 'ą' | 'ă' => "a",
        'ä' | 'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' => "i",
        'ł' | 'ľ' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ó' | 'ò' | 'ô' | 'õ' | 'ő' | 'ø' => "o",
        'ö' | 'œ' => "oe",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ț' => "t",
        'þ' => "th",
        'ú' | 'ù' | 'û' | 'ū' | 'ů' | 'ű' => "u",
        'ü' => "ue",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
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
            ("New", "event-new"),
            ("0190b5a2-7c3e-7000-8000-000000000000", "event-0190b5a2-7c3e-7000-8000-000000000000"),
        ] {
            assert_eq!(slugify(title), slug, "{title}");
        }
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
