//! The device of a login session, as its owner recognises it: browser and system, read off the
//! `User-Agent`. Only names of these lists are kept, so nothing that a stranger wrote is shown or stored.

use std::fmt;

/// Browsers and programs, by what only they say: most name others too, so the order counts.
const PROGRAMS: &[(&str, &str)] = &[
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("OPR/", "Opera"),
    ("YaBrowser/", "Yandex Browser"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Vivaldi/", "Vivaldi"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("HeadlessChrome/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
    ("Wget/", "Wget"),
    ("python-requests/", "Python"),
    ("python-httpx/", "Python"),
    ("PostmanRuntime/", "Postman"),
    ("okhttp/", "OkHttp"),
];

const SYSTEMS: &[(&str, &str)] = &[
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
];

/// Bytes that are looked at: browsers say who they are in far fewer.
const LOOKED_AT: usize = 512;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Device {
    program: Option<&'static str>,
    system: Option<&'static str>,
}

impl Device {
    /// None where nothing of it is known.
    pub fn read(user_agent: &str) -> Option<Self> {
        let said = &user_agent[..user_agent.floor_char_boundary(LOOKED_AT)];
        let known = |names: &[(&str, &'static str)]| {
            names.iter().find(|(mark, _)| said.contains(mark)).map(|(_, name)| *name)
        };
        let (program, system) = (known(PROGRAMS), known(SYSTEMS));
        (program.is_some() || system.is_some()).then_some(Self { program, system })
    }
}

impl fmt::Display for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.program, self.system) {
            (Some(program), Some(system)) => write!(f, "{program}, {system}"),
            (one, other) => f.write_str(one.or(other).unwrap_or_default()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(user_agent: &str) -> Option<String> {
        Device::read(user_agent).map(|device| device.to_string())
    }

    #[test]
    fn browsers_are_told_apart_although_each_names_the_others() {
        let begin = "Mozilla/5.0";
        for (rest, name) in [
            ("(X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
            (
                "(Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 \
                 Safari/537.36 Edg/140.0.0.0",
                "Edge, Windows",
            ),
            (
                "(Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 \
                 Mobile Safari/537.36",
                "Chrome, Android",
            ),
            (
                "(iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                 Version/18.5 Mobile/15E148 Safari/604.1",
                "Safari, iPhone",
            ),
            (
                "(Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                 Version/18.5 Safari/605.1.15",
                "Safari, macOS",
            ),
        ] {
            assert_eq!(read(&format!("{begin} {rest}")).as_deref(), Some(name));
        }
        assert_eq!(read("curl/8.5.0").as_deref(), Some("curl"));
    }

    #[test]
    fn nothing_that_a_stranger_wrote_is_kept() {
        assert_eq!(read(""), None);
        assert_eq!(read("<script>alert(1)</script>"), None);
        assert_eq!(read("<b>Firefox/1</b> on Windows").as_deref(), Some("Firefox, Windows"));
        assert_eq!(read(&format!("{}Firefox/", "ы".repeat(5_000))), None);
    }

    #[test]
    fn the_longest_name_fits_its_column() {
        let longest = |names: &[(&str, &str)]| names.iter().map(|it| it.1.len()).max().unwrap();
        assert!(longest(PROGRAMS) + longest(SYSTEMS) + 2 <= 60);
    }
}
