//! Texts of logging in, signing up and proving an address.

use super::texts;

texts! {
    /// Said by the pages of the area `auth`.
    AuthTexts over shared::Texts {
        // About the site
        other_language_only: "This text is available in Russian only.", "Этот текст есть только на английском языке.";

        // Accounts
        email: "E-mail", "Электронная почта";
        password: "Password", "Пароль";
        login_title: "Welcome back", "С возвращением";
        login_text: "Log in to book seats and see your tickets.", "Войдите, чтобы бронировать места и видеть билеты.";
        code_title: "The code, please", "Введите код";
        code_text: "The password was right. Your account asks for a code of your authenticator as well.", "Пароль верный. Для этого аккаунта нужен ещё код из приложения.";
        code: "Code", "Код";
        code_hint: "Six digits, or one of your recovery codes.", "Шесть цифр или один из резервных кодов.";
        code_late: "Took longer than five minutes?", "Прошло больше пяти минут?";
        code_again: "Begin again", "Начать заново";
        forgot_password: "Forgot your password?", "Забыли пароль?";
        no_account: "New here?", "Впервые здесь?";
        have_account: "Already have an account?", "Уже есть аккаунт?";
        register_title: "Create your account", "Создайте аккаунт";
        register_text: "One account for booking seats and for running events.", "Один аккаунт, чтобы бронировать места и проводить события.";
        role_question: "What brings you here?", "Что вас привело?";
        role_attendee: "I want to attend events", "Хочу посещать события";
        role_attendee_text: "Book seats and keep your tickets.", "Бронировать места и хранить билеты.";
        role_organizer: "I also run events", "Ещё и провожу события";
        role_organizer_text: "Publish events and see who comes.", "Публиковать события и видеть, кто придёт.";
        create_account: "Create account", "Создать аккаунт";
        forgot_title: "Reset your password", "Сброс пароля";
        forgot_text: "Tell us your e-mail and we send you a link that sets a new password.", "Укажите почту, и мы пришлём ссылку для нового пароля.";
        reset_sent_text: "If there is an account with this e-mail, a link is on its way. It works once, for 30 minutes.", "Если аккаунт с такой почтой есть, ссылка уже в пути. Она сработает один раз в течение 30 минут.";
        back_to_login: "Back to log in", "Вернуться ко входу";
        reset_title: "Choose a new password", "Новый пароль";
        reset_text: "You will be logged out everywhere else.", "На всех других устройствах вы выйдете из аккаунта.";
        verify_title: "Verify your address", "Подтверждение адреса почты";
        verify_text: "One click, and we know that this address is yours.", "Одно нажатие, и мы знаем, что этот адрес ваш.";
        verify_action: "Verify the address", "Подтвердить адрес";
        verify_ask_new_link: "The link does not work any more? Get another one in your account.", "Ссылка больше не действует? Получите новую в аккаунте.";
        ask_new_link: "Ask for a new link", "Запросить новую ссылку";
    }
}
