//! Bookings a second through the whole HTTP path, and proof that the seats were really sold.

use std::path::PathBuf;

use anyhow::{Context, bail};
use serde_json::json;

use super::{
    Plan,
    data::{self, Kinds, ON_SALE, SMALL},
    database::Database,
    floor::Floor,
    http,
    oha::{self, Answers, Load, Post, Until},
    server::Server,
    stats::median,
    table::Row,
};

const TARGET: f64 = 0.5;
/// Of pgbench, and connections to the server.
pub(super) const CLIENTS: usize = 16;
/// To the server, by pgbench's crowd and by a larger one; pgbench sells less to as many.
const CONNECTIONS: [usize; 2] = [CLIENTS, 64];
const BUYERS: usize = 4;
/// More seats than can be sold while it is measured.
pub(super) const PLENTY: u32 = 1_000_000;
const SEATS: u32 = 300;

/// Events under load, with what was sold of them.
pub(super) struct Sale {
    events: Vec<String>,
    bodies: PathBuf,
    sold: u32,
}

pub(super) fn measure(
    database: &Database,
    server: &Server,
    floor: Option<&Floor>,
    plan: &Plan,
) -> anyhow::Result<Vec<Row>> {
    let buyers = register(server, "buyer")?;
    let mut hot = Sale::open(database, "hot", 1, PLENTY, Kinds::Plain)?;
    let mut many = Sale::open(database, "many", ON_SALE, PLENTY, Kinds::Plain)?;
    let mut last = Sale::open(database, "last", 1, SEATS, Kinds::Plain)?;
    database.settle(&[SMALL])?;

    sell_out(server, &buyers, &mut last)?;
    let few = Crowd { connections: CLIENTS, rate: None };
    hot.sell(server, &buyers, few, Until::Seconds(1))?;
    many.sell(server, &buyers, few, Until::Seconds(1))?;

    let mut measured = [Measured::default(), Measured::default()];
    for _ in 0..plan.rounds {
        for (sale, measured) in [&mut hot, &mut many].into_iter().zip(&mut measured) {
            if let Some(floor) = floor {
                let events = u32::try_from(sale.events.len())?;
                measured.floors.push(floor.rate(CLIENTS, events, plan.booking_seconds)?);
            }
            for (connections, answers) in CONNECTIONS.into_iter().zip(&mut measured.answers) {
                let until = Until::Seconds(plan.booking_seconds);
                let crowd = Crowd { connections, rate: None };
                answers.push(sale.sell(server, &buyers, crowd, until)?);
            }
        }
    }
    for sale in [&hot, &many, &last] {
        sale.verify(database)?;
    }
    eprintln!(
        "  {} bookings: as many rows as answers, no event oversold, \
         {SEATS} seats sold exactly to {} requests",
        hot.sold + many.sold + last.sold,
        SEATS * 2
    );

    let names = ["bookings, one hot event".to_owned(), format!("bookings, over {ON_SALE} events")];
    Ok(names.iter().zip(&measured).flat_map(|(name, measured)| measured.rows(name)).collect())
}

/// Round by round.
#[derive(Default)]
struct Measured {
    floors: Vec<f64>,
    /// One list for each of [`CONNECTIONS`].
    answers: [Vec<Answers>; 2],
}

impl Measured {
    fn rows(&self, name: &str) -> Vec<Row> {
        let floor = (!self.floors.is_empty()).then(|| median(self.floors.iter().copied()));
        let row = |(connections, answers): (usize, &Vec<Answers>)| {
            let name = match connections {
                CLIENTS => name.to_owned(),
                connections => format!("{name}, {connections} connections"),
            };
            let rate = median(answers.iter().map(|answers| answers.rate("201")));
            let p99 = median(answers.iter().map(|answers| answers.p99_ms));
            Row::rate(name, rate, floor, TARGET, Some(p99))
        };
        CONNECTIONS.into_iter().zip(&self.answers).map(row).collect()
    }
}

/// Twice as many requests as seats: exactly the seats are sold, the rest is told so.
fn sell_out(server: &Server, buyers: &[String], sale: &mut Sale) -> anyhow::Result<()> {
    let crowd = Crowd { connections: CLIENTS, rate: None };
    let answers = sale.load(server, buyers, crowd, Until::Requests(SEATS * 2))?;
    answers.only(&["201", "409"])?;
    let sold = answers.count("201");
    if sold != SEATS || sale.sold != SEATS {
        bail!("{sold} of {SEATS} seats were sold: {:?}", answers.by_status);
    }
    Ok(())
}

