//! Texts of figures by kind of ticket, and of what would be left.

use super::{isolated, texts};

texts! {
    /// Said by figures of the kinds of ticket of an event.
    FiguresTexts over organize::OrganizeTexts {
        by_kind: "By kind of ticket", "По видам билетов";
        by_kind_text: "What a kind brought is net of refunds. What is kept of a ticket that was given back counts for its kind.", "Выручка указана за вычетом возвратов. То, что удержано за возвращённый билет, относится к его виду.";
        kind: "Kind of ticket", "Вид билета";
        inside: "Checked in", "Вошли";
        brought: "Brought in", "Выручка";
        archived: "Archived", "В архиве";

        what_if: "What is still on sale if …", "Что останется в продаже, если …";
        what_if_text: "Move a bar to see what would be left of everything else. This only counts: nothing is sold, held or changed.", "Сдвиньте полоску и увидите, сколько останется всего остального. Это только расчёт: ничего не продаётся, не удерживается и не меняется.";
        work_it_out: "Work it out", "Посчитать";
        start_again: "Start again", "Начать заново";
        whole_event: "The whole event", "Всё событие";
        somebody_first: "Somebody who waits would come first.", "Сначала место получит кто-то из листа ожидания.";
        nothing_left: "Nothing of it is left to sell.", "Продавать больше нечего.";
    }
}

impl FiguresTexts {
    /// `12 of 40`
    pub fn part_of(&self, part: i64, whole: i64) -> String {
        let (part, whole) = (self.number(part), self.number(whole));
        self.pick(format!("{part} of {whole}"), format!("{part} из {whole}"))
    }

    /// The name of a bar that is moved.
    pub fn more_of(&self, kind: &str) -> String {
        let kind = isolated(kind);
        self.pick(format!("More seats sold: {kind}"), format!("Продано ещё мест: {kind}"))
    }

    /// What is left, and what it was.
    pub fn left_from(&self, left: i64, before: i64) -> String {
        let (now, was) = (self.number(left), self.number(before));
        if left == before {
            return self.pick(format!("{now} left"), format!("осталось {now}"));
        }
        self.pick(format!("{now} left instead of {was}"), format!("осталось {now} вместо {was}"))
    }

    /// Said as bars are moved.
    pub fn event_left(&self, left: i64) -> String {
        let left = self.number(left);
        self.pick(
            format!("The whole event: {left} left"),
            format!("У всего события осталось: {left}"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::Locale;

    #[test]
    fn what_has_not_changed_is_said_once() {
        let en = TEXTS.get(Locale::En);
        assert_eq!(en.left_from(3, 3), "3 left");
        assert_eq!(en.left_from(1, 3), "1 left instead of 3");
        assert_eq!(TEXTS.get(Locale::Ru).left_from(1, 3), "осталось 1 вместо 3");
    }
}
