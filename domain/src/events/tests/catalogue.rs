use crate::events::filter::{Filter, SearchText};
use crate::events::{by_ids, get, list, now_and_soon, of_organizer};
use crate::testing::{EventBuilder, category, person, test_hub};
use crate::{Actor, Hub};
use chrono::TimeDelta;
use rust_decimal::Decimal;
use sqlx::{Postgres, QueryBuilder};
use types::accounts::Role;
use types::events::{EventOrdering, EventQuery};
use types::ids::{EventId, UserId};
use types::{ErrorCode, Locale, PageRequest};

async fn titles(hub: &Hub, query: &EventQuery) -> Vec<String> {
    let page = list(hub, Actor::Anonymous, query, Locale::En).await.unwrap();
    page.results.into_iter().map(|view| view.event.title).collect()
}

async fn named(hub: &Hub, organizer: UserId, title: &str) -> EventId {
    EventBuilder { title: title.to_owned(), ..EventBuilder::new(hub) }.insert(hub, organizer).await
}

fn search(text: &str) -> EventQuery {
    EventQuery { search: Some(text.to_owned()), ..EventQuery::default() }
}

#[tokio::test]
async fn what_runs_now_is_found_before_what_is_to_come_and_what_is_over_is_not() {
    let (hub, _db) = test_hub().await;
    let organizer = person(&hub, Role::Organizer).await;
    for (title, from, to) in [
        ("Rust exhibition", -400, 30),
        ("Rust evening", -1, 1),
        ("Rust tomorrow", 24, 26),
        ("Rust yesterday", -26, -24),
    ] {
        EventBuilder {
            title: title.into(),
            start_date: hub.now() + TimeDelta::hours(from),
            end_date: hub.now() + TimeDelta::hours(to),
            price: from.abs().into(),
            ..EventBuilder::new(&hub)
        }
        .insert(&hub, organizer)
        .await;
    }
    let all = ["Rust exhibition", "Rust evening", "Rust tomorrow"];
    assert_eq!(titles(&hub, &EventQuery::default()).await, all);
    let second = EventQuery { page: PageRequest::new(2, 1), ..EventQuery::default() };
    assert_eq!(titles(&hub, &second).await, ["Rust evening"]);
    assert_eq!(list(&hub, Actor::Anonymous, &second, Locale::En).await.unwrap().count, 3);
    let mut found = titles(&hub, &search("rust")).await;
    found.sort_unstable();
    assert_eq!(found, ["Rust evening", "Rust exhibition", "Rust tomorrow"]);
    let price =
        EventQuery { ordering: Some((EventOrdering::Price, true)), ..EventQuery::default() };
    assert_eq!(titles(&hub, &price).await, ["Rust exhibition", "Rust tomorrow", "Rust evening"]);
    let upcoming = EventQuery { start_after: Some(hub.now()), ..EventQuery::default() };
    assert_eq!(titles(&hub, &upcoming).await, ["Rust tomorrow"]);
    let (running, soon) = now_and_soon(&hub, Actor::Anonymous, Locale::En).await.unwrap();
    let titles = |views: Vec<types::events::EventView>| -> Vec<String> {
        views.into_iter().map(|view| view.event.title).collect()
    };
    assert_eq!(titles(running), ["Rust evening", "Rust exhibition"]);
    assert_eq!(titles(soon), ["Rust tomorrow"]);
}

