//! Pages are found: each is linked from another one, and what search engines list says what it is.

use super::super::markup::PAGES;
use super::people::{People, Person};
use super::world::World;
use crate::routes::tests::{Patterns, pages};
use crate::routes::{self, Access};
use crate::testing::TestApp;
use axum::body::Body;
use axum::http::{Method, Request, header};
use std::collections::BTreeSet;

/// Pages that people come to from a mail, or from a right password.
const LED_TO: [&str; 4] = ["/invitations/{key}", "/login/code", "/reset-password", "/verify-email"];

/// What a page leads to, by the patterns of the routes.
fn leads<'a>(html: &str, patterns: &'a Patterns) -> Vec<&'a str> {
    let links =
        ["href=\"", "action=\"", "src=\""].into_iter().flat_map(|name| html.split(name).skip(1));
    let paths = links.filter_map(|rest| rest.split('"').next());
    paths.filter_map(|path| patterns.of(path)).collect()
}

#[tokio::test]
async fn every_page_is_linked_from_another() {
    let app = TestApp::new().await;
    let people = People::new(&app).await;
    let world = World::new(&app, &people).await;
    let patterns = Patterns::new();
    let mut found: BTreeSet<&str> = LED_TO.into();
    for (pattern, paths) in PAGES {
        let filled = paths.iter().map(|path| world.fill(path.split('?').next().unwrap()));
        let paths: BTreeSet<String> = filled.filter(|path| !path.contains('{')).collect();
        assert!(!paths.is_empty(), "{pattern} has no address that the world can fill");
        for path in paths {
            for person in [Person::Anonymous, Person::Owner, Person::Organizer, Person::Admin] {
                let mut request = Request::get(&path).header(header::ACCEPT, "text/html");
                if person != Person::Anonymous {
                    let access = &people.get(person).tokens().access;
                    request = request.header(header::COOKIE, format!("access={access}"));
                }
                let reply = app.anonymous().send(request.body(Body::empty()).unwrap()).await;
                let led = leads(&reply.text(), &patterns).into_iter();
                found.extend(led.filter(|to| to != pattern));
            }
        }
    }
    let lost: Vec<_> = pages()
        .map(|page| page.replace("GET ", ""))
        .filter(|page| !found.contains(page.as_str()))
        .collect();
    assert!(lost.is_empty(), "no page leads to {lost:?}");
}

#[tokio::test]
async fn every_page_that_may_be_listed_says_what_it_is() {
    let app = TestApp::new().await;
    let people = People::new(&app).await;
    let world = World::new(&app, &people).await;
    let mut lost = Vec::new();
    for (pattern, paths) in PAGES {
        let route = routes::of_path(&Method::GET, pattern).unwrap();
        if route.access != Access::Public {
            continue;
        }
        let path = world.fill(paths[0].split('?').next().unwrap());
        let html = app.anonymous().get(&path).await.text();
        let tags = ["<link rel=\"canonical\"", "<meta name=\"description\""];
        if tags.iter().any(|tag| !html.contains(tag)) {
            lost.push(pattern);
        }
    }
    assert!(lost.is_empty(), "leave their PageMeta: {lost:?}");
}
