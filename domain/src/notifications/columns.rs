//! The columns of a new message and a new notification, for statements that are put together with
//! `concat!`. Where there are `data`, they come behind them.

macro_rules! message_columns {
    () => {
        "id, unique_key, kind, user_id, booking_id, recipient, locale"
    };
}

macro_rules! notice_columns {
    () => {
        "id, user_id, kind, event_id, booking_id, unique_key"
    };
}

pub(crate) use {message_columns, notice_columns};
