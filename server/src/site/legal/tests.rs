//! What visitors read, whatever the folder holds.

use super::defaults::{IMPERSONAL, KEPT};
use super::{Facts, texts};
use crate::testing::TestApp;
use app::ssr::legal::LegalTexts;
use app::ssr::{CookieKind, Jar};
use domain::Settings;
use domain::retention::{Decision, TABLES};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use types::Locale;
use types::legal::{LegalPage, LegalText};

struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("legal-{}", domain::ids::new_id()));
        fs::create_dir(&folder).unwrap();
        Self(folder)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.0.join(name), text).unwrap();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn made(folder: Option<&Path>) -> LegalTexts {
    let settings = Settings::new("", "https://hub.example");
    texts(folder, &Facts { settings: &settings, jar: Jar::new(true) })
}

fn text(texts: &LegalTexts, page: LegalPage, locale: Locale) -> LegalText {
    texts.get(page, locale).unwrap().clone()
}

#[test]
fn the_default_of_privacy_names_every_cookie_and_the_time_of_everything_that_is_deleted() {
    let settings = Settings::new("", "https://hub.example");
    for locale in Locale::ALL {
        let html = text(&made(None), LegalPage::Privacy, locale).html;
        for kept in CookieKind::ALL {
            let lasts = locale.duration(kept.max_age(&settings));
            let (name, lasts) = (Jar::new(true).name(kept), lasts.replace('\u{a0}', "&nbsp;"));
            let told = html.lines().find(|told| told.contains(name)).unwrap();
            assert!(told.contains(&lasts), "{told}: {lasts}");
        }
        for line in KEPT {
            assert!(line.days() > 0, "{:?} are not deleted by time", line.tables);
        }
    }
    let swept: BTreeSet<&str> = TABLES
        .iter()
        .filter(|(_, decision)| matches!(decision, Decision::Swept(_)))
        .map(|(table, _)| *table)
        .collect();
    let told = KEPT.iter().flat_map(|line| line.tables).chain(IMPERSONAL).copied().collect();
    assert_eq!(swept, told, "say in legal/defaults.rs what is deleted when");
}

#[test]
fn the_default_of_privacy_says_how_visits_are_counted() {
    for (locale, says) in [
        (Locale::En, "counted without cookies and without your network address"),
        (Locale::Ru, "считаются без cookie и без вашего сетевого адреса"),
    ] {
        let html = text(&made(None), LegalPage::Privacy, locale).html;
        let html = html.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(html.contains(says), "{html}");
    }
}

#[test]
fn defaults_are_there_in_both_languages_and_say_that_they_are_defaults() {
    let texts = made(None);
    for page in LegalPage::ALL {
        for (locale, says) in [(Locale::En, "default"), (Locale::Ru, "стандартный текст")]
        {
            let LegalText { title, html, language } = text(&texts, page, locale);
            assert!(title.is_some() && language == locale, "{page:?}");
            let html = html.split_whitespace().collect::<Vec<_>>().join(" ");
            for part in [says, "Event Hub", "hub.example"] {
                assert!(html.contains(part), "{page:?} {locale:?} lacks {part}: {html}");
            }
        }
    }
}

#[test]
fn the_operators_file_is_shown_and_stands_in_for_the_language_that_lacks_one() {
    let folder = Folder::new();
    folder.write("imprint.en.md", "\u{feff}# Who we are\n\nAda & Co, <b>Berlin</b>");
    folder.write("terms.en.md", "Be kind.");
    folder.write("terms.ru.md", "Будьте добры.");
    let texts = made(Some(&folder.0));
    for locale in Locale::ALL {
        let LegalText { title, html, language } = text(&texts, LegalPage::Imprint, locale);
        assert_eq!((title.as_deref(), language), (Some("Who we are"), Locale::En));
        assert_eq!(html, "<p>Ada &amp; Co, &lt;b&gt;Berlin&lt;/b&gt;</p>\n");
    }
    let terms = text(&texts, LegalPage::Terms, Locale::Ru);
    assert_eq!((terms.html.as_str(), terms.title), ("<p>Будьте добры.</p>\n", None));
    let default = text(&made(None), LegalPage::Privacy, Locale::Ru);
    assert_eq!(text(&texts, LegalPage::Privacy, Locale::Ru), default);
}

#[test]
fn a_file_that_is_no_text_of_a_sane_size_is_passed_over() {
    let default = text(&made(None), LegalPage::Imprint, Locale::En);
    let folder = Folder::new();
    for bad in [&b"\xff\xfe broken"[..], b" \n\t", &vec![b'a'; 128 * 1024 + 1]] {
        folder.write("imprint.en.md", bad);
        assert_eq!(text(&made(Some(&folder.0)), LegalPage::Imprint, Locale::En), default);
        // A good file in the other language comes before the default.
        folder.write("imprint.ru.md", "Мы");
        let shown = text(&made(Some(&folder.0)), LegalPage::Imprint, Locale::En);
        assert_eq!((shown.html.as_str(), shown.language), ("<p>Мы</p>\n", Locale::Ru));
        fs::remove_file(folder.0.join("imprint.ru.md")).unwrap();
    }
    fs::remove_file(folder.0.join("imprint.en.md")).unwrap();
    fs::create_dir(folder.0.join("imprint.en.md")).unwrap();
    assert_eq!(text(&made(Some(&folder.0)), LegalPage::Imprint, Locale::En), default);
    assert_eq!(text(&made(Some(Path::new("/nothing"))), LegalPage::Imprint, Locale::En), default);
}

#[test]
fn the_largest_file_is_read_in_a_moment_whatever_is_in_it() {
    let folder = Folder::new();
    for part in ["> ", "[", "![", "*a ", "_", "`", "<a ", "- ", "# ", "|a", "\\", "a\n\n"] {
        folder.write("terms.en.md", part.repeat(128 * 1024 / part.len()));
        let began = Instant::now();
        text(&made(Some(&folder.0)), LegalPage::Terms, Locale::En);
        assert!(began.elapsed() < Duration::from_secs(20), "{part:?}: {:?}", began.elapsed());
    }
}

#[tokio::test]
async fn the_pages_are_public_in_the_readers_language_and_found_by_search_engines() {
    let app = TestApp::new().await;
    for page in LegalPage::ALL {
        for locale in ["en", "ru"] {
            let reply = app.anonymous().get(&format!("{}?lang={locale}", page.path())).await;
            assert_eq!(reply.status, 200);
            assert!(reply.headers.get("x-robots-tag").is_none());
            let html = reply.text();
            let (head, body) = html.split_once("</head>").unwrap();
            assert!(head.contains(&format!("{}?lang={locale}\">", page.path())), "its address");
            assert!(head.contains("· Event Hub</title>") && !head.contains("noindex"));
            assert!(html.contains(&format!("<html lang=\"{locale}\"")));
            assert_eq!(body.matches("<h1").count(), 1);
            let text = body.split('<').find(|tag| tag.contains("class=\"prose\"")).unwrap();
            assert!(text.contains(&format!("lang=\"{locale}\"")), "{text}");
            for other in LegalPage::ALL {
                assert!(body.contains(&format!("href=\"{}\"", other.path())), "the footer's links");
            }
        }
        let sitemap = app.anonymous().get("/sitemaps/pages.xml").await.text();
        assert!(sitemap.contains(&format!("{}</loc>", page.path())));
    }
}
