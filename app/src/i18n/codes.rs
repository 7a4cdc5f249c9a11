//! Texts of promo codes, of an event and of the whole platform.

use super::texts;
use rust_decimal::Decimal;
use types::Currency;
use types::promotions::{CodeState, PromotionKind};

texts! {
    /// Said where promo codes are made, paused and limited.
    CodeTexts over organize::OrganizeTexts {
        state: "State", "Состояние";
        code: "Code", "Промокод";
        takes_off: "Takes off", "Скидка";
        uses: "Uses", "Применений";
        cost: "Cost", "Стоимость скидок";
        link: "Link", "Ссылка";
        no_codes_title: "No promo codes yet", "Промокодов пока нет";
        no_codes_text: "A code takes a part off the price. Give it away by a link that fills it in.", "Промокод снижает цену. Раздайте его ссылкой, которая подставит код сама.";
        new_code: "New code", "Новый промокод";
        edit_this: "Edit", "Изменить";
        back_to_codes: "Back to the codes", "Назад к промокодам";
        code_hint: "3 to 40 letters, digits, hyphens or underscores. Capitals and small letters are the same.", "От 3 до 40 букв, цифр, дефисов или подчёркиваний. Регистр не важен.";
        kind_of_code: "What does it take off?", "Что он снижает?";
        percent_off: "Percent of the price", "Процент от цены";
        sum_off: "A sum off the price of all seats", "Сумму с цены всех мест";
        how_much_off: "How much?", "Сколько?";
        how_much_off_hint: "The price never falls below zero.", "Цена не станет меньше нуля.";
        valid_from: "Valid from", "Действует с";
        valid_until: "Valid until", "Действует по";
        by_event_clock: "By the clock where the event is.", "По времени события.";
        max_uses: "Uses in all", "Применений всего";
        max_uses_each: "Uses a person", "На человека";
        no_limit_hint: "Empty: as often as people like.", "Пусто: без ограничения.";
        save_code: "Save the code", "Сохранить промокод";
        pause_code: "Pause", "Приостановить";
        resume_code: "Resume", "Возобновить";
        code_active: "Active", "Действует";
        code_paused: "Paused", "Приостановлен";
        code_early: "Not yet valid", "Ещё не действует";
        code_over: "Over", "Истёк";
        code_used_up: "Used up", "Исчерпан";
        no_platform_codes_title: "No codes of the whole platform", "Общих промокодов нет";
        no_platform_codes_text: "Such a code takes something off every event. Codes of single events stand on the pages of these.", "Такой промокод даёт скидку на любое событие. Промокоды отдельных событий стоят на их страницах.";
        currency_of_code: "Only in this currency", "Только в этой валюте";
        currency_of_code_hint: "Three letters, such as EUR. Empty: events in any currency.", "Три буквы, например EUR. Пусто: события в любой валюте.";
        any_currency: "in any currency", "в любой валюте";
    }
}

impl CodeTexts {
    /// `10 %` or `5.00 €`; without a currency it is the event's.
    pub fn code_value(
        &self,
        kind: PromotionKind,
        value: Decimal,
        currency: Option<Currency>,
    ) -> String {
        match (kind, currency) {
            (PromotionKind::Percent, _) => format!("{value}\u{a0}%"),
            (PromotionKind::Fixed, Some(currency)) => self.money(value, currency),
            (PromotionKind::Fixed, None) => format!("{value} ({})", self.any_currency),
        }
    }

    /// How a badge is coloured, and what it says.
    pub const fn code_state(&self, state: CodeState) -> (&'static str, &'static str) {
        match state {
            CodeState::Active => ("badge-ok", self.code_active),
            CodeState::Paused => ("badge-stop", self.code_paused),
            CodeState::Early => ("badge-few", self.code_early),
            CodeState::Over => ("badge-past", self.code_over),
            CodeState::UsedUp => ("badge-past", self.code_used_up),
        }
    }

    pub fn valid(&self, from: &str, until: &str) -> String {
        self.pick(format!("{from} to {until}"), format!("с {from} по {until}"))
    }

    /// `3`, or `3 of 10`.
    pub fn uses_of(&self, uses: i32, most: Option<i32>) -> String {
        match most {
            Some(most) => self.done_of(uses.into(), most.into()),
            None => self.number(uses.into()),
        }
    }

    /// What was paid by bookings with a code.
    pub fn brought(&self, bookings: i64, paid: &str) -> String {
        let bookings = self.count(bookings, ("booking", "bookings"), ("бронь", "брони", "броней"));
        self.pick(format!("{bookings} for {paid}"), format!("{bookings} на {paid}"))
    }

    pub fn link_with(&self, code: &str) -> String {
        self.pick(format!("Link with {code}"), format!("Ссылка с {code}"))
    }

    pub fn edit_code(&self, code: &str) -> String {
        self.pick(format!("Edit {code}"), format!("Изменить {code}"))
    }

    pub fn by_clock_of(&self, zone: &str) -> String {
        self.pick(format!("By the clock of {zone}."), format!("По времени {zone}."))
    }
}
