//! Data export: everything stored about a person, for that person.

use crate::audit::Entry;
use crate::{Actor, Error, Hub, accounts};
use serde_json::Value;
use types::ErrorCode;
use types::history::AuditAction;
use types::ids::UserId;

/// One snapshot: a statement sees what was committed when it began.
const EVERYTHING: &str = "
SELECT jsonb_build_object(
    'exported_at', clock_timestamp(),
    'profile', jsonb_build_object('id', u.id, 'email', u.email,
        'email_verified_at', u.email_verified_at, 'display_name', u.display_name,
        'bio', u.bio, 'avatar', u.avatar, 'role', u.role, 'locale', u.locale,
        'timezone', u.timezone, 'created_at', u.created_at,
        'second_factor_since', (SELECT f.confirmed_at FROM second_factors f WHERE f.user_id = u.id)),
    'login_sessions', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id,
            'device', s.device, 'started_at', s.started_at, 'last_seen_at', s.last_seen_at,
            'ends_at', s.ends_at, 'ended_at', s.ended_at) ORDER BY s.started_at, s.id), '[]')
        FROM login_sessions s WHERE s.user_id = u.id),
    'bookings', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', b.id,
            'reference', b.reference, 'event', jsonb_build_object('id', e.id, 'title', e.title,
                'start_date', e.start_date, 'end_date', e.end_date, 'timezone', e.timezone),
            'quantity', b.quantity, 'unit_price', b.unit_price::text,
            'discount', b.discount::text, 'total_price', b.total_price::text,
            'currency', b.currency, 'status', b.status, 'cancel_reason', b.cancel_reason,
            'booked_at', b.booked_at, 'confirmed_at', b.confirmed_at,
            'cancelled_at', b.cancelled_at, 'via', b.via, 'goodwill', b.goodwill::text,
            'moved_at', b.moved_at,
            'organizers_note', (SELECT n.note FROM booking_notes n WHERE n.booking_id = b.id),
            'tickets', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id,
                    'code', CASE WHEN g.ticket_id IS NULL THEN t.code END,
                    'handed_on_to', g.email, 'handed_on_at', g.handed_at,
                    'attendee_name', t.attendee_name, 'checked_in_at', t.checked_in_at,
                    'cancelled_at', t.cancelled_at,
                    'check_ins', (SELECT coalesce(jsonb_agg(jsonb_build_object('at', c.at,
                            'direction', c.direction, 'refusal', c.refusal, 'gate', c.gate,
                            'list', (SELECT l.name FROM check_in_lists l WHERE l.id = c.list_id),
                            'undone_at', c.undone_at) ORDER BY c.at, c.id), '[]')
                        FROM check_ins c WHERE c.ticket_id = t.id)
                    ) ORDER BY t.seat), '[]')
                FROM tickets t LEFT JOIN ticket_guests g ON g.ticket_id = t.id
                WHERE t.booking_id = b.id),
            'exchanges', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', x.id,
                    'ticket', x.ticket_id, 'from', f.name, 'to', k.name,
                    'amount', x.amount::text, 'status', x.status, 'created_at', x.created_at,
                    'hold_expires_at', x.hold_expires_at, 'ended_at', x.ended_at)
                    ORDER BY x.created_at, x.id), '[]')
                FROM ticket_exchanges x JOIN ticket_types f ON f.id = x.from_type
                    JOIN ticket_types k ON k.id = x.to_type
                WHERE x.booking_id = b.id)
        ) ORDER BY b.booked_at, b.id), '[]')
        FROM bookings b JOIN events e ON e.id = b.event_id WHERE b.user_id = u.id),
    'tickets_of_others', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'code', t.code,
            'event', t.event_id, 'attendee_name', t.attendee_name, 'handed_on_at', g.handed_at,
            'checked_in_at', t.checked_in_at, 'cancelled_at', t.cancelled_at)
            ORDER BY g.handed_at, t.id), '[]')
        FROM ticket_guests g JOIN tickets t ON t.id = g.ticket_id WHERE g.user_id = u.id),
    'payments', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'booking', p.booking_id,
            'exchange', p.exchange_id, 'payment_method', p.payment_method,
            'card_last4', p.card_last4,
            'amount', p.amount::text, 'currency', p.currency, 'status', p.status,
            'created_at', p.created_at, 'processed_at', p.processed_at,
            'transactions', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', t.kind,
                    'amount', t.amount::text, 'reason', t.reason, 'created_at', t.created_at)
                    ORDER BY t.created_at, t.id), '[]')
                FROM transactions t WHERE t.payment_id = p.id)
        ) ORDER BY p.created_at, p.id), '[]')
        FROM payments p JOIN bookings b ON b.id = p.booking_id WHERE b.user_id = u.id),
    'reviews', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'event', r.event_id,
            'rating', r.rating, 'comment', r.comment, 'created_at', r.created_at,
            'updated_at', r.updated_at, 'reply', r.reply, 'replied_at', r.replied_at)
            ORDER BY r.created_at, r.id), '[]')
        FROM reviews r WHERE r.user_id = u.id),
    'review_reports', (SELECT coalesce(jsonb_agg(jsonb_build_object('review', p.review_id,
            'reason', p.reason, 'created_at', p.created_at)
            ORDER BY p.created_at, p.review_id), '[]')
        FROM review_reports p WHERE p.reporter_id = u.id),
    'waitlist', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'event', w.event_id,
            'quantity', w.quantity, 'status', w.status, 'joined_at', w.joined_at,
            'offer_expires_at', w.offer_expires_at, 'booking', w.booking_id)
            ORDER BY w.joined_at, w.id), '[]')
        FROM waitlist_entries w WHERE w.user_id = u.id),
    'certificates', (SELECT coalesce(jsonb_agg(jsonb_build_object('number', c.number,
            'event', c.event_id, 'attendee_name', c.attendee_name, 'issued_at', c.issued_at,
            'revoked_at', c.revoked_at, 'revoke_reason', c.revoke_reason) ORDER BY c.issued_at, c.id), '[]')
        FROM certificates c WHERE c.user_id = u.id),
    'notifications', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'kind', n.kind,
            'event', n.event_id, 'booking', n.booking_id, 'data', n.data,
            'created_at', n.created_at, 'read_at', n.read_at) ORDER BY n.created_at, n.id), '[]')
        FROM notifications n WHERE n.user_id = u.id),
    'messages', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', m.kind,
            'recipient', m.recipient, 'subject', m.subject, 'status', m.status,
            'created_at', m.created_at, 'sent_at', m.sent_at) ORDER BY m.created_at, m.id), '[]')
        FROM mail_messages m WHERE m.user_id = u.id),
    'written_messages', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', w.id,
            'event', w.event_id, 'subject', w.subject, 'body', w.body, 'state', w.state,
            'created_at', w.created_at, 'sent_at', w.sent_at) ORDER BY w.created_at, w.id), '[]')
        FROM messages w WHERE w.author_id = u.id),
    'no_news_of', (SELECT coalesce(jsonb_agg(jsonb_build_object('organizer', n.organizer_id,
            'opted_out_at', n.opted_out_at) ORDER BY n.opted_out_at, n.organizer_id), '[]')
        FROM news_opt_outs n WHERE n.user_id = u.id),
    'agenda', (SELECT coalesce(jsonb_agg(jsonb_build_object('session', p.session_id,
            'picked_at', p.created_at) ORDER BY p.created_at, p.session_id), '[]')
        FROM session_picks p WHERE p.user_id = u.id),
    'organized_events', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.id,
            'slug', o.slug, 'title', o.title, 'status', o.status, 'start_date', o.start_date,
            'created_at', o.created_at) ORDER BY o.created_at, o.id), '[]')
        FROM events o WHERE o.organizer_id = u.id),
    'teams', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.id,
            'organizer', m.organizer_id, 'event', m.event_id, 'role', m.role,
            'joined_at', m.joined_at) ORDER BY m.joined_at, m.id), '[]')
        FROM team_members m WHERE m.user_id = u.id),
    'own_team', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'member', m.user_id,
            'event', m.event_id, 'role', m.role, 'joined_at', m.joined_at)
            ORDER BY m.joined_at, m.id), '[]')
        FROM team_members m WHERE m.organizer_id = u.id),
    'invitations', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', i.id,
            'organizer', i.organizer_id, 'event', i.event_id, 'email', i.email, 'role', i.role,
            'sent_at', i.sent_at, 'expires_at', i.expires_at, 'ended_at', i.ended_at)
            ORDER BY i.created_at, i.id), '[]')
        FROM team_invitations i WHERE i.organizer_id = u.id
            OR (i.email = u.email AND u.email_verified_at IS NOT NULL))
) FROM users u WHERE u.id = $1 AND u.deleted_at IS NULL AND (u.disabled_at IS NULL OR $2)";

/// # Errors
/// `unauthenticated`.
pub async fn export(hub: &Hub, actor: Actor) -> Result<Value, Error> {
    let user = actor.require_user()?;
    let all: Option<Value> = sqlx::query_scalar(EVERYTHING)
        .bind(user)
        .bind(false)
        .fetch_optional(&mut *hub.db.read().await?)
        .await?;
    Ok(all.ok_or(ErrorCode::TokenInvalid)?)
}

/// The same of somebody who asked the admins for it, even of a disabled account. It leaves an entry in
/// the log, for it shows all of a person's data to somebody else.
///
/// # Errors
/// Denied to everyone but admins; not found.
pub async fn export_of(hub: &Hub, actor: Actor, user: UserId) -> Result<Value, Error> {
    actor.require_admin()?;
    hub.db
        .unseen()
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting_admins(tx, actor).await?;
                let all: Option<Value> = sqlx::query_scalar(EVERYTHING)
                    .bind(user)
                    .bind(true)
                    .fetch_optional(&mut *tx)
                    .await?;
                let all = all.ok_or(ErrorCode::NotFound)?;
                Entry::new(actor, AuditAction::UserExported, user).record(tx).await?;
                Ok(all)
            })
        })
        .await
}
