use super::log::push_page;
use super::{Entry, Object, export, list};
use crate::Actor;
use crate::ids::new_id;
use crate::testing::plans::{plan, touched, uses};
use crate::testing::{EventBuilder, attendance, person, test_hub};
use types::accounts::Role;
use types::history::{AuditAction, HistoryQuery, ObjectKind};

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

#[tokio::test]
async fn an_entry_says_from_which_network_it_came() {
    let (hub, _database) = test_hub().await;
    let id = person(&hub, Role::Admin).await;
    let actor = Actor::User { id, role: Role::Admin };
    let write = || {
        hub.db.write(move |tx| {
            Box::pin(async move {
                let mail = Object::many(ObjectKind::Mail);
                Entry::new(actor, AuditAction::MailResentAll, mail).record(tx).await
            })
        })
    };
    crate::network::serving("203.0.113.77".parse().unwrap(), write()).await.unwrap();
    crate::network::serving("2001:db8:1:2:3::4".parse().unwrap(), write()).await.unwrap();
    write().await.unwrap();
    let found = list(&hub, actor, &HistoryQuery::default()).await.unwrap().results;
    let networks: Vec<_> = found.iter().map(|entry| entry.network.as_deref()).collect();
    assert_eq!(networks, [None, Some("2001:db8:1::/48"), Some("203.0.113.0/24")]);
}

/// Whatever writes it, the database keeps no whole address.
#[tokio::test]
async fn a_whole_address_is_refused() {
    let (hub, _database) = test_hub().await;
    for network in ["203.0.113.77/32", "203.0.112.0/23", "2001:db8:1:2::/64", "2001:db8::/32"] {
        let written = sqlx::query(
            "INSERT INTO audit_log (id, action, subject, network) VALUES ($1, 'a', 'b', $2::cidr)",
        );
        let written = written.bind(new_id()).bind(network).execute(hub.db.pool()).await;
        let whole = ["203.0.113.77/32", "2001:db8:1:2::/64"].contains(&network);
        assert_eq!(written.is_err(), whole, "{network}");
    }
}

#[tokio::test]
async fn the_log_is_filtered_paged_and_sent_whole_to_admins_alone() {
    let (hub, _database) = test_hub().await;
    let (ada, bob) = (person(&hub, Role::Admin).await, person(&hub, Role::Organizer).await);
    let admin = Actor::User { id: ada, role: Role::Admin };
    let organizer = Actor::User { id: bob, role: Role::Organizer };
    let mut connection = hub.db.read().await.unwrap();
    let category = types::ids::CategoryId(new_id());
    for (actor, action, object) in [
        (admin, AuditAction::CategoryCreated, Object::from(category)),
        (admin, AuditAction::CategoryUpdated, Object::from(category)),
        (organizer, AuditAction::VenueCreated, Object::new(ObjectKind::Venue, new_id())),
    ] {
        let entry = Entry::new(actor, action, object).detail(serde_json::json!({ "n": 1 }));
        entry.change("name", "=1+1", "b").record(&mut connection).await.unwrap();
    }
    let found = async |query: &str| {
        let (query, errors) = HistoryQuery::from_query(query);
        assert!(errors.is_empty(), "{errors:?}");
        let page = list(&hub, admin, &query).await.unwrap();
        let mut export = export(&hub, admin, &query).unwrap();
        let whole = export.next().await.unwrap().unwrap_or_default();
        assert_eq!(whole.len(), usize::try_from(page.count).unwrap());
        assert!(export.next().await.unwrap().is_none());
        page.results.into_iter().map(|entry| entry.action).collect::<Vec<_>>()
    };
    let (both, one) = (["category.updated", "category.created"], ["category.created"]);
    assert_eq!(found(&format!("actor={ada}")).await, both);
    assert_eq!(found("object=category").await, both);
    assert_eq!(found(&format!("object=category:{category}")).await, both);
    assert_eq!(found("action=category.created").await, one);
    assert_eq!(found(&format!("action=category.created&actor={bob}")).await, [""; 0]);
    assert_eq!(found("to=2001-01-01").await, [""; 0]);
    assert_eq!(found("from=2001-01-01").await.len(), 3);
    let all = list(&hub, admin, &HistoryQuery::default()).await.unwrap().results;
    assert_eq!(all[0].detail["n"], "1");
    for refused in [organizer, Actor::Anonymous] {
        list(&hub, refused, &HistoryQuery::default()).await.unwrap_err();
        export(&hub, refused, &HistoryQuery::default()).unwrap_err();
    }
}

/// What happens with every booking hides nothing that happens seldom.
#[tokio::test]
async fn what_is_rare_is_found_by_an_index() {
    let (hub, _database) = test_hub().await;
    for sql in [
        "INSERT INTO audit_log (id, action, subject, booking_id, created_at)
         SELECT md5(n::text)::uuid, (ARRAY['booking.held', 'booking.confirmed', 'mail.queued'])[1 + n % 3],
             CASE n % 3 WHEN 2 THEN 'mail:' ELSE 'booking:' END || md5(n::text)::uuid, md5(n::text)::uuid,
             now() - n * interval '1 minute' FROM generate_series(1, 20000) AS n",
        "INSERT INTO audit_log (id, action, subject, created_at)
         SELECT md5('d' || n)::uuid, CASE n % 2 WHEN 0 THEN 'venue.created' ELSE 'ticket.renamed' END,
             CASE n % 2 WHEN 0 THEN 'venue:' ELSE 'ticket:' END || md5(n::text)::uuid,
             now() - n * interval '1 day' FROM generate_series(1, 40) AS n",
        "VACUUM ANALYZE audit_log",
    ] {
        sqlx::query(sql).execute(hub.db.pool()).await.unwrap();
    }
    for (query, index) in [
        ("", "audit_log_time_idx"),
        ("action=venue.created", "audit_log_deed_idx"),
        ("action=ticket.renamed", "audit_log_deed_idx"),
        ("action=event.hidden", "audit_log_deed_idx"),
        ("object=venue", "audit_log_kind_idx"),
        ("object=ticket", "audit_log_kind_idx"),
    ] {
        let asked = HistoryQuery::from_query(query).0;
        let read = plan(&hub, |sql| push_page(sql, &asked)).await;
        assert!(uses(&read, index), "{query}: {read:#}");
        assert!(touched(&read) <= 100.0, "{query}: {read:#}");
    }
}
