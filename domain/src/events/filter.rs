//! The catalogue's filters and orderings as SQL that the indexes serve.

use super::search::{Word, words};
use crate::ticket_types::push_priced_within;
use chrono::{DateTime, TimeZone as _, Utc};
use rust_decimal::Decimal;
use sqlx::{Postgres, QueryBuilder};
use types::events::{EventOrdering, EventQuery};
pub use types::page::LIST_MAX;
use types::text::{is_enough, is_unspaced, needle};

/// How many of the soonest matches are ranked by relevance.
pub const RANKED_MAX: i64 = 1_000;
/// How many similar titles are compared for a misspelt word.
const RESEMBLING_MAX: i64 = 200;

/// Which text is asked for: every word of it counts.
#[derive(Clone, Debug, Default)]
pub(super) struct SearchText {
    /// Words that are to be there.
    pub exact: Vec<Word>,
    /// Words that titles and places are to hold something like.
    pub like: Vec<String>,
}

impl SearchText {
    pub(super) fn is_everything(&self) -> bool {
        self.exact.is_empty() && self.like.is_empty()
    }

    fn plain(&self) -> Vec<String> {
        self.exact.iter().flat_map(|word| word.plain.clone()).collect()
    }

    fn grams(&self) -> Vec<String> {
        self.exact.iter().flat_map(|word| word.grams.clone()).collect()
    }
}

/// A catalogue query at one instant.
pub(super) struct Filter<'a> {
    pub query: &'a EventQuery,
    pub now: DateTime<Utc>,
    pub wanted: SearchText,
}

/// What is not over.
#[derive(Clone, Copy)]
enum Branch {
    ToCome,
    Running,
}

const BRANCHES: [Branch; 2] = [Branch::ToCome, Branch::Running];

