//! What a report is made of: days by the clock of a zone, lines behind each sum, discounts.

use super::{Of, lately, of};
use crate::bookings::tests::support::{attendee, callback, event, execute, organizer, paid, pay};
use crate::bookings::{book, cancel_ticket};
use crate::reports::{export_days, report};
use crate::testing::test_hub;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use types::PageRequest;
use types::bookings::BookInput;
use types::payments::PaymentOutcome;
use types::promotions::{PromotionInput, PromotionKind};
use types::reports::{BookKind, ReportQuery};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

async fn at(hub: &crate::Hub, moment: &'static str) {
    execute(hub, "ALTER TABLE book_lines DISABLE TRIGGER book_lines_written_once").await;
    sqlx::query("UPDATE book_lines SET at = $1::timestamptz WHERE at > now() - interval '1 hour'")
        .bind(moment)
        .execute(hub.db.pool())
        .await
        .unwrap();
    execute(hub, "ALTER TABLE book_lines ENABLE TRIGGER book_lines_written_once").await;
}

#[tokio::test]
async fn a_day_is_one_by_the_clock_of_the_event_and_all_events_share_one_that_is_said() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let talks = event(&hub).hosted_by(&hub, host).await;
    // Half past eleven in the evening in Berlin, on the last of October; an hour later it is November.
    paid(&hub, attendee(&hub).await, talks, 1).await;
    at(&hub, "2026-10-31T22:30:00Z").await;
    paid(&hub, attendee(&hub).await, talks, 2).await;
    at(&hub, "2026-10-31T23:30:00Z").await;
    let key = talks.to_string();
    let month = |from, to| ReportQuery {
        from: Some(day(from)),
        to: Some(day(to)),
        ..ReportQuery::default()
    };
    let october = of(&hub, host, Of::Event(&key), &month("2026-10-01", "2026-10-31")).await;
    assert_eq!(
        (october.timezone.as_str(), october.totals[0].charged),
        ("Europe/Berlin", 25.into())
    );
    assert_eq!(october.days[0].from, day("2026-10-31"));
    let november = of(&hub, host, Of::Event(&key), &month("2026-11-01", "2026-11-30")).await;
    assert_eq!(november.totals[0].charged, 50.into());
    assert_eq!(
        (november.days[0].from, november.days[0].to),
        (day("2026-11-01"), day("2026-11-01"))
    );
    let both = of(&hub, host, Of::Event(&key), &month("2026-10-15", "2026-11-14")).await;
    let months: Vec<_> = both.months.iter().map(|it| (it.from, it.to)).collect();
    let expected = [("2026-10-15", "2026-10-31"), ("2026-11-01", "2026-11-14")];
    assert_eq!(months, expected.map(|(from, to)| (day(from), day(to))));
    // By the clock of UTC both were in October.
    let mut all = month("2026-10-01", "2026-10-31");
    all.timezone = Some("UTC".into());
    assert_eq!(of(&hub, host, Of::All, &all).await.totals[0].charged, 75.into());
    all.timezone = Some("Mars/Olympus".into());
    let refused = report(&hub, host, Of::All, &all).await.unwrap_err();
    assert_eq!(types::Failure::from(refused).fields[0].field, "timezone");
    // The event's own clock stays that of its first line.
    execute(&hub, "UPDATE events SET timezone = 'Asia/Tokyo'").await;
    let again = of(&hub, host, Of::Event(&key), &month("2026-10-01", "2026-10-31")).await;
    assert_eq!(again, october);
}

#[tokio::test]
async fn a_discount_counts_when_it_is_charged_and_a_booking_without_money_is_only_counted() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let talks = event(&hub).hosted_by(&hub, host).await;
    for (code, value) in [("FIFTH", 20), ("ALL", 100)] {
        let input = PromotionInput {
            code: code.into(),
            kind: PromotionKind::Percent,
            value: value.into(),
            currency: None,
            event: Some(talks),
            ticket_types: None,
            valid_from: hub.now() - chrono::TimeDelta::days(1),
            valid_until: hub.now() + chrono::TimeDelta::days(1),
            max_uses: None,
            max_uses_per_user: None,
            paused: None,
        };
        crate::promotions::create(&hub, host, input).await.unwrap();
    }
    let by_code = async |code: &str| {
        let ada = attendee(&hub).await;
        let promo_code = Some(code.into());
        let input = BookInput { promo_code, ..BookInput::of(talks, 2) };
        (ada, book(&hub, ada, input, None).await.unwrap().value)
    };
    let (ada, booking) = by_code("FIFTH").await;
    let payment = pay(&hub, ada, booking.id).await.unwrap();
    callback(&hub, ada, &payment, PaymentOutcome::Completed).await;
    by_code("ALL").await;
    let key = talks.to_string();
    let told = async || of(&hub, host, Of::Event(&key), &lately(&hub)).await;
    let sums = async || {
        let sum = told().await.totals[0];
        [sum.gross, sum.discounts, sum.charged, sum.refunds, sum.net]
    };
    let expected = |sums: [i64; 5]| sums.map(Decimal::from);
    assert_eq!(sums().await, expected([50, 10, 40, 0, 40]));
    assert_eq!(told().await.without_money, 1);
    // One of the seats goes back: what was given off then stays.
    let ticket = crate::bookings::get(&hub, ada, booking.id).await.unwrap().tickets[0].id;
    cancel_ticket(&hub, ada, booking.id, ticket, None).await.unwrap();
    assert_eq!(sums().await, expected([50, 10, 40, 20, 20]));
}

#[tokio::test]
async fn behind_each_sum_are_its_lines() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let talks = event(&hub).hosted_by(&hub, host).await;
    let ada = attendee(&hub).await;
    let (booking, payment) = paid(&hub, ada, talks, 2).await;
    paid(&hub, attendee(&hub).await, talks, 1).await;
    crate::bookings::cancel(&hub, ada, booking, None).await.unwrap();
    let key = talks.to_string();
    let wanted = lately(&hub);
    let found = report(&hub, host, Of::Event(&key), &wanted).await.unwrap();
    let sum = found.report.totals[0];
    assert_eq!((sum.charged, sum.refunds, sum.lines), (75.into(), 50.into(), 3));
    let lines = &found.lines.results;
    assert_eq!((found.lines.count, lines.len()), (3, 3));
    assert_eq!(lines.iter().map(|line| line.charged).sum::<Decimal>(), sum.charged);
    assert_eq!(lines.iter().map(|line| line.refunded).sum::<Decimal>(), sum.refunds);
    assert_eq!(lines.iter().map(|line| line.net).sum::<Decimal>(), sum.net);
    let last = &lines[2];
    assert_eq!((last.kind, last.booking, last.payment), (BookKind::Refund, booking, payment.id));
    assert_eq!(last.reason, "by_attendee");
    assert!(found.addresses.contains_key(&booking));
    let narrow = ReportQuery { kind: Some(BookKind::Charge), ..wanted.clone() };
    let narrow = ReportQuery { page: PageRequest::new(2, 1), ..narrow };
    let charges = report(&hub, host, Of::Event(&key), &narrow).await.unwrap();
    assert_eq!((charges.lines.count, charges.lines.results.len()), (2, 1));
    assert_eq!(charges.report, found.report, "sums are of all lines");
    let dollars =
        ReportQuery { currency: types::Currency::try_from("USD".to_owned()).ok(), ..wanted };
    assert_eq!(report(&hub, host, Of::Event(&key), &dollars).await.unwrap().lines.count, 0);
    let mut days = export_days(&hub, host, Of::Event(&key), &dollars).await.unwrap();
    assert!(days.next().await.unwrap().is_none());
}
