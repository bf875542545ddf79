//! Kills a real process at moments spread at random over its run, and looks at what it leaves.

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::random::Random;

/// How many runs were broken off, and how many were done before their moment came.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Killed {
    pub broken_off: usize,
    pub finished: usize,
}

/// Runs `command` `times` times. Before each run, `reset` restores the old state; at a random moment between the start and a
/// little after the time that an undisturbed run took, the process is killed, and `check` looks at the state with a name
/// of the moment for its messages.
///
/// How long a run takes decides only where the moments lie, never whether the test passes.
pub fn kill_at_random_moments(
    seed: u64,
    times: usize,
    command: &dyn Fn() -> Command,
    reset: &mut dyn FnMut(),
    check: &mut dyn FnMut(&str),
) -> Killed {
    let mut random = Random(seed);
    reset();
    let started = Instant::now();
    let status = silent(command()).status().expect("the program runs");
    assert!(status.success(), "the undisturbed run fails: {status}");
    let whole = started.elapsed();
    check("the undisturbed run");
    let mut killed = Killed::default();
    for run in 0..times {
        reset();
        let part = random.below(1_100);
        let moment = whole * u32::try_from(part).expect("it is small") / 1_000;
        let mut child = silent(command()).spawn().expect("the program runs");
        sleep(moment.min(Duration::from_secs(60)));
        // SIGKILL, where there is one: nothing of the program runs after it.
        let _ = child.kill();
        let status = child.wait().expect("the program can be waited for");
        match status.success() {
            true => killed.finished += 1,
            false => killed.broken_off += 1,
        }
        check(&format!("seed {seed:#x}, run {run}, at {part}/1000"));
    }
    killed
}

fn silent(mut command: Command) -> Command {
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}
