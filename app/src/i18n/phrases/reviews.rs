//! Stars, reviews and sessions that clash.

use super::Lang;
use crate::i18n::isolated;
use types::Locale;

impl Lang {
    pub fn reviews_count(self, n: i64) -> String {
        self.count(n, ("review", "reviews"), ("отзыв", "отзыва", "отзывов"))
    }

    pub fn star_count(self, stars: u8) -> String {
        self.count(stars.into(), ("star", "stars"), ("звезда", "звезды", "звёзд"))
    }

    pub fn out_of_five(self, stars: u8) -> String {
        self.say(format!("{stars} out of 5"), format!("{stars} из 5"))
    }

    /// `5 stars: 12 reviews`
    pub fn given_stars(self, stars: u8, reviews: i64) -> String {
        format!("{}: {}", self.star_count(stars), self.reviews_count(reviews))
    }

    pub fn review_hidden(self, reason: &str) -> String {
        let reason = isolated(reason);
        self.say(
            format!("An administrator hid this review: {reason}"),
            format!("Администратор скрыл этот отзыв: {reason}"),
        )
    }

    pub fn clashes_with(self, title: &str) -> String {
        let title = isolated(title);
        self.say(
            format!("At the same time as “{title}”, which you picked too."),
            format!("В то же время, что и «{title}», который вы тоже выбрали."),
        )
    }

    pub fn pick_session(self, title: &str, picked: bool) -> String {
        let title = isolated(title);
        match (self.0, picked) {
            (Locale::En, false) => format!("Add “{title}” to my agenda"),
            (Locale::En, true) => format!("Remove “{title}” from my agenda"),
            (Locale::Ru, false) => format!("Добавить «{title}» в мою программу"),
            (Locale::Ru, true) => format!("Убрать «{title}» из моей программы"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_and_reviews_agree_with_their_numbers() {
        let (en, ru) = (Lang(Locale::En), Lang(Locale::Ru));
        assert_eq!(en.given_stars(1, 1), "1\u{a0}star: 1\u{a0}review");
        assert_eq!(ru.given_stars(4, 21), "4\u{a0}звезды: 21\u{a0}отзыв");
        assert_eq!(ru.given_stars(5, 0), "5\u{a0}звёзд: 0\u{a0}отзывов");
    }
}
