//! What a child process took: wall time, processor time and peak memory; and how much it printed.

use std::ffi::{OsStr, OsString};
use std::mem::MaybeUninit;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};
use std::{env, io};

/// What one run of a child process took.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    pub wall: Duration,
    /// Processor time, in the program and in the kernel on its behalf, over all threads.
    pub processor: Duration,
    /// Bytes.
    pub peak_memory: u64,
    /// Exit code; 256 where a signal ended it.
    pub exit: u64,
    /// Bytes on standard output.
    pub output: u64,
}

/// Whatever takes longer is ended.
const LIMIT: Duration = Duration::from_mins(2);

impl Cost {
    /// What `command` takes when it runs to its end with its output thrown away.
    ///
    /// A fresh copy of this program starts it: Linux counts the memory of the process that starts a child as the
    /// child's own, and this one holds all the input.
    pub fn of<'a>(command: impl IntoIterator<Item = &'a OsStr>) -> Result<Self, String> {
        let itself = env::current_exe().map_err(|error| error.to_string())?;
        let output = Command::new(itself).arg("cost").args(command).output().map_err(|error| error.to_string())?;
        let text = String::from_utf8_lossy(&output.stdout);
        let mut numbers = text.split_whitespace().map(str::parse::<u64>);
        let mut next =
            || numbers.next().and_then(Result::ok).ok_or_else(|| String::from_utf8_lossy(&output.stderr).into_owned());
        Ok(Self {
            wall: Duration::from_nanos(next()?),
            processor: Duration::from_nanos(next()?),
            peak_memory: next()?,
            exit: next()?,
            output: next()?,
        })
    }
}

/// Runs a command and prints what [`Cost::of`] reads.
pub fn print(command: &[OsString]) -> Result<(), String> {
    let (program, arguments) = command.split_first().ok_or("no command")?;
    let start = Instant::now();
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("{}: {error}", program.display()))?;
    let stdout = child.stdout.take();
    let (ended, is_over) = mpsc::channel::<()>();
    let id = child.id().cast_signed();
    let watch = thread::spawn(move || {
        if is_over.recv_timeout(LIMIT) == Err(mpsc::RecvTimeoutError::Timeout) {
            // SAFETY: no memory is touched; the child has not been waited for, so the id is still its own.
            unsafe { libc::kill(id, libc::SIGKILL) };
        }
    });
    let output = stdout.map_or(Ok(0), |mut stdout| io::copy(&mut stdout, &mut io::sink()));
    let output = output.map_err(|error| error.to_string())?;
    drop(ended);
    let _ = watch.join();
    let (exit, usage) = wait(&child).map_err(|error| error.to_string())?;
    let wall = start.elapsed().as_nanos();
    let nanos = |time: libc::timeval| time.tv_sec * 1_000_000_000 + time.tv_usec * 1_000;
    // Kibibytes on Linux, bytes on macOS.
    let unit = if cfg!(target_os = "macos") { 1 } else { 1024 };
    println!("{wall} {} {} {exit} {output}", nanos(usage.ru_utime) + nanos(usage.ru_stime), usage.ru_maxrss * unit);
    Ok(())
}

fn wait(child: &Child) -> io::Result<(u64, libc::rusage)> {
    let mut status = 0;
    let mut usage = MaybeUninit::<libc::rusage>::zeroed();
    // SAFETY: the process is our own child and nobody else waits for it; both pointers are valid for writing, and
    // `rusage` is plain data for which zero is a value.
    let (waited, usage) =
        unsafe { (libc::wait4(child.id().cast_signed(), &raw mut status, 0, usage.as_mut_ptr()), usage.assume_init()) };
    if waited < 0 {
        return Err(io::Error::last_os_error());
    }
    let exit = if libc::WIFEXITED(status) { u64::from(libc::WEXITSTATUS(status).unsigned_abs()) } else { 256 };
    Ok((exit, usage))
}