#[tokio::test]
async fn the_catalogue_shows_upcoming_published_events_soonest_first() {
    let (hub, _db) = test_hub().await;
    let organizer = person(&hub, Role::Organizer).await;
    for (title, days, status) in [
        ("later", 9, "PUBLISHED"),
        ("sooner", 2, "PUBLISHED"),
        ("past", -2, "PUBLISHED"),
        ("draft", 3, "DRAFT"),
        ("cancelled", 3, "CANCELLED"),
    ] {
        let start_date = hub.now() + TimeDelta::days(days);
        let end_date = start_date + TimeDelta::hours(1);
        EventBuilder {
            title: title.into(),
            start_date,
            end_date,
            status,
            ..EventBuilder::new(&hub)
        }
        .insert(&hub, organizer)
        .await;
    }
    assert_eq!(titles(&hub, &EventQuery::default()).await, ["sooner", "later"]);
    let ever = EventQuery {
        start_after: Some(hub.now() - TimeDelta::days(30)),
        ordering: Some((EventOrdering::StartDate, true)),
        ..EventQuery::default()
    };
    assert_eq!(titles(&hub, &ever).await, ["later", "sooner", "past"]);
    let page = PageRequest::default();
    let public = of_organizer(&hub, Actor::Anonymous, organizer, page, Locale::En).await.unwrap();
    assert_eq!(public.count, 3);
    let order: Vec<_> = public.results.iter().map(|view| view.event.title.as_str()).collect();
    assert_eq!(order, ["sooner", "later", "past"]);
    let own = Actor::User { id: organizer, role: Role::Organizer };
    let own = of_organizer(&hub, own, organizer, page, Locale::En).await.unwrap();
    assert_eq!((own.count, own.results.len()), (5, 5));
}

#[tokio::test]
async fn a_search_knows_word_forms_prefixes_accents_and_misspellings() {
    let (hub, _db) = test_hub().await;
    let organizer = person(&hub, Role::Organizer).await;
    for title in ["Node.js & friends", "Python for hikers", "Встреча разработчиков", "Café society"]
    {
        named(&hub, organizer, title).await;
    }
    for (text, found) in [
        ("node", "Node.js & friends"),
        ("js friend", "Node.js & friends"),
        ("node.js", "Node.js & friends"),
        ("hiker", "Python for hikers"),
        ("pyth", "Python for hikers"),
        ("pyhton", "Python for hikers"),
        ("разработчики", "Встреча разработчиков"),
        ("встречи", "Встреча разработчиков"),
        ("встерча", "Встреча разработчиков"),
        ("cafe", "Café society"),
    ] {
        assert_eq!(titles(&hub, &search(text)).await, [found], "{text}");
    }
    assert_eq!(titles(&hub, &search("berlin")).await.len(), 4);
    assert!(titles(&hub, &search("zebra")).await.is_empty());
}

#[tokio::test]
async fn no_search_however_hostile_is_an_error() {
    let (hub, _db) = test_hub().await;
    let organizer = person(&hub, Role::Organizer).await;
    named(&hub, organizer, "Quiet").await;
    let long = "a".repeat(10_000);
    let many = "ab ".repeat(5_000);
    for text in [
        "'",
        "''",
        "\\",
        "a & | !",
        "a:* <-> b",
        "\0",
        "a\0b",
        "%",
        "_",
        "🎉",
        "\u{149}foo",
        "½",
        "ﷺ",
        "-foo",
        "\"unclosed",
        "( ( (",
        "' OR 1=1 --",
        "$1",
        "{}",
        "ŉ ŉ",
        "①②",
        "٣",
        "㍿ abc",
        "שלום עולם",
        "\u{202e}abc",
        "e\u{301}te",
        long.as_str(),
        many.as_str(),
    ] {
        let query = EventQuery {
            location: Some(text.to_owned()),
            category: Some(text.to_owned()),
            ..search(text)
        };
        assert!(titles(&hub, &query).await.is_empty(), "{text:?}");
        titles(&hub, &search(text)).await;
    }
}

#[tokio::test]
async fn relevance_puts_titles_before_descriptions() {
    let (hub, _db) = test_hub().await;
    let organizer = person(&hub, Role::Organizer).await;
    let start_date = hub.now() + TimeDelta::days(1);
    EventBuilder {
        title: "Evening".into(),
        description: "We speak of jazz.".into(),
        start_date,
        ..EventBuilder::new(&hub)
    }
    .insert(&hub, organizer)
    .await;
    named(&hub, organizer, "Jazz night").await;
    assert_eq!(titles(&hub, &search("jazz")).await, ["Jazz night", "Evening"]);
    let soonest =
        EventQuery { ordering: Some((EventOrdering::StartDate, false)), ..search("jazz") };
    assert_eq!(titles(&hub, &soonest).await, ["Evening", "Jazz night"]);
}

