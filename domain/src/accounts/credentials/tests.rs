//! Every credential against every change: the table at the head of the module, tried.

use crate::accounts::devices::known_device;
use crate::accounts::second_factor::sign_challenge;
use crate::accounts::{
    Session, authenticate, bearer, calendar_of, change_password, change_user,
    confirm_password_reset, create_verified, refresh, remember_device, renew_calendar,
    request_email_change, second_step, send_password_reset, verify_email, vouch_for_email,
};
use crate::jobs::RequestPasswordReset;
use crate::testing::{person, test_hub};
use crate::{Actor, Hub};
use types::Locale;
use types::accounts::{ChangeEmail, ChangePassword, ChangeUser, Register, Role};

const ADA: &str = "ada@example.test";
const NEXT: &str = "ada@elsewhere.test";
const PASSWORD: &str = "correct horse battery";
const NEW: &str = "seven blue kites";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Made {
    ByOwner,
    ByLink,
    Address,
    Disabled,
}

/// Whatever lets somebody in or changes the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Credential {
    Access,
    Refresh,
    Device,
    ResetLink,
    NextAddressLink,
    OwnAddressLink,
    Calendar,
    /// What a right password gave, where a code is asked for as well.
    Challenge,
}
use Credential::{
    Access, Calendar, Challenge, Device, NextAddressLink, OwnAddressLink, Refresh, ResetLink,
};

const ALL: [Credential; 8] =
    [Access, Refresh, Device, ResetLink, NextAddressLink, OwnAddressLink, Calendar, Challenge];

/// What outlives each change.
const OUTLIVES: [(Made, &[Credential]); 4] = [
    (Made::ByOwner, &[OwnAddressLink]),
    // It proves the account's own address itself.
    (Made::ByLink, &[OwnAddressLink]),
    (Made::Address, &[Access, Refresh, Device, Calendar, Challenge]),
    (Made::Disabled, &[]),
];

/// One account with one of each.
struct Held {
    hub: Hub,
    actor: Actor,
    session: Session,
    device: String,
    reset: String,
    next: String,
    own: String,
    calendar: String,
    challenge: String,
}

async fn token(hub: &Hub, kind: &str, to: &str) -> String {
    sqlx::query_scalar(
        "SELECT data->>'token' FROM mail_messages WHERE kind = $1 AND recipient = $2
         ORDER BY created_at DESC, id DESC LIMIT 1",
    )
    .bind(kind)
    .bind(to)
    .fetch_one(hub.db.pool())
    .await
    .unwrap()
}

async fn reset_link(hub: &Hub) -> String {
    let asked = RequestPasswordReset { email: ADA.into(), locale: Locale::En };
    send_password_reset(hub, asked).await.unwrap();
    token(hub, "password_reset", ADA).await
}

impl Held {
    async fn new(hub: &Hub) -> Self {
        let input = Register {
            email: ADA.into(),
            password: PASSWORD.into(),
            display_name: "Ada".into(),
            role: None,
            locale: None,
        };
        let session = create_verified(hub, input, Role::Attendee).await.unwrap();
        let actor = Actor::User { id: session.user.id, role: Role::Attendee };
        let device = remember_device(hub, &session.tokens, None).unwrap();
        let calendar = renew_calendar(hub, actor).await.unwrap();
        let calendar = calendar.rsplit('/').next().unwrap().trim_end_matches(".ics").to_owned();
        // Not verified yet, so that there is a link for it.
        sqlx::query("UPDATE users SET email_verified_at = NULL WHERE id = $1")
            .bind(session.user.id)
            .execute(hub.db.pool())
            .await
            .unwrap();
        crate::accounts::resend_verification(hub, actor).await.unwrap();
        let own = token(hub, "verify_email", ADA).await;
        let wish = ChangeEmail { email: NEXT.into(), password: PASSWORD.into() };
        request_email_change(hub, actor, wish).await.unwrap();
        let next = token(hub, "verify_email", NEXT).await;
        let reset = reset_link(hub).await;
        let challenge = sign_challenge(hub, (session.user.id, 0)).unwrap();
        Self { hub: hub.clone(), actor, session, device, reset, next, own, calendar, challenge }
    }

