//! Texts that every page may say; they are part of a first visit.

use super::texts;

texts! {
    /// Said by the frame of a page, by forms and by components.
    Texts {
        // Everywhere
        skip_to_content: "Skip to content", "К содержанию";
        main_nav: "Main", "Основное меню";
        footer_nav: "More", "Ещё";
        footer_line: "Find something worth leaving the house for.", "Найдите, ради чего стоит выйти из дома.";
        imprint: "Imprint", "О владельце сайта";
        privacy: "Privacy", "Конфиденциальность";
        terms: "Terms", "Условия";
        api_docs: "API documentation", "Документация API";
        nav_events: "Events", "События";
        nav_bookings: "My bookings", "Мои брони";
        nav_organize: "Organize", "Организатору";
        nav_admin: "Administration", "Администрирование";
        nav_account: "Account", "Аккаунт";
        account_menu: "Account menu", "Меню аккаунта";
        log_in: "Log in", "Войти";
        log_out: "Log out", "Выйти";
        sign_up: "Sign up", "Регистрация";
        home: "Home", "На главную";
        search_events: "Search events", "Поиск событий";
        language: "Language", "Язык";
        theme: "Theme", "Тема";
        theme_system: "System", "Системная";
        theme_light: "Light", "Светлая";
        theme_dark: "Dark", "Тёмная";
        loading: "Loading…", "Загрузка…";
        one_moment: "One moment…", "Секунду…";
        optional: "optional", "необязательно";
        previous: "Previous", "Назад";
        next: "Next", "Вперёд";
        pages: "Pages", "Страницы";
        try_again: "Try again", "Попробовать снова";
        free: "Free", "Бесплатно";
        online: "Online", "Онлайн";
        cancelled: "Cancelled", "Отменено";
        over: "Over", "Прошло";
        running_now: "Running now", "Идёт сейчас";
        sold_out: "Sold out", "Мест нет";
        rating: "Rating", "Оценка";
        draft: "Draft", "Черновик";
        role_name_attendee: "Attendee", "Участник";
        role_name_organizer: "Organizer", "Организатор";
        role_name_admin: "Administrator", "Администратор";

        // Notices
        notice_logged_out: "You are logged out.", "Вы вышли из аккаунта.";
        notice_profile_saved: "Your profile is saved.", "Профиль сохранён.";
        notice_booking_cancelled: "The booking is cancelled.", "Бронь отменена.";
        notice_password_changed: "Your new password is set. Log in with it.", "Новый пароль задан. Войдите с ним.";
        notice_reset_sent: "If there is an account with this e-mail, a link is on its way.", "Если аккаунт с такой почтой есть, ссылка уже в пути.";

        // When a page cannot be shown
        not_found_title: "There is nothing here", "Здесь ничего нет";
        not_found_text: "The address may have a typo, or what was here is gone.", "В адресе опечатка, или того, что здесь было, больше нет.";
        error_title: "That did not work", "Не получилось";
        second_factor_first_title: "A second factor first", "Сначала второй фактор";
        second_factor_first: "Set it up", "Настроить";
        login_first_title: "Log in to see this", "Войдите, чтобы увидеть это";
        browse_events: "Browse events", "Смотреть события";

        // Searching
        hero_placeholder: "Topic, title or city", "Тема, название или город";

        // Catalogue
        category: "Category", "Категория";
        place: "Place", "Место";

        // Accounts
        new_password: "New password", "Новый пароль";
        password_hint: "At least 10 characters. A short sentence is easiest to remember.", "Не меньше 10 символов. Проще всего запомнить короткую фразу.";
        display_name: "Your name", "Ваше имя";
        send_link: "Send the link", "Прислать ссылку";
        notice_email_verified: "Your e-mail address is verified.", "Адрес почты подтверждён.";
        notice_verification_sent: "The link is on its way.", "Ссылка уже в пути.";
        notice_email_change_asked: "A link is on its way to the new address.", "На новый адрес отправлена ссылка.";
        save_password: "Set the password", "Задать пароль";

        // Waitlist
        notice_waitlist_joined: "You are on the waiting list.", "Вы в листе ожидания.";
        notice_waitlist_left: "You left the waiting list.", "Вы вышли из листа ожидания.";

        // Promotions and refunds
        notice_ticket_cancelled: "The ticket is cancelled.", "Билет отменён.";
        notice_booking_moved: "The booking is moved.", "Бронь перенесена.";
        notice_refunded: "The refund is on its way.", "Деньги возвращаются.";
        notice_mail_queued: "The message is on its way.", "Письмо уже в пути.";
        notice_saved: "Saved.", "Сохранено.";
        notice_price_changed: "The price is updated.", "Цена обновлена.";

        // Reviews
        review_question: "How was it?", "Как всё прошло?";
        notice_review_saved: "Thank you! Your review is published.", "Спасибо! Ваш отзыв опубликован.";
        undo: "Undo", "Вернуть";
        notice_review_deleted: "Your review is deleted.", "Ваш отзыв удалён.";

        // Certificates
        nav_certificates: "My certificates", "Мои сертификаты";

        // Notifications
        notifications_title: "Notifications", "Уведомления";

        // Profiles and my data
        notice_password_replaced: "Your new password is set. Every other device is logged out.", "Новый пароль задан. На остальных устройствах вы вышли из аккаунта.";
        notice_account_deleted: "Your account is deleted. Take care!", "Аккаунт удалён. Всего доброго!";

        // The workplace
        notice_event_saved: "The event is saved.", "Событие сохранено.";
        notice_event_published: "Published. Now everybody can see and book it.", "Опубликовано. Теперь его видят и могут забронировать все.";
        notice_event_deleted: "The event is deleted.", "Событие удалено.";
        notice_event_copied: "Here is the copy. It is a draft until you publish it.", "Вот копия. Она останется черновиком, пока вы её не опубликуете.";
        notice_venue_saved: "The venue is saved.", "Место сохранено.";
        notice_venue_deleted: "The venue is deleted.", "Место удалено.";
        notice_picture_saved: "The picture is saved.", "Картинка сохранена.";

        // Live, home and search
        suggestions: "Suggestions", "Подсказки";
        gone_title: "This event is gone", "Этого события больше нет";
        gone_text: "Its organizer has taken it down. There are others.", "Организатор убрал его. Есть и другие.";
    }
}
