//! The progress of a run on a terminal: one line on standard error, redrawn at most ten times a second.

use std::io::{self, IsTerminal, Read, Write};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The least time between two redraws.
const INTERVAL: Duration = Duration::from_millis(100);
/// The width of the bar in columns.
const BAR: u64 = 32;

/// A progress bar. Clones draw the same bar.
#[derive(Clone)]
pub(crate) struct Progress {
    line: Option<Arc<Mutex<ProgressLine>>>,
}

struct ProgressLine {
    out: Box<dyn Write + Send>,
    total: u64,
    done: u64,
    started: Instant,
    /// When the bar may be drawn next.
    next: Instant,
    is_drawn: bool,
}

impl Progress {
    /// A bar that is never drawn.
    pub(crate) fn hidden() -> Progress {
        Progress { line: None }
    }

    /// A bar on standard error for so many files or bytes; hidden unless that is a terminal.
    pub(crate) fn on_terminal(total: u64) -> Progress {
        let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        if !io::stderr().is_terminal() || is_dumb {
            return Progress::hidden();
        }
        Progress::new(Box::new(io::stderr()), total, Instant::now())
    }

    fn new(out: Box<dyn Write + Send>, total: u64, now: Instant) -> Progress {
        let line = ProgressLine { out, total, done: 0, started: now, next: now + INTERVAL, is_drawn: false };
        Progress { line: Some(Arc::new(Mutex::new(line))) }
    }

    fn with(&self, change: impl FnOnce(&mut ProgressLine)) {
        if let Some(line) = &self.line {
            change(&mut line.lock().unwrap_or_else(PoisonError::into_inner));
        }
    }

    /// So much more is done.
    pub(crate) fn add(&self, done: u64) {
        self.with(|line| line.add(done, Instant::now()));
    }

    /// Takes the bar from the terminal before something else is printed. It comes back with the next redraw.
    pub(crate) fn print<T>(&self, print: impl FnOnce() -> T) -> T {
        self.with(ProgressLine::clear);
        print()
    }

    /// Takes the bar from the terminal at the end.
    pub(crate) fn finish(&self) {
        self.with(ProgressLine::clear);
    }

    /// A reader whose bytes are done when they are read.
    pub(crate) fn reader<R: Read>(&self, inner: R) -> ProgressReader<R> {
        ProgressReader { inner, progress: self.clone() }
    }
}

impl ProgressLine {
    fn add(&mut self, done: u64, now: Instant) {
        self.done += done;
        if now < self.next {
            return;
        }
        self.next = now + INTERVAL;
        self.is_drawn = true;
        let full = self.done.min(self.total).saturating_mul(BAR).checked_div(self.total).unwrap_or(0);
        let bar: String = (0..BAR).map(|at| if at < full { '#' } else { '-' }).collect();
        let elapsed = now.saturating_duration_since(self.started).as_secs_f64();
        let share = self.done as f64 / self.total.max(1) as f64;
        let left = if share > 0.0 { (elapsed / share - elapsed).max(0.0) } else { 0.0 };
        // A closed terminal does not end the run.
        let _ = write!(self.out, "\r[{bar}] {}/{} {left:.0}s\x1b[K", self.done, self.total);
        let _ = self.out.flush();
    }

    fn clear(&mut self) {
        if self.is_drawn {
            self.is_drawn = false;
            let _ = write!(self.out, "\r\x1b[K");
            let _ = self.out.flush();
        }
    }
}

/// Counts the bytes that are read.
pub(crate) struct ProgressReader<R> {
    inner: R,
    progress: Progress,
}

impl<R: Read> Read for ProgressReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.progress.add(read as u64);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was written.
    #[derive(Clone, Default)]
    struct Screen(Arc<Mutex<Vec<u8>>>);

    impl Write for Screen {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Screen {
        fn text(&self) -> String {
            String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
        }
    }

    /// 20,000 files in ten seconds, with something printed about each.
    #[test]
    fn at_most_ten_redraws_a_second() {
        let screen = Screen::default();
        let start = Instant::now();
        let progress = Progress::new(Box::new(screen.clone()), 20_000, start);
        for file in 1..=20_000_u32 {
            progress.with(|line| line.add(1, start + Duration::from_micros(500) * file));
            progress.print(|| ());
        }
        progress.finish();
        let text = screen.text();
        let redraws = text.matches('[').count() - text.matches("\x1b[").count();
        assert!((90..=100).contains(&redraws), "{redraws}");
        assert!(text.len() < 10_000, "{}", text.len());
        assert!(text.ends_with("\r\x1b[K"));
    }

    #[test]
    fn a_short_run_draws_nothing() {
        let screen = Screen::default();
        let start = Instant::now();
        let progress = Progress::new(Box::new(screen.clone()), 3, start);
        for _ in 0..3 {
            progress.with(|line| line.add(1, start + Duration::from_millis(20)));
        }
        progress.finish();
        assert_eq!(screen.text(), "");
        progress.with(|line| line.add(0, start + Duration::from_secs(1)));
        assert_eq!(screen.text(), format!("\r[{}] 3/3 0s\x1b[K", "#".repeat(32)));
        // Nothing to do at all, and a hidden bar.
        Progress::new(Box::new(Screen::default()), 0, start).with(|line| line.add(0, start + INTERVAL));
        Progress::hidden().add(1);
    }
}
