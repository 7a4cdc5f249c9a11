//! Texts of the front page and the catalogue.

use super::{isolated, texts};

texts! {
    /// Said by the front page and the catalogue.
    PublicTexts over shared::Texts {
        // Seen on both pages
        search: "Search", "Найти";
        see_all: "See all", "Все";

        // Front page
        hero_title: "Good things happen when people meet.", "Хорошее случается, когда люди встречаются.";
        hero_text: "Conferences, workshops, concerts and meetups, near you or online. Find one and take a seat in a minute.", "Конференции, мастер-классы, концерты и встречи рядом с вами и онлайн. Найдите своё и займите место за минуту.";
        free_events: "Free events", "Бесплатные события";
        online_events: "Online events", "Онлайн-события";
        newest_events: "Just added", "Недавно добавленные";
        by_category: "What are you in the mood for?", "Что вам по душе?";
        from_anywhere: "Join from anywhere", "Из любой точки мира";
        no_events_yet: "No events yet", "Событий пока нет";
        no_events_text: "New ones appear here as soon as they are published.", "Новые появятся здесь сразу после публикации.";
        invite_title: "Running an event?", "Проводите события?";
        invite_text: "Publish it, sell or give away seats, and see who comes. It takes minutes.", "Опубликуйте событие, продайте или раздайте места и узнайте, кто придёт. Это дело нескольких минут.";
        invite_action: "Become an organizer", "Стать организатором";

        // Catalogue
        catalogue_title: "Find an event", "Найдите событие";
        filter_events: "Filter events", "Отбор событий";
        filters: "Filters", "Фильтры";
        applied_filters: "Applied filters", "Выбранные фильтры";
        clear_filters: "Clear all", "Сбросить все";
        filters_ignored: "Some filters could not be read and were left out.", "Некоторые фильтры не удалось прочитать, они пропущены.";
        results: "Results", "Результаты";
        all_categories: "All categories", "Все категории";
        from: "From", "С";
        until: "Until", "По";
        price_at_least: "Lowest price", "Цена от";
        price_at_most: "Highest price", "Цена до";
        seats_free: "Seats available", "Есть места";
        in_person: "In person", "Очно";
        with_a_price: "Paid", "Платные";
        one_organizer: "One organizer", "Один организатор";
        order_by: "Sort by", "Порядок";
        order_default: "Suggested order", "По умолчанию";
        order_soonest: "Soonest first", "Сначала ближайшие";
        order_latest: "Latest first", "Сначала поздние";
        order_cheapest: "Price: low to high", "Сначала дешёвые";
        order_dearest: "Price: high to low", "Сначала дорогие";
        order_newest: "Newest first", "Сначала новые";
        order_oldest: "Oldest first", "Сначала старые";
        order_best: "Best rated", "С высокой оценкой";
        order_worst: "Lowest rated", "С низкой оценкой";
        order_relevance: "Relevance", "По соответствию";
        empty_title: "Nothing matches", "Ничего не нашлось";
        empty_text: "Take off a filter, or try fewer or other words.", "Уберите фильтр или попробуйте другие слова.";
        empty_page_title: "This page is empty", "Эта страница пуста";
        empty_page_text: "There are fewer events than that. Start from the first page.", "Событий меньше. Начните с первой страницы.";

        // Live, home and search
        meant: "Showing results for", "Показаны результаты по запросу";
        starts_soon: "On soon", "Скоро начнётся";
    }
}

impl PublicTexts {
    pub fn all_events(&self, n: i64) -> String {
        let events = self.events_found(n);
        self.pick(format!("See all {events}"), format!("Смотреть все: {events}"))
    }

    /// A count of events; `capped` where counting stopped there.
    pub fn events_or_more(&self, n: i64, capped: bool) -> String {
        if !capped {
            return self.events_found(n);
        }
        let number = self.number(n);
        self.pick(format!("{number}+\u{a0}events"), format!("{number}+\u{a0}событий"))
    }

    pub fn nothing_for(&self, what: &str) -> String {
        let what = isolated(what);
        self.pick(format!("Nothing matches “{what}”."), format!("По запросу «{what}» ничего нет."))
    }

    /// The words of a search that were left out.
    pub fn nothing_has_all(&self, without: &[String]) -> String {
        let list = |open: char, close: char| {
            let short = |word: &String| word.chars().take(40).collect::<String>();
            let quoted = |word: &String| format!("{open}{}{close}", short(word));
            without.iter().map(quoted).collect::<Vec<_>>().join(", ")
        };
        let (en, ru) = (list('“', '”'), list('«', '»'));
        self.pick(
            format!("Nothing has all of these words. Shown without {en}:"),
            format!("Всех этих слов сразу нет нигде. Показано без {ru}:"),
        )
    }

    pub fn in_your_zone(&self, zone: &str) -> String {
        let zone = zone.replace('_', " ");
        self.pick(format!("In your time zone: {zone}"), format!("В вашем часовом поясе: {zone}"))
    }

    pub fn remove_filter(&self, what: &str) -> String {
        let what = isolated(what);
        self.pick(format!("Remove filter: {what}"), format!("Убрать фильтр: {what}"))
    }

    pub fn search_for(&self, what: &str) -> String {
        let what = isolated(what);
        self.pick(format!("“{what}”"), format!("«{what}»"))
    }

    pub fn from_date(&self, date: &str) -> String {
        self.pick(format!("From {date}"), format!("С {date}"))
    }

    pub fn until_date(&self, date: &str) -> String {
        self.pick(format!("Until {date}"), format!("По {date}"))
    }

    pub fn price_from(&self, price: &str) -> String {
        self.pick(format!("From {price}"), format!("Цена от {price}"))
    }

    pub fn price_to(&self, price: &str) -> String {
        self.pick(format!("Up to {price}"), format!("Цена до {price}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Area as _;
    use types::Locale;

    #[test]
    fn a_count_that_stops_says_so() {
        let (en, ru) = (PublicTexts::of(Locale::En), PublicTexts::of(Locale::Ru));
        assert_eq!(en.events_or_more(10_000, true), "10,000+\u{a0}events");
        assert!(ru.events_or_more(10_000, true).ends_with("+\u{a0}событий"));
        assert_eq!(en.events_or_more(1, false), "1\u{a0}event");
    }

    #[test]
    fn words_that_were_left_out_are_named() {
        let words = ["qqq".to_owned(), "zzz".to_owned()];
        assert!(
            PublicTexts::of(Locale::En).nothing_has_all(&words).contains("without “qqq”, “zzz”")
        );
        assert!(PublicTexts::of(Locale::Ru).nothing_has_all(&words).contains("без «qqq», «zzz»"));
    }
}
