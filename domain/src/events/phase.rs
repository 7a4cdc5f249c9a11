//! The phase of an event in SQL, over the columns of `events`: for statements that are put together
//! with `concat!`.

/// Whether it is in this phase by this time; no phase is any.
macro_rules! in_phase {
    ($phase:literal, $now:literal) => {
        concat!(
            "CASE ",
            $phase,
            " WHEN 'draft' THEN status = 'DRAFT'
                 WHEN 'upcoming' THEN status = 'PUBLISHED' AND start_date > ",
            $now,
            " WHEN 'running' THEN status = 'PUBLISHED' AND start_date <= ",
            $now,
            " AND end_date > ",
            $now,
            " WHEN 'past' THEN status = 'PUBLISHED' AND end_date <= ",
            $now,
            " WHEN 'cancelled' THEN status = 'CANCELLED'
                 ELSE ",
            $now,
            " IS NOT NULL END"
        )
    };
}

pub(crate) use in_phase;
