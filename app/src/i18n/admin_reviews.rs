//! Texts of the reviews that admins decide on.

use super::{isolated, texts};

texts! {
    /// Said by the admin's page of reviews.
    AdminReviewsTexts over admin::AdminTexts {
        reviews_by_state: "Which reviews", "Какие отзывы";
        state_reported: "Reported", "С жалобами";
        state_visible: "All that are shown", "Все показанные";
        state_hidden: "Hidden", "Скрытые";
        reported_text: "Somebody has reported these, and nobody has decided yet. The one that waits longest comes first.", "На эти отзывы пожаловались, и решения ещё нет. Сначала те, что ждут дольше всего.";
        visible_text: "The newest come first.", "Сначала новые.";
        hidden_text: "Only their authors and you see these. Their stars count nowhere.", "Их видят только авторы и вы. Оценки нигде не учитываются.";
        no_reviews_title: "No reviews here", "Здесь отзывов нет";
        no_reviews_text: "There is nothing to decide.", "Решать нечего.";
        review_edited: "edited", "изменено";
        review_answer: "Answer of the organizer", "Ответ организатора";
        reports: "Reports", "Жалобы";
        report_open: "new", "новая";
        hide: "Hide", "Скрыть";
        let_stand: "Let it stand", "Оставить";
        show_again: "Show again", "Показать снова";
        reason: "Reason", "Причина";
        reason_hint: "Its author reads it.", "Её прочтёт автор отзыва.";
        hide_now: "Hide the review", "Скрыть отзыв";
        not_now: "Not now", "Не сейчас";
    }
}

impl AdminReviewsTexts {
    pub fn hide_review_of(&self, author: &str) -> String {
        format!("{}: {}", self.hide_now, isolated(author))
    }

    pub fn decide_on(&self, deed: &str, author: &str) -> String {
        format!("{deed}: {}", isolated(author))
    }

    pub fn hidden_because(&self, reason: &str) -> String {
        format!("{}: {}", self.reason, isolated(reason))
    }
}
