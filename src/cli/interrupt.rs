//! Work that Ctrl-C does not interrupt: replacing a file takes a temporary file, which must not be left behind.

/// Does some work. If the user interrupts it, the process ends when the work is done.
#[cfg(unix)]
pub(crate) fn hold<T>(work: impl FnOnce() -> T) -> T {
    let Some(signals) = unix::Signals::get() else { return work() };
    signals.begin();
    let result = work();
    signals.end();
    result
}

/// Does some work. Interrupts are held back on Unix only.
#[cfg(not(unix))]
pub(crate) fn hold<T>(work: impl FnOnce() -> T) -> T {
    work()
}

#[cfg(unix)]
mod unix {
    use std::io;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
    use std::sync::{Arc, Mutex, OnceLock, PoisonError};

    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::{flag, low_level};

    /// The signals that end the process, unless work is going on.
    pub(super) struct Signals {
        is_idle: Arc<AtomicBool>,
        /// The signal that arrived during the work; 0 if none did.
        arrived: Arc<AtomicUsize>,
        /// How many threads are at work.
        working: Mutex<usize>,
    }

    impl Signals {
        /// `None` if no handlers can be installed.
        pub(super) fn get() -> Option<&'static Signals> {
            static SIGNALS: OnceLock<Option<Signals>> = OnceLock::new();
            SIGNALS.get_or_init(|| Signals::install().ok()).as_ref()
        }

        fn install() -> io::Result<Signals> {
            let is_idle = Arc::new(AtomicBool::new(true));
            let arrived = Arc::new(AtomicUsize::new(0));
            for (signal, number) in [(SIGINT, 2), (SIGTERM, 15)] {
                flag::register_usize(signal, Arc::clone(&arrived), number)?;
                flag::register_conditional_default(signal, Arc::clone(&is_idle))?;
            }
            Ok(Signals { is_idle, arrived, working: Mutex::new(0) })
        }

        pub(super) fn begin(&self) {
            let mut working = self.working.lock().unwrap_or_else(PoisonError::into_inner);
            *working += 1;
            self.is_idle.store(false, Ordering::SeqCst);
        }

        pub(super) fn end(&self) {
            let mut working = self.working.lock().unwrap_or_else(PoisonError::into_inner);
            *working = working.saturating_sub(1);
            if *working > 0 {
                return;
            }
            self.is_idle.store(true, Ordering::SeqCst);
            match self.arrived.swap(0, Ordering::SeqCst) {
                0 => {}
                number => {
                    let signal = if number == 2 { SIGINT } else { SIGTERM };
                    // If that fails, the run continues to its end.
                    let _ = low_level::emulate_default_handler(signal);
                }
            }
        }
    }
}
