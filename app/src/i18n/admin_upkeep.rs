//! Texts of what admins keep going: mail, jobs, payments, the audit log and health.

use super::texts;

texts! {
    /// Said by the pages of messages and work, and by the banner.
    AdminUpkeepTexts over admin::AdminTexts {
        needs_you: "This needs a person", "Здесь нужен человек";
        failed_jobs: "Jobs that failed", "Задания с ошибкой";
        failed_mail: "Mails that failed", "Неотправленные письма";
        stuck_payments: "Payments without an outcome", "Платежи без результата";
        failed_refunds: "Refunds that failed", "Неудавшиеся возвраты";

        all: "All", "Все";
        try_again: "Run again", "Запустить снова";
        nothing_here: "Nothing here.", "Здесь ничего нет.";
        state: "State", "Состояние";
        tries: "Tries", "Попытки";
        since: "Since", "С какого времени";
        action: "Action", "Действие";

        search_mail: "Name or address", "Имя или адрес";
        mail_about: "Mail", "Письмо";
        mail_to: "To", "Кому";
        queued: "Waiting", "Ждёт отправки";
        sent: "Sent", "Отправлено";
        failed: "Failed", "Ошибка";
        withheld: "Withheld", "Задержано";
        send_again: "Send again", "Отправить снова";
        send_all_again: "Send all failed ones again", "Отправить снова все неотправленные";
        send_found_again: "Send failed ones of this search again", "Отправить снова неотправленные из найденных";

        job: "Job", "Задание";
        waiting: "Waiting", "Ждёт";
        later: "Due later", "Запланировано";
        running: "Running", "Выполняется";
        oldest: "The oldest has been due since", "Самое старое ждёт с";
        due: "Due", "Срок";
        give_up: "Give up", "Снять с очереди";
        give_up_reason: "Why it is given up", "Почему задание снимается";
        found_again: "Most work is found again by the periodic look at its kind: to keep it from happening, end its cause.", "Почти любую работу снова найдёт периодическая проверка. Чтобы она не выполнилась, устраните причину.";
        not_found_again: "If it is given up, nothing finds its work again.", "Если снять его с очереди, эту работу ничто не найдёт снова.";

        payments_intro: "Payments whose provider has not said how they ended, and refunds of cancelled events that could not be made.", "Платежи, о результате которых провайдер не сообщил, и возвраты за отменённые события, которые не удалось выполнить.";
        no_trouble: "No payment needs you.", "Ни один платёж не требует внимания.";
        booking: "Booking", "Бронь";
        trouble: "What is wrong", "Что не так";
        stuck: "Its provider has not said how it ended. Ask it again; if it stays silent, look the payment up there by its booking.", "Провайдер не сообщил результат. Спросите его снова; если ответа нет, найдите платёж у него по номеру брони.";
        refund_failed: "The event was cancelled and the money could not be given back. Try again; if it fails again, give it back at the provider and write a note on the booking.", "Событие отменено, а деньги вернуть не удалось. Попробуйте снова; если снова не выйдет, верните их через провайдера и оставьте заметку к брони.";
        amount: "Sum", "Сумма";
        retry_payment: "Try again", "Попробовать снова";

        when: "When", "Когда";
        who: "Who and from where", "Кто и откуда";
        done_to: "What to what", "Что и с чем";
        changes: "Before and after", "До и после";
        nobody: "By itself", "Само собой";
        actor_id: "Account (id)", "Аккаунт (id)";
        object: "Object, such as booking or booking:id", "Объект, например booking или booking:id";
        any_action: "Any action", "Любое действие";
        from_day: "From (UTC)", "С (UTC)";
        to_day: "Until (UTC)", "По (UTC)";
        show: "Show", "Показать";
        csv: "All of it as CSV", "Всё в CSV";
        filters_ignored: "A filter in the address could not be read and was left out.", "Один из фильтров в адресе не удалось прочитать, он не учтён.";

        health_intro: "The checks of the command server doctor, as this server sees them just now.", "Проверки команды server doctor, как их видит этот сервер прямо сейчас.";
        test_mail: "Test mail", "Пробное письмо";
        test_mail_text: "Goes to your own address at once, past the queue. Below you read what the mail server said to it.", "Уйдёт на ваш адрес сразу, минуя очередь. Ниже вы прочтёте ответ почтового сервера.";
        send_test_mail: "Send a test mail to my address", "Отправить пробное письмо на мой адрес";
        mail_was_tested: "The mail server has answered.", "Почтовый сервер ответил.";
        check: "Check", "Проверка";
        ok: "All right", "В порядке";
        warning: "Look at it", "Обратите внимание";
        broken: "Does not work", "Не работает";
        detail: "What was found", "Что найдено";
    }
}

impl AdminUpkeepTexts {
    /// Who says how a payment ended.
    pub fn provider(&self, name: &str) -> String {
        self.pick(format!("Payment provider {name}"), format!("Платёжный провайдер {name}"))
    }
}
