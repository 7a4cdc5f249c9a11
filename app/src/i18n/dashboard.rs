//! Texts of the workplace's two pages of figures: all events, and one event live.

use super::texts;
use rust_decimal::Decimal;
use types::i18n::plural;
use types::organizer::{AttentionKind, EventPhase, GuideStep, MarkKind, NeedsAttention};
use types::{Currency, Via};

texts! {
    /// Said by the overview and by an event's own page.
    DashboardTexts over organize::OrganizeTexts {
        // All events
        figures: "In numbers", "В числах";
        seats_sold: "Seats sold", "Продано мест";
        revenue: "Revenue", "Выручка";
        needs_you: "Needs you", "Требует внимания";
        nothing_needs_you: "Nothing waits for you. Enjoy the quiet.", "Ничего не ждёт. Наслаждайтесь тишиной.";
        events_running: "Running now", "Идут сейчас";
        events_upcoming: "Upcoming", "Предстоящие";
        events_drafts: "Drafts", "Черновики";
        events_past: "Past", "Прошедшие";
        events_cancelled: "Cancelled", "Отменённые";
        show_all: "Show all", "Показать все";
        back_to_overview: "Back to the overview", "Назад к обзору";
        column_event: "Event", "Событие";
        column_seats: "Seats", "Места";
        column_week: "7 days", "7 дней";
        column_revenue: "Net", "Выручка";
        no_events_title: "Your first event begins here", "Здесь начинается ваше первое событие";
        no_events_text: "Give it a title and a day; everything else can follow.", "Дайте ему название и день; остальное потом.";
        no_lines_title: "None here", "Здесь пусто";
        no_lines_text: "There is no event of this kind.", "Таких событий нет.";

        no_work_title: "Nothing to do yet", "Пока делать нечего";
        no_work_text: "The events that you work on will stand here.", "Здесь появятся события, над которыми вы работаете.";
        seats_alone: "Bookings, names and money are for others of the team.", "Брони, имена и деньги видят другие участники команды.";

        // The guide to the first event
        guide_title: "Your way to the first event", "Путь к первому событию";
        guide_verify: "Verify your e-mail address", "Подтвердите адрес почты";
        guide_verify_text: "The link is in the mail we sent when you signed up.", "Ссылка в письме, которое пришло после регистрации.";
        guide_create: "Make an event", "Создайте событие";
        guide_create_text: "It stays a draft that only you can see.", "Оно останется черновиком, который видите только вы.";
        guide_publish: "Publish it", "Опубликуйте его";
        guide_publish_text: "Then people can find and book it.", "Тогда его смогут найти и забронировать.";
        guide_booking: "Get the first booking", "Получите первую бронь";
        guide_booking_text: "Share the link; each place can have one of its own.", "Поделитесь ссылкой; у каждого места может быть своя.";
        step_done: "Done", "Готово";

        // One event
        gross: "Gross", "Всего";
        discounts: "Discounts", "Скидки";
        refunds: "Refunds", "Возвраты";
        net: "Net", "Чистыми";
        money: "Money", "Деньги";
        no_sales_title: "Nothing sold yet", "Пока ничего не продано";
        no_sales_text: "The curve of sales begins with the first booking.", "Кривая продаж начнётся с первой брони.";
        compare_with: "Compare with", "Сравнить с";
        compare_none: "No other event", "Ни с каким";
        compare: "Compare", "Сравнить";
        capacity: "Capacity", "Вместимость";
        day: "Day", "День";
        bookings: "Bookings", "Брони";
        seats_column: "Seats", "Места";
        seats_back: "Came back", "Вернулось";
        seats_total: "In all", "Всего";
        funnel: "From visit to payment", "От визита до оплаты";
        visits: "Visits of the page", "Просмотры страницы";
        started: "Bookings begun", "Начатые брони";
        confirmed: "Confirmed", "Подтверждённые";
        visits_note: "Counted without cookies, and without keeping addresses.", "Считаем без cookie и не храним адреса.";
        origins: "Where people come from", "Откуда приходят";
        origin: "Origin", "Источник";
        origin_none: "Without an origin", "Без источника";
        origin_rest: "All others", "Остальные";
        no_origins: "No visit was counted yet.", "Просмотров пока нет.";
        link_maker: "A link of its own for each place", "Своя ссылка для каждого места";
        link_maker_text: "Put another link into the newsletter than onto the poster, and see here which one brings people.", "Дайте рассылке одну ссылку, а афише другую, и здесь увидите, какая приводит людей.";
        link_where: "Where will the link be?", "Где будет ссылка?";
        link_hint: "Letters a to z, digits and hyphens, such as newsletter or poster-2.", "Латинские буквы, цифры и дефисы, например newsletter или poster-2.";
        link_make: "Make the link", "Создать ссылку";
        link_wrong: "Only letters a to z, digits and hyphens, at most 40.", "Только латинские буквы, цифры и дефисы, не больше 40.";
        link_ready: "The link", "Ссылка";
        qr_print: "QR code to print", "QR-код для печати";
        waitlist: "Waiting list", "Лист ожидания";
        waiting: "Waiting", "Ждут";
        offers_out: "Offers out", "Предложено";
        accepted: "Accepted", "Приняли";
        offers_expired: "Offers expired", "Истекли";
        left_line: "Left", "Ушли";
        joined: "Joined", "Встали";
        waitlist_moves: "How it moves, day by day", "Как он движется по дням";
        no_waitlist: "Nobody waits.", "Никто не ждёт.";
        door_and_after: "At the door and after", "На входе и после";
        check_ins: "Check-ins", "Вход";
        open_door: "Scan tickets", "Проверять билеты";
        no_tickets: "No tickets yet.", "Билетов пока нет.";
        reviews: "Reviews", "Отзывы";
        no_reviews: "No reviews yet.", "Отзывов пока нет.";
        draft_title: "This event is a draft", "Это событие ещё черновик";
        draft_ready: "Everything is there. It can be published.", "Всё на месте. Можно публиковать.";
        edit_event: "Edit the event", "Изменить событие";
        live_on: "Live", "В реальном времени";
        live_off: "Updated every half minute", "Обновляется раз в полминуты";
    }
}