#[tokio::test]
async fn a_draft_is_there_for_its_organizer_and_admins_only() {
    let (hub, _db) = test_hub().await;
    let organizer = person(&hub, Role::Organizer).await;
    let id =
        EventBuilder { status: "DRAFT", ..EventBuilder::new(&hub) }.insert(&hub, organizer).await;
    let as_user = |id, role| Actor::User { id, role };
    let stranger = person(&hub, Role::Organizer).await;
    for (actor, seen) in [
        (Actor::Anonymous, false),
        (as_user(stranger, Role::Organizer), false),
        (as_user(stranger, Role::Admin), true),
        (as_user(organizer, Role::Organizer), true),
    ] {
        let got = get(&hub, actor, &id.to_string(), Locale::En).await;
        assert_eq!(got.is_ok(), seen, "{actor:?}");
        assert!(seen || got.unwrap_err().code() == Some(ErrorCode::NotFound));
    }
    for nothing in ["", "nowhere", "\0", "00000000-0000-0000-0000-000000000000"] {
        let got = get(&hub, Actor::Anonymous, nothing, Locale::En).await;
        assert_eq!(got.unwrap_err().code(), Some(ErrorCode::NotFound));
    }
}

#[tokio::test]
async fn only_those_who_take_part_learn_where_the_online_meeting_is() {
    let (hub, _db) = test_hub().await;
    let organizer = person(&hub, Role::Organizer).await;
    let online_meeting_url = Some("https://meet.test/secret".to_owned());
    let event = EventBuilder { online_meeting_url, ..EventBuilder::new(&hub) }
        .insert(&hub, organizer)
        .await;
    let (guest, stranger) =
        (person(&hub, Role::Attendee).await, person(&hub, Role::Attendee).await);
    let holder = person(&hub, Role::Attendee).await;
    for (user, status) in [(guest, "CONFIRMED"), (holder, "PENDING")] {
        sqlx::query(
            "INSERT INTO bookings (id, reference, event_id, user_id, quantity, unit_price, \
             total_price, currency, status, hold_expires_at, confirmed_at) \
             VALUES ($1, $2, $3, $4, 1, 0, 0, 'EUR', $5, now(), now())",
        )
        .bind(crate::ids::new_id())
        .bind(crate::ids::booking_reference())
        .bind(event)
        .bind(user)
        .bind(status)
        .execute(hub.db.pool())
        .await
        .unwrap();
    }
    let attendee = |id| Actor::User { id, role: Role::Attendee };
    for (actor, told) in [
        (Actor::Anonymous, false),
        (attendee(stranger), false),
        (attendee(holder), false),
        (attendee(guest), true),
        (Actor::User { id: organizer, role: Role::Organizer }, true),
        (Actor::User { id: stranger, role: Role::Admin }, true),
    ] {
        let one = get(&hub, actor, &event.to_string(), Locale::En).await.unwrap();
        assert_eq!(one.event.online_meeting_url.is_some(), told, "{actor:?}");
        assert!(one.is_online);
        let page = list(&hub, actor, &EventQuery::default(), Locale::En).await.unwrap();
        assert_eq!(page.results[0].event.online_meeting_url.is_some(), told, "{actor:?} in a list");
    }
}

#[tokio::test]
async fn extreme_filters_find_nothing_and_break_nothing() {
    let (hub, _db) = test_hub().await;
    let organizer = person(&hub, Role::Organizer).await;
    category(&hub, "rust").await;
    named(&hub, organizer, "One").await;
    let far = EventQuery {
        start_after: Some(chrono::DateTime::<chrono::Utc>::MAX_UTC),
        price_min: Some(Decimal::MAX),
        price_max: Some(Decimal::MIN),
        page: PageRequest::new(u32::MAX, 100),
        ..EventQuery::default()
    };
    assert!(titles(&hub, &far).await.is_empty());
    let ever = EventQuery {
        start_after: Some(chrono::DateTime::<chrono::Utc>::MIN_UTC),
        start_before: Some(chrono::DateTime::<chrono::Utc>::MAX_UTC),
        ..EventQuery::default()
    };
    assert_eq!(titles(&hub, &ever).await, ["One"]);
}

