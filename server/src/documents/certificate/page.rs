//! The words of a certificate, in the middle of the sheet and as large as they fit.

use super::pen::Pen;
use super::{HEIGHT, WIDTH};
use crate::documents::PdfError;
use crate::documents::colours::{GOLD, GREEN, INK, SOFT};
use crate::documents::dates::{day_of as day, days};
use crate::documents::text::{Line, Weight, line, wrap};
use types::Locale;
use types::certificates::Certificate;
use types::i18n::Translated;

const MIDDLE: f32 = WIDTH / 2.0;
const ROOM: f32 = 620.0;
const CODE_SIDE: f32 = 76.0;

struct Words {
    title: &'static str,
    certifies: &'static str,
    took_part: &'static str,
    organizer: &'static str,
    issued: &'static str,
    check: &'static str,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        title: "CERTIFICATE OF ATTENDANCE",
        certifies: "This is to certify that",
        took_part: "took part in",
        organizer: "Organizer",
        issued: "Issued on",
        check: "Check it here",
    },
    ru: Words {
        title: "СЕРТИФИКАТ УЧАСТНИКА",
        certifies: "Настоящим подтверждается, что",
        took_part: "участник события",
        organizer: "Организатор",
        issued: "Дата выдачи",
        check: "Проверить здесь",
    },
};

/// The largest of the sizes in which the text takes no more than its lines; the smallest ends in
/// an ellipsis where even that is too little.
fn fitted(text: &str, sizes: &[(f32, usize)]) -> (f32, Vec<Line>) {
    let mut best = (12.0, Vec::new());
    for (size, lines) in sizes {
        best = (*size, wrap(Weight::Bold, *size, text, ROOM, *lines + 1));
        if best.1.len() <= *lines {
            return best;
        }
        best.1 = wrap(Weight::Bold, *size, text, ROOM, *lines);
    }
    best
}

pub(super) fn draw(
    pen: &mut Pen<'_>,
    certificate: &Certificate,
    check_url: &str,
    locale: Locale,
) -> Result<(), PdfError> {
    let words = WORDS.get(locale);
    let event = &certificate.event;
    pen.spaced((10.0, 3.0), GREEN, (MIDDLE, 84.0), "EVENT HUB");
    pen.spaced((19.0, 5.0), GOLD, (MIDDLE, 122.0), words.title);

    let (name_size, name) =
        fitted(&certificate.name, &[(46.0, 1), (36.0, 1), (28.0, 2), (22.0, 2)]);
    let (title_size, title) = fitted(&event.title, &[(26.0, 1), (22.0, 2), (18.0, 3)]);
    // What stands between the head and the foot, around the middle of what is free.
    let name_height: f32 = name.iter().map(|line| line.height(name_size)).sum();
    let title_height: f32 = title.iter().map(|line| line.height(title_size)).sum();
    let height = 13.0 + 14.0 + name_height + 36.0 + title_height + 44.0;
    let mut y = 150.0 + (HEIGHT - 150.0 - 150.0 - height) / 2.0 + 13.0;

    pen.centred(&line(Weight::Regular, words.certifies), 13.0, SOFT, MIDDLE, y);
    y += 14.0;
    for line in &name {
        y += line.height(name_size);
        pen.centred(line, name_size, INK, MIDDLE, y - name_size * 0.18);
    }
    y += 8.0;
    pen.rule(MIDDLE - 130.0, y, 260.0, GOLD);
    y += 26.0;
    pen.centred(&line(Weight::Regular, words.took_part), 13.0, SOFT, MIDDLE, y);
    y += 10.0;
    for line in &title {
        y += line.height(title_size);
        pen.centred(line, title_size, GREEN, MIDDLE, y - title_size * 0.2);
    }
    y += 20.0;
    let when = days(event.start_date, event.end_date, &event.timezone, locale);
    pen.centred(&line(Weight::Regular, &when), 13.0, INK, MIDDLE, y);
    y += 18.0;
    for line in wrap(Weight::Regular, 11.0, &event.location, ROOM, 1) {
        pen.centred(&line, 11.0, SOFT, MIDDLE, y);
    }

    let issued = day(certificate.issued_at, &event.timezone, locale);
    let base = HEIGHT - 96.0;
    for (x, value, label) in
        [(200.0, certificate.organizer.as_str(), words.organizer), (MIDDLE, &issued, words.issued)]
    {
        for line in wrap(Weight::Bold, 12.0, value, 190.0, 1) {
            pen.centred(&line, 12.0, INK, x, base - 10.0);
        }
        pen.rule(x - 95.0, base, 190.0, GOLD);
        pen.centred(&line(Weight::Regular, label), 9.0, SOFT, x, base + 14.0);
    }
    let left = WIDTH - 200.0 - CODE_SIDE / 2.0;
    pen.clear(left - 6.0, base - CODE_SIDE - 2.0, CODE_SIDE + 12.0);
    pen.code(check_url, (left, base - CODE_SIDE + 4.0), CODE_SIDE, INK)?;
    let check = line(Weight::Regular, words.check);
    pen.centred(&check, 9.0, SOFT, left + CODE_SIDE / 2.0, base + 14.0);

    let number = line(Weight::Regular, &certificate.number);
    pen.centred(&number, 9.0, SOFT, MIDDLE, HEIGHT - 50.0);
    Ok(())
}
