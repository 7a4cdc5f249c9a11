//! Starting PostgreSQL's programs and stopping the server.

use std::{
    fs::File,
    io,
    os::unix::process::CommandExt,
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, Sender, channel},
    thread::{self, JoinHandle, sleep},
    time::{Duration, Instant},
};

use crate::{Error, error::Context, user::User};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signal {
    /// Fast shutdown: open transactions roll back, everything is written.
    Interrupt,
    /// Immediate shutdown: recovers at the next start.
    Quit,
}

pub(crate) fn signal(pid: u32, signal: Signal) {
    let number = match signal {
        Signal::Interrupt => libc::SIGINT,
        Signal::Quit => libc::SIGQUIT,
    };
    if let Ok(pid) = libc::pid_t::try_from(pid) {
        #[expect(unsafe_code, reason = "std has no kill; it takes two integers")]
        // A process that is already gone is what we wanted.
        unsafe {
            libc::kill(pid, number);
        }
    }
}

/// A command that inherits nothing surprising (`PGPORT`, locales) and runs as the given user.
pub(crate) fn command(program: &Path, user: Option<&User>) -> Command {
    let mut command = Command::new(program);
    command.env_clear().env("PATH", "/usr/local/bin:/usr/bin:/bin").env("LC_ALL", "C");
    command.current_dir("/").stdin(Stdio::null());
    if let Some(user) = user {
        // Also drops root's other groups.
        command.uid(user.uid).gid(user.gid);
    }
    command
}

/// The running server and the thread it hangs on.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    /// Dropping it ends the thread.
    leash: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// The kernel signals the child when the *thread* that made it ends, so that thread is kept.
    pub(crate) fn spawn(mut command: Command, log: File) -> Result<Self, Error> {
        let owner = std::process::id();
        let errors = log.try_clone().while_trying(|| "use the log twice")?;
        command.stdout(log).stderr(errors);
        // Ctrl-C in a terminal is for the parent, which stops the database last.
        command.process_group(0);
        #[expect(
            unsafe_code,
            reason = "the parent-death signal must be set in the child, after the user change"
        )]
        unsafe {
            command.pre_exec(move || die_with(owner));
        }
        let (answer, answers) = channel();
        let (leash, held): (Sender<()>, Receiver<()>) = channel();
        let thread = thread::Builder::new()
            .name("postgres-leash".to_owned())
            .spawn(move || {
                if answer.send(command.spawn()).is_ok() {
                    // Returns when the leash is dropped.
                    let _ = held.recv();
                }
            })
            .while_trying(|| "start a thread")?;
        let child = answers
            .recv()
            .unwrap_or_else(|_| Err(io::Error::other("the thread ended")))
            .while_trying(|| "start postgres")?;
        Ok(Self { child, leash: Some(leash), thread: Some(thread) })
    }

    pub(crate) fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    /// Fast shutdown; immediate if that hangs.
    pub(crate) fn stop(&mut self) -> Result<(), Error> {
        let outcome = self.end();
        self.leash = None;
        if let Some(thread) = self.thread.take() {
            // It does nothing that could fail.
            let _ = thread.join();
        }
        outcome
    }

    fn end(&mut self) -> Result<(), Error> {
        for (push, seconds) in [(Signal::Interrupt, 60), (Signal::Quit, 10)] {
            if self.has_ended() {
                return Ok(());
            }
            signal(self.child.id(), push);
            let deadline = Instant::now() + Duration::from_secs(seconds);
            while Instant::now() < deadline {
                if self.has_ended() {
                    return Ok(());
                }
                sleep(Duration::from_millis(5));
            }
        }
        self.child
            .kill()
            .and_then(|()| self.child.wait().map(drop))
            .while_trying(|| "stop postgres")
    }
}

/// Runs between fork and exec: only async-signal-safe calls.
fn die_with(owner: u32) -> io::Result<()> {
    #[expect(unsafe_code, reason = "prctl and getppid take integers only")]
    let (set, parent) =
        unsafe { (libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGINT), libc::getppid()) };
    if set != 0 {
        return Err(io::Error::last_os_error());
    }
    // The owner may have died before the signal was armed.
    if u32::try_from(parent).ok() == Some(owner) {
        Ok(())
    } else {
        Err(io::Error::from_raw_os_error(libc::ESRCH))
    }
}
