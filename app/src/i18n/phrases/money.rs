//! Discounts and refunds.

use super::super::Lang;
use super::super::plural::{english, russian};
use types::{Locale, RefundPolicy};

impl Lang {
    /// An event's refund rule in words.
    pub fn refund_rule(self, rule: RefundPolicy) -> String {
        let late = rule.late_percent;
        let Some(hours) = rule.full_until_hours else {
            return match late {
                0 => self.no_refunds.to_owned(),
                100 => self.full_refund_until_start.to_owned(),
                _ => self.say(
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
            self.say(
                format!("Full refund until {ahead} before the start, none after that."),
                format!("Полный возврат не позднее чем за {ahead} до начала, потом без возврата."),
            )
        } else {
            self.say(
                format!("Full refund until {ahead} before the start, {late} % after that."),
                format!("Полный возврат не позднее чем за {ahead} до начала, потом {late} %."),
            )
        }
    }

    fn hours_or_days(self, hours: i64) -> String {
        let days = hours / 24;
        match self.0 {
            Locale::En if hours % 24 == 0 => format!("{days} {}", english(days, "day", "days")),
            Locale::En => format!("{hours} {}", english(hours, "hour", "hours")),
            Locale::Ru if hours % 24 == 0 => {
                format!("{days} {}", russian(days, "день", "дня", "дней"))
            }
            Locale::Ru => format!("{hours} {}", russian(hours, "час", "часа", "часов")),
        }
    }

    /// The moment that the rule speaks of, by the event's clock.
    pub fn refund_deadline(self, when: &str, over: bool) -> String {
        if over {
            self.say(
                format!("The time for a full refund ended {when}."),
                format!("Полный возврат был возможен до: {when}."),
            )
        } else {
            self.say(
                format!("Full refund possible until {when}."),
                format!("Полный возврат возможен до: {when}."),
            )
        }
    }

    /// After the event was moved; until when, by the event's clock.
    pub fn moved_refund(self, when: &str) -> String {
        self.say(
            format!("The event was moved after you booked. You can cancel with a full refund until {when}."),
            format!("Событие перенесли после вашей брони. До {when} её можно отменить с полным возвратом."),
        )
    }

    pub fn refund_amount(self, money: &str) -> String {
        self.say(
            format!("You get {money} back to the way you paid."),
            format!("Вам вернётся {money} тем же способом, каким вы платили."),
        )
    }

    /// After the booking has ended.
    pub fn money_is_back(self, money: &str) -> String {
        self.say(
            format!("{money} is on its way to the card or account you paid with."),
            format!("{money} возвращается на карту или счёт, с которого вы платили."),
        )
    }

    pub fn discount_with(self, code: &str) -> String {
        self.say(format!("Discount ({code})"), format!("Скидка ({code})"))
    }

    pub fn remove_code(self, code: &str) -> String {
        self.say(format!("Remove code {code}"), format!("Убрать код {code}"))
    }

    pub fn cancel_ticket_number(self, n: usize) -> String {
        self.say(format!("Cancel ticket {n}"), format!("Отменить билет {n}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(full_until_hours: impl Into<Option<i32>>, late_percent: i32) -> RefundPolicy {
        RefundPolicy { full_until_hours: full_until_hours.into(), late_percent }
    }

    #[test]
    fn the_refund_rule_speaks_of_days_where_it_can() {
        let (en, ru) = (Lang(Locale::En), Lang(Locale::Ru));
        assert!(en.refund_rule(rule(48, 0)).contains("2 days before"));
        assert!(en.refund_rule(rule(12, 50)).contains("12 hours before the start, 50 %"));
        assert!(ru.refund_rule(rule(24, 0)).contains("1 день"));
        assert!(en.refund_rule(rule(24, 100)).contains("until the event starts"));
    }

    #[test]
    fn a_rule_without_a_full_refund_says_so() {
        let (en, ru) = (Lang(Locale::En), Lang(Locale::Ru));
        assert_eq!(en.refund_rule(rule(None, 0)), "Seats cannot be refunded.");
        assert!(en.refund_rule(rule(None, 30)).starts_with("30 % refund"));
        assert!(ru.refund_rule(rule(None, 30)).starts_with("Возврат 30 %"));
        assert!(ru.refund_rule(rule(0, 0)).contains("до начала"));
    }
}
