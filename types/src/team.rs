//! The team: who else may work on an organizer's events, and as what.

use crate::email::parse_email;
use crate::events::OrganizerRef;
use crate::failure::{Failure, FieldProblem};
use crate::ids::{InvitationId, MemberId};
use crate::organizer::EventRef;
use crate::text_enum;
use crate::validation::Checks;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Members of one organizer's team, of all events together.
pub const MEMBERS_MAX: i64 = 200;
/// Invitations of one organizer's that nobody has answered.
pub const OPEN_MAX: i64 = 50;
/// Messages with invitations that one organizer sends within a day.
pub const SENT_A_DAY: i64 = 30;
/// How often one invitation is sent.
pub const SENDS_MAX: i32 = 5;
/// How long an invitation can be accepted, in days.
pub const DAYS_VALID: i64 = 7;

text_enum! {
    /// What somebody is in a team.
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum TeamRole {
        /// Everything but the team and deletion.
        Manager = "manager",
        /// The event and its agenda: no money, and nobody's name or address.
        Editor = "editor",
        /// The check-in alone.
        Door = "door",
    }
}

text_enum! {
    /// What somebody may do with an event.
    pub enum EventRight {
        /// Its place in the workplace: title, time and seats, be it a draft.
        See = "see",
        /// Its page and agenda.
        Edit = "edit",
        /// Its people and their money: lists, figures, refunds, messages, codes.
        Bookings = "bookings",
        /// Its door: tickets are looked up and checked in.
        Door = "door",
        /// To call it off, and to refund everybody with it.
        Cancel = "cancel",
        /// To make another event of the organizer's like it: of those who may work on all of them.
        Duplicate = "duplicate",
        /// What only its organizer does: the team, deleting.
        Own = "own",
    }
}

impl TeamRole {
    /// Whether the role has this right on an event; `everywhere`: it is held for all events of the
    /// organizer, those to come as well.
    pub const fn may(self, right: EventRight, everywhere: bool) -> bool {
        use EventRight::{Bookings, Cancel, Door, Duplicate, Edit, Own, See};
        match right {
            See => true,
            Edit => matches!(self, Self::Manager | Self::Editor),
            Door => matches!(self, Self::Manager | Self::Door),
            Bookings | Cancel => matches!(self, Self::Manager),
            Duplicate => matches!(self, Self::Manager) && everywhere,
            Own => false,
        }
    }
}

/// `POST /api/events/{id}/team/` and `POST /api/organizer/team/`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Invite {
    pub email: String,
    pub role: TeamRole,
}

impl Invite {
    /// The address in its one spelling.
    ///
    /// # Errors
    /// `validation_failed` by field.
    pub fn address(&self) -> Result<String, Failure> {
        let mut checks = Checks::new();
        let address = parse_email(&self.email);
        let problem = match self.email.trim() {
            "" => FieldProblem::Required,
            _ => FieldProblem::Invalid,
        };
        checks.require(address.is_some(), "email", problem);
        checks.finish().map(|()| address.unwrap_or_default())
    }
}

/// `PATCH` of a member.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeMember {
    pub role: TeamRole,
}

/// Somebody in a team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamMember {
    pub id: MemberId,
    pub display_name: String,
    pub email: String,
    pub role: TeamRole,
    /// For all events of the organizer, those to come as well: changed in the organizer's own team.
    pub everywhere: bool,
    pub joined_at: DateTime<Utc>,
}

/// An invitation that nobody has answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamInvitation {
    pub id: InvitationId,
    pub email: String,
    pub role: TeamRole,
    pub everywhere: bool,
    /// When it was sent the last time.
    pub sent_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    /// It can be accepted no more, unless it is sent again.
    pub expired: bool,
    /// How often it may be sent again.
    pub sends_left: i32,
}

/// `GET /api/events/{id}/team/` and `GET /api/organizer/team/`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Team {
    pub organizer: OrganizerRef,
    /// Who came first stands first; at most 200.
    pub members: Vec<TeamMember>,
    /// The newest first; at most 50.
    pub invitations: Vec<TeamInvitation>,
}

/// `GET /api/users/me/teams/`: a team that the caller is in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Membership {
    pub id: MemberId,
    pub organizer: OrganizerRef,
    /// Null: all events of the organizer, those to come as well.
    pub event: Option<EventRef>,
    pub role: TeamRole,
    pub joined_at: DateTime<Utc>,
}

/// `GET /api/invitations/{token}/`: what somebody is invited to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationView {
    pub organizer: OrganizerRef,
    /// Null: all events of the organizer, those to come as well.
    pub event: Option<EventRef>,
    pub role: TeamRole,
    pub expires_at: DateTime<Utc>,
    /// Whether it was sent to the address of the caller's account; null where nobody is logged in.
    pub for_caller: Option<bool>,
    /// Whether the caller has proved that address.
    pub verified: bool,
}
