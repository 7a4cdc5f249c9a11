//! Running other programs.

use std::{
    ffi::OsStr,
    fs::File,
    os::unix::process::CommandExt,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use anyhow::{Context, bail};

use crate::{env, tools, workspace};

/// A command in the checkout, with the cached tools on its `PATH`.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(workspace::root()).env("PATH", tools::path());
    command
}

pub(crate) fn cargo() -> Command {
    let mut command = command(env::cargo());
    for name in env::own_package_names() {
        command.env_remove(name);
    }
    command
}

/// Runs the command with its output shown.
pub(crate) fn show(command: &mut Command) -> anyhow::Result<()> {
    let status = tied(command).status().with_context(|| cannot_run(command))?;
    if !status.success() {
        bail!("`{}` failed ({status})", line(command));
    }
    Ok(())
}

/// Runs the command; its standard output, or its standard error as the error.
pub(crate) fn capture(command: &mut Command) -> anyhow::Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| cannot_run(command))?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` failed ({})\n{}", line(command), output.status, complaint.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Starts the command with standard output and standard error in one file.
pub(crate) fn spawn_logged(command: &mut Command, log: &Path) -> anyhow::Result<Child> {
    let file = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
    let errors = file.try_clone().context("cannot share the log")?;
    command.stdin(Stdio::null()).stdout(file).stderr(errors);
    tied(command).spawn().with_context(|| cannot_run(command))
}

/// Replaces this process by the command (`exec`), so that it gets the signals and the terminal.
pub(crate) fn become_program(command: &mut Command) -> anyhow::Error {
    let error = command.exec();
    anyhow::Error::new(error).context(cannot_run(command))
}

/// CPU time of all child processes that have ended.
pub(crate) fn work_of_children() -> Duration {
    // SAFETY: the call fills a structure of integers that is zeroed before.
    #[expect(unsafe_code, reason = "std does not tell; the call only fills integers")]
    let usage = unsafe {
        let mut usage = std::mem::zeroed::<libc::rusage>();
        libc::getrusage(libc::RUSAGE_CHILDREN, &raw mut usage);
        usage
    };
    let time = |it: libc::timeval| {
        Duration::from_secs(it.tv_sec.unsigned_abs())
            + Duration::from_micros(it.tv_usec.unsigned_abs())
    };
    time(usage.ru_utime) + time(usage.ru_stime)
}

/// Ends the child with this process (parent-death signal). Only for commands that the main thread
/// starts, since the kernel sends the signal when the *thread* ends.
fn tied(command: &mut Command) -> &mut Command {
    #[expect(unsafe_code, reason = "prctl is async-signal-safe and takes integers only")]
    unsafe {
        command.pre_exec(|| {
            libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGTERM);
            Ok(())
        })
    }
}

fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

fn cannot_run(command: &Command) -> String {
    format!("cannot run `{}`", line(command))
}
