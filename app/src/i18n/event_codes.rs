//! Promo codes in words, on an event's page.

use super::{EventTexts, isolated};

impl EventTexts {
    /// The button that asks what a code brings.
    pub fn apply_code(&self) -> &'static str {
        self.pick("Apply the code", "Применить код")
    }

    /// What a code takes off.
    pub fn discount_by(&self, code: &str) -> String {
        let code = isolated(code);
        self.pick(format!("Discount with {code}"), format!("Скидка по коду {code}"))
    }

    /// What is left to be paid: nothing comes on top.
    pub fn to_pay(&self) -> &'static str {
        self.pick("To pay, no fees on top", "К оплате, без сборов")
    }

    /// Where every kind of ticket is hidden.
    pub fn only_by_code(&self) -> &'static str {
        self.pick(
            "Tickets are sold to people with a promo code. Type yours to see them.",
            "Билеты продаются по промокоду. Введите свой, чтобы их увидеть.",
        )
    }
}
