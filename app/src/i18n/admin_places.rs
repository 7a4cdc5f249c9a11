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
        codes_text: "These take something off every event. They are made through the API: a code that names no event.", "Эти промокоды дают скидку на любые события. Они создаются через API: промокод, в котором не указано событие.";
        code: "Code", "Промокод";
        valid: "Valid", "Действует";
        uses: "Uses", "Использований";
        cost: "Taken off", "Сумма скидок";
        paid: "Paid besides", "Оплачено сверх того";
        no_codes_title: "No codes of the whole platform", "Общих промокодов нет";
        no_codes_text: "Codes of single events stand on the pages of these.", "Промокоды отдельных событий стоят на их страницах.";
    }
}
