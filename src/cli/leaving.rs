//! Ctrl-C while a question stands: it ends the question, or, where it came between two keys and no reading noticed it, the program.

use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Whether a question stands on the screen.
static ASKING: AtomicBool = AtomicBool::new(false);

/// How long a question has to notice by itself that it is left.
const GRACE: Duration = Duration::from_millis(200);

/// A question on the screen, until its answer is there.
pub(super) struct Asking;

impl Asking {
    pub(super) fn begin() -> Self {
        ASKING.store(true, Ordering::SeqCst);
        Self
    }
}

impl Drop for Asking {
    fn drop(&mut self) {
        ASKING.store(false, Ordering::SeqCst);
    }
}

/// Takes Ctrl-C from now on. A question that reads keys ends by itself and lets everything be put in order; one that had not begun to
/// read would wait for ever, so that `left` is said and the program ends.
pub(super) fn hear(left: String) {
    let _ = ctrlc::set_handler(move || {
        std::thread::sleep(GRACE);
        if ASKING.load(Ordering::SeqCst) {
            let _ = writeln!(std::io::stderr(), "\x1b[?25h\n{left}");
            std::process::exit(130);
        }
    });
}
