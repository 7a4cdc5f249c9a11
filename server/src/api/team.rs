//! `/api/events/{id}/team/…`, `/api/organizer/team/…` and `/api/invitations/…`: who works on an
//! organizer's events, and who is asked to.

use crate::api::support::{
    ApiJson, Caller, Created, EventInvitationPath, EventMemberPath, EventPath, InvitationPath,
    MemberPath, OrganizerCaller, TokenPath, UserCaller,
};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::team::{self, Scope};
use types::team::{
    ChangeMember, InvitationView, Invite, Membership, Team, TeamInvitation, TeamMember,
};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(of_event, invite_to_event))
        .routes(routes!(change_in_event, remove_from_event))
        .routes(routes!(withdraw_from_event))
        .routes(routes!(resend_for_event))
        .routes(routes!(own, invite_to_all))
        .routes(routes!(change_in_all, remove_from_all))
        .routes(routes!(withdraw_from_all))
        .routes(routes!(resend_for_all))
        .routes(routes!(memberships))
        .routes(routes!(invitation))
        .routes(routes!(accept))
        .routes(routes!(decline))
}

/// The team of one event: who works on it, those who work on all events of its organizer among them,
/// and who is invited. For its organizer and admins.
#[utoipa::path(get, path = "/api/events/{id}/team/", tag = "team",
    params(EventPath),
    responses((status = 200, body = Team), (status = 403, body = Problem),
        (status = 404, body = Problem)), security(("bearer" = [])))]
async fn of_event(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id }: EventPath,
) -> ApiResult<Json<Team>> {
    Ok(Json(team::team(&state.hub, actor, &Scope::Event(id)).await?))
}

/// Invites somebody to work on one event: whoever has proved the address and opens the link in the
/// message, within a week, takes the role. Thirty messages go out for one organizer within a day.
#[utoipa::path(post, path = "/api/events/{id}/team/", tag = "team", params(EventPath), request_body = Invite,
    responses((status = 201, body = TeamInvitation), (status = 404, body = Problem),
        (status = 403, body = Problem, description = "forbidden, email_not_verified"),
        (status = 409, body = Problem, description = "already_in_team, already_invited"),
        (status = 422, body = Problem), (status = 429, body = Problem)),
    security(("bearer" = [])))]
async fn invite_to_event(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id }: EventPath,
    body: ApiJson<Invite>,
) -> ApiResult<Created<TeamInvitation>> {
    let scope = Scope::Event(id.clone());
    let input = body.read(team::may_manage(&state.hub, actor, &scope).await?).await?;
    let made = team::invite(&state.hub, actor, scope, input).await?;
    Ok(Created::at(format!("/api/events/{id}/team/"), made))
}

/// Gives a member of an event's team another role.
#[utoipa::path(patch, path = "/api/events/{id}/team/{member}/", tag = "team", params(EventMemberPath), request_body = ChangeMember,
    responses((status = 200, body = TeamMember), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn change_in_event(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventMemberPath { id, member }: EventMemberPath,
    body: ApiJson<ChangeMember>,
) -> ApiResult<Json<TeamMember>> {
    let scope = Scope::Event(id);
    let change = body.read(team::may_change(&state.hub, actor, &scope, member).await?).await?;
    Ok(Json(team::change_role(&state.hub, actor, scope, member, change.role).await?))
}

/// Takes somebody out of an event's team; a member leaves by it.
#[utoipa::path(delete, path = "/api/events/{id}/team/{member}/", tag = "team", params(EventMemberPath),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn remove_from_event(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventMemberPath { id, member }: EventMemberPath,
) -> ApiResult<StatusCode> {
    team::remove(&state.hub, actor, Scope::Event(id), member).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Withdraws an invitation to an event's team: its link leads nowhere any more.
#[utoipa::path(delete, path = "/api/events/{id}/team/invitations/{invitation}/", tag = "team", params(EventInvitationPath),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn withdraw_from_event(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventInvitationPath { id, invitation }: EventInvitationPath,
) -> ApiResult<StatusCode> {
    team::withdraw(&state.hub, actor, Scope::Event(id), invitation).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sends an invitation again, at most five times and every ten minutes: the link before works no more,
/// and the new one for a week.
#[utoipa::path(post, path = "/api/events/{id}/team/invitations/{invitation}/resend/", tag = "team", params(EventInvitationPath),
    responses((status = 202, body = TeamInvitation), (status = 404, body = Problem),
        (status = 403, body = Problem, description = "forbidden, email_not_verified"),
        (status = 429, body = Problem)), security(("bearer" = [])))]
async fn resend_for_event(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventInvitationPath { id, invitation }: EventInvitationPath,
) -> ApiResult<(StatusCode, Json<TeamInvitation>)> {
    let sent = team::resend(&state.hub, actor, Scope::Event(id), invitation).await?;
    Ok((StatusCode::ACCEPTED, Json(sent)))
}

/// The caller's own team: who works on all of their events, those to come as well, and who is invited.
#[utoipa::path(get, path = "/api/organizer/team/", tag = "team",
    responses((status = 200, body = Team), (status = 403, body = Problem)),
    security(("bearer" = [])))]
async fn own(
    State(state): State<AppState>,
    OrganizerCaller(actor, _): OrganizerCaller,
) -> ApiResult<Json<Team>> {
    Ok(Json(team::team(&state.hub, actor, &Scope::All).await?))
}

