//! Bookings of ticket types, in turns with bookings of events that have one kind of ticket: one type is to
//! cost nothing, several with a quota or a pool a part of it.

use super::{
    Plan,
    bookings::{CLIENTS, Crowd, PLENTY, Sale, register},
    data::{Kinds, ON_SALE, SMALL},
    database::Database,
    oha::Until,
    server::Server,
    stats::median,
    table::Row,
};

pub(super) fn measure(
    database: &Database,
    server: &Server,
    plan: &Plan,
) -> anyhow::Result<Vec<Row>> {
    let buyers = register(server, "chooser")?;
    let crowd = Crowd { connections: CLIENTS, rate: None };
    let mut rows = Vec::new();
    for (events, place) in
        [(1, "one hot event".to_owned()), (ON_SALE, format!("over {ON_SALE} events"))]
    {
        let open = |kinds: Kinds| {
            let name = format!("{}-{events}", kinds.name());
            Sale::open(database, &name, events, PLENTY, kinds)
        };
        let mut sales = Kinds::ALL.map(open).into_iter().collect::<anyhow::Result<Vec<_>>>()?;
        database.settle(&[SMALL])?;
        for sale in &mut sales {
            sale.sell(server, &buyers, crowd, Until::Seconds(1))?;
        }
        let mut rates = Kinds::ALL.map(|_| Vec::new());
        for _ in 0..plan.rounds {
            for (sale, rates) in sales.iter_mut().zip(&mut rates) {
                let until = Until::Seconds(plan.booking_seconds);
                let answers = sale.sell(server, &buyers, crowd, until)?;
                rates.push((answers.rate("201"), answers.p99_ms));
            }
        }
        let middle = |of: &[(f64, f64)]| median(of.iter().map(|round| round.0));
        let rate_of = |of: Kinds| {
            let place = Kinds::ALL.iter().position(|it| *it == of);
            place.map(|place| middle(&rates[place]))
        };
        for ((kinds, rates), sale) in Kinds::ALL.iter().zip(&rates).zip(&sales) {
            sale.verify(database)?;
            if let (Some(title), Some((beside, target))) = (kinds.title(), kinds.beside()) {
                let name = format!("bookings of {title}, {place}");
                let p99 = median(rates.iter().map(|round| round.1));
                rows.push(Row::rate(name, middle(rates), rate_of(beside), target, Some(p99)));
            }
        }
    }
    Ok(rows)
}
