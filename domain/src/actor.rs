//! Who is asking. Every service takes it, so that a new entrance cannot forget authorisation.

use types::ErrorCode;
use types::accounts::Role;
use types::ids::UserId;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    Anonymous,
    User { id: UserId, role: Role },
}

impl Actor {
    pub fn user_id(self) -> Option<UserId> {
        match self {
            Self::Anonymous => None,
            Self::User { id, .. } => Some(id),
        }
    }

    pub fn is_admin(self) -> bool {
        matches!(self, Self::User { role: Role::Admin, .. })
    }

    /// # Errors
    /// `unauthenticated` for a caller who is not logged in.
    pub fn require_user(self) -> Result<UserId, ErrorCode> {
        self.user_id().ok_or(ErrorCode::Unauthenticated)
    }

    /// # Errors
    /// `unauthenticated`, or `forbidden` for anyone but an organizer or admin.
    pub fn require_organizer(self) -> Result<UserId, ErrorCode> {
        match self {
            Self::Anonymous => Err(ErrorCode::Unauthenticated),
            Self::User { role: Role::Attendee, .. } => Err(ErrorCode::Forbidden),
            Self::User { id, .. } => Ok(id),
        }
    }

    /// # Errors
    /// `unauthenticated`, or `forbidden` for anyone but an admin.
    pub fn require_admin(self) -> Result<UserId, ErrorCode> {
        match self {
            Self::Anonymous => Err(ErrorCode::Unauthenticated),
            Self::User { id, role: Role::Admin } => Ok(id),
            Self::User { .. } => Err(ErrorCode::Forbidden),
        }
    }

    /// Whether this is `owner` or an admin.
    pub fn owns(self, owner: UserId) -> bool {
        self.user_id() == Some(owner) || self.is_admin()
    }
}
