//! Refund rules in words.

use super::BookingTexts;
use types::RefundPolicy;

impl BookingTexts {
    /// An event's refund rule in words.
    pub fn refund_rule(&self, rule: RefundPolicy) -> String {
        let late = rule.late_percent;
        let Some(hours) = rule.full_until_hours else {
            return match late {
                0 => self.no_refunds.to_owned(),
                100 => self.full_refund_until_start.to_owned(),
                _ => self.pick(
                    format!("{late} % refund until the event starts."),
                    format!("Возврат {late} % до начала события."),
                ),
            };
        };
        if hours == 0 || late == 100 {
            return self.full_refund_until_start.to_owned();
        }
        let ahead = self.hours_or_days(hours.into());
        if late == 0 {
            self.pick(
                format!("Full refund until {ahead} before the start, none after that."),
                format!("Полный возврат не позднее чем за {ahead} до начала, потом без возврата."),
            )
        } else {
            self.pick(
                format!("Full refund until {ahead} before the start, {late} % after that."),
                format!("Полный возврат не позднее чем за {ahead} до начала, потом {late} %."),
            )
        }
    }

    fn hours_or_days(&self, hours: i64) -> String {
        if hours % 24 == 0 {
            let days = hours / 24;
            format!("{days} {}", self.plural(days, ("day", "days"), ("день", "дня", "дней")))
        } else {
            format!("{hours} {}", self.plural(hours, ("hour", "hours"), ("час", "часа", "часов")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Area as _;
    use types::Locale;

    fn rule(full_until_hours: impl Into<Option<i32>>, late_percent: i32) -> RefundPolicy {
        RefundPolicy { full_until_hours: full_until_hours.into(), late_percent }
    }

    #[test]
    fn the_refund_rule_speaks_of_days_where_it_can() {
        let (en, ru) = (BookingTexts::of(Locale::En), BookingTexts::of(Locale::Ru));
        assert!(en.refund_rule(rule(48, 0)).contains("2 days before"));
        assert!(en.refund_rule(rule(12, 50)).contains("12 hours before the start, 50 %"));
        assert!(ru.refund_rule(rule(24, 0)).contains("1 день"));
        assert!(en.refund_rule(rule(24, 100)).contains("until the event starts"));
    }

    #[test]
    fn a_rule_without_a_full_refund_says_so() {
        let (en, ru) = (BookingTexts::of(Locale::En), BookingTexts::of(Locale::Ru));
        assert_eq!(en.refund_rule(rule(None, 0)), "Seats cannot be refunded.");
        assert!(en.refund_rule(rule(None, 30)).starts_with("30 % refund"));
        assert!(ru.refund_rule(rule(None, 30)).starts_with("Возврат 30 %"));
        assert!(ru.refund_rule(rule(0, 0)).contains("до начала"));
    }
}
