//! `tenken serve`: the site in a browser while it is being written.
//!
//! Pages are rendered when they are asked for, by the same code that builds them; the bytes served are the bytes built,
//! followed in HTML by one script that reloads the page after a change. When an edit is bad, the last good site stays
//! and the errors lie over it until they are mended.
//!
//! The server listens on this machine only, answers only requests that name it as their host (so that a page elsewhere
//! cannot reach it by a name of its own that leads here), and looks every path up in the list of pages: no request
//! reaches the disk.

mod answer;
mod events;
mod listen;
mod pages;
mod request;
mod respond;
mod state;
mod watch;

pub use listen::{Error, Listening, listen};
pub use pages::{Pages, SitePages};
pub use state::{Loaded, Shown, State};
pub use watch::{Change, Changes, follow};

use std::future::Future;
use std::io;
use std::sync::Arc;

use request::Hosts;

/// Settings of a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Host given by the user; it is accepted as the host of requests.
    pub host: String,
    /// Append the script that reloads the page to HTML.
    pub live_reload: bool,
}

/// Serves `state` until `stop` is ready.
///
/// # Errors
/// The listener fails.
pub async fn serve(
    listening: Listening,
    state: Arc<State>,
    options: Options,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let hosts = Hosts::new(&options.host, listening.address);
    let app = answer::app(answer::Server {
        state,
        hosts,
        live_reload: options.live_reload,
    });
    tokio::select! {
        ended = axum::serve(listening.listener, app).into_future() => ended,
        () = stop => Ok(()),
    }
}