#[tokio::test]
async fn a_misspelt_search_says_what_it_was_taken_for() {
    let (hub, _db) = test_hub().await;
    let organizer = person(&hub, Role::Organizer).await;
    named(&hub, organizer, "Python for hikers").await;
    named(&hub, organizer, "Встреча разработчиков").await;
    for (text, meant) in [
        ("pyhton", Some("python")),
        ("pyhton hikrs", Some("python hikers")),
        ("встерча", Some("встреча")),
        ("python", None),
        ("zebra", None),
    ] {
        let found = crate::events::search(&hub, Actor::Anonymous, &search(text), Locale::En).await;
        let found = found.unwrap();
        assert_eq!(found.meant.as_deref(), meant, "{text}");
        assert!(!found.capped);
    }
}

#[tokio::test]
async fn a_search_finds_what_was_meant_in_any_script_and_spelling() {
    let (hub, _db) = test_hub().await;
    let organizer = person(&hub, Role::Organizer).await;
    for title in [
        "日本語の勉強会",
        "東京Rust勉強会",
        "러스트컨퍼런스 서울",
        "งานประชุมกรุงเทพ",
        "ＧＯ言語の集い",
        "Café Müller",
        "C++ in the evening",
        "C# for hikers",
        "F# and friends",
        "ASP.NET at sea",
        "R for botanists",
        "Cats and carpets",
    ] {
        named(&hub, organizer, title).await;
    }
    for (text, found) in [
        ("勉強会", vec!["日本語の勉強会", "東京Rust勉強会"]),
        ("日本語", vec!["日本語の勉強会"]),
        ("語", vec!["日本語の勉強会", "ＧＯ言語の集い"]),
        ("東京 rust", vec!["東京Rust勉強会"]),
        ("rust勉強会", vec!["東京Rust勉強会"]),
        ("rust", vec!["東京Rust勉強会"]),
        ("컨퍼런스", vec!["러스트컨퍼런스 서울"]),
        ("ประชุม", vec!["งานประชุมกรุงเทพ"]),
        ("go", vec!["ＧＯ言語の集い"]),
        ("Mu\u{308}ller", vec!["Café Müller"]),
        ("cafe\u{301}", vec!["Café Müller"]),
        ("mul\u{200b}ler", vec!["Café Müller"]),
        ("C++", vec!["C++ in the evening"]),
        ("c++ evening", vec!["C++ in the evening"]),
        ("c++ evenings", vec!["C++ in the evening"]),
        ("C#", vec!["C# for hikers"]),
        ("f#", vec!["F# and friends"]),
        (".NET", vec!["ASP.NET at sea"]),
        ("R", vec!["R for botanists"]),
    ] {
        let mut titles = titles(&hub, &search(text)).await;
        titles.sort();
        let mut found = found;
        found.sort_unstable();
        assert_eq!(titles, found, "{text}");
    }
    // What is written anew is found anew.
    sqlx::query("UPDATE events SET title = '大阪の夕べ' WHERE title LIKE '日本語%'")
        .execute(hub.db.pool())
        .await
        .unwrap();
    assert_eq!(titles(&hub, &search("大阪")).await, ["大阪の夕べ"]);
    assert!(titles(&hub, &search("日本語")).await.is_empty());
}

