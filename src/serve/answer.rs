//! Request → response.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State as Shared};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Response, StatusCode, Uri};

use super::events;
use super::request::{Found, Hosts, find};
use super::respond::{
    LIVE_PATH, LIVE_SCRIPT, file, live_element, plain, problem_page, redirect, with_body,
};
use super::state::{Current, Generation, State};

/// A request with this header set to `off` gets the bytes as they are built.
const LIVE_HEADER: &str = "tenken-live-reload";

/// An answer has this header while the site that it belongs to is still being checked.
const CHECKING_HEADER: HeaderName = HeaderName::from_static("tenken-checking");

/// What answers requests.
#[derive(Debug)]
pub(super) struct Server {
    pub(super) state: Arc<State>,
    pub(super) hosts: Hosts,
    pub(super) live_reload: bool,
}

/// The application: one function for every path, because only the site knows its paths.
pub(super) fn app(server: Server) -> Router {
    Router::new().fallback(answer).with_state(Arc::new(server))
}

async fn answer(Shared(server): Shared<Arc<Server>>, request: Request) -> Response<Body> {
    let (request, _) = request.into_parts();
    if !is_for_us(&server.hosts, &request.uri, &request.headers) {
        return plain(
            StatusCode::MISDIRECTED_REQUEST,
            "this server does not answer for that host",
        );
    }
    if !matches!(request.method, Method::GET | Method::HEAD) {
        let mut response = plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD");
        response
            .headers_mut()
            .insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    match request.uri.path() {
        LIVE_PATH => with_body(
            StatusCode::OK,
            "text/javascript; charset=utf-8",
            LIVE_SCRIPT,
        ),
        events::PATH => events::respond(&server.state),
        _ => page(&server, &request).await,
    }
}

fn is_for_us(hosts: &Hosts, uri: &Uri, headers: &HeaderMap) -> bool {
    let mut named = headers.get_all(header::HOST).iter();
    let host = named.next().and_then(|host| host.to_str().ok());
    // An absolute address in the request line counts as well.
    let authority = uri
        .authority()
        .is_none_or(|authority| hosts.allow(authority.as_str()));
    host.is_some_and(|host| hosts.allow(host)) && named.next().is_none() && authority
}

async fn page(server: &Server, request: &Parts) -> Response<Body> {
    let current = server.state.now();
    let mut response = page_of(server, &current, request).await;
    if !current.is_settled() {
        let value = HeaderValue::from_static("commentary");
        response.headers_mut().insert(CHECKING_HEADER, value);
    }
    // The last to let go of a large site takes its time: no answer waits for that.
    tokio::task::spawn_blocking(move || drop(current));
    response
}

async fn page_of(server: &Server, current: &Current, request: &Parts) -> Response<Body> {
    let is_off = request
        .headers
        .get(LIVE_HEADER)
        .is_some_and(|value| value == "off");
    let live = (server.live_reload && !is_off).then(|| live_element(&current.name()));
    let live = live.as_deref();
    let Some(generation) = &current.generation else {
        return problem_page(problem_of(current), live);
    };
    match find(request.uri.path(), generation.base_path(), |path| {
        generation.has(path)
    }) {
        Found::File(path) => render(generation, StatusCode::OK, path, live).await,
        Found::Folder(to) => redirect(
            StatusCode::MOVED_PERMANENTLY,
            &with_query(&to, &request.uri),
        ),
        Found::Base => redirect(StatusCode::TEMPORARY_REDIRECT, generation.base_path()),
        Found::Refused => plain(StatusCode::BAD_REQUEST, "bad path"),
        Found::Missing if generation.has("404.html") => {
            render(
                generation,
                StatusCode::NOT_FOUND,
                "404.html".to_owned(),
                live,
            )
            .await
        }
        Found::Missing => plain(StatusCode::NOT_FOUND, "no such page"),
    }
}

fn problem_of(current: &Current) -> &str {
    current.problem.as_deref().unwrap_or_default()
}

fn with_query(path: &str, uri: &Uri) -> String {
    match uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    }
}

/// Renders aside, so that a slow page does not hold up the others.
async fn render(
    generation: &Arc<Generation>,
    status: StatusCode,
    path: String,
    live: Option<&str>,
) -> Response<Body> {
    let (aside, name) = (generation.clone(), path.clone());
    match tokio::task::spawn_blocking(move || aside.render(&name)).await {
        Ok(Some(Ok(bytes))) => file(status, &path, &bytes, live),
        Ok(Some(Err(problem))) => problem_page(&problem, live),
        Ok(None) => plain(StatusCode::NOT_FOUND, "no such page"),
        Err(error) => problem_page(&format!("{path}: {error}"), live),
    }
}