impl Filter<'_> {
    fn ordering(&self) -> (EventOrdering, bool) {
        match self.query.ordering {
            // What was only guessed is ordered by how good a guess it is.
            _ if !self.wanted.like.is_empty() => (EventOrdering::Relevance, true),
            None | Some((EventOrdering::Relevance, _)) if self.wanted.is_everything() => {
                (EventOrdering::StartDate, false)
            }
            None | Some((EventOrdering::Relevance, _)) => (EventOrdering::Relevance, true),
            Some(ordering) => ordering,
        }
    }

    /// Whether the list is ordered by relevance, which bounds it further.
    pub(super) fn ranked(&self) -> bool {
        self.ordering().0 == EventOrdering::Relevance
    }

    /// `SELECT e.id …`: the ids of one page in order.
    ///
    /// Each branch is ordered and limited by itself, so that its index ends the work: PostgreSQL
    /// hands no order down to the branches of a union, and would read and sort all of them.
    pub(super) fn push_page(&self, sql: &mut QueryBuilder<Postgres>, limit: i64, offset: i64) {
        let column = self.ordering().0.as_str();
        if self.asks_for_a_time() {
            sql.push("SELECT e.id FROM events e WHERE ");
            self.push_conditions(sql);
        } else {
            sql.push("SELECT e.id FROM (");
            for (position, branch) in BRANCHES.into_iter().enumerate() {
                sql.push(if position == 0 { "(" } else { " UNION ALL (" });
                sql.push(format_args!("SELECT e.id, e.{column} FROM "));
                // What runs now is few: read whole by its own index, which the fence keeps the
                // planner to whatever time it is asked for, so that one plan serves every request.
                let fenced = matches!(branch, Branch::Running);
                sql.push(if fenced { "(SELECT * FROM events e WHERE " } else { "events e WHERE " });
                self.push_branch(sql, branch);
                sql.push(" AND ");
                self.push_conditions(sql);
                sql.push(if fenced { " OFFSET 0) e" } else { "" });
                self.push_order(sql);
                push_limit(sql, limit + offset, 0);
                sql.push(")");
            }
            sql.push(") e");
        }
        self.push_order(sql);
        push_limit(sql, limit, offset);
    }

    fn push_order(&self, sql: &mut QueryBuilder<Postgres>) {
        let (ordering, descending) = self.ordering();
        let direction = if descending { "DESC" } else { "ASC" };
        // Only ratings are missing anywhere; elsewhere the word would keep an index from being
        // read backwards.
        let nulls = if ordering == EventOrdering::AverageRating { "NULLS LAST" } else { "" };
        sql.push(format_args!(
            " ORDER BY e.{} {direction} {nulls}, e.id {direction}",
            ordering.as_str()
        ));
    }

    /// `SELECT id, place, total …`: one page of the most relevant, and how many there are.
    pub(super) fn push_ranked_page(
        &self,
        sql: &mut QueryBuilder<Postgres>,
        limit: i64,
        offset: i64,
    ) {
        sql.push("SELECT r.id, count(*) OVER () AS total, ");
        sql.push("row_number() OVER (ORDER BY r.rank DESC, r.start_date, r.id) AS place ");
        sql.push("FROM (SELECT e.id, e.start_date, ");
        self.push_rank(sql);
        sql.push(" AS rank FROM ");
        self.push_events(sql);
        sql.push(" WHERE ");
        self.push_conditions(sql);
        if self.wanted.like.is_empty() {
            sql.push(" ORDER BY e.start_date, e.id LIMIT ").push_bind(RANKED_MAX);
        } else {
            sql.push(" LIMIT ").push_bind(RESEMBLING_MAX);
        }
        sql.push(") r ORDER BY place LIMIT ").push_bind(limit).push(" OFFSET ").push_bind(offset);
    }

    /// The number of matches, up to the bound, and whether the table is so large that counting
    /// each time would be expensive.
    pub(super) fn push_count(&self, sql: &mut QueryBuilder<Postgres>) {
        sql.push("SELECT (SELECT count(*) FROM (SELECT FROM ");
        self.push_events(sql);
        sql.push(" WHERE ");
        self.push_conditions(sql);
        sql.push(format_args!(" LIMIT {LIST_MAX}) matches), "));
        sql.push("(SELECT reltuples > 20000 FROM pg_class WHERE oid = 'events'::regclass)");
    }

    /// `SELECT EXISTS …`: whether the filter lets anything through.
    pub(super) fn push_exists(&self, sql: &mut QueryBuilder<Postgres>) {
        sql.push("SELECT EXISTS (SELECT FROM ");
        self.push_events(sql);
        sql.push(" WHERE ");
        self.push_conditions(sql);
        sql.push(")");
    }

    fn push_rank(&self, sql: &mut QueryBuilder<Postgres>) {
        let (plain, grams) = (self.wanted.plain(), self.wanted.grams());
        sql.push("0");
        if !plain.is_empty() {
            sql.push(" + ts_rank(e.search, ");
            push_search(sql, &plain);
            sql.push(")");
        }
        if !self.wanted.exact.is_empty() {
            sql.push(" + coalesce(ts_rank(e.search_grams, ");
            push_grams(sql, &plain, &grams, "");
            sql.push("), 0)");
        }
        if !self.wanted.like.is_empty() {
            sql.push(" + (SELECT sum(greatest(word_similarity(w, e.title), word_similarity(w, e.location)))");
            sql.push(" FROM unnest(").push_bind(self.wanted.like.clone()).push("::text[]) w)");
        }
    }

    fn push_wanted(&self, sql: &mut QueryBuilder<Postgres>) {
        let (plain, grams) = (self.wanted.plain(), self.wanted.grams());
        match (plain.is_empty(), grams.is_empty()) {
            (true, true) => {}
            (true, false) => {
                sql.push(" AND e.search_grams @@ ");
                push_grams(sql, &[], &grams, "");
            }
            (false, none) => {
                sql.push(" AND (e.search @@ ");
                push_search(sql, &plain);
                if !none {
                    sql.push(" AND e.search_grams @@ ");
                    push_grams(sql, &[], &grams, "");
                }
                // Beside signs without spaces, all words stand there.
                sql.push(" OR e.search_grams @@ ");
                push_grams(sql, &plain, &grams, "");
                sql.push(")");
            }
        }
        for word in &self.wanted.like {
            sql.push(" AND (e.title %> ").push_bind(word.clone());
            sql.push(" OR e.location %> ").push_bind(word.clone());
            sql.push(") AND has_misspelt(e.title || ' ' || e.location, ");
            sql.push_bind(word.clone()).push(")");
        }
    }

    fn asks_for_a_time(&self) -> bool {
        self.query.start_after.is_some() || self.query.start_before.is_some()
    }

    /// `events e`: where no time is asked for, those that are not over. What is to come and what
    /// runs now are two branches, each with an index of its own: one condition on the end would
    /// have every past event read.
    fn push_events(&self, sql: &mut QueryBuilder<Postgres>) {
        if self.asks_for_a_time() {
            sql.push("events e");
            return;
        }
        for (position, branch) in BRANCHES.into_iter().enumerate() {
            sql.push(if position == 0 { "(" } else { " UNION ALL " });
            sql.push("SELECT * FROM events e WHERE ");
            self.push_branch(sql, branch);
        }
        sql.push(") e");
    }

    fn push_branch(&self, sql: &mut QueryBuilder<Postgres>, branch: Branch) {
        match branch {
            Branch::ToCome => {
                sql.push("e.start_date > ").push_bind(self.now);
            }
            Branch::Running => {
                sql.push("tstzrange(e.start_date, e.end_date) @> ").push_bind(self.now);
                sql.push("::timestamptz");
            }
        }
    }

    fn push_conditions(&self, sql: &mut QueryBuilder<Postgres>) {
        // By name: a filter that is added does not compile before it is said here what it does.
        let EventQuery {
            search: _,
            category,
            organizer,
            location,
            online,
            start_after,
            start_before,
            price_min,
            price_max,
            is_free,
            available,
            ordering: _,
            page: _,
        } = self.query;
        sql.push("e.status = 'PUBLISHED' AND e.hidden_at IS NULL");
        match (*start_after, *start_before) {
            // The events themselves are bounded.
            (None, None) => {}
            (after, before) => {
                if let Some(after) = after {
                    sql.push(" AND e.start_date >= ").push_bind(storable(after));
                }
                if let Some(before) = before {
                    sql.push(" AND e.start_date <= ").push_bind(storable(before));
                }
            }
        }
        self.push_wanted(sql);
        if let Some(slug) = category {
            sql.push(
                " AND e.category_id = coalesce((SELECT c.id FROM categories c WHERE c.slug = ",
            );
            sql.push_bind(without_nul(slug));
            // The address of one that was merged leads to the other.
            sql.push("), (SELECT m.category_id FROM merged_categories m WHERE m.slug = ");
            sql.push_bind(without_nul(slug)).push("))");
        }
        if let Some(organizer) = *organizer {
            sql.push(" AND e.organizer_id = ").push_bind(organizer);
        }
        if let Some(location) = location {
            sql.push(" AND ");
            push_place(sql, location);
        }
        if let Some(online) = *online {
            sql.push(if online { " AND e.is_online" } else { " AND NOT e.is_online" });
        }
        push_prices(sql, *price_min, *price_max);
        if let Some(free) = *is_free {
            sql.push(if free { " AND e.price = 0" } else { " AND e.price > 0" });
        }
        if let Some(available) = *available {
            let sign = if available { "<" } else { ">=" };
            sql.push(format_args!(
                " AND e.seats_confirmed + e.seats_held + e.seats_offered {sign} e.max_capacity"
            ));
        }
    }
}

