//! A line on the terminal that says a long run is alive. Short runs never show it.

use std::io::Write;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(1);

/// Shows what is going on until it is dropped.
pub(super) struct Progress {
    running: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Starts waiting, if somebody looks at a terminal.
    pub fn start(terminal: bool, phase: &'static str) -> Self {
        let (done, wait) = mpsc::channel::<()>();
        let spawn = || {
            std::thread::Builder::new().name("progress".to_owned()).spawn(move || {
                let started = Instant::now();
                let mut err = std::io::stderr();
                let mut shown = false;
                while wait.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                    let _ = write!(err, "\r{phase} … {} s", started.elapsed().as_secs());
                    let _ = err.flush();
                    shown = true;
                }
                if shown {
                    let _ = write!(err, "\r\u{1b}[K");
                    let _ = err.flush();
                }
            })
        };
        // Without a thread to spare there is no progress line, and nothing is lost.
        let running = terminal.then(spawn).and_then(Result::ok).map(|thread| (done, thread));
        Self { running }
    }

    /// Does something while it is shown.
    pub fn during<T>(terminal: bool, phase: &'static str, work: impl FnOnce() -> T) -> T {
        let _progress = Self::start(terminal, phase);
        work()
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((done, thread)) = self.running.take() {
            drop(done);
            let _ = thread.join();
        }
    }
}
