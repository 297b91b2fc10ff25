//! What a child process took: wall time, processor time and peak memory.

use std::io;
use std::mem::MaybeUninit;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What one run of a child process took.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    pub wall: Duration,
    /// Processor time, in the program and in the kernel on its behalf, over all threads.
    pub processor: Duration,
    /// Bytes.
    pub peak_memory: u64,
    pub exit: i32,
}

/// Runs a command to its end with its output thrown away.
pub fn child(command: &mut Command) -> io::Result<Cost> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let start = Instant::now();
    let child = command.spawn()?;
    let (exit, usage) = wait(&child)?;
    let seconds = |time: libc::timeval| {
        Duration::from_secs_f64(time.tv_sec as f64 + time.tv_usec as f64 / 1e6)
    };
    Ok(Cost {
        wall: start.elapsed(),
        processor: seconds(usage.ru_utime) + seconds(usage.ru_stime),
        // Kibibytes on Linux, bytes on macOS.
        peak_memory: usage.ru_maxrss as u64 * if cfg!(target_os = "macos") { 1 } else { 1024 },
        exit,
    })
}

fn wait(child: &Child) -> io::Result<(i32, libc::rusage)> {
    let mut status = 0;
    let mut usage = MaybeUninit::<libc::rusage>::zeroed();
    // SAFETY: the process is our own child and nobody else waits for it; both pointers are valid for writing, and
    // `rusage` is plain data for which zero is a value.
    let (waited, usage) = unsafe {
        (
            libc::wait4(
                child.id().cast_signed(),
                &raw mut status,
                0,
                usage.as_mut_ptr(),
            ),
            usage.assume_init(),
        )
    };
    if waited < 0 {
        return Err(io::Error::last_os_error());
    }
    Ok((
        if libc::WIFEXITED(status) {
            libc::WEXITSTATUS(status)
        } else {
            -1
        },
        usage,
    ))
}
