//! The agenda of the demo conference.

pub(super) const ROOMS: [&str; 3] = ["Atlântico", "Tejo", "Oficina"];

const DATA: Option<&str> = Some("Data");
const CRAFT: Option<&str> = Some("Craft");
const OPERATIONS: Option<&str> = Some("Operations");

/// The strand of each session, in their order; the last two are for everyone.
pub(super) const TRACKS: [Option<&str>; SESSIONS.len()] = [
    DATA, CRAFT, DATA, OPERATIONS, CRAFT, OPERATIONS, DATA, CRAFT, OPERATIONS, CRAFT, CRAFT,
    OPERATIONS, OPERATIONS, OPERATIONS, CRAFT, None, None,
];

/// Room, minutes after the start, length, title, speaker, what it is about.
pub(super) const SESSIONS: &[(usize, i64, i64, &str, &str, &str)] = &[
    (
        0,
        30,
        45,
        "What a Commit Promises",
        "Helena Duarte",
        "From fsync to quorum: what a database may say when it says yes, and which of them lie.",
    ),
    (
        1,
        30,
        45,
        "A Compiler That Explains Itself",
        "Jakob Lindqvist",
        "Error messages as a product, with before and after.",
    ),
    (
        2,
        30,
        90,
        "Workshop: Reading Query Plans",
        "Miriam Adler",
        "Bring a slow query. Leave with a faster one and the reason why.",
    ),
    (
        0,
        90,
        30,
        "Queues Are Lists of Promises",
        "Samuel Osei",
        "Retries, dead letters, and how to apologise to a customer exactly once.",
    ),
    (
        1,
        90,
        30,
        "Sixty Frames over Bad Wi-Fi",
        "Yara Haddad",
        "Predicting the future on the client without regretting it later.",
    ),
    (
        0,
        150,
        45,
        "The Night the Clock Went Back",
        "Petr Hrubý",
        "A post-mortem in three time zones, told by the person on call.",
    ),
    (
        1,
        150,
        45,
        "Small Teams, Large Postgres",
        "Ngozi Eze",
        "Running forty terabytes with three people and no heroics.",
    ),
    (
        2,
        150,
        90,
        "Workshop: Fuzzing for the Impatient",
        "Clara Wong",
        "From nothing to the first crash in an hour and a half.",
    ),
    (
        0,
        270,
        45,
        "Caches, and How to Remove Them",
        "Dmitri Volkov",
        "We deleted four layers of cache and everything became faster. Here is why.",
    ),
    (
        1,
        270,
        45,
        "Accessible Dashboards",
        "Inês Carvalho",
        "Charts that can be heard, tables that can be read, alarms that can be felt.",
    ),
    (
        2,
        270,
        60,
        "Clinic: Your Architecture on One Page",
        "Miriam Adler and guests",
        "Ten minutes a team, one page, honest questions.",
    ),
    (
        0,
        330,
        30,
        "Backpressure in Nature",
        "Rui Tavares",
        "What rivers, ants and airports know about overload.",
    ),
    (
        1,
        330,
        30,
        "Tracing Without Tears",
        "Aiko Mori",
        "What to sample, what to keep and what to throw away on purpose.",
    ),
    (
        0,
        390,
        45,
        "The Boring Deployment",
        "Grace Mbeki",
        "Ten thousand releases, and the only exciting one.",
    ),
    (
        1,
        390,
        45,
        "Memory You Can Count On",
        "Jakob Lindqvist",
        "Arenas, slabs and the price of convenience.",
    ),
    (
        2,
        390,
        60,
        "Lightning Talks",
        "Everyone",
        "Five minutes each; sign up at the whiteboard until noon.",
    ),
    (
        0,
        450,
        45,
        "Panel: Who Maintains the Maintainers?",
        "Helena Duarte, Grace Mbeki, Samuel Osei",
        "Money, health and the bus factor.",
    ),
];
