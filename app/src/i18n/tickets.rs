//! Texts of the page on which the kinds of ticket of an event are made.

use super::{isolated, texts};
use rust_decimal::Decimal;
use types::Currency;
use types::ticket_types::{Offering, SaleState};

texts! {
    /// Said by the page of an event's kinds of ticket.
    TicketsTexts over organize::OrganizeTexts {
        no_kinds_title: "One kind of ticket", "Один вид билетов";
        no_kinds_text: "Everybody pays the same price. Add kinds of ticket for adults and students, early birds or a workshop, each with its own price and as many seats as you say. Bookings there are already become the first kind.", "Все платят одну цену. Добавьте виды билетов для взрослых и студентов, для ранних покупателей или для мастер-класса, каждый со своей ценой и своим числом мест. Уже сделанные брони станут первым видом.";
        new_kind: "New kind of ticket", "Новый вид билетов";
        new_pool: "New shared quota", "Новая общая квота";
        whole_event: "The whole event", "Всё событие";
        kinds: "Kinds of ticket", "Виды билетов";
        kinds_text: "The public sees them in this order.", "Посетители видят их в этом порядке.";
        pools: "Shared quotas", "Общие квоты";
        pools_text: "Kinds of ticket that take seats from the same number, such as all students.", "Виды билетов, которые берут места из одного числа, например все студенты.";
        archived: "Archived", "В архиве";
        edit_this: "Edit", "Изменить";
        back_to_tickets: "Back to the tickets", "Назад к билетам";
        up: "Up", "Выше";
        down: "Down", "Ниже";
        drag: "Drag to another place", "Перетащите на другое место";
        pause: "Pause", "Приостановить";
        sell: "Sell", "Продавать";
        archive: "Archive", "В архив";
        take_back: "Take back out", "Вернуть из архива";
        delete: "Delete", "Удалить";
        delete_yes: "Delete it for good", "Удалить навсегда";
        delete_kind_text: "Nobody has booked it, so nothing else is lost.", "Никто его не бронировал, так что больше ничего не пропадёт.";
        delete_pool_text: "No kind of ticket is in it, so nothing else is lost.", "В ней нет видов билетов, так что больше ничего не пропадёт.";
        nothing_in_it: "No kind of ticket is in it yet.", "В ней пока нет видов билетов.";

        name: "Name", "Название";
        name_hint: "As buyers and the door read it, such as “Student”.", "Так его увидят покупатели и на входе, например «Студент».";
        description: "Description", "Описание";
        description_hint: "What it includes, or who may have it.", "Что в него входит или кому он положен.";
        price: "Price", "Цена";
        price_hint: "0 for free. Whoever holds a seat keeps the price it was booked at.", "0, если бесплатно. Уже взятые места сохраняют свою цену.";
        quota: "Seats of this kind", "Мест этого вида";
        quota_hint: "Empty: as many as the event has.", "Пусто: сколько есть у события.";
        pool: "Shared quota", "Общая квота";
        no_pool: "None", "Нет";
        sale_from: "On sale from", "В продаже с";
        sale_until: "On sale until", "В продаже до";
        sale_hint: "By the clock where the event is. Empty: at once, and until it starts.", "По времени события. Пусто: сразу и до начала.";
        least: "At least in one booking", "Не меньше в одной брони";
        most: "At most in one booking", "Не больше в одной брони";
        hidden: "Do not show it on the event's page", "Не показывать на странице события";
        hidden_badge: "Not shown", "Не показан";
        steps: "Prices for a while", "Цены на время";
        steps_text: "A price until a date, for the first so many, or both. The first that applies counts, after all of them the price above.", "Цена до даты, для первых нескольких билетов или то и другое. Действует первая подходящая, после всех основная цена.";
        step_until: "Until", "До";
        step_first: "For the first", "Для первых";
        save: "Save", "Сохранить";
        pool_name_hint: "Your team reads it, such as “Students”.", "Его видит ваша команда, например «Студенты».";
        pool_quota: "Seats in all", "Мест всего";

        on_sale: "On sale", "В продаже";
        not_yet: "Not yet on sale", "Ещё не в продаже";
        ended: "No longer on sale", "Продажа закончилась";
        paused: "Paused", "Приостановлен";
    }
}