impl DashboardTexts {
    /// `62 of 100 seats sold`
    pub fn sold_of(&self, sold: i64, capacity: i64) -> String {
        let (sold, capacity) = (self.number(sold), self.number(capacity));
        self.pick(
            format!("{sold} of {capacity} seats sold"),
            format!("Продано мест: {sold} из {capacity}"),
        )
    }

    /// The finding of the chart of one event: whether it sells faster than before.
    pub fn sold_in_week(&self, now: i64, before: i64) -> String {
        let (seats, before) = (self.seats(now), self.number(before));
        self.pick(
            format!("{seats} sold in 7 days, {before} in the 7 before"),
            format!("За 7 дней продано {seats}, за 7 дней до того {before}"),
        )
    }

    /// The finding of the chart beside another event, at as many days before the start.
    pub fn sold_against(&self, sold: String, more: i64, other: &str) -> String {
        let other = crate::i18n::isolated(other);
        let by = self.number(more.abs());
        match more {
            0 => self.pick(
                format!("{sold}, as many as “{other}” at this point"),
                format!("{sold}, столько же, сколько у «{other}» к этому дню"),
            ),
            1.. => self.pick(
                format!("{sold}, {by} more than “{other}” at this point"),
                format!("{sold}, на {by} больше, чем у «{other}» к этому дню"),
            ),
            _ => self.pick(
                format!("{sold}, {by} fewer than “{other}” at this point"),
                format!("{sold}, на {by} меньше, чем у «{other}» к этому дню"),
            ),
        }
    }

    /// A point of the chart.
    pub fn seats_by(&self, date: &str, seats: i64) -> String {
        let seats = self.seats(seats);
        format!("{date}: {seats}")
    }

    /// `41 %` of the step before.
    pub fn share(&self, part: i64, whole: i64) -> Option<String> {
        if whole <= 0 {
            return None;
        }
        let percent = (part * 100 + whole / 2) / whole;
        Some(self.pick(format!("{percent}%"), format!("{percent}\u{a0}%")))
    }

