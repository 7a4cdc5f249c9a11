//! Every fixed text in every language: a text that lacks a language does not compile.

macro_rules! texts {
    ($($key:ident: $en:literal, $ru:literal;)*) => {
        /// The fixed texts of one language.
        #[derive(Debug)]
        pub struct Texts { $(pub $key: &'static str,)* }

        pub(super) static EN: Texts = Texts { $($key: $en,)* };
        pub(super) static RU: Texts = Texts { $($key: $ru,)* };

        #[cfg(test)]
        const ALL: &[(&str, &str, &str)] = &[$((stringify!($key), $en, $ru),)*];
    };
}

texts! {
    // Everywhere
    skip_to_content: "Skip to content", "К содержанию";
    main_nav: "Main", "Основное меню";
    footer_nav: "More", "Ещё";
    footer_line: "Find something worth leaving the house for.", "Найдите, ради чего стоит выйти из дома.";
    api_docs: "API documentation", "Документация API";
    nav_events: "Events", "События";
    nav_bookings: "My bookings", "Мои брони";
    nav_account: "Account", "Аккаунт";
    account_menu: "Account menu", "Меню аккаунта";
    log_in: "Log in", "Войти";
    log_out: "Log out", "Выйти";
    sign_up: "Sign up", "Регистрация";
    home: "Home", "На главную";
    search: "Search", "Найти";
    search_events: "Search events", "Поиск событий";
    language: "Language", "Язык";
    theme: "Theme", "Тема";
    theme_system: "System", "Системная";
    theme_light: "Light", "Светлая";
    theme_dark: "Dark", "Тёмная";
    loading: "Loading…", "Загрузка…";
    one_moment: "One moment…", "Секунду…";
    save: "Save", "Сохранить";
    optional: "optional", "необязательно";
    previous: "Previous", "Назад";
    next: "Next", "Вперёд";
    pages: "Pages", "Страницы";
    try_again: "Try again", "Попробовать снова";
    see_all: "See all", "Все";
    free: "Free", "Бесплатно";
    online: "Online", "Онлайн";
    cancelled: "Cancelled", "Отменено";
    cancelled_plural: "Cancelled", "Отменённые";
    past: "Past", "Прошедшие";
    over: "Over", "Прошло";
    upcoming: "Upcoming", "Предстоящие";
    running_now: "Running now", "Идёт сейчас";
    sold_out: "Sold out", "Мест нет";
    rating: "Rating", "Оценка";
    draft: "Draft", "Черновик";

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
    login_first_title: "Log in to see this", "Войдите, чтобы увидеть это";
    browse_events: "Browse events", "Смотреть события";

    // Front page
    hero_title: "Good things happen when people meet.", "Хорошее случается, когда люди встречаются.";
    hero_text: "Conferences, workshops, concerts and meetups, near you or online. Find one and take a seat in a minute.", "Конференции, мастер-классы, концерты и встречи рядом с вами и онлайн. Найдите своё и займите место за минуту.";
    hero_placeholder: "Topic, title or city", "Тема, название или город";
    free_events: "Free events", "Бесплатные события";
    online_events: "Online events", "Онлайн-события";
    newest_events: "Just added", "Недавно добавленные";
    by_category: "What are you in the mood for?", "Что вам по душе?";
    coming_up: "Coming up", "Скоро";
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
    category: "Category", "Категория";
    all_categories: "All categories", "Все категории";
    place: "Place", "Место";
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

    // Event
    about: "About", "О событии";
    agenda: "Agenda", "Программа";
    room: "Room", "Зал";
    no_description: "The organizer has not written anything yet.", "Организатор пока ничего не написал.";
    free_cancel: "Plans change: you can give your seats back until the event starts.", "Планы меняются: места можно вернуть до начала события.";
    join_online: "Join online", "Подключиться";
    add_to_calendar: "Add to calendar", "В календарь";
    booking: "Booking", "Бронирование";
    per_seat: "per seat", "за место";
    how_many: "Seats", "Сколько мест";
    free_booking_text: "Your tickets come at once, by e-mail too.", "Билеты придут сразу, и на почту тоже.";
    paid_booking_text: "Your seats are held while you pay.", "Места закрепятся за вами, пока вы платите.";
    log_in_to_book: "Log in to book", "Войти и забронировать";
    log_in_to_book_text: "It takes a minute, and you come right back here.", "Это займёт минуту, и вы вернётесь сюда.";
    sold_out_text: "All seats are taken at the moment. Seats of lapsed bookings come back by themselves, and this page shows it at once.", "Сейчас все места заняты. Места неоплаченных броней возвращаются сами, и эта страница сразу это покажет.";
    event_cancelled: "This event was cancelled", "Событие отменено";
    event_over: "This event is over", "Событие уже прошло";
    event_over_text: "It was good while it lasted. There is more to come.", "Было здорово. Впереди есть и другие.";
    event_started: "This event has started", "Событие уже началось";
    event_started_text: "Booking ends when an event starts.", "Бронирование закрывается с началом события.";
    draft_text: "Only you can see it until it is published.", "До публикации его видите только вы.";
    similar_events: "Similar events", "Похожие события";

    // Accounts
    email: "E-mail", "Электронная почта";
    password: "Password", "Пароль";
    new_password: "New password", "Новый пароль";
    password_hint: "At least 10 characters. A short sentence is easiest to remember.", "Не меньше 10 символов. Проще всего запомнить короткую фразу.";
    login_title: "Welcome back", "С возвращением";
    login_text: "Log in to book seats and see your tickets.", "Войдите, чтобы бронировать места и видеть билеты.";
    forgot_password: "Forgot your password?", "Забыли пароль?";
    no_account: "New here?", "Впервые здесь?";
    have_account: "Already have an account?", "Уже есть аккаунт?";
    register_title: "Create your account", "Создайте аккаунт";
    register_text: "One account for booking seats and for running events.", "Один аккаунт, чтобы бронировать места и проводить события.";
    display_name: "Your name", "Ваше имя";
    role_question: "What brings you here?", "Что вас привело?";
    role_attendee: "I want to attend events", "Хочу посещать события";
    role_attendee_text: "Book seats and keep your tickets.", "Бронировать места и хранить билеты.";
    role_organizer: "I also run events", "Ещё и провожу события";
    role_organizer_text: "Publish events and see who comes.", "Публиковать события и видеть, кто придёт.";
    create_account: "Create account", "Создать аккаунт";
    forgot_title: "Reset your password", "Сброс пароля";
    forgot_text: "Tell us your e-mail and we send you a link that sets a new password.", "Укажите почту, и мы пришлём ссылку для нового пароля.";
    send_link: "Send the link", "Прислать ссылку";
    reset_sent_text: "If there is an account with this e-mail, a link is on its way. It works once, for 30 minutes.", "Если аккаунт с такой почтой есть, ссылка уже в пути. Она сработает один раз в течение 30 минут.";
    back_to_login: "Back to log in", "Вернуться ко входу";
    reset_title: "Choose a new password", "Новый пароль";
    reset_text: "You will be logged out everywhere else.", "На всех других устройствах вы выйдете из аккаунта.";
    verify_title: "Verify your address", "Подтверждение адреса почты";
    verify_text: "One click, and we know that this address is yours.", "Одно нажатие, и мы знаем, что этот адрес ваш.";
    verify_action: "Verify the address", "Подтвердить адрес";
    verify_ask_new_link: "The link does not work any more? Get another one in your account.", "Ссылка больше не действует? Получите новую в аккаунте.";
    verify_notice_title: "Please verify your e-mail address", "Подтвердите, пожалуйста, адрес почты";
    verify_resend: "Send the link again", "Отправить ссылку ещё раз";
    notice_email_verified: "Your e-mail address is verified.", "Адрес почты подтверждён.";
    notice_verification_sent: "The link is on its way.", "Ссылка уже в пути.";
    notice_email_change_asked: "A link is on its way to the new address.", "На новый адрес отправлена ссылка.";
    email_change: "Change the e-mail address", "Смена адреса почты";
    email_change_text: "We send a link to the new address. Nothing changes until it is followed.", "Мы отправим ссылку на новый адрес. Пока она не открыта, всё остаётся как есть.";
    email_change_asked_text: "A link is on its way to the new address. It works once, for two days; until then your address stays as it is.", "На новый адрес отправлена ссылка. Она сработает один раз в течение двух дней; до тех пор адрес не меняется.";
    new_email: "New e-mail address", "Новый адрес почты";
    save_password: "Set the password", "Задать пароль";
    ask_new_link: "Ask for a new link", "Запросить новую ссылку";
    account_title: "Your account", "Ваш аккаунт";
    role_name_attendee: "Attendee", "Участник";
    role_name_organizer: "Organizer", "Организатор";
    role_name_admin: "Administrator", "Администратор";
    bio: "About you", "О себе";
    bio_hint: "Shown on your public profile.", "Видно в вашем открытом профиле.";
    timezone: "Time zone", "Часовой пояс";
    timezone_hint: "An IANA name, such as Europe/Berlin. Used in mail to you.", "Название по IANA, например Europe/Moscow. Используется в письмах вам.";

    // Bookings
    no_bookings_title: "No bookings yet", "Броней пока нет";
    no_bookings_text: "When you book seats, they and their tickets are kept here.", "Когда вы забронируете места, они и билеты будут храниться здесь.";
    status_pending: "Waiting for payment", "Ждёт оплаты";
    status_paying: "Payment under way", "Оплата идёт";
    status_confirmed: "Confirmed", "Подтверждена";
    status_cancelled: "Cancelled", "Отменена";
    hold_text: "Your seats are held for", "Места закреплены за вами ещё";
    summary: "Summary", "Ваш заказ";
    discount: "Discount", "Скидка";
    total: "Total", "Итого";
    payment: "Payment", "Оплата";
    pay_with: "Pay with", "Способ оплаты";
    card: "Card", "Карта";
    card_number: "Card number", "Номер карты";
    card_slip: "One of the digits seems wrong.", "Похоже, одна из цифр неверна.";
    demo_cards: "This is a demonstration: no money moves. Test cards:", "Это демонстрация: деньги не списываются. Тестовые карты:";
    demo_card_good: "succeeds", "проходит";
    demo_card_bad: "is declined", "отклоняется";
    pay_note: "Only the last four digits are kept.", "Мы храним только последние четыре цифры.";
    paying_title: "Your payment is under way", "Оплата обрабатывается";
    paying_text: "This takes a few seconds. The page changes by itself.", "Это займёт несколько секунд. Страница обновится сама.";
    payment_failed_title: "The payment was declined", "Платёж отклонён";
    payment_failed_text: "Nothing was charged and your seats are still held. Check the card or try another one.", "Деньги не списаны, места всё ещё за вами. Проверьте карту или попробуйте другую.";
    confirmed_title: "You are going!", "Вы идёте!";
    tickets: "Tickets", "Билеты";
    tickets_pdf: "Tickets as PDF", "Билеты в PDF";
    ticket_code: "Code", "Код";
    cancel_booking: "Cancel booking", "Отменить бронь";
    cancel_confirm: "Yes, cancel this booking", "Да, отменить бронь";
    cancel_free_text: "Your seats go back to others. Nothing was charged.", "Места вернутся другим. Деньги не списывались.";
    cancel_used: "Somebody was let in with a ticket of this booking, so it cannot be cancelled as a whole. Tickets that were not used can be given back one by one.", "По билету этой брони уже прошли на событие, поэтому отменить её целиком нельзя. Неиспользованные билеты можно вернуть по одному.";
    cancel_no_refund: "It is too late for a refund: nothing comes back.", "Для возврата денег уже поздно: ничего не вернётся.";
    ended_expired: "The time to pay ran out", "Время на оплату вышло";
    ended_expired_text: "The seats went back to others and nothing was charged. If there are still seats, you can book again.", "Места вернулись другим, деньги не списаны. Если места ещё есть, забронируйте снова.";
    ended_event: "The organizer cancelled the event", "Организатор отменил событие";
    ended_event_text: "We are sorry. What you paid comes back in full.", "Нам жаль. Всё, что вы заплатили, вернётся полностью.";
    ended_refunded: "Your payment came too late", "Оплата пришла слишком поздно";
    ended_refunded_text: "The seats were gone by then, so the money went straight back.", "Мест уже не было, поэтому деньги сразу отправлены обратно.";
    ended_declined: "You declined the offer", "Вы отказались от предложения";
    ended_declined_text: "The seats went to the next in line.", "Места достались следующим в очереди.";
    ended_by_you: "You cancelled this booking", "Вы отменили эту бронь";
    ended_by_you_text: "The seats went back to others.", "Места вернулись другим.";
    book_again: "Book again", "Забронировать снова";

    // Waitlist
    waitlist_text: "Join the waiting list: when seats come free, the first party that fits gets them, and nobody else can book them meanwhile.", "Встаньте в лист ожидания: когда места освободятся, они достанутся первой подходящей компании, и никто другой их тем временем не забронирует.";
    waitlist_party: "Seats you need", "Сколько мест нужно";
    join_waitlist: "Join the waiting list", "Встать в лист ожидания";
    log_in_to_wait: "Log in to join the waiting list", "Войдите, чтобы встать в очередь";
    leave_waitlist: "Leave the waiting list", "Выйти из листа ожидания";
    waiting_title: "You are on the waiting list", "Вы в листе ожидания";
    waiting_note: "We write to you as soon as they are yours, and this page shows it by itself.", "Мы напишем, как только они станут вашими, и эта страница сама это покажет.";
    waiting: "Waiting", "В очереди";
    waits_title: "Waiting lists", "Листы ожидания";
    offer_open: "Offered to you", "Предложено вам";
    offer_text: "You waited, and it is your turn. The offer is open", "Вы дождались своей очереди. Предложение действует";
    offer_ends_in: "The offer ends in", "Предложение закончится через";
    offer_pay: "Accept and pay", "Принять и оплатить";
    offer_accept: "Accept the offer", "Принять предложение";
    offer_accept_text: "It costs nothing: accept the offer, and the tickets are here at once.", "Это бесплатно: примите предложение, и билеты сразу появятся здесь.";
    offer_decline: "Decline the offer", "Отказаться от предложения";
    offer_missed: "Your last offer ended before it was accepted, and the seats went to the next in line.", "Прошлое предложение закончилось раньше, чем вы его приняли: места достались следующим.";
    notice_waitlist_joined: "You are on the waiting list.", "Вы в листе ожидания.";
    notice_waitlist_left: "You left the waiting list.", "Вы вышли из листа ожидания.";

    // Promotions and refunds
    have_promo_code: "Have a promo code?", "Есть промокод?";
    promo_code: "Promo code", "Промокод";
    promo_code_hint: "You see the new price before you pay.", "Новую цену вы увидите до оплаты.";
    apply_code: "Apply", "Применить";
    no_refunds: "Seats cannot be refunded.", "Места не возвращаются.";
    full_refund_until_start: "Full refund until the event starts.", "Полный возврат до начала события.";
    refunded_so_far: "Refunded", "Возвращено";
    cancel_ticket_confirm: "Yes, cancel this ticket", "Да, отменить билет";
    notice_ticket_cancelled: "The ticket is cancelled.", "Билет отменён.";
    notice_price_changed: "The price is updated.", "Цена обновлена.";
    late_but_seated: "Your payment came after the time to pay was over. Your seats were still free, so they are yours.", "Оплата пришла, когда время на неё уже вышло. Места ещё были свободны, и они ваши.";
    ended_paying: "Your payment is still under way. If it succeeds, you get the seats back where they are still free, or all of the money. The page changes by itself.", "Оплата ещё обрабатывается. Если она пройдёт, вы получите места, если они ещё свободны, или все деньги обратно. Страница обновится сама.";
    ended_expired_paying_text: "The seats went back to others.", "Места вернулись другим.";
    ended_nothing_back: "Under the refund rule of this booking nothing came back.", "По правилам возврата для этой брони деньги не возвращаются.";

    // Reviews
    reviews: "Reviews", "Отзывы";
    no_reviews: "Nobody has written a review yet.", "Отзывов пока нет.";
    review_title: "Your review", "Ваш отзыв";
    review_question: "How was it?", "Как всё прошло?";
    review_write: "Write a review", "Написать отзыв";
    review_comment: "What would you tell a friend about it?", "Что бы вы рассказали об этом друзьям?";
    review_comment_hint: "Everyone can read it, with your name.", "Это увидят все, вместе с вашим именем.";
    review_save: "Publish the review", "Опубликовать отзыв";
    review_mine: "Your review", "Ваш отзыв";
    review_edited: "edited", "изменён";
    review_edit: "Edit", "Изменить";
    review_delete: "Delete", "Удалить";
    review_delete_confirm: "Yes, delete my review", "Да, удалить мой отзыв";
    review_back: "Back to the event", "К событию";
    notice_review_saved: "Thank you! Your review is published.", "Спасибо! Ваш отзыв опубликован.";
    undo: "Undo", "Вернуть";
    notice_review_deleted: "Your review is deleted.", "Ваш отзыв удалён.";

    // Certificates
    nav_certificates: "My certificates", "Мои сертификаты";
    no_certificates_title: "No certificates yet", "Сертификатов пока нет";
    no_certificates_text: "When an organizer issues certificates for an event you were at, yours is kept here.", "Когда организатор выдаст сертификаты за событие, на котором вы были, ваш появится здесь.";
    certificate_title: "Certificate of attendance", "Сертификат участника";
    certificate_genuine: "This certificate is genuine", "Этот сертификат подлинный";
    certificate_certifies: "It certifies that", "Он подтверждает, что";
    certificate_took_part: "took part in", "участник события";
    certificate_when: "When", "Когда";
    certificate_issued: "Issued on", "Дата выдачи";
    certificate_number: "Number", "Номер";
    certificate_pdf: "Download as PDF", "Скачать в PDF";
    certificate_unknown: "There is no valid certificate with this number", "Действующего сертификата с таким номером нет";
    certificate_unknown_text: "The number may have a typo, or the certificate is no longer valid.", "В номере может быть опечатка, или сертификат больше не действует.";

    // Agenda
    track: "Track", "Направление";
    agenda_now: "Now", "Сейчас";
    agenda_next: "Next", "Далее";
    agenda_filter: "Show sessions", "Показать доклады";
    agenda_all: "Everything", "Всё";
    my_picks: "My agenda", "Моя программа";
    no_picks: "Nothing here yet. Star a session to put it on your agenda.", "Здесь пока пусто. Отметьте доклад звездой, и он попадёт в вашу программу.";
    pick_failed: "That could not be saved, so it is as before. Try again.", "Сохранить не удалось, всё осталось как было. Попробуйте снова.";
    agenda_ics: "Agenda for my calendar", "Программа в календарь";
    picks_ics: "My agenda for my calendar", "Моя программа в календарь";

    // Notifications
    notifications_title: "Notifications", "Уведомления";
    unread: "Unread", "Не прочитано";
    mark_read: "Mark as read", "Прочитано";
    mark_all_read: "Mark all as read", "Отметить все прочитанными";
    no_notifications_title: "Nothing new", "Ничего нового";
    no_notifications_text: "When something happens to your bookings, you find it here.", "Здесь появится всё, что произойдёт с вашими бронями.";

    // Profiles and my data
    notice_password_replaced: "Your new password is set. Every other device is logged out.", "Новый пароль задан. На остальных устройствах вы вышли из аккаунта.";
    notice_account_deleted: "Your account is deleted. Take care!", "Аккаунт удалён. Всего доброго!";
    show_profile: "See your public profile", "Открыть ваш профиль";
    profile: "Profile", "Профиль";
    picture: "Picture", "Фотография";
    picture_now: "Your picture", "Ваша фотография";
    picture_file: "Choose a picture", "Выберите изображение";
    picture_hint: "PNG, JPEG or WebP, up to 5 MB. Where it was taken and with what stays with you.", "PNG, JPEG или WebP, до 5 МБ. Где и чем она снята, останется у вас.";
    picture_send: "Upload", "Загрузить";
    picture_remove: "Remove the picture", "Убрать фотографию";
    picture_saved: "Your new picture is here.", "Новая фотография на месте.";
    picture_removed: "Your picture is gone.", "Фотография убрана.";
    picture_missing: "Choose a file first.", "Сначала выберите файл.";
    picture_too_large: "This file is larger than 5 MB. Choose a smaller one.", "Файл больше 5 МБ. Выберите поменьше.";
    picture_too_many_pixels: "This picture has too many pixels. Make it smaller first.", "В изображении слишком много пикселей. Сначала уменьшите его.";
    picture_no_picture: "This is not a PNG, JPEG or WebP picture, or it is damaged.", "Это не PNG, JPEG или WebP, или файл повреждён.";
    picture_busy: "Many pictures are being sent just now. Please try again in a moment.", "Сейчас загружается много фотографий. Попробуйте ещё раз чуть позже.";
    picture_failed: "The picture could not be saved. Please try again.", "Не удалось сохранить фотографию. Попробуйте ещё раз.";
    password_change: "Change the password", "Смена пароля";
    password_change_text: "Every other device is logged out, and your private calendar needs a new address.", "На остальных устройствах вы выйдете из аккаунта, а личному календарю понадобится новый адрес.";
    current_password: "Current password", "Текущий пароль";
    current_password_to_delete: "Your password, to be sure it is you", "Ваш пароль, чтобы убедиться, что это вы";
    calendar_title: "Your calendar", "Ваш календарь";
    calendar_text: "Subscribe to your bookings with any calendar program: what you book appears there by itself.", "Подпишитесь на свои брони в любом календаре: всё забронированное появится там само.";
    calendar_address: "The address of your calendar", "Адрес вашего календаря";
    calendar_hint: "Whoever knows it sees your bookings. Keep it to yourself.", "Кто его знает, видит ваши брони. Никому его не показывайте.";
    calendar_make: "Make an address", "Создать адрес";
    calendar_renew: "Make a new address", "Создать новый адрес";
    calendar_renew_hint: "The address above stops working at once.", "Прежний адрес сразу перестанет работать.";
    my_data: "Your data", "Ваши данные";
    export_text: "Everything we keep about you, in one file.", "Всё, что мы о вас храним, одним файлом.";
    export_action: "Download your data", "Скачать ваши данные";
    delete_account: "Delete the account", "Удалить аккаунт";
    delete_account_warning: "There is no way back.", "Вернуть аккаунт будет нельзя.";
    delete_account_bookings: "Your bookings of coming events are cancelled, and you get back what their refund rules give.", "Брони предстоящих событий отменятся, деньги вернутся по их правилам возврата.";
    delete_account_data: "Your name, picture, messages and reviews' texts go, and your certificates end.", "Имя, фотография, письма и тексты отзывов исчезнут, сертификаты перестанут действовать.";
    delete_account_books: "What the books need, such as payments, stays without your name.", "Нужное для учёта, например платежи, останется без вашего имени.";
    delete_account_confirm: "Yes, delete my account", "Да, удалить мой аккаунт";
    show_tickets: "Show at the door", "Показать на входе";
    no_upcoming_title: "Nothing coming up", "Ничего не предстоит";
    no_past_title: "Nothing in the past yet", "Прошедших пока нет";
    no_past_text: "Events that you went to are kept here.", "Здесь хранятся события, на которых вы были.";
    no_cancelled_title: "Nothing was cancelled", "Отменённых нет";
    no_cancelled_text: "Bookings that did not come about are kept here.", "Здесь хранятся несостоявшиеся брони.";

    // Live, home and search
    suggestions: "Suggestions", "Подсказки";
    meant: "Showing results for", "Показаны результаты по запросу";
    starts_soon: "On soon", "Скоро начнётся";
    gone_title: "This event is gone", "Этого события больше нет";
    gone_text: "Its organizer has taken it down. There are others.", "Организатор убрал его. Есть и другие.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_there_in_its_own_language() {
        for (key, en, ru) in ALL {
            assert!(!en.trim().is_empty(), "{key} has no English text");
            assert!(!en.chars().any(is_cyrillic), "{key} is not English: {en}");
            assert!(ru.chars().any(is_cyrillic), "{key} is not Russian: {ru}");
            assert_eq!(en.trim(), *en, "{key}");
            assert_eq!(ru.trim(), *ru, "{key}");
        }
    }

    #[test]
    fn sentences_end_alike_in_both_languages() {
        for (key, en, ru) in ALL {
            assert_eq!(en.ends_with('.'), ru.ends_with('.'), "{key}: {en} / {ru}");
            assert_eq!(en.ends_with('?'), ru.ends_with('?'), "{key}: {en} / {ru}");
        }
    }

    fn is_cyrillic(c: char) -> bool {
        ('\u{400}'..='\u{4ff}').contains(&c)
    }
}
