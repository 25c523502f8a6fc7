//! Keeps work within its limits: it runs in a thread of its own, which is told to stop when its time is up or when the
//! program has grown too much. What it finds comes through a short queue, so that it never runs far ahead of the reader.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use oxigraph::sparql::CancellationToken;

use super::{Limits, QueryError};

/// The parser and the optimizer call themselves; this holds the longest query that is taken with room to spare.
const STACK: usize = 512 << 20;
/// How many pieces wait to be taken.
const WAITING: usize = 8;
/// How often memory is looked at: within this time no engine fills more than some hundred megabytes.
const PAUSE: Duration = Duration::from_millis(20);

/// Runs `work` and takes what it sends.
pub(super) fn watched<T: Send + 'static>(
    limits: Limits,
    take: impl FnMut(T) -> Result<(), QueryError>,
    work: impl FnOnce(CancellationToken, &SyncSender<T>) -> Result<(), QueryError> + Send + 'static,
) -> Result<(), QueryError> {
    let cancel = CancellationToken::new();
    let (sender, receiver) = sync_channel(WAITING);
    let token = cancel.clone();
    let run = move || work(token, &sender);
    let worker = thread::Builder::new().stack_size(STACK).spawn(run);
    let worker = worker.map_err(|error| QueryError::Evaluation(error.to_string()))?;
    let ended = receive(&receiver, limits, take);
    if ended.is_err() {
        // It stops at the next quad that it looks at; a step that looks at none is left behind.
        cancel.cancel();
    }
    ended.and_then(|()| join(worker))
}

/// Takes what comes until nothing more can come. The time in which the reader is busy does not count.
fn receive<T>(
    receiver: &Receiver<T>,
    limits: Limits,
    mut take: impl FnMut(T) -> Result<(), QueryError>,
) -> Result<(), QueryError> {
    let before = memory().unwrap_or_default();
    let mut waited = Duration::ZERO;
    loop {
        let start = Instant::now();
        let piece = receiver.recv_timeout(PAUSE.min(limits.time.saturating_sub(waited)));
        waited += start.elapsed();
        match piece {
            Ok(piece) => take(piece)?,
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
            Err(RecvTimeoutError::Timeout) => {}
        }
        if memory().is_some_and(|now| now.saturating_sub(before) > limits.memory) {
            return Err(QueryError::Memory(limits.memory));
        }
        if waited >= limits.time {
            return Err(QueryError::Time(limits.time));
        }
    }
}

fn join(worker: JoinHandle<Result<(), QueryError>>) -> Result<(), QueryError> {
    worker.join().unwrap_or_else(|_| Err(QueryError::Evaluation("the engine gave up on it".to_owned())))
}

/// The memory of this process in bytes, where the system tells.
fn memory() -> Option<u64> {
    let words = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = words.split(' ').nth(1)?.parse().ok()?;
    // The size of a page is not told there; it is never smaller than this.
    Some(pages * 4096)
}
