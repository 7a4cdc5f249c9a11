//! Texts of lazy areas: none of them is part of a first visit.

use std::{fs, path::Path};

use anyhow::{Context, ensure};

/// A sentence of each struct of texts that only lazy areas say (`app/src/i18n/`).
const SENTENCES: [(&str, &str); 31] = [
    ("AuthTexts", "One account for booking seats and for running events."),
    ("BookingTexts", "Have a promo code?"),
    ("EventTexts", "Your seats are held while you pay."),
    ("MyBookingsTexts", "Only the last four digits are kept."),
    ("AccountTexts", "Shown on your public profile."),
    ("AdminTexts", "This part is for administrators"),
    ("AdminOverviewTexts", "No event with check-ins ended in this period"),
    ("AdminPeopleTexts", "Of each kind the newest are shown."),
    ("AdminEventsTexts", "Every organizer with events is trusted."),
    ("AdminReviewsTexts", "Only their authors and you see these. Their stars count nowhere."),
    ("AdminPlacesTexts", "These take something off every event."),
    ("AdminUpkeepTexts", "If it is given up, nothing finds its work again."),
    ("AdminCategoriesTexts", "Without it people who read Russian see the English name."),
    ("AgendaTexts", "The event is cancelled: its agenda stays as it is."),
    (
        "MessagesTexts",
        "Write to everybody who booked, or to some of them: before the event, or after it.",
    ),
    (
        "ReportTexts",
        "This period is over: its books stay as they are, whatever is refunded or changed later.",
    ),
    (
        "OrganizeBookingsTexts",
        "Share the public page, or invite guests: every booking appears here at once.",
    ),
    ("OrganizeTexts", "Here organizers run their events"),
    (
        "CodeTexts",
        "3 to 40 letters, digits, hyphens or underscores. Capitals and small letters are the same.",
    ),
    ("DashboardTexts", "The curve of sales begins with the first booking."),
    ("EditorTexts", "What people will tell their friends. Up to 100 characters."),
    ("DoorTexts", "Type the code, or use a handheld scanner at any time."),
    ("RunTexts", "It stands in the log, where your team reads it."),
    ("ScheduleTexts", "The file says nothing of seats. Sessions that are there keep theirs."),
    ("SecurityTexts", "You are logged in here and nowhere else."),
    (
        "FiguresTexts",
        "Move a bar to see what would be left of everything else. This only counts: nothing is sold, held or changed.",
    ),
    (
        "TicketNamesTexts",
        "Your guest gets the ticket by mail, with a link that needs no account. It gets a new code that only your guest has; this one is void at once.",
    ),
    (
        "TicketRulesTexts",
        "Until you take this off again. Your team can still write names on tickets.",
    ),
    ("TeamTexts", "From now on they see nothing of your events. What they did stays."),
    ("TicketsTexts", "The public sees them in this order."),
    ("ZoneTexts", "Type a city, a country or a name such as Europe/Berlin."),
];

/// A sentence of each struct of texts that only the server says.
const OF_THE_SERVER: [(&str, &str); 1] =
    [("BookingPageTexts", "It is too late for a refund: nothing comes back.")];

/// Each sentence lies in one of the later modules of `dir` and not in the first; those of the server in none.
pub(super) fn check(dir: &Path, first: &str, later: &[String]) -> anyhow::Result<()> {
    let read = |module: &str| {
        let module = dir.join(module);
        fs::read(&module).with_context(|| format!("cannot read {}", module.display()))
    };
    let first = read(first)?;
    let later = later.iter().map(|module| read(module)).collect::<anyhow::Result<Vec<_>>>()?;
    for (area, sentence) in SENTENCES {
        ensure!(!says(&first, sentence), "{area} is part of a first visit: {sentence:?}");
        ensure!(later.iter().any(|module| says(module, sentence)), "{area} has no {sentence:?}");
    }
    for (area, sentence) in OF_THE_SERVER {
        let sent = std::iter::once(&first).chain(&later).any(|module| says(module, sentence));
        ensure!(!sent, "{area} is sent to browsers: {sentence:?}");
    }
    Ok(())
}

fn says(module: &[u8], sentence: &str) -> bool {
    module.windows(sentence.len()).any(|bytes| bytes == sentence.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace;

    fn texts() -> String {
        let folder = workspace::root().join("app/src/i18n");
        let files = fs::read_dir(folder).unwrap();
        files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).collect()
    }

    #[test]
    fn the_sentences_are_those_of_the_app() {
        let texts = texts();
        for (area, sentence) in SENTENCES.into_iter().chain(OF_THE_SERVER) {
            assert!(texts.contains(&format!("\"{sentence}\"")), "{area}: {sentence}");
        }
    }

    #[test]
    fn every_lazy_area_has_a_sentence() {
        let texts = texts();
        let areas = texts.lines().filter_map(|line| line.trim().split_once("Texts over "));
        let areas: Vec<_> = areas.map(|(area, _)| format!("{area}Texts")).collect();
        // The front page and the catalogue are the first visit.
        for area in areas.iter().filter(|area| *area != "PublicTexts") {
            let mut known = SENTENCES.into_iter().chain(OF_THE_SERVER);
            assert!(known.any(|(known, _)| known == area), "{area}");
        }
        assert_eq!(areas.len(), SENTENCES.len() + OF_THE_SERVER.len() + 1);
    }

    #[test]
    fn a_text_in_the_first_module_is_found() {
        assert!(says(b"...Have a promo code?...", "Have a promo code?"));
        assert!(!says(b"...Have a promo", "Have a promo code?"));
    }
}
