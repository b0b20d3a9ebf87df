//! pugixml as a process of its own, so that no C++ is linked to the benches.

use std::error::Error;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

/// A running peer with its document.
pub struct Pugixml {
    child: Child,
    orders: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

/// Builds the program; an error says what is missing.
pub fn build(folder: &Path) -> Result<(), String> {
    let compiler = std::env::var("CXX").unwrap_or_else(|_| "c++".to_owned());
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers/pugixml/peer.cpp");
    let mut command = Command::new(&compiler);
    command.arg("-O2").arg("-o").arg(folder.join("pugixml-peer")).arg(source).arg("-lpugixml");
    match command.output() {
        Err(error) => Err(format!("{compiler}: {error}")),
        Ok(output) if !output.status.success() => {
            let reason = String::from_utf8_lossy(&output.stderr);
            Err(format!("{compiler}: {}", reason.lines().next().unwrap_or_default()))
        }
        Ok(_) => Ok(()),
    }
}

impl Pugixml {
    /// Starts the program that [`build`] made.
    pub fn start(folder: &Path, document: &str) -> Result<Pugixml, Box<dyn Error>> {
        let file = folder.join("pugixml-peer.xml");
        std::fs::write(&file, document)?;
        let mut command = Command::new(folder.join("pugixml-peer"));
        let mut child = command.arg(file).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let orders = child.stdin.take();
        let answers = BufReader::new(child.stdout.take().ok_or("no output")?);
        Ok(Pugixml { child, orders, answers })
    }

    /// Parses the document so many times.
    pub fn parse(&mut self, times: u32) -> Result<Duration, Box<dyn Error>> {
        writeln!(self.orders.as_mut().ok_or("no input")?, "{times}")?;
        let mut answer = String::new();
        self.answers.read_line(&mut answer)?;
        Ok(Duration::from_nanos(answer.trim().parse()?))
    }
}

impl Drop for Pugixml {
    fn drop(&mut self) {
        // The end of its input ends the program.
        self.orders = None;
        self.child.wait().ok();
    }
}
