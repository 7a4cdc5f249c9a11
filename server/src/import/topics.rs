//! The collection's topics as categories.

use domain::events::BulkCategory;

const NAMES: [(&str, &str, &str); 38] = [
    ("accessibility", "Accessibility", "Доступность"),
    ("android", "Android", "Android"),
    ("api", "APIs", "API"),
    ("cfml", "CFML", "CFML"),
    ("clojure", "Clojure", "Clojure"),
    ("cpp", "C and C++", "C и C++"),
    ("css", "CSS", "CSS"),
    ("data", "Data and AI", "Данные и ИИ"),
    ("devops", "DevOps", "DevOps"),
    ("dotnet", ".NET", ".NET"),
    ("elixir", "Elixir", "Elixir"),
    ("general", "Software", "Разработка"),
    ("golang", "Go", "Go"),
    ("graphql", "GraphQL", "GraphQL"),
    ("groovy", "Groovy", "Groovy"),
    ("haskell", "Haskell", "Haskell"),
    ("identity", "Identity", "Идентификация"),
    ("ios", "iOS", "iOS"),
    ("iot", "Internet of Things", "Интернет вещей"),
    ("java", "Java", "Java"),
    ("javascript", "JavaScript", "JavaScript"),
    ("kotlin", "Kotlin", "Kotlin"),
    ("leadership", "Leadership", "Управление"),
    ("networking", "Networking", "Сети"),
    ("opensource", "Open source", "Открытый код"),
    ("performance", "Performance", "Производительность"),
    ("php", "PHP", "PHP"),
    ("product", "Product", "Продукт"),
    ("python", "Python", "Python"),
    ("ruby", "Ruby", "Ruby"),
    ("rust", "Rust", "Rust"),
    ("scala", "Scala", "Scala"),
    ("security", "Security", "Безопасность"),
    ("sre", "Reliability", "Надёжность"),
    ("tech-comm", "Technical writing", "Техническая документация"),
    ("testing", "Testing", "Тестирование"),
    ("typescript", "TypeScript", "TypeScript"),
    ("ux", "UX and design", "UX и дизайн"),
];

/// The category for a topic; one that is not known is named as it is.
pub(super) fn category(topic: &str) -> BulkCategory {
    let slug: String = domain::events::slugify(topic).chars().take(60).collect();
    let slug = slug.trim_end_matches('-').to_owned();
    let named = NAMES.iter().find(|(known, _, _)| *known == slug);
    let (name, name_ru) = match named {
        Some((_, name, name_ru)) => ((*name).to_owned(), Some((*name_ru).to_owned())),
        None => (slug.clone(), None),
    };
    BulkCategory { slug, name, name_ru }
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::events::CategoryInput;

    fn check(category: BulkCategory) {
        let BulkCategory { slug, name, name_ru } = category;
        CategoryInput { slug: Some(slug), name, name_ru, position: None }.check().unwrap();
    }

    #[test]
    fn topics_get_names_and_new_ones_keep_theirs() {
        assert_eq!(category("cpp").name, "C and C++");
        assert_eq!(category("Quantum Computing").slug, "quantum-computing");
        for topic in ["", "🎉", &"x".repeat(500)] {
            check(category(topic));
        }
        for (slug, ..) in NAMES {
            check(category(slug));
        }
    }
}
