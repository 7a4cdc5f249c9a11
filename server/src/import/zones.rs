//! Time zone and currency by city and country.

/// Country, its zone (that of most of its people), its currency where prices are offered in it.
const COUNTRIES: [(&str, &str, &str); 78] = [
    ("Argentina", "America/Argentina/Buenos_Aires", "USD"),
    ("Armenia", "Asia/Yerevan", "USD"),
    ("Australia", "Australia/Sydney", "AUD"),
    ("Austria", "Europe/Vienna", "EUR"),
    ("Belarus", "Europe/Minsk", "USD"),
    ("Belgium", "Europe/Brussels", "EUR"),
    ("Brazil", "America/Sao_Paulo", "USD"),
    ("Bulgaria", "Europe/Sofia", "EUR"),
    ("Canada", "America/Toronto", "CAD"),
    ("Cayman Islands", "America/Cayman", "USD"),
    ("Chile", "America/Santiago", "USD"),
    ("China", "Asia/Shanghai", "USD"),
    ("Colombia", "America/Bogota", "USD"),
    ("Croatia", "Europe/Zagreb", "EUR"),
    ("Cyprus", "Asia/Nicosia", "EUR"),
    ("Czech Republic", "Europe/Prague", "CZK"),
    ("Denmark", "Europe/Copenhagen", "DKK"),
    ("Dominican Republic", "America/Santo_Domingo", "USD"),
    ("Egypt", "Africa/Cairo", "USD"),
    ("Estonia", "Europe/Tallinn", "EUR"),
    ("Finland", "Europe/Helsinki", "EUR"),
    ("France", "Europe/Paris", "EUR"),
    ("Georgia", "Asia/Tbilisi", "USD"),
    ("Germany", "Europe/Berlin", "EUR"),
    ("Greece", "Europe/Athens", "EUR"),
    ("Hong Kong", "Asia/Hong_Kong", "USD"),
    ("Hungary", "Europe/Budapest", "EUR"),
    ("Iceland", "Atlantic/Reykjavik", "EUR"),
    ("India", "Asia/Kolkata", "USD"),
    ("Indonesia", "Asia/Jakarta", "USD"),
    ("Ireland", "Europe/Dublin", "EUR"),
    ("Israel", "Asia/Jerusalem", "USD"),
    ("Italy", "Europe/Rome", "EUR"),
    ("Japan", "Asia/Tokyo", "USD"),
    ("Kenya", "Africa/Nairobi", "USD"),
    ("Korea", "Asia/Seoul", "USD"),
    ("Kosovo", "Europe/Belgrade", "EUR"),
    ("Latvia", "Europe/Riga", "EUR"),
    ("Lithuania", "Europe/Vilnius", "EUR"),
    ("Luxembourg", "Europe/Luxembourg", "EUR"),
    ("Malaysia", "Asia/Kuala_Lumpur", "USD"),
    ("Malta", "Europe/Malta", "EUR"),
    ("Mexico", "America/Mexico_City", "USD"),
    ("Moldova", "Europe/Chisinau", "EUR"),
    ("Morocco", "Africa/Casablanca", "EUR"),
    ("Namibia", "Africa/Windhoek", "USD"),
    ("Nepal", "Asia/Kathmandu", "USD"),
    ("Netherlands", "Europe/Amsterdam", "EUR"),
    ("New Zealand", "Pacific/Auckland", "USD"),
    ("Nigeria", "Africa/Lagos", "USD"),
    ("North Macedonia", "Europe/Skopje", "EUR"),
    ("Norway", "Europe/Oslo", "NOK"),
    ("Peru", "America/Lima", "USD"),
    ("Philippines", "Asia/Manila", "USD"),
    ("Poland", "Europe/Warsaw", "PLN"),
    ("Portugal", "Europe/Lisbon", "EUR"),
    ("Qatar", "Asia/Qatar", "USD"),
    ("Romania", "Europe/Bucharest", "EUR"),
    ("Russia", "Europe/Moscow", "RUB"),
    ("Saudi Arabia", "Asia/Riyadh", "USD"),
    ("Scotland", "Europe/London", "GBP"),
    ("Serbia", "Europe/Belgrade", "EUR"),
    ("Singapore", "Asia/Singapore", "USD"),
    ("Slovakia", "Europe/Bratislava", "EUR"),
    ("Slovenia", "Europe/Ljubljana", "EUR"),
    ("South Africa", "Africa/Johannesburg", "USD"),
    ("South Korea", "Asia/Seoul", "USD"),
    ("Spain", "Europe/Madrid", "EUR"),
    ("Sweden", "Europe/Stockholm", "SEK"),
    ("Switzerland", "Europe/Zurich", "CHF"),
    ("Taiwan", "Asia/Taipei", "USD"),
    ("Thailand", "Asia/Bangkok", "USD"),
    ("Tunisia", "Africa/Tunis", "EUR"),
    ("Turkey", "Europe/Istanbul", "EUR"),
    ("U.K.", "Europe/London", "GBP"),
    ("Ukraine", "Europe/Kyiv", "EUR"),
    ("United Arab Emirates", "Asia/Dubai", "USD"),
    ("Vietnam", "Asia/Ho_Chi_Minh", "USD"),
];