/// How many ask, and how often.
#[derive(Clone, Copy)]
pub(super) struct Crowd {
    pub connections: usize,
    /// All of them together a second; none: as often as they are answered.
    pub rate: Option<u32>,
}

impl Sale {
    pub(super) fn open(
        database: &Database,
        name: &str,
        events: u32,
        seats: u32,
        kinds: Kinds,
    ) -> anyhow::Result<Self> {
        let events = (0..events)
            .map(|number| data::event_on_sale(database, &format!("{name}-{number}"), seats))
            .collect::<anyhow::Result<Vec<_>>>()?;
        let bodies = database.dir().join(format!("{name}.jsonl"));
        let mut lines = Vec::new();
        for event in &events {
            let types = data::types_on_sale(database, event, kinds)?;
            lines.extend(types.iter().map(
                |of| json!({ "event": event, "items": [{ "ticket_type": of, "quantity": 1 }] }),
            ));
            if types.is_empty() {
                lines.push(json!({ "event": event, "quantity": 1 }));
            }
        }
        oha::bodies(&bodies, &lines)?;
        Ok(Self { events, bodies, sold: 0 })
    }

    /// Every answer must be a booking.
    pub(super) fn sell(
        &mut self,
        server: &Server,
        buyers: &[String],
        crowd: Crowd,
        until: Until,
    ) -> anyhow::Result<Answers> {
        let answers = self.load(server, buyers, crowd, until)?;
        answers.only(&["201"])?;
        Ok(answers)
    }

    fn load(
        &mut self,
        server: &Server,
        buyers: &[String],
        Crowd { connections, rate }: Crowd,
        until: Until,
    ) -> anyhow::Result<Answers> {
        let answers = oha::run(&Load {
            url: server.url("/api/bookings/"),
            until,
            connections,
            rate,
            post: Some(Post { tokens: buyers.to_vec(), bodies: self.bodies.clone() }),
            cookie: None,
        })?;
        self.sold += answers.count("201");
        Ok(answers)
    }

    /// As many rows as answers that said 201, and the counters are the truth of the rows, of types and
    /// pools as well.
    pub(super) fn verify(&self, database: &Database) -> anyhow::Result<()> {
        let ids = self.events.iter().map(|id| format!("'{id}'")).collect::<Vec<_>>().join(",");
        let rows = database
            .number(SMALL, &format!("SELECT count(*) FROM bookings WHERE event_id IN ({ids})"))?;
        let wrong = database.number(
            SMALL,
            &format!(
                "WITH of_types AS (
                    SELECT t.id, t.event_id, t.pool_id, t.quota,
                        CASE WHEN t.counted THEN t.taken END AS counted,
                        coalesce(sum(i.quantity) FILTER (WHERE b.status <> 'CANCELLED'), 0) AS seats
                    FROM ticket_types t LEFT JOIN booking_items i ON i.ticket_type_id = t.id
                        LEFT JOIN bookings b ON b.id = i.booking_id
                    WHERE t.event_id IN ({ids}) GROUP BY t.id
                 )
                 SELECT (SELECT count(*) FROM events e,
                        LATERAL (SELECT coalesce(sum(quantity), 0) AS seats FROM bookings b
                            WHERE b.event_id = e.id AND b.status <> 'CANCELLED') AS taken
                     WHERE e.id IN ({ids}) AND (taken.seats > e.max_capacity
                        OR taken.seats <> e.seats_confirmed + e.seats_held + e.seats_offered
                        OR e.typed AND taken.seats <>
                            (SELECT sum(seats) FROM of_types WHERE event_id = e.id)))
                 + (SELECT count(*) FROM of_types WHERE counted <> seats OR seats > quota)
                 + (SELECT count(*) FROM ticket_pools p
                     WHERE p.event_id IN ({ids}) AND p.taken <> (SELECT coalesce(sum(seats), 0)
                        FROM of_types WHERE pool_id = p.id))"
            ),
        )?;
        if rows != i64::from(self.sold) || wrong != 0 {
            bail!("{} answers said 201, {rows} rows, {wrong} counters are wrong", self.sold);
        }
        Ok(())
    }
}

/// Their access tokens.
pub(super) fn register(server: &Server, name: &str) -> anyhow::Result<Vec<String>> {
    let one = |number: usize| {
        let person = json!({
            "email": format!("{name}-{number}@eventhub.test"),
            "password": "buyer-bench-password",
            "display_name": format!("Buyer {number}"),
        });
        let answer = http::post(server.port, "/api/auth/register/", &person, 201)?;
        answer["access"].as_str().map(str::to_owned).context("no token for a new account")
    };
    (0..BUYERS).map(one).collect()
}
