//! Texts of teams: who works on events, who is invited, and the invitation itself.

use super::{isolated, texts};
use types::team::{InvitationView, TeamRole};

texts! {
    /// Said by the pages of teams and of an invitation.
    TeamTexts over organize::OrganizeTexts {
        own_title: "Team", "Команда";
        own_text: "They work on all of your events, those to come as well. For one event alone, invite them on its own page.", "Они работают со всеми вашими событиями, и с будущими тоже. Чтобы дать доступ к одному событию, пригласите со страницы этого события.";
        event_text: "They work on this event. Who works on all of your events is changed in your own team.", "Они работают с этим событием. Доступ ко всем событиям меняется в вашей общей команде.";
        own_team: "Your own team", "Ваша общая команда";
        members: "Members", "Участники";
        nobody: "Nobody yet: you do everything yourself.", "Пока никого: всё делаете вы.";
        pending: "Waiting for an answer", "Ждут ответа";
        all_events: "All events", "Все события";
        role: "Role", "Роль";
        role_of: "Role of", "Роль:";
        change_role: "Change the role", "Изменить роль";
        remove: "Remove", "Удалить";
        remove_yes: "Remove from the team", "Удалить из команды";
        remove_text: "From now on they see nothing of your events. What they did stays.", "С этой минуты человек не видит ваших событий. Всё, что он сделал, останется.";
        resend: "Send again", "Отправить ещё раз";
        withdraw: "Withdraw", "Отозвать";
        expired: "Has run out", "Срок истёк";
        no_more_sends: "It was sent as often as possible. Withdraw it and invite anew.", "Больше отправлять нельзя. Отзовите и пригласите заново.";
        invite_title: "Invite somebody", "Пригласить";
        invite_text: "They get a mail with a link that works for a week, for an account with this address.", "Придёт письмо со ссылкой. Она сработает в течение недели для аккаунта с этим адресом.";
        email: "E-mail address", "Адрес почты";
        invite: "Send the invitation", "Отправить приглашение";
        manager: "Manager", "Менеджер";
        manager_text: "Everything but the team and deleting events.", "Всё, кроме команды и удаления событий.";
        editor: "Editor", "Редактор";
        editor_text: "The event and its agenda; no bookings, no names, no money.", "Событие и программа; без броней, имён и денег.";
        door: "Door", "Вход";
        door_text: "The check-in at the door, and nothing else.", "Отметка гостей на входе, и больше ничего.";

        mine_title: "Teams you are in", "Команды, в которых вы состоите";
        leave: "Leave", "Выйти";
        leave_yes: "Leave this team", "Выйти из команды";
        leave_text: "You will see nothing of these events any more. Only their organizer can ask you back.", "Вы больше не увидите эти события. Вернуть вас сможет только организатор.";

        invitation_title: "You are invited", "Вас приглашают";
        accept: "Accept", "Принять";
        decline: "Decline", "Отказаться";
        for_another: "This invitation was sent to another address than the one of the account you are logged in with. Log in with the account that has it.", "Приглашение отправлено на другой адрес, не на тот, под которым вы вошли. Войдите в аккаунт с этим адресом.";
        verify_first: "Verify your e-mail address first: the link is in the mail we sent you. Then open this invitation again.", "Сначала подтвердите адрес почты: ссылка в нашем письме. Потом откройте это приглашение снова.";
        log_in_first: "To accept, log in with the account of the address that the invitation came to, or make one with it.", "Чтобы принять, войдите в аккаунт с адресом, на который пришло приглашение, или создайте его.";
        other_account: "Log in with another account", "Войти в другой аккаунт";
        invitation_gone: "This invitation is not open any more", "Это приглашение больше не действует";
        invitation_gone_text: "It was answered, withdrawn or sent again, or its week is over. Ask for another if you still want to help; if it was sent again, the newest mail has the link that works.", "На него ответили, его отозвали или отправили заново, или прошла неделя. Если вы ещё хотите помочь, попросите новое; если его отправили заново, ссылка работает в последнем письме.";
    }
}

impl TeamTexts {
    pub const fn role_name(&self, role: TeamRole) -> &'static str {
        match role {
            TeamRole::Manager => self.manager,
            TeamRole::Editor => self.editor,
            TeamRole::Door => self.door,
        }
    }

    pub const fn role_text(&self, role: TeamRole) -> &'static str {
        match role {
            TeamRole::Manager => self.manager_text,
            TeamRole::Editor => self.editor_text,
            TeamRole::Door => self.door_text,
        }
    }

    /// Until when an invitation can be accepted.
    pub fn open_until(&self, until: &str) -> String {
        self.pick(format!("until {until}"), format!("до {until}"))
    }

    /// `Remove: Ada`
    pub fn of_whom(&self, what: &str, whom: &str) -> String {
        format!("{what}: {}", isolated(whom))
    }

    /// Who invites, and what to.
    pub fn asks(&self, invitation: &InvitationView) -> String {
        let who = isolated(&invitation.organizer.display_name);
        match &invitation.event {
            Some(event) => {
                let event = isolated(&event.title);
                self.pick(
                    format!("{who} would like your help with the event “{event}”."),
                    format!("{who} просит вас помочь с событием «{event}»."),
                )
            }
            None => self.pick(
                format!("{who} would like your help with all their events."),
                format!("{who} просит вас помочь со всеми своими событиями."),
            ),
        }
    }

    /// What one could do then.
    pub fn as_what(&self, role: TeamRole) -> &'static str {
        let (en, ru) = match role {
            TeamRole::Manager => (
                "You would be a manager: you could change the event, see bookings and money, refund, and check people in. The team and deleting stay with the organizer.",
                "Вы будете менеджером: сможете менять событие, видеть брони и деньги, возвращать оплату и отмечать гостей. Командой и удалением распоряжается организатор.",
            ),
            TeamRole::Editor => (
                "You would be an editor: you could change the event and its agenda. Bookings, names and money stay hidden.",
                "Вы будете редактором: сможете менять событие и программу. Брони, имена и деньги не видны.",
            ),
            TeamRole::Door => (
                "You would be at the door: you could check people in, and nothing else.",
                "Вы будете на входе: сможете отмечать гостей, и больше ничего.",
            ),
        };
        self.pick(en, ru)
    }

    pub fn ends(&self, until: &str) -> String {
        self.pick(
            format!("The invitation works once, until {until}."),
            format!("Приглашение сработает один раз, до {until}."),
        )
    }
}