/// The states that do not keep New York's time, by their two letters after the city.
const STATES: [(&str, &[&str]); 5] = [
    (
        "America/Chicago",
        &[
            "AL", "AR", "IA", "IL", "KS", "LA", "MN", "MO", "MS", "ND", "NE", "OK", "SD", "TN",
            "TX", "WI",
        ],
    ),
    ("America/Denver", &["CO", "ID", "MT", "NM", "UT", "WY"]),
    ("America/Phoenix", &["AZ"]),
    ("America/Los_Angeles", &["CA", "NV", "OR", "WA"]),
    ("Pacific/Honolulu", &["HI"]),
];

/// Cities that keep another time than most of their country.
const CITIES: [(&str, &str); 16] = [
    ("Adelaide", "Australia/Adelaide"),
    ("Banff", "America/Edmonton"),
    ("Brisbane", "Australia/Brisbane"),
    ("Calgary", "America/Edmonton"),
    ("Edmonton", "America/Edmonton"),
    ("Gold Coast", "Australia/Brisbane"),
    ("Halifax", "America/Halifax"),
    ("Novosibirsk", "Asia/Novosibirsk"),
    ("Perth", "Australia/Perth"),
    ("Regina", "America/Regina"),
    ("Tenerife", "Atlantic/Canary"),
    ("Vancouver", "America/Vancouver"),
    ("Victoria", "America/Vancouver"),
    ("Winnipeg", "America/Winnipeg"),
    ("Yekaterinburg", "Asia/Yekaterinburg"),
    ("Mazatlán", "America/Mazatlan"),
];

/// The zone of a place; UTC where it is nowhere or not known.
pub(super) fn zone(city: Option<&str>, country: Option<&str>) -> &'static str {
    let (city, country) = (city.unwrap_or_default().trim(), country.unwrap_or_default().trim());
    if matches!(country, "U.S.A." | "USA" | "United States") {
        let state = city.rsplit(',').next().unwrap_or_default().trim();
        let found = STATES.iter().find(|(_, states)| states.contains(&state));
        return found.map_or("America/New_York", |(zone, _)| *zone);
    }
    CITIES
        .iter()
        .find(|(name, _)| *name == city)
        .map(|(_, zone)| *zone)
        .or_else(|| COUNTRIES.iter().find(|(name, ..)| *name == country).map(|(_, zone, _)| *zone))
        .unwrap_or("UTC")
}

/// The currency of a place and how many of it make a euro, roughly.
pub(super) fn currency(country: Option<&str>) -> (&'static str, u32) {
    let country = country.unwrap_or_default().trim();
    let code = match country {
        "U.S.A." | "USA" | "United States" => "USD",
        _ => COUNTRIES.iter().find(|(name, ..)| *name == country).map_or("EUR", |(.., code)| *code),
    };
    let rate = match code {
        "CZK" => 25,
        "DKK" => 7,
        "NOK" | "SEK" => 11,
        "PLN" => 4,
        "RUB" => 100,
        _ => 1,
    };
    (code, rate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_zone_and_currency_exists() {
        let states = STATES.iter().map(|(zone, _)| *zone);
        let cities = CITIES.iter().map(|(_, zone)| *zone);
        for zone in COUNTRIES.iter().map(|(_, zone, _)| *zone).chain(states).chain(cities) {
            assert!(domain::events::parse_zone(zone).is_some(), "{zone}");
        }
        for (country, ..) in COUNTRIES {
            assert!(types::Currency::offered(currency(Some(country)).0).is_some(), "{country}");
        }
    }

    #[test]
    fn places_keep_their_own_time() {
        assert_eq!(zone(Some("Austin, TX"), Some("U.S.A.")), "America/Chicago");
        assert_eq!(zone(Some("New York, NY"), Some("U.S.A.")), "America/New_York");
        assert_eq!(zone(Some("Vancouver"), Some("Canada")), "America/Vancouver");
        assert_eq!(zone(Some("Kraków"), Some("Poland")), "Europe/Warsaw");
        assert_eq!(zone(None, None), "UTC");
        assert_eq!(zone(Some("Olympus"), Some("Mars")), "UTC");
    }
}
