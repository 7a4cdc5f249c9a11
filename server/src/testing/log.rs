//! Log capture of one test's thread.

use std::io::Write;
use std::sync::{Arc, Mutex, Once};
use tracing::Level;
use tracing_subscriber::filter::dynamic_filter_fn;
use tracing_subscriber::layer::SubscriberExt as _;

/// Makes every place that logs ask the thread it is on whether anybody listens.
///
/// Without it a place that is reached first by a thread where nobody listens is cached as one that
/// never logs, for the threads of all other tests too.
pub(crate) fn ask_each_thread() {
    static DONE: Once = Once::new();
    DONE.call_once(|| {
        let nobody = dynamic_filter_fn(|_, _| false);
        let asked = tracing_subscriber::registry().with(nobody);
        tracing::subscriber::set_global_default(asked).expect("no other logging in tests");
    });
}

/// Everything that is logged on this thread, at every level.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    /// Listens on this thread until what it returns is dropped.
    pub(crate) fn start(&self) -> tracing::subscriber::DefaultGuard {
        ask_each_thread();
        let log = self.clone();
        let lines = tracing_subscriber::fmt()
            .with_max_level(Level::TRACE)
            .with_ansi(false)
            .with_writer(move || log.clone());
        tracing::subscriber::set_default(lines.finish())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

#[test]
fn what_another_thread_reached_first_is_heard_here() {
    let speak = || tracing::info!("somebody speaks");
    let log = Log::default();
    let _logging = log.start();
    std::thread::spawn(speak).join().unwrap();
    assert!(!log.text().contains("somebody"), "each thread has a log of its own");
    speak();
    assert!(log.text().contains("somebody speaks"));
}
