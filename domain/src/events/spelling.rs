//! What a misspelt search probably meant, judged by what it found.

/// The search with each word that is not among `texts` put right by the nearest one that is; none
/// where that changes nothing.
pub(super) fn meant<'a>(
    words: &[String],
    texts: impl Iterator<Item = &'a str> + Clone,
) -> Option<String> {
    let mut right = Vec::with_capacity(words.len());
    let mut changed = false;
    for word in words {
        let near = nearest(word, texts.clone());
        changed |= near.as_ref().is_some_and(|near| near != word);
        right.push(near.unwrap_or_else(|| word.clone()));
    }
    changed.then(|| right.join(" "))
}

fn nearest<'a>(word: &str, texts: impl Iterator<Item = &'a str>) -> Option<String> {
    let word: Vec<char> = word.chars().collect();
    let slips = match word.len() {
        0..=3 => 0,
        4..=5 => 1,
        _ => 2,
    };
    texts
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        .filter(|part| !part.is_empty())
        .map(str::to_lowercase)
        .filter_map(|part| {
            let far = distance(&word, &part.chars().collect::<Vec<_>>());
            (far <= slips).then_some((far, part))
        })
        // The first of the nearest: the texts come in order of relevance.
        .min_by_key(|(far, _)| *far)
        .map(|(_, part)| part)
}

/// How many letters have to be put in, taken out or changed (Levenshtein).
fn distance(from: &[char], to: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in to.iter().enumerate() {
            let change = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = change.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn put_right(search: &[&str], texts: &[&str]) -> Option<String> {
        let words: Vec<String> = search.iter().map(|word| (*word).to_owned()).collect();
        meant(&words, texts.iter().copied())
    }

    #[test]
    fn a_slip_is_put_right_by_the_words_that_were_found() {
        let texts = ["Python for hikers", "Встреча разработчиков", "Berlin"];
        assert_eq!(put_right(&["pyhton"], &texts).as_deref(), Some("python"));
        assert_eq!(put_right(&["встерча"], &texts).as_deref(), Some("встреча"));
        assert_eq!(put_right(&["pyhton", "berlni"], &texts).as_deref(), Some("python berlin"));
        assert_eq!(put_right(&["python"], &texts), None);
        assert_eq!(put_right(&["zebra"], &texts), None);
        assert_eq!(put_right(&["fro"], &texts), None, "a short word is too easily another one");
    }

    proptest! {
        #[test]
        fn a_distance_is_a_distance(a in "[abж]{0,6}", b in "[abж]{0,6}", c in "[abж]{0,6}") {
            let far = |x: &str, y: &str| {
                distance(&x.chars().collect::<Vec<_>>(), &y.chars().collect::<Vec<_>>())
            };
            prop_assert_eq!(far(&a, &b), far(&b, &a));
            prop_assert_eq!(far(&a, &b) == 0, a == b);
            prop_assert!(far(&a, &c) <= far(&a, &b) + far(&b, &c));
        }
    }
}
