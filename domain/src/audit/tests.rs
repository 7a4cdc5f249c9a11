use super::{Entry, Object};
use crate::Actor;
use crate::ids::new_id;
use crate::testing::{EventBuilder, attendance, person, test_hub};
use types::accounts::Role;
use types::history::{AuditAction, ObjectKind};

type Row = (Option<uuid::Uuid>, String, Option<uuid::Uuid>, Option<uuid::Uuid>, serde_json::Value);

#[tokio::test]
async fn an_entry_belongs_to_its_booking_and_that_ones_event() {
    let (hub, _database) = test_hub().await;
    let host = person(&hub, Role::Organizer).await;
    let guest = person(&hub, Role::Attendee).await;
    let event = EventBuilder::new(&hub).insert(&hub, host).await;
    let booking = attendance(&hub, event, guest, false).await;
    let mut connection = hub.db.read().await.unwrap();
    let actor = Actor::User { id: host, role: Role::Organizer };
    Entry::new(actor, AuditAction::TicketRenamed, Object::new(ObjectKind::Ticket, new_id()))
        .booking(booking)
        .changed("attendee_name")
        .change("quantity", 1, 2)
        .change("status", "CONFIRMED", "CONFIRMED")
        .record(&mut connection)
        .await
        .unwrap();
    Entry::by_system(AuditAction::MailResentAll, Object::many(ObjectKind::Mail))
        .reason("")
        .record(&mut connection)
        .await
        .unwrap();
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT actor_id, subject, event_id, booking_id, changes FROM audit_log ORDER BY id",
    )
    .fetch_all(&mut *connection)
    .await
    .unwrap();
    let changes = serde_json::json!({ "attendee_name": [null, null], "quantity": [1, 2] });
    assert_eq!((rows[0].0, rows[0].2, rows[0].3), (Some(host.0), Some(event.0), Some(booking.0)));
    assert_eq!(rows[0].4, changes);
    assert_eq!((&*rows[1].1, rows[1].0, rows[1].2), ("mail", None, None));
}

#[test]
fn what_is_too_long_is_cut_and_says_so() {
    let entry = Entry::by_system(AuditAction::EventUpdated, Object::many(ObjectKind::Event))
        .change("title", "a".repeat(1000), "b")
        .reason("x".repeat(5000));
    let types::history::ChangedValue::Text(before) = &entry.changes["title"].0 else {
        panic!("a text stays a text")
    };
    assert!(before.ends_with('…') && before.chars().count() == 301);
    assert_eq!(entry.reason.map(|reason| reason.len()), Some(2000));
}

#[test]
fn an_object_is_read_as_it_is_written() {
    let id = new_id();
    let one = Object::new(ObjectKind::Booking, id).to_string();
    assert_eq!(Object::parts(&one), ("booking".to_owned(), Some(id)));
    let many = Object::many(ObjectKind::Mail).to_string();
    assert_eq!(Object::parts(&many), ("mail".to_owned(), None));
}
