//! What this process has used so far.

use std::fs;
use std::time::Duration;

/// Processor time and memory of this process, where the system tells them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Usage {
    /// Processor time of all threads together.
    pub processor: Option<Duration>,
    /// Bytes of memory that it has now (resident set).
    pub memory: Option<u64>,
    /// The most bytes that it had at once.
    pub peak: Option<u64>,
}

/// Asks the system.
pub fn usage() -> Usage {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let bytes = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        let kibibytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
        Some(kibibytes * 1024)
    };
    Usage {
        processor: processor(),
        memory: bytes("VmRSS:"),
        peak: bytes("VmHWM:"),
    }
}

#[cfg(unix)]
fn processor() -> Option<Duration> {
    use rustix::time::{ClockId, clock_gettime};
    clock_gettime(ClockId::ProcessCPUTime).try_into().ok()
}

#[cfg(not(unix))]
fn processor() -> Option<Duration> {
    None
}
