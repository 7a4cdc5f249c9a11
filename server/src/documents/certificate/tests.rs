use super::*;
use chrono::{DateTime, Utc};
use types::certificates::CertificateEvent;
use types::ids::EventId;
use uuid::Uuid;

fn certificate(name: &str, title: &str) -> Certificate {
    let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    Certificate {
        number: "7Q2MD-K8H3R-0VXWA-9TNEC-B4JG1".into(),
        name: name.into(),
        event: CertificateEvent {
            id: EventId(Uuid::nil()),
            slug: "talks".into(),
            title: title.into(),
            start_date: at("2026-11-20T09:00:00Z"),
            end_date: at("2026-11-21T17:00:00Z"),
            timezone: "Europe/Berlin".into(),
            location: "Berlin, Germany".into(),
        },
        organizer: "Nordlicht Meetups".into(),
        issued_at: at("2026-11-22T12:00:00Z"),
    }
}

fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    text.matches("/Type/Page").count() + text.matches("/Type /Page").count()
        - text.matches("/Type/Pages").count()
        - text.matches("/Type /Pages").count()
}

#[test]
fn any_name_and_title_fit_on_one_page() {
    let (long, endless) = ("Мария-Антуанетта ".repeat(6), "слово".repeat(20));
    for (name, title) in [
        ("Ada Lovelace", "An evening of Rust"),
        ("Константин Константинович Константинопольский", "Ночь науки"),
        (long.as_str(), endless.as_str()),
        (endless.as_str(), long.as_str()),
        ("🎉🎉🎉", "שלום עולם"),
        ("日本語", "a\u{202e}b"),
        (" \n ", " "),
    ] {
        for locale in Locale::ALL {
            let pdf = pdf(&certificate(name, title), "https://hub.example.org", locale).unwrap();
            assert!(pdf.starts_with(b"%PDF-"));
            assert_eq!(pages(&pdf), 1, "{name}");
            // Words can be searched and read aloud: glyphs are mapped back to characters.
            assert!(String::from_utf8_lossy(&pdf).contains("/ToUnicode"));
        }
    }
}

#[test]
fn the_code_leads_to_the_check_page() {
    let made = certificate("Ada", "Talks");
    assert_eq!(
        check_url(&made, "https://hub.example.org"),
        "https://hub.example.org/certificates/7Q2MD-K8H3R-0VXWA-9TNEC-B4JG1"
    );
}
