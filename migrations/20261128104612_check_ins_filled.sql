-- The check-ins of tickets that were marked before there were rows. The trigger sees to those that are
-- marked meanwhile.
INSERT INTO check_ins (id, event_id, ticket_id, direction, by_id, at)
SELECT t.id, t.event_id, t.id, 'in', t.checked_in_by, t.checked_in_at FROM tickets t
WHERE t.checked_in_at IS NOT NULL
    AND NOT EXISTS (SELECT FROM check_ins c WHERE c.ticket_id = t.id)
ON CONFLICT DO NOTHING;