#[tokio::test]
async fn every_word_counts_and_those_that_were_left_out_are_named() {
    let (hub, _db) = test_hub().await;
    let organizer = person(&hub, Role::Organizer).await;
    for title in ["Rust for hikers", "Python for hikers", "勉強会"] {
        named(&hub, organizer, title).await;
    }
    for (text, found, ignored) in [
        ("rust hikers", vec!["Rust for hikers"], vec![]),
        ("rust qqq", vec!["Rust for hikers"], vec!["qqq"]),
        ("rust zzzzzz", vec!["Rust for hikers"], vec!["zzzzzz"]),
        ("qqq rust", vec!["Rust for hikers"], vec!["qqq"]),
        ("zzzzzz rust qqq", vec!["Rust for hikers"], vec!["zzzzzz", "qqq"]),
        ("rust python", vec!["Rust for hikers"], vec!["python"]),
        ("pyhton qqq", vec!["Python for hikers"], vec!["qqq"]),
        ("rust C++", vec!["Rust for hikers"], vec!["c++"]),
        ("勉強会 大阪城", vec!["勉強会"], vec!["大阪城"]),
        ("qqq zzzzzz", vec![], vec![]),
        ("qqq", vec![], vec![]),
    ] {
        for ordering in [None, Some((EventOrdering::StartDate, false))] {
            let query = EventQuery { ordering, ..search(text) };
            let answer =
                crate::events::search(&hub, Actor::Anonymous, &query, Locale::En).await.unwrap();
            let titles: Vec<_> =
                answer.page.results.iter().map(|view| view.event.title.as_str()).collect();
            assert_eq!((titles, answer.ignored), (found.clone(), owned(&ignored)), "{text}");
            assert_eq!(answer.page.count, i64::try_from(found.len()).unwrap());
        }
    }
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[tokio::test]
async fn a_place_is_found_by_its_letters_its_word_or_its_signs() {
    let (hub, _db) = test_hub().await;
    let organizer = person(&hub, Role::Organizer).await;
    for location in ["Berlin, Germany", "Leeds, UK", "東京都渋谷区", "Łódź, Poland"] {
        let location = location.to_owned();
        EventBuilder { location, ..EventBuilder::new(&hub) }.insert(&hub, organizer).await;
    }
    for (text, found) in [
        ("erli", Some("Berlin, Germany")),
        ("uk", Some("Leeds, UK")),
        ("渋谷", Some("東京都渋谷区")),
        ("京", Some("東京都渋谷区")),
        ("Lo\u{301}d", None),
        ("be", None),
        ("e", None),
        ("%", None),
        ("", None),
        ("\u{200b}", None),
    ] {
        let query = EventQuery { location: Some(text.to_owned()), ..EventQuery::default() };
        let page = list(&hub, Actor::Anonymous, &query, Locale::En).await.unwrap();
        let places: Vec<_> = page.results.iter().map(|view| view.event.location.as_str()).collect();
        assert_eq!(places, found.into_iter().collect::<Vec<_>>(), "{text:?}");
    }
    let suggest = async |text: &str| crate::events::suggest(&hub, text, Locale::En).await.unwrap();
    assert_eq!(suggest("渋谷").await.places, [("東京都渋谷区".to_owned(), 1)]);
    assert!(suggest("be").await.events.is_empty(), "two letters are too few");
}

#[tokio::test]
async fn looking_changes_nothing_that_others_look_at() {
    let (hub, _db) = test_hub().await;
    let organizer = person(&hub, Role::Organizer).await;
    named(&hub, organizer, "Python for hikers").await;
    let before = hub.db.version();
    for text in ["python", "pyhton", "pyhton qqq", "qwxzvb", "qqq", "勉強会", "C++"] {
        titles(&hub, &search(text)).await;
        crate::events::suggest(&hub, text, Locale::En).await.unwrap();
    }
    assert_eq!(hub.db.version(), before, "every shared page would be made anew");
}

#[tokio::test]
async fn suggestions_are_events_categories_and_places_and_forgive_a_slip() {
    let (hub, _db) = test_hub().await;
    let organizer = person(&hub, Role::Organizer).await;
    for location in ["Berlin, Germany", "Berlin, Germany", "Paris, France"] {
        let (title, location) = ("Jazz evening".to_owned(), location.to_owned());
        EventBuilder { title, location, ..EventBuilder::new(&hub) }.insert(&hub, organizer).await;
    }
    let suggest = async |text: &str| crate::events::suggest(&hub, text, Locale::En).await.unwrap();
    assert_eq!(suggest("jaz").await.events.len(), 3);
    assert_eq!(suggest("evenning").await.events.len(), 3);
    assert_eq!(suggest("berl").await.places, [("Berlin, Germany".to_owned(), 2)]);
    let by_name = suggest("rus").await.categories;
    assert_eq!(by_name.into_iter().map(|category| category.slug).collect::<Vec<_>>(), ["rust"]);
    for nothing in ["", "j", "%%%", "\0", "___"] {
        let found = suggest(nothing).await;
        assert!(found.events.is_empty() && found.places.is_empty(), "{nothing:?}");
    }
}

#[tokio::test]
async fn near_is_what_happens_in_ones_own_time_zone_and_in_person() {
    let (hub, _db) = test_hub().await;
    let organizer = person(&hub, Role::Organizer).await;
    let here = named(&hub, organizer, "Here").await;
    let online_meeting_url = Some("https://meet.test/room".to_owned());
    EventBuilder { online_meeting_url, ..EventBuilder::new(&hub) }.insert(&hub, organizer).await;
    let near = async |zone: &str| {
        let found = crate::events::near(&hub, Actor::Anonymous, zone, Locale::En).await.unwrap();
        found.into_iter().map(|view| view.event.id).collect::<Vec<_>>()
    };
    assert_eq!(near("Europe/Berlin").await, [here]);
    for elsewhere in ["Asia/Tokyo", "", "Nowhere/Land", "\0"] {
        assert!(near(elsewhere).await.is_empty(), "{elsewhere:?}");
    }
}

#[tokio::test]
async fn indexes_answer_a_misspelt_search_and_what_is_near() {
    let (hub, _db) = test_hub().await;
    let mut tx = hub.db.pool().begin().await.unwrap();
    // A handful of rows is read faster without any index; what counts is that one can be used.
    for set in [
        "SET LOCAL enable_seqscan = off",
        "SET LOCAL enable_indexscan = on",
        // Without rows it costs as much as the one for a zone.
        "DROP INDEX events_start_idx",
        "DROP INDEX events_listed_prices_idx",
    ] {
        sqlx::query(set).execute(&mut *tx).await.unwrap();
    }
    for (sql, index) in [
        ("SELECT id FROM events e WHERE e.title %> 'pyhton'", "events_title_trgm_idx"),
        ("SELECT id FROM events e WHERE e.location %> 'berlni'", "events_location_trgm_idx"),
        ("SELECT location FROM events WHERE location ILIKE '%berl%'", "events_location_trgm_idx"),
        (
            "SELECT id FROM events e WHERE e.search_grams @@ \
             search_gram_query('{}'::text[], '{渋谷}'::text[], 'B')",
            "events_search_grams_idx",
        ),
        (
            "SELECT id FROM events e WHERE e.search @@ search_query('rust', '{rust}'::text[]) \
             OR e.search_grams @@ search_gram_query('{rust}'::text[], '{}'::text[], '')",
            "events_search_grams_idx",
        ),
        (
            "SELECT id FROM events WHERE status = 'PUBLISHED' AND NOT is_online \
             AND timezone = 'Europe/Berlin' AND start_date > now() ORDER BY start_date, id LIMIT 3",
            "events_near_idx",
        ),
    ] {
        let explain = sqlx::AssertSqlSafe(format!("EXPLAIN {sql}"));
        let plan: Vec<String> = sqlx::query_scalar(explain).fetch_all(&mut *tx).await.unwrap();
        assert!(plan.join("\n").contains(index), "{sql}: {plan:#?}");
    }
}

async fn three_thousand(hub: &Hub) {
    let organizer = person(hub, Role::Organizer).await;
    named(hub, organizer, "one").await;
    for sql in [
        "INSERT INTO events (id, slug, title, description, organizer_id, category_id, location,
            start_date, end_date, timezone, max_capacity, price, currency, status)
         SELECT gen_random_uuid(), 'many-' || n, title, description, organizer_id, category_id,
            location, start_date + n * interval '1 hour', end_date + n * interval '1 hour',
            timezone, max_capacity, n % 50, currency, status
         FROM events, generate_series(1, 3000) AS n",
        "VACUUM ANALYZE events",
    ] {
        sqlx::query(sql).execute(hub.db.pool()).await.unwrap();
    }
}