    /// How a share is meant.
    pub fn of_step_before(&self, share: &str) -> String {
        self.pick(format!("{share} of the step before"), format!("{share} от шага до этого"))
    }

    pub fn checked_in_of(&self, inside: i64, tickets: i64) -> String {
        let (inside, tickets) = (self.number(inside), self.number(tickets));
        self.pick(format!("{inside} of {tickets} are in"), format!("Вошли: {inside} из {tickets}"))
    }

    pub fn reviews_count(&self, n: i64) -> String {
        self.count(n, ("review", "reviews"), ("отзыв", "отзыва", "отзывов"))
    }

    /// `4.25`; `4,25`
    pub fn rating(&self, hundredths: i32) -> String {
        format!("{}{}{:02}", hundredths / 100, self.decimal_point(), hundredths % 100)
    }

    pub fn free_seats(&self, n: i64) -> String {
        let n = self.number(n);
        self.pick(format!("{n} free"), format!("свободно {n}"))
    }

    pub fn link_for(&self, via: Via) -> String {
        self.pick(format!("Link for {via}"), format!("Ссылка для {via}"))
    }

    pub fn mark(&self, kind: MarkKind, label: &str) -> String {
        let name = match kind {
            MarkKind::Published => self.pick("Published", "Опубликовано"),
            MarkKind::Changed => self.pick("Moved to another time", "Перенесено"),
            MarkKind::PriceChanged => self.pick("New price", "Новая цена"),
            MarkKind::CapacityChanged => self.pick("New capacity", "Новое число мест"),
            MarkKind::PlaceChanged => self.pick("New place", "Новое место"),
            MarkKind::PromotionBegan => self.pick("Promotion began", "Началась акция"),
            MarkKind::MessageSent => self.pick("Message sent", "Отправлено сообщение"),
        };
        if label.is_empty() {
            return name.to_owned();
        }
        let label = self.mark_label(kind, label);
        format!("{name}: {}", crate::i18n::isolated(&label))
    }

    /// Numbers and sums as the language writes them.
    fn mark_label(&self, kind: MarkKind, label: &str) -> String {
        let read = match kind {
            MarkKind::CapacityChanged => label.parse().ok().map(|seats: i64| self.number(seats)),
            MarkKind::PriceChanged => label.split_once(' ').and_then(|(amount, currency)| {
                Some(self.money(Decimal::from_str_exact(amount).ok()?, Currency::parse(currency)?))
            }),
            _ => None,
        };
        read.unwrap_or_else(|| label.to_owned())
    }

