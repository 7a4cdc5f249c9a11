//! Who may ask whom into a team.

use super::answers::{all, its_organizer_alone, its_own_team, logged_in, organizers, public};
use super::table::Body::{Form, Json, None as Nothing};
use super::table::{Row, row};

const INVITE: &str = r#"{"email": "n{unique}@people.test", "role": "door"}"#;
const ROLE: &str = r#"{"role": "editor"}"#;

pub(super) const ROWS: &[Row] = &[
    row("GET", "/fn/team", "/fn/team?slug={event}", Nothing, its_organizer_alone(200)),
    row("GET", "/fn/my-teams", "/fn/my-teams", Nothing, logged_in(200)),
    row(
        "POST",
        "/fn/invite-to-team",
        "/fn/invite-to-team",
        Form("slug={event}&email=n{unique}%40people.test&role=door"),
        its_organizer_alone(200),
    ),
    row(
        "POST",
        "/fn/resend-team-invitation",
        "/fn/resend-team-invitation",
        Form("slug={event}&invitation={invitation}"),
        its_organizer_alone(200),
    ),
    row(
        "POST",
        "/fn/withdraw-team-invitation",
        "/fn/withdraw-team-invitation",
        Form("slug={event}&invitation={invitation}"),
        its_organizer_alone(200),
    ),
    row(
        "POST",
        "/fn/change-team-role",
        "/fn/change-team-role",
        Form("slug={event}&member={member}&role=editor"),
        its_organizer_alone(200),
    ),
    row(
        "POST",
        "/fn/remove-from-team",
        "/fn/remove-from-team",
        Form("slug={event}&member={member}"),
        its_organizer_alone(200),
    ),
    // Nobody here is that member.
    row("POST", "/fn/leave-team", "/fn/leave-team", Form("member={member}"), logged_in(404)),
    row("GET", "/fn/invitation", "/fn/invitation?link={token}", Nothing, all(200)),
    row("POST", "/fn/decline-invitation", "/fn/decline-invitation", Form("link={token}"), all(200)),
    row(
        "GET",
        "/api/events/{id}/team/",
        "/api/events/{event}/team/",
        Nothing,
        its_organizer_alone(200),
    ),
    row(
        "POST",
        "/api/events/{id}/team/",
        "/api/events/{event}/team/",
        Json(INVITE),
        its_organizer_alone(201),
    ),
    row(
        "PATCH",
        "/api/events/{id}/team/{member}/",
        "/api/events/{event}/team/{member}/",
        Json(ROLE),
        its_organizer_alone(200),
    ),
    row(
        "DELETE",
        "/api/events/{id}/team/{member}/",
        "/api/events/{event}/team/{member}/",
        Nothing,
        its_organizer_alone(204),
    ),
    row(
        "DELETE",
        "/api/events/{id}/team/invitations/{invitation}/",
        "/api/events/{event}/team/invitations/{invitation}/",
        Nothing,
        its_organizer_alone(204),
    ),
    row(
        "POST",
        "/api/events/{id}/team/invitations/{invitation}/resend/",
        "/api/events/{event}/team/invitations/{invitation}/resend/",
        Nothing,
        its_organizer_alone(202),
    ),
    row("GET", "/api/organizer/team/", "/api/organizer/team/", Nothing, organizers(200)),
    row("POST", "/api/organizer/team/", "/api/organizer/team/", Json(INVITE), organizers(201)),
    row(
        "PATCH",
        "/api/organizer/team/{member}/",
        "/api/organizer/team/{own_member}/",
        Json(ROLE),
        its_own_team(200),
    ),
    row(
        "DELETE",
        "/api/organizer/team/{member}/",
        "/api/organizer/team/{own_member}/",
        Nothing,
        its_own_team(204),
    ),
    row(
        "DELETE",
        "/api/organizer/team/invitations/{invitation}/",
        "/api/organizer/team/invitations/{own_invitation}/",
        Nothing,
        its_own_team(204),
    ),
    row(
        "POST",
        "/api/organizer/team/invitations/{invitation}/resend/",
        "/api/organizer/team/invitations/{own_invitation}/resend/",
        Nothing,
        its_own_team(202),
    ),
    row("GET", "/api/users/me/teams/", "/api/users/me/teams/", Nothing, logged_in(200)),
    row("GET", "/api/invitations/{token}/", "/api/invitations/{token}/", Nothing, public(200)),
    // Sent to the owner's address.
    row(
        "POST",
        "/api/invitations/{token}/decline/",
        "/api/invitations/{token}/decline/",
        Nothing,
        public(204),
    ),
];
