//! Texts of the time zone picker, which the account and the workplace share.

use super::texts;
use types::Wall;

texts! {
    /// Said beside a time zone.
    ZoneTexts over shared::Texts {
        zone_label: "Time zone", "Часовой пояс";
        zone_hint: "Type a city, a country or a name such as Europe/Berlin.", "Введите город, страну или название вроде Europe/Moscow.";
        zone_found: "Time zones", "Часовые пояса";
        zone_none: "No such place. Try a larger city nearby.", "Такого места нет. Попробуйте крупный город поблизости.";
        zone_this_device: "This device", "Это устройство";
    }
}

impl ZoneTexts {
    pub fn zones_found(&self, n: i64) -> String {
        self.count(n, ("time zone", "time zones"), ("пояс", "пояса", "поясов"))
    }

    /// The name of the button that takes the device's own zone.
    pub fn take_device(&self, zone: &str) -> String {
        let zone = zone.replace('_', " ");
        self.pick(
            format!("Take this device’s: {zone}"),
            format!("Взять с этого устройства: {zone}"),
        )
    }

    /// What the clock there shows.
    pub fn now_there(&self, now: &Wall) -> String {
        let time = self.time(now.time);
        self.pick(format!("now {time}"), format!("сейчас {time}"))
    }
}
