//! Finds a port to listen on.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use tokio::net::{TcpListener, lookup_host};

use crate::diagnostic::Say;
use crate::say;

/// Number of further ports that are tried.
const TRIES: u16 = 50;

/// What keeps a server from starting.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.say().en)]
pub enum Error {
    /// No address for the host, or no free port.
    Listen {
        host: String,
        port: u16,
        source: io::Error,
    },
    /// The system cannot report changes of files.
    Watch {
        path: PathBuf,
        source: notify::Error,
    },
}

impl Error {
    /// The message in both languages.
    pub fn say(&self) -> Say {
        match self {
            Error::Listen { host, port, source } => say!(
                "{host} のポート {port} で待ち受けられません（{source}）\n--port か --host で別のものを指定してください。",
                "cannot listen on {host} port {port}: {source}\nName another with --port or --host."
            ),
            Error::Watch { path, source } => {
                let path = path.display();
                say!(
                    "{path} の変更を見張れません（{source}）",
                    "cannot watch {path} for changes: {source}"
                )
            }
        }
    }
}

/// A port that is listened on.
#[derive(Debug)]
pub struct Listening {
    pub(super) listener: TcpListener,
    /// The address; its port may differ from the one that was asked for.
    pub address: SocketAddr,
}

/// Listens on `port` of `host`, or on the next port that is free. Port 0 is any free port.
///
/// # Errors
/// The host has no address, or none of the ports is free.
pub async fn listen(host: &str, port: u16) -> Result<Listening, Error> {
    let error = |source| Error::Listen {
        host: host.to_owned(),
        port,
        source,
    };
    let name = host.trim_start_matches('[').trim_end_matches(']');
    let found = lookup_host((name, port)).await.map_err(error)?.next();
    let mut address = found.ok_or_else(|| error(io::ErrorKind::AddrNotAvailable.into()))?;
    let mut tries = 0;
    loop {
        match TcpListener::bind(address).await {
            Ok(listener) => {
                let address = listener.local_addr().map_err(error)?;
                return Ok(Listening { listener, address });
            }
            Err(taken)
                if taken.kind() == io::ErrorKind::AddrInUse
                    && tries < TRIES
                    && address.port() < u16::MAX =>
            {
                tries += 1;
                address.set_port(address.port() + 1);
            }
            Err(source) => return Err(error(source)),
        }
    }
}
