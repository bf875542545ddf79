//! Bytes → responses: content types, the script that reloads, and pages about errors.

use axum::body::Body;
use axum::http::header::{self, HeaderValue};
use axum::http::{Response, StatusCode};

/// The script that reloads the page and shows problems.
pub(super) const LIVE_SCRIPT: &str = include_str!("live.js");
/// Its address.
pub(super) const LIVE_PATH: &str = "/_tenken/live.js";

/// A response with a body. Nothing is stored by the browser: the next request may meet another edit.
pub(super) fn with_body(
    status: StatusCode,
    content_type: &str,
    body: impl Into<Body>,
) -> Response<Body> {
    let content_type = HeaderValue::from_str(content_type)
        .unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, content_type);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    response
}

/// A line of text about a request that is not answered otherwise.
pub(super) fn plain(status: StatusCode, text: &str) -> Response<Body> {
    with_body(status, "text/plain; charset=utf-8", format!("{text}\n"))
}

/// A redirect.
pub(super) fn redirect(status: StatusCode, to: &str) -> Response<Body> {
    let Ok(location) = HeaderValue::from_str(to) else {
        return plain(StatusCode::BAD_REQUEST, "bad path");
    };
    let mut response = plain(status, to);
    response.headers_mut().insert(header::LOCATION, location);
    response
}

/// A file of the site; HTML is followed by `live`.
pub(super) fn file(
    status: StatusCode,
    path: &str,
    bytes: &[u8],
    live: Option<&str>,
) -> Response<Body> {
    let content_type = content_type(path);
    match live.filter(|_| content_type.starts_with("text/html")) {
        Some(script) => with_body(status, &content_type, [bytes, script.as_bytes()].concat()),
        None => with_body(status, &content_type, bytes.to_vec()),
    }
}

/// The type of a file by its name, with the character set where it is text.
pub(super) fn content_type(path: &str) -> String {
    let guessed = mime_guess::from_path(path).first_or_octet_stream();
    let essence = guessed.essence_str();
    let is_text = essence.starts_with("text/")
        || ["json", "javascript", "xml"]
            .iter()
            .any(|kind| essence.ends_with(kind))
        || essence == "application/manifest+json";
    if is_text {
        format!("{essence}; charset=utf-8")
    } else {
        essence.to_owned()
    }
}

/// The element that loads the script into a page of the generation `name`.
pub(super) fn live_element(name: &str) -> String {
    format!(r#"<script src="{LIVE_PATH}" data-generation="{name}" defer></script>"#)
}

/// A page that shows what is wrong, where there is no page of the site to show.
pub(super) fn problem_page(problem: &str, live: Option<&str>) -> Response<Body> {
    let page = format!(
        "<!doctype html>\n<html lang=\"ja\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>tenken: エラー / error</title>\n\
         <style>body{{margin:2rem;font:1rem/1.6 system-ui,sans-serif;color-scheme:light dark}}\
         pre{{white-space:pre-wrap;overflow-wrap:anywhere}}</style>\n\
         <h1>ページを作れません / The page cannot be made</h1>\n<pre id=\"tenken-problem\">{}</pre>\n{}",
        escape(problem),
        live.unwrap_or_default(),
    );
    with_body(
        StatusCode::INTERNAL_SERVER_ERROR,
        "text/html; charset=utf-8",
        page,
    )
}

/// Text as it may stand between tags and in attributes.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_types_carry_their_character_set() {
        let cases = [
            ("index.html", "text/html; charset=utf-8"),
            ("a.css", "text/css; charset=utf-8"),
            ("a.js", "text/javascript; charset=utf-8"),
            ("a.json", "application/json; charset=utf-8"),
            ("a.svg", "image/svg+xml; charset=utf-8"),
            ("feed.xml", "text/xml; charset=utf-8"),
            ("a.csv", "text/csv; charset=utf-8"),
            ("a.txt", "text/plain; charset=utf-8"),
            (
                "site.webmanifest",
                "application/manifest+json; charset=utf-8",
            ),
            ("a.png", "image/png"),
            ("a.woff2", "font/woff2"),
            (
                "a.xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ),
            ("a.unknown-thing", "application/octet-stream"),
            ("CNAME", "application/octet-stream"),
        ];
        for (path, wanted) in cases {
            assert_eq!(content_type(path), wanted, "{path}");
        }
    }

    #[test]
    fn no_markup_survives_escaping() {
        assert_eq!(
            escape(r#"<a href="x" id='y'>&"#),
            "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;"
        );
    }
}