/// That one of its prices is in the range: the lowest and the highest stand on its row, and what is between
/// them is looked for only where neither fits.
fn push_prices(
    sql: &mut QueryBuilder<Postgres>,
    price_min: Option<Decimal>,
    price_max: Option<Decimal>,
) {
    if let Some(least) = price_min {
        sql.push(" AND coalesce(e.price_max, e.price) >= ").push_bind(least);
    }
    if let Some(most) = price_max {
        sql.push(" AND e.price <= ").push_bind(most);
    }
    if let (Some(least), Some(most)) = (price_min, price_max) {
        sql.push(" AND (e.price >= ").push_bind(least);
        sql.push(" OR e.price_max <= ").push_bind(most).push(" OR ");
        push_priced_within(sql, (least, most));
        sql.push(")");
    }
}

fn push_limit(sql: &mut QueryBuilder<Postgres>, limit: i64, offset: i64) {
    if offset == 0 {
        // Written out: with bounds it cannot see, the planner would plan every request anew.
        sql.push(format_args!(" LIMIT {limit}"));
    } else {
        sql.push(" LIMIT ").push_bind(limit).push(" OFFSET ").push_bind(offset);
    }
}

fn push_search(sql: &mut QueryBuilder<Postgres>, words: &[String]) {
    sql.push("search_query(").push_bind(words.join(" ")).push(", ");
    sql.push_bind(words.to_vec()).push(")");
}

/// `places`: the weights of the texts that count, all of them where it is empty.
fn push_grams(
    sql: &mut QueryBuilder<Postgres>,
    words: &[String],
    grams: &[String],
    places: &'static str,
) {
    sql.push("search_gram_query(").push_bind(words.to_vec()).push(", ");
    sql.push_bind(grams.to_vec()).push(", ").push_bind(places).push(")");
}

/// That the place holds this text, by an index whatever it is: signs without spaces in pairs, less
/// than three letters as a whole word (the other index knows triples), everything else anywhere.
pub(super) fn push_place(sql: &mut QueryBuilder<Postgres>, place: &str) {
    let place = needle(place);
    let signs: Vec<String> = words(&place)
        .into_iter()
        .flat_map(|word| word.grams)
        .filter(|gram| gram.chars().all(is_unspaced))
        .collect();
    let letters: String =
        place.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    if !signs.is_empty() {
        sql.push("e.search_grams @@ ");
        push_grams(sql, &[], &signs, "B");
        sql.push(" AND e.location ILIKE ").push_bind(contains(&place));
    } else if letters.trim().is_empty() {
        sql.push("false");
    } else if is_enough(&place) {
        sql.push("e.location ILIKE ").push_bind(contains(&place));
    } else {
        // Folded as every word is, and without what would end the quotes.
        sql.push("e.search @@ to_tsquery('simple', '''' || regexp_replace(search_fold(");
        sql.push_bind(letters).push("), '[^[:alnum:]]', ' ', 'g') || ''':B')");
    }
}

/// Within what PostgreSQL can store.
fn storable(time: DateTime<Utc>) -> DateTime<Utc> {
    let edge = |year| Utc.with_ymd_and_hms(year, 1, 1, 0, 0, 0).single().unwrap_or(time);
    time.clamp(edge(1), edge(9999))
}

fn without_nul(text: &str) -> String {
    text.replace('\0', "")
}

/// A pattern for "contains this text", whatever the text is.
pub(super) fn contains(text: &str) -> String {
    let text: String = text.chars().take(200).collect();
    format!("%{}%", types::text::like(&text))
}
