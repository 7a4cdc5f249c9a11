//! The parts of the admin's workplace.

use crate::i18n::AdminTexts;
use crate::paths;

/// A part that is always one click away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdminPart {
    Overview,
    People,
    Events,
    Reviews,
    Categories,
    Venues,
    Promotions,
    Mail,
    Jobs,
    Payments,
    Audit,
    Health,
}

impl AdminPart {
    const ALL: [Self; 12] = [
        Self::Overview,
        Self::People,
        Self::Events,
        Self::Reviews,
        Self::Categories,
        Self::Venues,
        Self::Promotions,
        Self::Mail,
        Self::Jobs,
        Self::Payments,
        Self::Audit,
        Self::Health,
    ];

    /// Whether its page exists. A part is shown once its line is here.
    const fn is_built(self) -> bool {
        matches!(
            self,
            Self::Overview
                | Self::People
                | Self::Mail
                | Self::Jobs
                | Self::Payments
                | Self::Audit
                | Self::Health
                | Self::Events
                | Self::Reviews
                | Self::Categories
                | Self::Venues
                | Self::Promotions
        )
    }

    /// What the navigation shows.
    pub(super) fn shown() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|part| part.is_built())
    }

    pub(super) const fn href(self) -> &'static str {
        match self {
            Self::Overview => paths::ADMIN,
            Self::People => paths::ADMIN_PEOPLE,
            Self::Events => paths::ADMIN_EVENTS,
            Self::Reviews => paths::ADMIN_REVIEWS,
            Self::Categories => paths::ADMIN_CATEGORIES,
            Self::Venues => paths::ADMIN_VENUES,
            Self::Promotions => paths::ADMIN_PROMOTIONS,
            Self::Mail => paths::ADMIN_MAIL,
            Self::Jobs => paths::ADMIN_JOBS,
            Self::Payments => paths::ADMIN_PAYMENTS,
            Self::Audit => paths::ADMIN_AUDIT,
            Self::Health => paths::ADMIN_HEALTH,
        }
    }

    pub(super) const fn name(self, lang: &AdminTexts) -> &'static str {
        match self {
            Self::Overview => lang.part_overview,
            Self::People => lang.part_people,
            Self::Events => lang.part_events,
            Self::Reviews => lang.part_reviews,
            Self::Categories => lang.part_categories,
            Self::Venues => lang.part_venues,
            Self::Promotions => lang.part_promotions,
            Self::Mail => lang.part_mail,
            Self::Jobs => lang.part_jobs,
            Self::Payments => lang.part_payments,
            Self::Audit => lang.part_audit,
            Self::Health => lang.part_health,
        }
    }
}