/// Invites somebody to work on all of the caller's events. The same as for one event.
#[utoipa::path(post, path = "/api/organizer/team/", tag = "team", request_body = Invite,
    responses((status = 201, body = TeamInvitation),
        (status = 403, body = Problem, description = "forbidden, email_not_verified"),
        (status = 409, body = Problem, description = "already_in_team, already_invited"),
        (status = 422, body = Problem), (status = 429, body = Problem)),
    security(("bearer" = [])))]
async fn invite_to_all(
    State(state): State<AppState>,
    OrganizerCaller(actor, allowed): OrganizerCaller,
    body: ApiJson<Invite>,
) -> ApiResult<Created<TeamInvitation>> {
    let input = body.read(allowed).await?;
    let made = team::invite(&state.hub, actor, Scope::All, input).await?;
    Ok(Created::at("/api/organizer/team/".to_owned(), made))
}

/// Gives a member of the caller's own team another role.
#[utoipa::path(patch, path = "/api/organizer/team/{member}/", tag = "team", params(MemberPath), request_body = ChangeMember,
    responses((status = 200, body = TeamMember), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn change_in_all(
    State(state): State<AppState>,
    OrganizerCaller(actor, _): OrganizerCaller,
    MemberPath { member }: MemberPath,
    body: ApiJson<ChangeMember>,
) -> ApiResult<Json<TeamMember>> {
    let allowed = team::may_change(&state.hub, actor, &Scope::All, member).await?;
    let change = body.read(allowed).await?;
    Ok(Json(team::change_role(&state.hub, actor, Scope::All, member, change.role).await?))
}

/// Takes somebody out of the caller's own team; a member of another's leaves by it.
#[utoipa::path(delete, path = "/api/organizer/team/{member}/", tag = "team", params(MemberPath),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn remove_from_all(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    MemberPath { member }: MemberPath,
) -> ApiResult<StatusCode> {
    team::remove(&state.hub, actor, Scope::All, member).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Withdraws an invitation to the caller's own team.
#[utoipa::path(delete, path = "/api/organizer/team/invitations/{invitation}/", tag = "team", params(InvitationPath),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn withdraw_from_all(
    State(state): State<AppState>,
    OrganizerCaller(actor, _): OrganizerCaller,
    InvitationPath { invitation }: InvitationPath,
) -> ApiResult<StatusCode> {
    team::withdraw(&state.hub, actor, Scope::All, invitation).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sends an invitation to the caller's own team again. The same as for one event.
#[utoipa::path(post, path = "/api/organizer/team/invitations/{invitation}/resend/", tag = "team", params(InvitationPath),
    responses((status = 202, body = TeamInvitation), (status = 404, body = Problem),
        (status = 403, body = Problem, description = "forbidden, email_not_verified"),
        (status = 429, body = Problem)), security(("bearer" = [])))]
async fn resend_for_all(
    State(state): State<AppState>,
    OrganizerCaller(actor, _): OrganizerCaller,
    InvitationPath { invitation }: InvitationPath,
) -> ApiResult<(StatusCode, Json<TeamInvitation>)> {
    let sent = team::resend(&state.hub, actor, Scope::All, invitation).await?;
    Ok((StatusCode::ACCEPTED, Json(sent)))
}

/// The teams that the caller is in: all of them, of which there are few.
#[utoipa::path(get, path = "/api/users/me/teams/", tag = "team",
    responses((status = 200, body = Vec<Membership>)), security(("bearer" = [])))]
async fn memberships(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
) -> ApiResult<Json<Vec<Membership>>> {
    Ok(Json(team::memberships(&state.hub, actor).await?))
}

/// What an invitation says, for whoever has its link. In the place of the token may stand its id, for
/// who has proved the address that it was sent to.
#[utoipa::path(get, path = "/api/invitations/{token}/", tag = "team",
    params(TokenPath),
    responses((status = 200, body = InvitationView),
        (status = 404, body = Problem, description = "answered, withdrawn, sent again, or lapsed")),
    security((), ("bearer" = [])))]
async fn invitation(
    State(state): State<AppState>,
    Caller(actor): Caller,
    TokenPath { token }: TokenPath,
) -> ApiResult<Json<InvitationView>> {
    Ok(Json(team::invitation(&state.hub, actor, &token).await?))
}

/// Takes the role that somebody is invited to. It works once, for an account with the address that the
/// invitation was sent to.
#[utoipa::path(post, path = "/api/invitations/{token}/accept/", tag = "team", params(TokenPath),
    responses((status = 200, body = Membership), (status = 401, body = Problem),
        (status = 403, body = Problem,
            description = "email_not_verified, invitation_for_another"),
        (status = 404, body = Problem, description = "answered, withdrawn, sent again, or lapsed")),
    security(("bearer" = [])))]
async fn accept(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    TokenPath { token }: TokenPath,
) -> ApiResult<Json<Membership>> {
    Ok(Json(team::accept(&state.hub, actor, &token).await?))
}

/// Says no to an invitation, for whoever has its link.
#[utoipa::path(post, path = "/api/invitations/{token}/decline/", tag = "team", params(TokenPath),
    responses((status = 204),
        (status = 404, body = Problem, description = "answered, withdrawn, sent again, or lapsed")),
    security((), ("bearer" = [])))]
async fn decline(
    State(state): State<AppState>,
    Caller(actor): Caller,
    TokenPath { token }: TokenPath,
) -> ApiResult<StatusCode> {
    team::decline(&state.hub, actor, &token).await?;
    Ok(StatusCode::NO_CONTENT)
}
