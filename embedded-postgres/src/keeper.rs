//! Looks after a server: one that ends by itself, killed for want of memory say, is started again.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use crate::{Error, launch::Launch, process::Server, stale_server};

/// How often the server is looked at.
const LOOK: Duration = Duration::from_millis(250);
/// Before the second try, and longer before each one after it.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// A server that has run this long did not end for the reason it ended before.
const SOUND: Duration = Duration::from_mins(1);

/// What happened to a supervised server.
#[derive(Debug)]
pub enum Incident {
    /// The server ended without being asked to.
    Ended,
    /// The server answers again.
    Restarted {
        /// How long it was away.
        after: Duration,
    },
    /// The server could not be started; the next try comes after a pause.
    Failed {
        error: Error,
        /// How long that while is.
        pause: Duration,
    },
}

impl fmt::Display for Incident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ended => write!(f, "PostgreSQL has ended by itself; it is started again"),
            Self::Restarted { after } => {
                write!(f, "PostgreSQL runs again after {} ms", after.as_millis())
            }
            Self::Failed { error, pause } => {
                write!(f, "PostgreSQL does not start, next try in {} s: {error}", pause.as_secs())
            }
        }
    }
}

/// The thread that has the server. It also makes the new ones, which hang on threads of their own.
#[derive(Debug)]
pub(crate) struct Keeper {
    stopping: Arc<AtomicBool>,
    thread: JoinHandle<Result<(), Error>>,
}

impl Keeper {
    pub(crate) fn new(
        server: Server,
        launch: Launch,
        tell: impl Fn(&Incident) + Send + 'static,
    ) -> Self {
        let stopping = Arc::new(AtomicBool::new(false));
        let asked = stopping.clone();
        let thread = thread::spawn(move || keep(server, &launch, &asked, &tell));
        Self { stopping, thread }
    }

    pub(crate) fn stop(self) -> Result<(), Error> {
        self.stopping.store(true, Ordering::SeqCst);
        self.thread.thread().unpark();
        // A panic has been printed by its thread, and the server ended with what the thread had.
        self.thread.join().unwrap_or(Ok(()))
    }
}

fn keep(
    mut server: Server,
    launch: &Launch,
    stopping: &AtomicBool,
    tell: &dyn Fn(&Incident),
) -> Result<(), Error> {
    let stopped = || stopping.load(Ordering::SeqCst);
    let (mut started, mut pause) = (Instant::now(), Duration::ZERO);
    while !stopped() {
        if !server.has_ended() {
            thread::park_timeout(LOOK);
            continue;
        }
        tell(&Incident::Ended);
        let ended = Instant::now();
        if started.elapsed() > SOUND {
            pause = Duration::ZERO;
        }
        let again = loop {
            wait(pause, &stopped);
            pause = (pause * 2).clamp(FIRST_PAUSE, LONGEST_PAUSE);
            if stopped() {
                return Ok(());
            }
            match stale_server::stop(&launch.data_dir).and_then(|()| launch.start(&stopped)) {
                Ok(again) => break again,
                Err(error) => tell(&Incident::Failed { error, pause }),
            }
        };
        server = again;
        started = Instant::now();
        if !stopped() {
            tell(&Incident::Restarted { after: ended.elapsed() });
        }
    }
    server.stop()
}

/// Waits, but not for one who is asked to stop.
fn wait(pause: Duration, stopped: &dyn Fn() -> bool) {
    let began = Instant::now();
    while !stopped()
        && let Some(left) = pause.checked_sub(began.elapsed())
        && !left.is_zero()
    {
        thread::park_timeout(left);
    }
}
