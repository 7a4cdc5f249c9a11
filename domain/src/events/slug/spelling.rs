//! Letters of other alphabets in Latin ones.

use types::text::base_letter;

/// A letter as it is spelt in Latin; none for one that we cannot spell.
pub(super) fn spelt(c: char) -> Option<String> {
    if let Some(latin) = letter(c) {
        return Some(latin.to_owned());
    }
    if let Some(latin) = hangul(c).or_else(|| kana(c)) {
        return Some(latin);
    }
    // A letter with accents that no row has, or a wide one.
    let base = base_letter(c).filter(|base| *base != c)?;
    let base = base.to_lowercase().next()?;
    if base.is_ascii_alphanumeric() {
        return Some(base.to_string());
    }
    letter(base).map(str::to_owned).or_else(|| kana(base))
}

/// A syllable in the Revised Romanization, letter by letter.
fn hangul(c: char) -> Option<String> {
    const FIRST: [&str; 19] = [
        "g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t",
        "p", "h",
    ];
    const VOWEL: [&str; 21] = [
        "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo",
        "we", "wi", "yu", "eu", "ui", "i",
    ];
    const LAST: [&str; 28] = [
        "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p",
        "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t",
    ];
    let place = usize::try_from(u32::from(c).checked_sub(0xac00)?).ok()?;
    let first = FIRST.get(place / (21 * 28))?;
    Some(format!("{first}{}{}", VOWEL[place / 28 % 21], LAST[place % 28]))
}

/// Hiragana in Hepburn's way, sign by sign; katakana lies as far behind as it does in Unicode.
fn kana(c: char) -> Option<String> {
    const SIGNS: &str = "\
        あa いi うu えe おo かka きki くku けke こko がga ぎgi ぐgu げge ごgo さsa しshi すsu せse そso ざza \
        じji ずzu ぜze ぞzo たta ちchi つtsu てte とto だda ぢji づzu でde どdo なna にni ぬnu ねne のno \
        はha ひhi ふfu へhe ほho ばba びbi ぶbu べbe ぼbo ぱpa ぴpi ぷpu ぺpe ぽpo まma みmi むmu めme もmo \
        やya ゆyu よyo らra りri るru れre ろro わwa をo んn ゔvu ぁa ぃi ぅu ぇe ぉo ゃya ゅyu ょyo ゎwa";
    let c = match c {
        // They lengthen or double a sound.
        'ー' | 'っ' | 'ッ' => return Some(String::new()),
        'ァ'..='ヴ' => char::from_u32(u32::from(c) - 0x60)?,
        _ => c,
    };
    let sign = SIGNS.split(' ').find(|sign| sign.starts_with(c))?;
    Some(sign.trim_start_matches(c).to_owned())
}

#[expect(clippy::match_same_arms, reason = "an alphabet after the other, letter by letter")]
fn letter(c: char) -> Option<&'static str> {
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
        'α' | 'ά' => "a",
        'β' => "v",
        'γ' => "g",
        'δ' => "d",
        'ε' | 'έ' => "e",
        'ζ' => "z",
        'η' | 'ή' | 'ι' | 'ί' | 'ϊ' | 'ΐ' => "i",
        'θ' => "th",
        'κ' => "k",
        'λ' => "l",
        'μ' => "m",
        'ν' => "n",
        'ξ' => "x",
        'ο' | 'ό' | 'ω' | 'ώ' => "o",
        'π' => "p",
        'ρ' => "r",
        'σ' | 'ς' => "s",
        'τ' => "t",
        'υ' | 'ύ' | 'ϋ' => "y",
        'φ' => "f",
        'χ' => "ch",
        'ψ' => "ps",
        _ => return None,
    })
}
