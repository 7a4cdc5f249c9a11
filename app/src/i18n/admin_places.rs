//! Texts of everybody's venues, and of the promo codes of the whole platform.

use super::texts;

texts! {
    /// Said by the admin's pages of venues and of promo codes.
    AdminPlacesTexts over admin::AdminTexts {
        search_venues: "Search by name or address", "Поиск по названию или адресу";
        venue: "Venue", "Площадка";
        address: "Address", "Адрес";
        organizer: "Organizer", "Организатор";
        events_here: "Events", "События";
        use_of_it: "Use", "Использование";
        used_or_not: "Used or not", "Используется или нет";
        used: "With events", "С событиями";
        unused: "Without events", "Без событий";
        no_venues_title: "No venues", "Площадок нет";
        no_venues_text: "Nothing fits these filters.", "Под эти условия ничего не подходит.";
        codes_text: "These take something off every event.", "Эти промокоды дают скидку на любое событие.";
    }
}
