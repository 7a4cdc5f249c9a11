//! What a search that found nothing is taken for. One rule for every word: all of them count, as
//! far as there is anything that has them; which were left out is said.

use super::filter::{Filter, SearchText};
use super::search::Word;
use super::store;
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::events::EventQuery;

/// The trigram similarity from which a title is compared for a misspelling.
const LIKENESS: &str = "0.25";
/// Words whose spelling is corrected, since each costs an index scan.
const GUESSES_MAX: usize = 4;
/// Words that are tried one after the other; all behind them are left out.
const TRIED_MAX: usize = 6;

/// What is looked for instead.
#[derive(Debug, Default)]
pub(super) struct Instead {
    pub wanted: SearchText,
    /// Words that are looked for, as they were typed.
    pub kept: Vec<String>,
    /// Words that nothing has, at least not together with the kept ones.
    pub ignored: Vec<String>,
}

/// None where nothing has any of the words. The connection is in a transaction, since the likeness
/// is set for that alone.
pub(super) async fn instead(
    connection: &mut PgConnection,
    (query, now): (&EventQuery, DateTime<Utc>),
    words: &[Word],
) -> Result<Option<Instead>, sqlx::Error> {
    sqlx::query("SELECT set_config('pg_trgm.word_similarity_threshold', $1, true)")
        .bind(LIKENESS)
        .execute(&mut *connection)
        .await?;
    // Every word, however it is spelt.
    let guessable = words.iter().filter(|word| word.guessable()).take(GUESSES_MAX);
    let like: Vec<String> = guessable.map(|word| word.shown.clone()).collect();
    let exact = words.iter().filter(|word| !like.contains(&word.shown)).cloned().collect();
    let all = SearchText { exact, like };
    if !all.like.is_empty() && finds(connection, (query, now), &all).await? {
        let kept = words.iter().map(|word| word.shown.clone()).collect();
        return Ok(Some(Instead { wanted: all, kept, ignored: Vec::new() }));
    }
    let mut found = Instead::default();
    for (index, word) in words.iter().enumerate() {
        let mut with = found.wanted.clone();
        with.exact.push(word.clone());
        let mut has = index < TRIED_MAX && finds(connection, (query, now), &with).await?;
        if !has && index < TRIED_MAX && word.guessable() && found.wanted.like.len() < GUESSES_MAX {
            with = found.wanted.clone();
            with.like.push(word.shown.clone());
            has = finds(connection, (query, now), &with).await?;
        }
        if has {
            found.wanted = with;
            found.kept.push(word.shown.clone());
        } else {
            found.ignored.push(word.shown.clone());
        }
    }
    Ok((!found.kept.is_empty()).then_some(found))
}

async fn finds(
    connection: &mut PgConnection,
    (query, now): (&EventQuery, DateTime<Utc>),
    wanted: &SearchText,
) -> Result<bool, sqlx::Error> {
    store::exists(connection, &Filter { query, now, wanted: wanted.clone() }).await
}