    async fn change(&self, made: Made) {
        let hub = &self.hub;
        match made {
            Made::ByOwner => {
                let input =
                    ChangePassword { current_password: PASSWORD.into(), new_password: NEW.into() };
                change_password(hub, self.actor, input).await.unwrap();
            }
            // Another link than the one that is held: asking for it has spent that one.
            Made::ByLink => {
                let link = reset_link(hub).await;
                confirm_password_reset(hub, &link, NEW).await.unwrap();
            }
            Made::Address => verify_email(hub, &self.next).await.unwrap(),
            Made::Disabled => {
                let admin = Actor::User { id: person(hub, Role::Admin).await, role: Role::Admin };
                for disabled in [true, false] {
                    let change = ChangeUser { role: None, disabled: Some(disabled) };
                    change_user(hub, admin, self.session.user.id, change).await.unwrap();
                }
            }
        }
    }

    async fn works(&self, credential: Credential) -> bool {
        let hub = &self.hub;
        match credential {
            Access => authenticate(hub, &self.session.tokens.access).await.is_ok(),
            Refresh => refresh(hub, &self.session.tokens.refresh).await.is_ok(),
            Device => {
                let version: i32 =
                    sqlx::query_scalar("SELECT token_version FROM users WHERE id = $1")
                        .bind(self.session.user.id)
                        .fetch_one(hub.db.pool())
                        .await
                        .unwrap();
                let account = (self.session.user.id, version);
                known_device(hub, Some(&self.device), account).is_some()
            }
            ResetLink => {
                confirm_password_reset(hub, &self.reset, "a lamp on the stairs").await.is_ok()
            }
            NextAddressLink => verify_email(hub, &self.next).await.is_ok(),
            OwnAddressLink => verify_email(hub, &self.own).await.is_ok(),
            Calendar => calendar_of(hub, &self.calendar).await.is_ok(),
            Challenge => {
                // Without a second factor every code is wrong, once the challenge is taken.
                let from = std::net::Ipv4Addr::LOCALHOST.into();
                let refused = second_step(hub, &self.challenge, "000000", from, None).await;
                refused.unwrap_err().code() == Some(types::ErrorCode::ValidationFailed)
            }
        }
    }
}

#[tokio::test]
async fn a_credential_dies_with_the_change_it_should_die_with() {
    for credential in ALL {
        let (hub, _database) = test_hub().await;
        assert!(Held::new(&hub).await.works(credential).await, "{credential:?} before any change");
    }
    for (made, outlives) in OUTLIVES {
        for credential in ALL {
            let (hub, _database) = test_hub().await;
            let held = Held::new(&hub).await;
            held.change(made).await;
            let works = held.works(credential).await;
            assert_eq!(works, outlives.contains(&credential), "{credential:?} after {made:?}");
        }
    }
}

#[tokio::test]
async fn no_secret_is_stored_as_it_is() {
    let (hub, _database) = test_hub().await;
    let held = Held::new(&hub).await;
    vouch_for_email(&hub, held.session.user.id).await.unwrap();
    // Mail is forgotten once it is sent; until then the worker needs the links.
    sqlx::query("DELETE FROM mail_messages").execute(hub.db.pool()).await.unwrap();
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT table_name::text FROM information_schema.tables
         WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
    )
    .fetch_all(hub.db.pool())
    .await
    .unwrap();
    let mut rows = Vec::new();
    for table in tables {
        let all = sqlx::AssertSqlSafe(format!("SELECT t::text FROM {table} AS t"));
        rows.extend(sqlx::query_scalar::<_, String>(all).fetch_all(hub.db.pool()).await.unwrap());
    }
    let rows = rows.join("\n");
    assert!(rows.contains(ADA), "the rows are looked at");
    let tokens = &held.session.tokens;
    let secrets = [&tokens.access, &tokens.refresh, &held.reset, &held.next, &held.own];
    for secret in secrets.into_iter().chain([&held.calendar, &held.device, &PASSWORD.to_owned()]) {
        assert!(!rows.contains(secret.as_str()), "{secret}");
    }
    assert!(bearer(&hub, &tokens.access).is_ok());
}
