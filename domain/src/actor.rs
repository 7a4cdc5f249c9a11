//! The caller. Every service takes it, so that a new entrance cannot forget authorisation.

use types::ErrorCode;
use types::accounts::Role;
use types::ids::UserId;

/// Proof that the caller was authorised for this kind of action on this object. A request's body is
/// read only then, so that validation errors never reach a caller who gets 401, 403 or 404. The
/// services decide again in their own transactions.
#[derive(Clone, Copy, Debug)]
pub struct Allowed(());

impl Allowed {
    /// For endpoints that need no authorisation, such as the log-in.
    pub fn everybody() -> Self {
        Self(())
    }

    /// For services that have checked the object themselves.
    pub(crate) fn looked() -> Self {
        Self(())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    Anonymous,
    User {
        id: UserId,
        role: Role,
    },
    /// An admin without a second factor where admins need one: to every service a stranger, but to those
    /// that set it up.
    Unproven {
        id: UserId,
    },
}

impl Actor {
    pub fn user_id(self) -> Option<UserId> {
        match self {
            Self::Anonymous | Self::Unproven { .. } => None,
            Self::User { id, .. } => Some(id),
        }
    }

    /// Whose account it is, whatever they may do with it.
    pub fn account_id(self) -> Option<UserId> {
        match self {
            Self::Anonymous => None,
            Self::User { id, .. } | Self::Unproven { id } => Some(id),
        }
    }

    pub fn is_admin(self) -> bool {
        matches!(self, Self::User { role: Role::Admin, .. })
    }

    /// # Errors
    /// `unauthenticated` for a caller who is not logged in; `second_factor_setup_required` for an admin who
    /// has to set one up first.
    pub fn require_user(self) -> Result<UserId, ErrorCode> {
        match self {
            Self::Anonymous => Err(ErrorCode::Unauthenticated),
            Self::Unproven { .. } => Err(ErrorCode::SecondFactorSetupRequired),
            Self::User { id, .. } => Ok(id),
        }
    }

    /// For what keeps the account itself: its sessions and its second factor.
    ///
    /// # Errors
    /// `unauthenticated` for a caller who is not logged in.
    pub fn require_account(self) -> Result<UserId, ErrorCode> {
        self.account_id().ok_or(ErrorCode::Unauthenticated)
    }

    /// # Errors
    /// `unauthenticated`, or `forbidden` for anyone but an organizer or admin.
    pub fn require_organizer(self) -> Result<UserId, ErrorCode> {
        let id = self.require_user()?;
        match self {
            Self::User { role: Role::Attendee, .. } => Err(ErrorCode::Forbidden),
            _ => Ok(id),
        }
    }

    /// # Errors
    /// `unauthenticated`, or `forbidden` for anyone but an admin.
    pub fn require_admin(self) -> Result<UserId, ErrorCode> {
        let id = self.require_user()?;
        if self.is_admin() { Ok(id) } else { Err(ErrorCode::Forbidden) }
    }

    /// # Errors
    /// As [`Self::require_user`].
    pub fn may_as_user(self) -> Result<Allowed, ErrorCode> {
        self.require_user().map(|_| Allowed(()))
    }

    /// # Errors
    /// As [`Self::require_account`].
    pub fn may_with_account(self) -> Result<Allowed, ErrorCode> {
        self.require_account().map(|_| Allowed(()))
    }

    /// # Errors
    /// As [`Self::require_organizer`].
    pub fn may_as_organizer(self) -> Result<Allowed, ErrorCode> {
        self.require_organizer().map(|_| Allowed(()))
    }

    /// # Errors
    /// As [`Self::require_admin`].
    pub fn may_as_admin(self) -> Result<Allowed, ErrorCode> {
        self.require_admin().map(|_| Allowed(()))
    }

    /// Whether this is `owner` or an admin.
    pub fn owns(self, owner: UserId) -> bool {
        self.user_id() == Some(owner) || self.is_admin()
    }
}
