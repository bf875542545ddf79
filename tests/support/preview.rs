//! The real `tenken serve` as a process, asked over its socket.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// `tenken serve` of a folder.
#[derive(Debug)]
pub struct Preview {
    child: Child,
    address: String,
}

impl Preview {
    pub fn start(root: &Path) -> Preview {
        let mut child = Command::new(env!("CARGO_BIN_EXE_tenken"))
            .args(["serve", "--port", "0", "--lang", "en", "--root"])
            .arg(root)
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let mut lines = BufReader::new(child.stderr.take().expect("piped")).lines();
        let address = lines.find_map(|line| {
            let line = line.ok()?;
            let rest = line.split("http://").nth(1)?;
            Some(rest.split('/').next()?.to_owned())
        });
        // The pipe must not fill up.
        std::thread::spawn(move || lines.for_each(drop));
        Preview {
            address: address.expect("the program says where it serves"),
            child,
        }
    }

    /// Head and body of the answer for a path.
    pub fn get(&self, path: &str) -> (String, Vec<u8>) {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        let request = format!(
            "GET /{path} HTTP/1.1\r\nHost: {}\r\nTenken-Live-Reload: off\r\nConnection: close\r\n\r\n",
            self.address
        );
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("received");
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n");
        let end = end.expect("a head");
        let head = String::from_utf8_lossy(&answer[..end]).to_ascii_lowercase();
        (head, answer[end + 4..].to_vec())
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
