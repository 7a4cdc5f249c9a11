//! The seats of an event in SQL, over the columns of `events`: for statements that are put together
//! with `concat!`.

/// Seats that nobody else can have any more.
macro_rules! taken_seats {
    () => {
        "(seats_confirmed + seats_held + seats_offered)"
    };
}

/// Seats that are nobody's.
macro_rules! free_seats {
    () => {
        "(max_capacity - seats_confirmed - seats_held - seats_offered)"
    };
}

pub(crate) use {free_seats, taken_seats};
