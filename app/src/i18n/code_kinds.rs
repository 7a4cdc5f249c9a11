//! The kinds of ticket that a promo code is for, in words.

use super::{CodeTexts, isolated};

impl CodeTexts {
    /// What the choice of kinds is called.
    pub fn covers(&self) -> &'static str {
        self.pick("Which tickets is it for?", "Для каких он билетов?")
    }

    pub fn covers_all(&self) -> &'static str {
        self.pick("All that everybody sees", "Для всех, которые видны каждому")
    }

    pub fn covers_some(&self) -> &'static str {
        self.pick("Only these kinds", "Только для этих видов")
    }

    pub fn covered_kinds(&self) -> &'static str {
        self.pick("Kinds of ticket", "Виды билетов")
    }

    /// What a code does for a kind that is hidden.
    pub fn covered_hint(&self) -> &'static str {
        self.pick(
            "The discount falls on these alone. A kind that is not shown can be seen and bought with the code; then it may take 0 off.",
            "Скидка действует только на них. Скрытый вид можно увидеть и купить с этим кодом, тогда скидка может быть 0.",
        )
    }

    /// Of a hidden kind.
    pub fn opens_kind(&self) -> &'static str {
        self.pick("Not shown, the code opens it", "Скрыт, код его открывает")
    }

    /// The kinds that a code is for, by their names.
    pub fn only_for(&self, kinds: &[&str]) -> String {
        if kinds.is_empty() {
            let none = self.pick(
                "For no kind of ticket: those it was for are gone",
                "Ни для одного билета: тех видов больше нет",
            );
            return none.to_owned();
        }
        let names: Vec<String> = kinds.iter().map(|name| isolated(name).into_owned()).collect();
        let names = names.join(", ");
        self.pick(format!("Only {names}"), format!("Только {names}"))
    }
}
