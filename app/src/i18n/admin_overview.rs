//! Texts of the platform in numbers.

use super::texts;

texts! {
    /// Said by the overview of the admin's workplace.
    AdminOverviewTexts over admin::AdminTexts {
        intro: "Days are those of UTC. What is over is summed up every minute; today is counted as you look.", "Дни считаются по UTC. Прошедшее суммируется каждую минуту, сегодняшний день считается при открытии.";
        now_title: "The platform today", "Платформа сегодня";
        attendees_count: "Attendees", "Участники";
        organizers_count: "Organizers", "Организаторы";
        admins_count: "Administrators", "Администраторы";
        disabled_count: "Disabled accounts", "Отключённые аккаунты";
        published_count: "Published events", "Опубликованные события";
        drafts_count: "Drafts", "Черновики";
        cancelled_count: "Cancelled events", "Отменённые события";
        period_title: "Period", "Период";
        from: "From", "С";
        to: "To", "По";
        interval: "By", "Шаг";
        by_day: "Day", "День";
        by_month: "Month", "Месяц";
        show: "Show", "Показать";
        period_ignored: "This period cannot be shown: the first day must not be after the last, and by day there are 400 at most. You see the last 30 days.", "Такой период показать нельзя: первый день не может быть позже последнего, а по дням их не больше 400. Показаны последние 30 дней.";
        csv: "Download as CSV", "Скачать CSV";
        figures: "What the period comes to", "Итоги периода";
        new_people: "New accounts", "Новые аккаунты";
        bookings: "Bookings", "Брони";
        seats_booked: "Seats", "Места";
        conversion: "Confirmed", "Подтверждено";
        given_back: "Cancelled later", "Отменено после";
        no_shows: "Did not come", "Не пришли";
        no_shows_none: "No event with check-ins ended in this period", "В этом периоде не завершилось ни одного события с отметками на входе";
        revenue: "Paid", "Оплачено";
        refunds: "Refunds", "Возвраты";
        this_period: "This period", "Этот период";
        period_before: "The period before", "Предыдущий период";
        days_title: "Bookings", "Брони";
        money_title: "Money", "Деньги";
        no_bookings: "Nothing was booked in this period.", "В этом периоде ничего не забронировали.";
        no_money: "No money moved in this period.", "В этом периоде не было платежей.";
        date: "Date", "Дата";
        confirmed: "Confirmed", "Подтверждено";
        currency: "Currency", "Валюта";
        categories_title: "Best categories", "Лучшие категории";
        category: "Category", "Категория";
        hours_by_clock_of: "Hours by the clock of", "Часы по времени";
        zone_ignored: "There is no such time zone: the hours are by your own clock.", "Такого часового пояса нет: часы показаны по вашему времени.";
        hour: "Hour", "Час";
    }
}

impl AdminOverviewTexts {
    pub fn hours_title(&self, zone: &str) -> String {
        self.pick(
            format!("Busiest hours by the clock of {zone}"),
            format!("Самые активные часы по времени {zone}"),
        )
    }

    /// What stands under a figure.
    pub fn before(&self, text: &str) -> String {
        self.pick(format!("{text} in the period before"), format!("в прошлом периоде: {text}"))
    }

    pub fn of_all(&self, part: &str, all: i64) -> String {
        let all = self.number(all);
        self.pick(format!("{part} of {all}"), format!("{part} из {all}"))
    }

    /// The finding of the chart.
    pub fn booked_against(&self, now: i64, before: i64) -> String {
        let bookings = self.count(now, ("booking", "bookings"), ("бронь", "брони", "броней"));
        let before = self.number(before);
        self.pick(
            format!("{bookings}, {before} in the period before"),
            format!("{bookings}, в прошлом периоде {before}"),
        )
    }

    /// A point of the chart.
    pub fn bookings_by(&self, date: &str, n: i64) -> String {
        let bookings = self.count(n, ("booking", "bookings"), ("бронь", "брони", "броней"));
        format!("{date}: {bookings}")
    }
}
