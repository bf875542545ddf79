//! What a request may ask for: hosts and paths, as pure functions.

use std::net::{IpAddr, SocketAddr};

use axum::http::uri::Authority;
use percent_encoding::percent_decode_str;

/// The hosts that a request may name.
///
/// A page elsewhere can give its own name our address (DNS rebinding) and then read what we serve as if it were its
/// own; its requests still name its host, and are refused.
#[derive(Debug, Clone)]
pub(super) struct Hosts {
    names: Vec<String>,
    port: u16,
    /// Bound to every address of the machine: any address, but still no other name, is ours.
    any_address: bool,
}

impl Hosts {
    /// This machine's own names, and the host that the user gave.
    pub(super) fn new(given: &str, address: SocketAddr) -> Hosts {
        let given = match given.parse::<IpAddr>() {
            Ok(IpAddr::V6(address)) => format!("[{address}]"),
            _ => given.to_ascii_lowercase(),
        };
        let names = ["localhost", "127.0.0.1", "[::1]"]
            .map(str::to_owned)
            .into_iter()
            .chain([given])
            .collect();
        Hosts {
            names,
            port: address.port(),
            any_address: address.ip().is_unspecified(),
        }
    }

    /// True where the value of a `Host` header is one of ours, with our port.
    pub(super) fn allow(&self, host: &str) -> bool {
        let Ok(authority) = host.parse::<Authority>() else {
            return false;
        };
        let name = authority.host().to_ascii_lowercase();
        let is_address = name.trim_matches(['[', ']']).parse::<IpAddr>().is_ok();
        !host.contains('@')
            && authority.port_u16().unwrap_or(80) == self.port
            && (self.names.contains(&name) || (self.any_address && is_address))
    }
}

/// Where a path leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// A file of the site.
    File(String),
    /// The address of a folder without its `/`; where it is.
    Folder(String),
    /// Outside the base path, at the root of the server.
    Base,
    Missing,
    /// A path that no page of ours links to and that tries to get out.
    Refused,
}

/// Finds the file for the path of a request among the files of the site.
pub(super) fn find(raw: &str, base: &str, has: impl Fn(&str) -> bool) -> Found {
    let Some(path) = decode(raw) else {
        return Found::Refused;
    };
    let Some(path) = path.strip_prefix(base) else {
        return match format!("{path}/") == base {
            true => Found::Folder(base.to_owned()),
            false if path == "/" => Found::Base,
            false => Found::Missing,
        };
    };
    if path.is_empty() || path.ends_with('/') {
        let index = format!("{path}index.html");
        return if has(&index) {
            Found::File(index)
        } else {
            Found::Missing
        };
    }
    if has(path) {
        Found::File(path.to_owned())
    } else if has(&format!("{path}/index.html")) {
        Found::Folder(format!("{raw}/"))
    } else {
        Found::Missing
    }
}

/// The path, percent-decoded once. Nothing for one with `.` or `..` as a name, a backslash, a NUL, a separator or dot
/// in disguise, or bytes that are not UTF-8.
fn decode(raw: &str) -> Option<String> {
    let lower = raw.to_ascii_lowercase();
    let is_disguised = ["%2e", "%2f", "%5c", "%00"]
        .iter()
        .any(|code| lower.contains(code));
    if is_disguised || !raw.starts_with('/') || raw.contains(['\\', '\0']) {
        return None;
    }
    let path = percent_decode_str(raw).decode_utf8().ok()?.into_owned();
    let climbs = path.split('/').any(|name| name == "." || name == "..");
    (!climbs && !path.contains(['\\', '\0'])).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: [&str; 4] = ["index.html", "2022/index.html", "日本 語.css", "404.html"];

    fn has(path: &str) -> bool {
        FILES.contains(&path)
    }
    fn file(path: &str) -> Found {
        Found::File(path.to_owned())
    }

    #[test]
    fn paths_lead_to_files_folders_or_nowhere() {
        let cases = [
            ("/", file("index.html")),
            ("/index.html", file("index.html")),
            ("/2022/", file("2022/index.html")),
            ("/2022", Found::Folder("/2022/".to_owned())),
            ("/%E6%97%A5%E6%9C%AC%20%E8%AA%9E.css", file("日本 語.css")),
            ("/nowhere", Found::Missing),
            ("//2022/", Found::Missing),
            ("//example.com", Found::Missing),
            ("/%252e%252e/", Found::Missing),
        ];
        for (path, found) in cases {
            assert_eq!(find(path, "/", has), found, "{path}");
        }
    }

    #[test]
    fn paths_that_climb_or_hide_are_refused() {
        for path in [
            "/../etc/passwd",
            "/2022/..",
            "/./index.html",
            "/%2e%2e/x",
            "/%2E./x",
            "/..%2fx",
            "/..\\x",
            "/%5c",
            "/a%00",
            "/%ff",
            "",
            "index.html",
        ] {
            assert_eq!(find(path, "/", has), Found::Refused, "{path}");
        }
    }

    #[test]
    fn the_base_path_is_part_of_every_address() {
        let cases = [
            ("/review/", file("index.html")),
            ("/review/2022", Found::Folder("/review/2022/".to_owned())),
            ("/review", Found::Folder("/review/".to_owned())),
            ("/", Found::Base),
            ("/2022/", Found::Missing),
            ("/reviewer/", Found::Missing),
        ];
        for (path, found) in cases {
            assert_eq!(find(path, "/review/", has), found, "{path}");
        }
    }

    #[test]
    fn only_our_own_hosts_are_allowed() {
        let hosts = Hosts::new("preview.local", "127.0.0.1:4000".parse().unwrap());
        for host in [
            "localhost:4000",
            "LOCALHOST:4000",
            "127.0.0.1:4000",
            "[::1]:4000",
            "preview.local:4000",
        ] {
            assert!(hosts.allow(host), "{host}");
        }
        for host in [
            "localhost",
            "localhost:4001",
            "evil.example:4000",
            "",
            "localhost:4000@evil",
            "a@localhost:4000",
            "192.168.0.2:4000",
        ] {
            assert!(!hosts.allow(host), "{host}");
        }
        let everywhere = Hosts::new("0.0.0.0", "0.0.0.0:4000".parse().unwrap());
        assert!(everywhere.allow("192.168.0.2:4000"));
        assert!(!everywhere.allow("evil.example:4000"));
    }
}
