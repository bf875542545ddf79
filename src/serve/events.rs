//! Tells browsers about changes, as server-sent events.

use std::convert::Infallible;

use axum::body::Body;
use axum::http::Response;
use axum::response::IntoResponse as _;
use axum::response::sse::{Event, KeepAlive, Sse};
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::WatchStream;

use super::state::{Current, State};

/// Address of the stream.
pub(super) const PATH: &str = "/_tenken/events";

/// A stream with the present state first, then one event a change. A page of another generation than the one in the
/// event reloads itself, so that no change is missed between a page and its stream.
pub(super) fn respond(state: &State) -> Response<Body> {
    let events =
        WatchStream::new(state.changes()).map(|current| Ok::<_, Infallible>(event(&current)));
    Sse::new(events)
        .keep_alive(KeepAlive::default())
        .into_response()
}

fn event(current: &Current) -> Event {
    let data =
        serde_json::json!({ "generation": current.name(), "problem": current.problem.as_deref() });
    // JSON has its line breaks escaped: one line of data.
    Event::default().event("state").data(data.to_string())
}
