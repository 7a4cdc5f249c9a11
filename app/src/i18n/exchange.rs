//! Exchanges in words, for who has the ticket and for the event's team.

use super::{BookingPageTexts, MyBookingsTexts, OrganizeBookingsTexts, Texts, isolated};
use rust_decimal::Decimal;
use types::exchange::{ExchangeOption, OpenExchange};
use types::{Currency, Failure};

impl MyBookingsTexts {
    /// What a step does, with the ticket's number.
    pub fn exchange_ticket_number(&self, n: usize) -> String {
        self.pick(format!("Exchange ticket {n}"), format!("Обменять билет {n}"))
    }

    pub fn exchange_for(&self) -> &'static str {
        self.pick("Exchange for", "Обменять на")
    }

    /// What its button does.
    pub fn exchange_now(&self) -> &'static str {
        self.pick("Exchange the ticket", "Обменять билет")
    }

    /// Of one that waits for its difference.
    pub fn exchange_due_title(&self) -> &'static str {
        self.pick("Pay for the exchange", "Оплатите обмен")
    }

    /// Gives the exchange up.
    pub fn keep_ticket(&self) -> &'static str {
        self.pick("Keep the ticket as it is", "Оставить билет как есть")
    }
}

impl BookingPageTexts {
    /// Which ticket becomes what, once its difference is paid.
    pub fn exchange_due(&self, n: usize, kind: &str, amount: &str) -> String {
        let kind = isolated(kind);
        self.pick(
            format!(
                "Ticket {n} becomes “{kind}” once {amount} more are paid. Until then it stays what it is, \
                 and its code is good at the door."
            ),
            format!(
                "Билет {n} станет «{kind}», когда вы доплатите {amount}. До этого он остаётся прежним, \
                 и его код действует на входе."
            ),
        )
    }

    /// A type, with what is to be paid or comes back, or why it cannot be had.
    pub fn exchange_choice(&self, option: &ExchangeOption, currency: Currency) -> String {
        let kind = kind(self, option, currency);
        let money = |sum: Decimal| self.money(sum, currency);
        let what = if let Some(code) = option.refused {
            self.failure(&Failure::new(code))
        } else if !option.more.is_zero() {
            let more = money(option.more);
            self.pick(format!("{more} more, to be paid"), format!("доплата {more}"))
        } else if option.less.is_zero() {
            self.pick("costs the same", "стоит столько же").to_owned()
        } else if option.refund.is_zero() {
            self.pick("nothing comes back by the refund rule", "по правилам ничего не возвращается")
                .to_owned()
        } else {
            let back = money(option.refund);
            self.pick(format!("{back} comes back"), format!("вернётся {back}"))
        };
        format!("{kind}: {what}")
    }
}

impl OrganizeBookingsTexts {
    pub fn do_exchange(&self) -> &'static str {
        self.pick("Exchange", "Обменять")
    }

    pub fn exchange_ticket_of(&self, name: &str) -> String {
        let name = isolated(name);
        self.pick(format!("Exchange the ticket of {name}"), format!("Обменять билет: {name}"))
    }

    pub fn exchange_for(&self) -> &'static str {
        self.pick("Exchange for", "Обменять на")
    }

    /// An exchange whose difference its holder has not paid yet.
    pub fn exchange_waits(&self, seat: i32, open: &OpenExchange, until: &str) -> String {
        let kind = isolated(&open.name);
        let amount = self.money(open.amount, open.currency);
        self.pick(
            format!("Ticket {seat} becomes “{kind}” once {amount} are paid, held until {until}"),
            format!(
                "Билет {seat} станет «{kind}» после оплаты {amount}, место держится до {until}"
            ),
        )
    }

    pub fn nothing_to_exchange_for(&self) -> &'static str {
        self.pick(
            "There is no other kind of ticket that can be had.",
            "Других видов билетов, которые можно выбрать, нет.",
        )
    }

    pub fn exchange_refund(&self) -> &'static str {
        self.pick("Give back of the difference", "Вернуть из разницы")
    }

    pub fn exchange_refund_hint(&self) -> &'static str {
        self.pick(
            "Of a kind that costs less, at most the difference. Empty: by the refund rule.",
            "Если новый вид дешевле: не больше разницы. Пусто: по правилам возврата.",
        )
    }

    /// What its button does.
    pub fn exchange_now(&self, back: Option<&str>) -> String {
        match back {
            Some(back) => self.pick(
                format!("Exchange, and give back {back}"),
                format!("Обменять и вернуть {back}"),
            ),
            None => self.pick("Exchange the ticket".into(), "Обменять билет".into()),
        }
    }

    /// A type, with how much more or less it costs, or why it cannot be had.
    pub fn exchange_choice(&self, option: &ExchangeOption, currency: Currency) -> String {
        let kind = kind(self, option, currency);
        let money = |sum: Decimal| self.money(sum, currency);
        let what = if let Some(code) = option.refused {
            self.failure(&Failure::new(code))
        } else if !option.more.is_zero() {
            let more = money(option.more);
            self.pick(
                format!("{more} more, which you give as a present"),
                format!("дороже на {more}: разницу вы дарите"),
            )
        } else if option.less.is_zero() {
            self.pick("costs the same", "стоит столько же").to_owned()
        } else {
            let (less, back) = (money(option.less), money(option.refund));
            self.pick(
                format!("{less} less, {back} of it by the refund rule"),
                format!("дешевле на {less}, по правилам вернётся {back}"),
            )
        };
        format!("{kind}: {what}")
    }
}

fn kind(lang: &Texts, option: &ExchangeOption, currency: Currency) -> String {
    format!("{}, {}", isolated(&option.name), lang.price(option.price, currency))
}
