//! Texts of the admin's workplace: its frame, and what its parts are called.

use super::texts;

texts! {
    /// Said by the frame around every page of the admin's workplace.
    AdminTexts over organize::OrganizeTexts {
        not_admin_title: "This part is for administrators", "Этот раздел для администраторов";
        not_admin_text: "Your account does not have the right to it. If you think it should, ask an administrator of this site.", "У вашего аккаунта нет прав на него. Если они вам нужны, обратитесь к администратору сайта.";

        part_overview: "Overview", "Обзор";
        part_people: "People", "Люди";
        part_events: "Events", "События";
        part_reviews: "Reviews", "Отзывы";
        part_categories: "Categories", "Категории";
        part_venues: "Venues", "Площадки";
        part_promotions: "Promo codes", "Промокоды";
        part_mail: "Mail", "Письма";
        part_jobs: "Jobs", "Задания";
        part_payments: "Payments", "Платежи";
        part_audit: "Audit log", "Журнал действий";
        part_health: "Health", "Состояние";
    }
}