    pub const fn phase_plural(&self, phase: EventPhase) -> &'static str {
        match phase {
            EventPhase::Running => self.events_running,
            EventPhase::Upcoming => self.events_upcoming,
            EventPhase::Draft => self.events_drafts,
            EventPhase::Past => self.events_past,
            EventPhase::Cancelled => self.events_cancelled,
        }
    }

    /// How a net sum came about.
    pub fn gross_less(&self, gross: &str, refunds: &str) -> String {
        self.pick(
            format!("{gross} gross, {refunds} refunded"),
            format!("всего {gross}, возвращено {refunds}"),
        )
    }

    /// What a draft lacks.
    pub fn lacks(&self, missing: &str) -> String {
        self.pick(format!("Missing: {missing}"), format!("Не хватает: {missing}"))
    }

    /// What there is to do, in a sentence about the event.
    pub fn attention(&self, one: &NeedsAttention) -> String {
        let n = one.detail.count;
        match one.kind {
            AttentionKind::RefundFailed => {
                let refunds =
                    self.plural(n, ("refund", "refunds"), ("возврат", "возврата", "возвратов"));
                let n = self.number(n);
                self.pick(
                    format!("{n} {refunds} did not go through"),
                    format!("Не прошло: {n} {refunds}"),
                )
            }
            AttentionKind::StartsToday => {
                let people =
                    self.count(n, ("person comes", "people come"), ("гость", "гостя", "гостей"));
                self.pick(
                    format!("Starts today; {people}"),
                    format!("Начинается сегодня; {people}"),
                )
            }
            AttentionKind::Waitlist => {
                let parties = self.plural(
                    n,
                    ("party waits", "parties wait"),
                    ("компания", "компании", "компаний"),
                );
                let (n, seats) = (self.number(n), self.seats(one.detail.seats));
                self.pick(
                    format!("{n} {parties} for {seats}; more capacity would let them in"),
                    format!("В ожидании {n} {parties} на {seats}; их впустит большая вместимость"),
                )
            }
            AttentionKind::Reviews => {
                let reviews = self.count(n, ("review", "reviews"), ("отзыв", "отзыва", "отзывов"));
                self.pick(format!("{reviews} to answer"), format!("{reviews} без ответа"))
            }
            AttentionKind::DraftIncomplete => {
                let missing = self.missing(&one.detail.missing);
                self.pick(
                    format!("Cannot be published yet: {missing}"),
                    format!("Пока нельзя опубликовать: {missing}"),
                )
            }
        }
    }

    /// The fields that a draft lacks, as the form calls them.
    pub fn missing(&self, fields: &[String]) -> String {
        let names: Vec<_> = fields.iter().map(|field| self.field(field)).collect();
        names.join(", ")
    }

    fn field<'a>(&self, name: &'a str) -> &'a str {
        let (en, ru) = match name {
            "title" => ("title", "название"),
            "description" => ("description", "описание"),
            "category" => ("category", "категория"),
            "location" => ("place", "место"),
            "venue" => ("venue", "площадка"),
            "online_meeting_url" => ("online address", "адрес трансляции"),
            "start_date" => ("start", "начало"),
            "end_date" => ("end", "конец"),
            "timezone" => ("time zone", "часовой пояс"),
            "max_capacity" => ("capacity", "вместимость"),
            "price" => ("price", "цена"),
            "currency" => ("currency", "валюта"),
            "ticket_types" => {
                ("a kind of ticket that can be sold", "вид билетов, который можно продать")
            }
            "email" => ("a verified e-mail address", "подтверждённый адрес почты"),
            other => (other, other),
        };
        self.pick(en, ru)
    }

    pub const fn guide(&self, step: GuideStep) -> (&'static str, &'static str) {
        match step {
            GuideStep::VerifyEmail => (self.guide_verify, self.guide_verify_text),
            GuideStep::CreateEvent => (self.guide_create, self.guide_create_text),
            GuideStep::Publish => (self.guide_publish, self.guide_publish_text),
            GuideStep::FirstBooking => (self.guide_booking, self.guide_booking_text),
        }
    }

    /// What a screen reader is told when the figures have moved.
    pub fn figures_moved(&self, sold: i64, capacity: i64) -> String {
        self.sold_of(sold, capacity) + "."
    }

    /// Of all events together.
    pub fn seats_sold_in_all(&self, sold: i64) -> String {
        let word = plural::english(sold, "seat", "seats");
        let sold = self.number(sold);
        self.pick(format!("{sold} {word} sold."), format!("Продано мест: {sold}."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Area as _;
    use types::Locale;

    #[test]
    fn the_finding_says_how_far_one_is_before_or_behind() {
        let (en, ru) = (DashboardTexts::of(Locale::En), DashboardTexts::of(Locale::Ru));
        let sold = || en.sold_of(62, 1000);
        assert_eq!(sold(), "62 of 1,000 seats sold");
        let against = |more| en.sold_against(sold(), more, "Last year");
        assert_eq!(against(0), "62 of 1,000 seats sold, as many as “Last year” at this point");
        assert_eq!(against(4), "62 of 1,000 seats sold, 4 more than “Last year” at this point");
        assert_eq!(against(-4), "62 of 1,000 seats sold, 4 fewer than “Last year” at this point");
        assert_eq!(ru.sold_of(2, 5), "Продано мест: 2 из 5");
    }

    #[test]
    fn a_share_is_rounded_and_of_nothing_there_is_none() {
        let en = DashboardTexts::of(Locale::En);
        assert_eq!(en.share(1, 3).as_deref(), Some("33%"));
        assert_eq!(en.share(2, 3).as_deref(), Some("67%"));
        assert_eq!(en.share(0, 0), None);
        assert_eq!(en.rating(425), "4.25");
        assert_eq!(DashboardTexts::of(Locale::Ru).rating(405), "4,05");
    }
}
