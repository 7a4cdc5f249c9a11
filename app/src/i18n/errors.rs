//! Texts of error codes and field problems: the match is exhaustive, so that a new code needs its text.

use super::Texts;
use types::{ErrorCode, Failure, FieldError, FieldProblem};

impl Texts {
    /// The text of a failure, with its number where it has one.
    pub fn failure(&self, failure: &Failure) -> String {
        if let (ErrorCode::SoldOut, Some(left)) = (failure.code, failure.seats_available)
            && left > 0
        {
            return self.only_seats_left(left.into());
        }
        if let (ErrorCode::PerPersonLimit, Some(most)) = (failure.code, failure.limit) {
            return self.at_most_seats_each(most.into());
        }
        if let (ErrorCode::TooManyRequests | ErrorCode::Unavailable, Some(seconds)) =
            (failure.code, failure.retry_after)
        {
            return format!("{} {}", self.code(failure.code), self.wait_seconds(seconds.into()));
        }
        self.code(failure.code).to_owned()
    }

    pub fn code(&self, code: ErrorCode) -> &'static str {
        use ErrorCode as E;
        let (en, ru) = match code {
            E::MalformedBody => (
                "The request could not be read. Reload the page and try again.",
                "Запрос не удалось прочитать. Обновите страницу и попробуйте снова.",
            ),
            E::Gone => ("What was here is gone for good.", "Того, что здесь было, больше нет."),
            E::SignatureInvalid => ("The signature does not match.", "Подпись не совпадает."),
            E::Unauthenticated => ("Please log in first.", "Сначала войдите в аккаунт."),
            E::InvalidCredentials => {
                ("The e-mail or the password is wrong.", "Неверный адрес почты или пароль.")
            }
            E::SecondFactorRequired => (
                "The password is right. Now the code of your authenticator is needed.",
                "Пароль верный. Теперь нужен код из приложения.",
            ),
            E::TokenReused => (
                "This session was ended for your safety. Please log in again.",
                "Сеанс завершён в целях безопасности. Войдите ещё раз.",
            ),
            E::TokenInvalid => (
                "This link or session is no longer valid.",
                "Ссылка или сеанс больше не действуют.",
            ),
            E::Forbidden => {
                ("You do not have the right to do this.", "У вас нет прав на это действие.")
            }
            E::NotAttended => (
                "Only people with a confirmed booking for this event can do that.",
                "Это могут только те, у кого есть подтверждённая бронь на событие.",
            ),
            E::MisdirectedRequest => (
                "This server does not answer to the name in the address.",
                "Этот сервер не отвечает по имени из адреса.",
            ),
            E::EmailNotVerified => (
                "Please verify your e-mail address first: follow the link in our mail.",
                "Сначала подтвердите адрес почты: перейдите по ссылке из нашего письма.",
            ),
            E::SecondFactorSetupRequired => (
                "Administrators need a second factor here. Set it up, and everything is open to you.",
                "Администраторам здесь нужен второй фактор. Включите его, и всё станет доступно.",
            ),
            E::InvitationForAnother => (
                "This invitation was sent to another address. Log in with the account that has it.",
                "Приглашение отправлено на другой адрес. Войдите в аккаунт с этим адресом.",
            ),
            E::CrossSite => (
                "The request came from another site and was refused.",
                "Запрос пришёл с другого сайта и отклонён.",
            ),
            E::NotFound => ("There is nothing here.", "Здесь ничего нет."),
            E::MethodNotAllowed => (
                "This address does not take such a request.",
                "Этот адрес не принимает такой запрос.",
            ),
            E::EmailTaken => (
                "There is an account with this e-mail already. Log in instead?",
                "Аккаунт с такой почтой уже есть. Может быть, войти?",
            ),
            E::SoldOut => ("There are not enough seats left.", "Свободных мест не хватает."),
            E::EventNotBookable => (
                "This event cannot be booked any more.",
                "Это событие больше нельзя забронировать.",
            ),
            E::PerPersonLimit => (
                "One person may not have that many seats of this event.",
                "Столько мест на это событие один человек занять не может.",
            ),
            E::WaitlistFirst => (
                "The free seats are promised to people on the waiting list.",
                "Свободные места обещаны людям из листа ожидания.",
            ),
            E::SeatsAvailable => (
                "These seats are free: you can book them right now.",
                "Эти места свободны: их можно забронировать прямо сейчас.",
            ),
            E::AlreadyWaiting => {
                ("You are on this waiting list already.", "Вы уже в этом листе ожидания.")
            }
            E::NotOnWaitlist => {
                ("You are not on this waiting list.", "Вас нет в этом листе ожидания.")
            }
            E::CapacityBelowTaken => {
                ("More seats than that are taken already.", "Уже занято больше мест.")
            }
            E::EventHasBookings => (
                "There are bookings for this event. Cancel it instead.",
                "На событие уже есть брони. Его можно отменить.",
            ),
            E::ChangesClosed => (
                "Changes to the tickets of this event have ended.",
                "Изменения билетов на это событие завершены.",
            ),
            E::TicketHandedOn => (
                "This ticket was handed on: its guest has it. Take it back first.",
                "Этот билет передан гостю. Сначала заберите его.",
            ),
            E::AlreadyCheckedIn => {
                ("This ticket was used at the door already.", "Этот билет уже отмечен на входе.")
            }
            E::NotCheckedIn => ("This ticket is not inside.", "По этому билету никто не входил."),
            E::TicketTypeRefused => (
                "This list does not let in this kind of ticket.",
                "По этому списку такие билеты не пропускают.",
            ),
            E::CheckInNotUndoable => (
                "This can no longer be undone: another scan came after it.",
                "Отменить это уже нельзя: после него билет отмечали ещё раз.",
            ),
            E::CurrencyInUse => (
                "Seats were sold in this currency, so it can no longer be changed.",
                "В этой валюте уже проданы места, поэтому сменить её нельзя.",
            ),
            E::EventCancelled => ("This event was cancelled.", "Событие отменено."),
            E::EventNotPublished => {
                ("This event is not published.", "Это событие не опубликовано.")
            }
            E::EventStarted => (
                "This event has started with people who booked it: it can no longer be moved. \
                 Cancel it, and everybody gets their money back.",
                "Событие уже началось, и на него есть брони: перенести его нельзя. Можно отменить \
                 его, тогда всем вернутся деньги.",
            ),
            E::EventEnded => ("This event is over.", "Это событие уже прошло."),
            E::EventNotEnded => ("This event is not over yet.", "Событие ещё не закончилось."),
            E::AlreadyInTeam => {
                ("This person is in the team already.", "Этот человек уже в команде.")
            }
            E::AlreadyInvited => (
                "There is an open invitation for this address: send it again instead.",
                "Для этого адреса есть приглашение без ответа: отправьте его ещё раз.",
            ),
            E::AlreadyReviewed => {
                ("You have reviewed this event already.", "Вы уже оставили отзыв об этом событии.")
            }
            E::ReviewHidden => (
                "An administrator hid this review; it can be changed but not deleted.",
                "Администратор скрыл этот отзыв: его можно изменить, но не удалить.",
            ),
            E::SaleNotOpen => (
                "This kind of ticket is not on sale yet.",
                "Продажа таких билетов ещё не началась.",
            ),
            E::SaleEnded => {
                ("This kind of ticket is no longer on sale.", "Продажа таких билетов закончилась.")
            }
            E::ExchangesClosed => (
                "Tickets of this event cannot be exchanged, or not any more.",
                "Билеты на это событие нельзя обменять, или время для обмена прошло.",
            ),
            E::ExchangeCostsMore => (
                "This kind of ticket costs more: say that you give the difference as a present.",
                "Такой билет дороже: укажите, что дарите разницу.",
            ),
            E::ExchangeQuantity => (
                "Your booking would have too many or too few tickets of one kind.",
                "В брони стало бы слишком много или слишком мало билетов одного вида.",
            ),
            E::TicketTypeInUse => (
                "Tickets of this kind were sold, or somebody waits for them: archive it instead.",
                "Такие билеты уже проданы или их кто-то ждёт: отправьте их в архив.",
            ),
            E::QuotaBelowTaken => {
                ("More seats are taken than that.", "Занято больше мест, чем вы указали.")
            }
            E::TicketTypeRequired => {
                ("Choose which kind of ticket you would like.", "Выберите, какие билеты вам нужны.")
            }
            E::WaitlistClosed => (
                "The waiting list is closed: nobody new can join.",
                "Лист ожидания закрыт: новых не принимают.",
            ),
            E::NotWaiting => ("This party waits no more.", "Эта компания больше не ждёт."),
            E::AlreadyReplied => (
                "This review has an answer already. Take that back first.",
                "На этот отзыв уже ответили. Сначала удалите прежний ответ.",
            ),
            E::AlreadyReported => {
                ("You have reported this review already.", "Вы уже пожаловались на этот отзыв.")
            }
            E::RoomConflict => ("The room is taken at that time.", "Зал в это время занят."),
            E::SpeakerConflict => {
                ("The speaker is elsewhere at that time.", "Докладчик в это время занят.")
            }
            E::CategoryInUse => {
                ("There are events in this category.", "В этой категории есть события.")
            }
            E::PromoCodeTaken => {
                ("There is a promotion with this code.", "Такой промокод уже есть.")
            }
            E::SlugTaken => ("This short name is taken.", "Это короткое имя занято."),
            E::VenueInUse => (
                "There are events at this venue. Give them another place first.",
                "На этой площадке есть события. Сначала выберите для них другое место.",
            ),
            E::VenueTaken => {
                ("You have a venue with this name.", "У вас уже есть площадка с таким названием.")
            }
            E::EventNotCancelled => ("This event was not cancelled.", "Это событие не отменено."),
            E::ChangedMeanwhile => (
                "Somebody else has changed this meanwhile. Nothing of yours is lost.",
                "Кто-то уже изменил это. Ваш текст сохранён.",
            ),
            E::PaymentInProgress => {
                ("A payment for this booking is under way.", "Оплата этой брони уже идёт.")
            }
            E::AlreadyPaid => ("This booking is paid already.", "Эта бронь уже оплачена."),
            E::BookingNotPayable => (
                "This booking can no longer be paid. The seats may have been released.",
                "Эту бронь больше нельзя оплатить. Места могли освободиться.",
            ),
            E::BookingNotConfirmable => (
                "This booking cannot be confirmed like that.",
                "Эту бронь нельзя подтвердить таким образом.",
            ),
            E::BookingNotConfirmed => {
                ("This booking is not confirmed yet.", "Эта бронь ещё не подтверждена.")
            }
            E::BookingNotCancellable => {
                ("This booking can no longer be cancelled.", "Эту бронь больше нельзя отменить.")
            }
            E::RefundExceedsCharge => (
                "That is more than is left of what was paid.",
                "Это больше, чем осталось от оплаченного.",
            ),
            E::TicketsForAddress => (
                "There are tickets for this address. We have mailed a link: choose a password there, \
                 and they are in your account.",
                "На эту почту уже есть билеты. Мы отправили ссылку: задайте по ней пароль, и они \
                 будут в вашем аккаунте.",
            ),
            E::RequestInProgress => (
                "Your first request is still being worked on. Give it a moment.",
                "Первый запрос ещё выполняется. Подождите немного.",
            ),
            E::AccountHasEvents => (
                "You still run events that are to come. Cancel or delete them first, so that their \
                 guests are told.",
                "У вас есть предстоящие события. Сначала отмените или удалите их, чтобы гости об \
                 этом узнали.",
            ),
            E::NobodyToWriteTo => (
                "Nobody would get this message. Choose other people.",
                "Это сообщение никому не придёт. Выберите других получателей.",
            ),
            E::AudienceTooLarge => (
                "This is more people than one message goes to. Choose fewer, in several messages.",
                "Столько людей не получат одно сообщение. Разделите их на несколько сообщений.",
            ),
            E::MessageBegun => (
                "This message is on its way; it can no longer be changed.",
                "Сообщение уже отправляется, изменить его нельзя.",
            ),
            E::OpenEventsLimit => (
                "You have as many open events as you may. Wait until one is over, or ask an administrator for more.",
                "У вас столько открытых событий, сколько разрешено. Дождитесь окончания одного из них или попросите администратора увеличить число.",
            ),
            E::MessageLimit => (
                "New organizers may write to 200 people a day. That keeps everybody's mailbox \
                 clean. Ask us if you need more: we will gladly lift it.",
                "Новые организаторы могут написать 200 людям в день: так мы бережём почту всех. \
                 Если нужно больше, напишите нам, и мы с радостью снимем ограничение.",
            ),
            E::SecondFactorOn => {
                ("Your second factor is on already.", "Второй фактор уже включён.")
            }
            E::SecondFactorNotStarted => {
                ("This set-up is too old. Begin again.", "Настройка устарела. Начните заново.")
            }
            E::MailAlreadySent => ("This message was sent already.", "Это письмо уже отправлено."),
            E::AccountDisabled => (
                "This account is disabled. Enable it first.",
                "Этот аккаунт отключён. Сначала включите его.",
            ),
            E::JobRunning => (
                "This job is running just now. Wait until it has ended.",
                "Это задание сейчас выполняется. Дождитесь, пока оно завершится.",
            ),
            E::LastAdmin => (
                "The last administrator cannot be removed.",
                "Последнего администратора нельзя удалить.",
            ),
            E::PayloadTooLarge => ("That is too much to send at once.", "Слишком большой запрос."),
            E::UnsupportedMediaType => {
                ("This kind of content is not accepted.", "Такой тип содержимого не принимается.")
            }
            E::ValidationFailed => {
                ("Please check the marked fields.", "Проверьте отмеченные поля.")
            }
            E::UnknownField => (
                "The form has a field that is not known here. Reload the page.",
                "В форме есть неизвестное поле. Обновите страницу.",
            ),
            E::InvalidPromoCode => {
                ("This promo code cannot be used here.", "Этот промокод здесь не действует.")
            }
            E::PromoCodeForOthers => (
                "This promo code is for other kinds of ticket than you chose.",
                "Этот промокод действует для других видов билетов.",
            ),
            E::IdempotencyKeyReused => (
                "This form was sent before. Reload the page and try again.",
                "Эта форма уже была отправлена. Обновите страницу и попробуйте снова.",
            ),
            E::TooManyRequests => ("Too many attempts.", "Слишком много попыток."),
            E::Internal => (
                "Something went wrong on our side. Nothing was lost; please try again.",
                "Что-то сломалось на нашей стороне. Ничего не потеряно, попробуйте ещё раз.",
            ),
            E::Unavailable => (
                "We could not be reached just now. Please try again.",
                "Сервис сейчас недоступен. Попробуйте ещё раз.",
            ),
        };
        self.pick(en, ru)
    }

    /// The text of a field problem, with its bound where it has one.
    pub fn field_error(&self, error: &FieldError) -> String {
        match (error.problem, error.limit) {
            (FieldProblem::TooShort, Some(n)) => self.at_least_characters(n),
            (FieldProblem::TooLong, Some(n)) => self.at_most_characters(n),
            (FieldProblem::TooSmall, Some(n)) => self.at_least(n),
            (FieldProblem::TooLarge, Some(n)) => self.at_most(n),
            (problem, _) => self.problem(problem).to_owned(),
        }
    }

    pub fn problem(&self, problem: FieldProblem) -> &'static str {
        use FieldProblem as P;
        let (en, ru) = match problem {
            P::Required => ("Please fill this in.", "Заполните это поле."),
            P::UnknownField => ("This field is not known here.", "Это поле здесь неизвестно."),
            P::WrongType => {
                ("This is not the kind of value that belongs here.", "Здесь нужно другое значение.")
            }
            P::TooShort => ("This is too short.", "Слишком коротко."),
            P::TooLong => ("This is too long.", "Слишком длинно."),
            P::TooSmall => ("This is below the lowest allowed value.", "Меньше допустимого."),
            P::TooLarge => ("This is above the highest allowed value.", "Больше допустимого."),
            P::Invalid => (
                "This does not look right. Please check it.",
                "Похоже на ошибку. Проверьте, пожалуйста.",
            ),
            P::HasCredentials => (
                "An address must not hold a user name or a password.",
                "В адресе не должно быть имени пользователя или пароля.",
            ),
            P::InvalidCharacter => (
                "This holds a character that cannot be used here: a control character, one that \
                 turns the writing direction, or a pile of accents.",
                "Здесь есть недопустимый символ: управляющий, меняющий направление письма или \
                 буква с целой горой значков.",
            ),
            P::ContainsLink => (
                "A name may not hold a web or e-mail address. Put a space after each full stop.",
                "В имени не может быть адреса сайта или почты. После точки поставьте пробел.",
            ),
            P::NotAllowed => ("This cannot be chosen here.", "Здесь это выбрать нельзя."),
            P::NotFound => ("There is no such thing.", "Такого нет."),
            P::EndBeforeStart => {
                ("The end must be after the start.", "Окончание должно быть позже начала.")
            }
            P::InThePast => ("This must be in the future.", "Это должно быть в будущем."),
            P::OutsideEvent => {
                ("This must lie within the event's time.", "Это должно быть во время события.")
            }
            P::UnknownTimezone => (
                "This time zone is not known. Example: Europe/Berlin.",
                "Такой часовой пояс неизвестен. Пример: Europe/Moscow.",
            ),
            P::SkippedHour => (
                "The clocks go forward over this hour: there is no such time that night.",
                "В эту ночь часы переводят вперёд: такого времени нет.",
            ),
            P::DoubledHour => (
                "The clocks go back and this hour comes twice. Say which of the two.",
                "В эту ночь часы переводят назад, и этот час идёт дважды. Укажите, который из двух.",
            ),
            P::Taken => ("This is taken already.", "Это уже занято."),
            P::OutsidePicture => {
                ("This lies outside of the picture.", "Это лежит за пределами изображения.")
            }
            P::CardNumberInvalid => (
                "This card number has a typo. Please check the digits.",
                "В номере карты опечатка. Проверьте цифры.",
            ),
            P::PromoCodeInvalid => (
                "This code is unknown, not valid now, used up or meant for another event.",
                "Код неизвестен, сейчас не действует, исчерпан или предназначен для другого события.",
            ),
            P::PromoCodeForOthers => (
                "This code is for other kinds of ticket. Choose one of those, or take the code out.",
                "Код действует для других видов билетов. Выберите такой билет или уберите код.",
            ),
            P::WrongCode => (
                "This code is wrong, too old, or was used already. Wait for the next one.",
                "Код неверный, устарел или уже использован. Дождитесь следующего.",
            ),
            P::WrongPassword => ("This is not your password.", "Это не ваш пароль."),
            P::TooPersonal => (
                "This is too much like your name or e-mail address.",
                "Это слишком похоже на ваше имя или адрес почты.",
            ),
            P::TooCommon => {
                ("This password is too easy to guess.", "Этот пароль слишком легко угадать.")
            }
        };
        self.pick(en, ru)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Area as _;
    use types::Locale;

    #[test]
    fn every_refusal_has_a_text_in_both_languages() {
        for code in ErrorCode::ALL {
            let (en, ru) = (Texts::of(Locale::En).code(code), Texts::of(Locale::Ru).code(code));
            assert!(!en.is_empty() && en.is_ascii(), "{code}: {en}");
            assert!(ru.chars().any(|c| ('а'..='я').contains(&c)), "{code}: {ru}");
        }
    }

    #[test]
    fn a_bound_is_named() {
        let error = FieldError {
            field: "password".into(),
            problem: FieldProblem::TooShort,
            limit: Some(10),
        };
        assert_eq!(Texts::of(Locale::En).field_error(&error), "Use at least 10 characters.");
        assert_eq!(Texts::of(Locale::Ru).field_error(&error), "Не меньше 10 символов.");
    }

    #[test]
    fn sold_out_says_how_many_are_left() {
        let failure = Failure { seats_available: Some(2), ..ErrorCode::SoldOut.into() };
        assert_eq!(Texts::of(Locale::Ru).failure(&failure), "Осталось только 2 места.");
    }
}