async fn explained(hub: &Hub, push: impl FnOnce(&mut QueryBuilder<Postgres>)) -> String {
    let mut sql = QueryBuilder::new("EXPLAIN ");
    push(&mut sql);
    let plan: Vec<String> = sql.build_query_scalar().fetch_all(hub.db.pool()).await.unwrap();
    plan.join("\n")
}

/// Also what is too cheap is passed over in the index.
#[tokio::test]
async fn a_range_of_prices_is_read_in_the_order_of_an_index() {
    let (hub, _db) = test_hub().await;
    three_thousand(&hub).await;
    let ordering = Some((EventOrdering::Price, false));
    let price = |price: i64| Some(Decimal::from(price));
    let of = |price_min, price_max| EventQuery {
        price_min,
        price_max,
        ordering,
        ..EventQuery::default()
    };
    for query in [of(price(20), None), of(None, price(20)), of(price(10), price(20))] {
        let filter = Filter { query: &query, now: hub.now(), wanted: SearchText::default() };
        let page = explained(&hub, |sql| filter.push_page(sql, 12, 0)).await;
        assert!(page.contains("events_price_range_idx") && !page.contains("Seq Scan"), "{page}");
    }
}

/// However many events there are, a page reads about as many as it shows.
#[tokio::test]
async fn a_page_is_read_in_the_order_of_an_index() {
    let (hub, _db) = test_hub().await;
    three_thousand(&hub).await;
    for ordering in [
        EventOrdering::StartDate,
        EventOrdering::Price,
        EventOrdering::CreatedAt,
        EventOrdering::AverageRating,
    ] {
        let query = EventQuery { ordering: Some((ordering, true)), ..EventQuery::default() };
        let filter = Filter { query: &query, now: hub.now(), wanted: SearchText::default() };
        let plan = explained(&hub, |sql| filter.push_page(sql, 12, 0)).await;
        assert!(plan.contains("Merge Append") && !plan.contains("Seq Scan"), "{ordering}: {plan}");
    }
}