impl TicketsTexts {
    /// How a badge is coloured, and what it says.
    pub fn kind_state(&self, offering: Offering, state: SaleState) -> (&'static str, &'static str) {
        match (offering, state) {
            (Offering::Archived, _) => ("badge-past", self.archived),
            (Offering::Paused, _) => ("badge-stop", self.paused),
            (Offering::ForSale, SaleState::OnSale) => ("badge-ok", self.on_sale),
            (Offering::ForSale, SaleState::NotYet) => ("badge-few", self.not_yet),
            (Offering::ForSale, SaleState::Ended) => ("badge-past", self.ended),
            (Offering::ForSale, SaleState::SoldOut) => ("badge-stop", self.sold_out),
        }
    }

    /// What can still be had of it, and of what it is part.
    pub fn left_of(&self, name: &str, left: i32, event: i32, pool: Option<(&str, i32)>) -> String {
        let (left, event) = (self.number(left.into()), self.number(event.into()));
        let name = isolated(name);
        let pool = pool.map(|(pool, left)| {
            let (pool, left) = (isolated(pool), self.number(left.into()));
            self.pick(format!(", {pool} {left}"), format!(", {pool}: {left}"))
        });
        let pool = pool.unwrap_or_default();
        self.pick(
            format!("{name}: {left} left; the event has {event}{pool}."),
            format!("{name}: осталось {left}; у события {event}{pool}."),
        )
    }

    /// A price that holds for a while: `€19 until 3 Dec, for the first 20`.
    pub fn step(
        &self,
        price: Decimal,
        currency: Currency,
        until: Option<&str>,
        first: Option<i64>,
    ) -> String {
        let mut step = self.price(price, currency);
        if let Some(until) = until {
            step += &self.pick(format!(" until {until}"), format!(" до {until}"));
        }
        if let Some(first) = first {
            let first = self.number(first);
            step += &self.pick(format!(" for the first {first}"), format!(" для первых {first}"));
        }
        step
    }

    /// The price after all of those.
    pub fn after_steps(&self, price: &str) -> String {
        self.pick(format!("then {price}"), format!("затем {price}"))
    }

    /// When it is sold.
    pub fn sale(&self, from: Option<&str>, until: Option<&str>) -> Option<String> {
        Some(match (from, until) {
            (Some(from), Some(until)) => self.pick(
                format!("On sale {from} to {until}"),
                format!("В продаже с {from} до {until}"),
            ),
            (Some(from), None) => {
                self.pick(format!("On sale from {from}"), format!("В продаже с {from}"))
            }
            (None, Some(until)) => {
                self.pick(format!("On sale until {until}"), format!("В продаже до {until}"))
            }
            (None, None) => return None,
        })
    }

    /// `Up: Student`, the name of a button.
    pub fn of_which(&self, what: &str, which: &str) -> String {
        format!("{what}: {}", isolated(which))
    }

    /// The heading of a price that holds for a while.
    pub fn step_number(&self, number: usize) -> String {
        self.pick(format!("Price {number}"), format!("Цена {number}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Area as _;
    use types::Locale;

    #[test]
    fn what_is_left_is_said_with_what_it_is_part_of() {
        let (en, ru) = (TicketsTexts::of(Locale::En), TicketsTexts::of(Locale::Ru));
        assert_eq!(
            en.left_of("Student", 12, 40, Some(("Students", 12))),
            "Student: 12 left; the event has 40, Students 12."
        );
        assert_eq!(ru.left_of("Студент", 3, 40, None), "Студент: осталось 3; у события 40.");
    }

    #[test]
    fn a_price_says_how_long_it_holds() {
        let en = TicketsTexts::of(Locale::En);
        let step = |until, first| en.step(Decimal::from(19), Currency::EUR, until, first);
        assert_eq!(step(Some("3 Dec"), Some(20)), "€19 until 3 Dec for the first 20");
        assert_eq!(step(None, Some(1000)), "€19 for the first 1,000");
        assert_eq!(en.sale(None, None), None);
    }
}
