//! Texts of what holders may do with their tickets.

use super::texts;

texts! {
    /// Said where an event's team decides about it.
    TicketRulesTexts over tickets::TicketsTexts {
        rules_title: "What holders may change", "Что могут менять участники";
        rules_text: "Whoever booked names each ticket and may send it to a guest, who gets it as a ticket of their own with a new code.", "Кто забронировал, подписывает каждый билет и может передать его гостю: тот получит собственный билет с новым кодом.";
        rules_exchanges: "Holders may exchange a ticket for one of another kind", "Участники могут обменять билет на другой вид";
        rules_exchanges_hint: "They pay the difference of a dearer kind, and get that of a cheaper one back by your refund rule. It needs several kinds of ticket.", "За более дорогой вид они доплачивают разницу, а за более дешёвый получают её обратно по вашему правилу возврата. Нужно несколько видов билетов.";
        rules_hours: "Changes end so many hours before the start", "За сколько часов до начала изменения заканчиваются";
        rules_hours_hint: "0: when it starts. It goes for names, guests and exchanges.", "0: с началом события. Это касается имён, гостей и обмена.";
        rules_closed: "Close changes now", "Закрыть изменения сейчас";
        rules_closed_hint: "Until you take this off again. Your team can still write names on tickets.", "Пока вы не снимете эту отметку. Ваша команда по-прежнему может менять имена на билетах.";
        rules_save: "Save the rules", "Сохранить правила";
    }
}