#[tokio::test]
async fn the_sitemap_lists_published_events_and_a_deleted_one_is_gone() {
    let (hub, _db) = test_hub().await;
    let organizer = person(&hub, Role::Organizer).await;
    let event = named(&hub, organizer, "Listed").await;
    let draft = EventBuilder { status: "DRAFT", ..EventBuilder::new(&hub) };
    let draft = draft.insert(&hub, organizer).await;
    assert_eq!(crate::events::sitemap_parts(&hub).await.unwrap(), 1);
    let listed = crate::events::sitemap_part(&hub, 1).await.unwrap();
    let slug = listed[0].0.clone();
    assert_eq!(listed.len(), 1);
    assert!(crate::events::sitemap_part(&hub, 2).await.unwrap().is_empty());
    let actor = Actor::User { id: organizer, role: Role::Organizer };
    for id in [event, draft] {
        crate::events::delete(&hub, actor, &id.to_string()).await.unwrap();
    }
    assert!(crate::events::is_gone(&hub, &slug).await.unwrap());
    for never in ["never", "", "\0", &format!("event-{}", draft.0.simple())] {
        assert!(!crate::events::is_gone(&hub, never).await.unwrap(), "{never:?}");
    }
}

#[tokio::test]
async fn several_events_are_read_at_once_but_no_draft_of_somebody_else() {
    let (hub, _db) = test_hub().await;
    let organizer = person(&hub, Role::Organizer).await;
    let published = named(&hub, organizer, "published").await;
    let draft = EventBuilder { status: "DRAFT", ..EventBuilder::new(&hub) };
    let draft = draft.insert(&hub, organizer).await;
    let owner = Actor::User { id: organizer, role: Role::Organizer };
    for (actor, expected) in [(Actor::Anonymous, vec![published]), (owner, vec![published, draft])]
    {
        let seen = by_ids(&hub, actor, &[draft, published], Locale::En).await.unwrap();
        let mut seen: Vec<_> = seen.into_iter().map(|view| view.event.id).collect();
        seen.sort_unstable();
        assert_eq!(seen, expected, "{actor:?}");
    }
}
