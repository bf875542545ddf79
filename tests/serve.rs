//! The preview server over a site made up for the test.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tenken::diagnostic::Lang;
use tenken::pipeline;
use tenken::serve::{Loaded, Options, Pages, Shown, SitePages, State, listen, serve};

/// A site with a fixed text in each page.
struct Fake {
    base: &'static str,
    word: &'static str,
    renders: AtomicUsize,
}

const PATHS: [&str; 6] = [
    "index.html",
    "404.html",
    "2022/index.html",
    "a b.css",
    "broken.html",
    "panic.html",
];

impl Fake {
    fn at(base: &'static str, word: &'static str) -> Arc<Fake> {
        Arc::new(Fake {
            base,
            word,
            renders: AtomicUsize::new(0),
        })
    }
}

impl Pages for Fake {
    fn base_path(&self) -> &str {
        self.base
    }
    fn has(&self, path: &str) -> bool {
        PATHS.contains(&path)
    }
    fn render(&self, path: &str) -> Option<Result<Arc<[u8]>, String>> {
        self.renders.fetch_add(1, Ordering::SeqCst);
        match path {
            "broken.html" => Some(Err("no field `<b>` & more".to_owned())),
            "panic.html" => panic!("a bug in a theme"),
            _ => PATHS
                .contains(&path)
                .then(|| Ok(built(path, self.word).as_bytes().into())),
        }
    }
}

fn built(path: &str, word: &str) -> String {
    format!("<!doctype html><title>{path}</title>{word}")
}

/// A server that runs until it is dropped.
struct Running {
    address: SocketAddr,
    state: Arc<State>,
    _runtime: tokio::runtime::Runtime,
}

fn start(first: Loaded, live_reload: bool) -> Running {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let listening = runtime.block_on(listen("127.0.0.1", 0)).unwrap();
    let address = listening.address;
    let state = Arc::new(State::new(first));
    let options = Options {
        host: "127.0.0.1".to_owned(),
        live_reload,
    };
    runtime.spawn(serve(
        listening,
        state.clone(),
        options,
        std::future::pending(),
    ));
    Running {
        address,
        state,
        _runtime: runtime,
    }
}

fn start_at(base: &'static str) -> Running {
    start(Ok(Fake::at(base, "one")), true)
}

#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    bytes: Vec<u8>,
    /// The bytes as text.
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        let line = self
            .head
            .lines()
            .find(|line| line.to_ascii_lowercase().starts_with(&format!("{name}:")))?;
        Some(line.split_once(':')?.1.trim())
    }
}

impl Running {
    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(10)))
            .unwrap();
        stream
    }
    fn host(&self) -> String {
        format!("localhost:{}", self.address.port())
    }
    fn raw(&self, head: &str) -> Answer {
        let mut stream = self.connect();
        write!(stream, "{head}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .unwrap();
        let head = String::from_utf8(answer[..end].to_vec()).unwrap();
        let bytes = answer[end + 4..].to_vec();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer {
            status,
            head,
            body: String::from_utf8_lossy(&bytes).into_owned(),
            bytes,
        }
    }
    fn ask(&self, method: &str, path: &str, more: &str) -> Answer {
        self.raw(&format!(
            "{method} {path} HTTP/1.1\r\nHost: {}{more}",
            self.host()
        ))
    }
    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }
    /// The stream of events; each call of the result gives the next.
    fn events(&self) -> impl FnMut() -> serde_json::Value {
        let mut stream = self.connect();
        write!(
            stream,
            "GET /_tenken/events HTTP/1.1\r\nHost: {}\r\n\r\n",
            self.host()
        )
        .unwrap();
        let mut lines = BufReader::new(stream).lines();
        move || {
            let data = lines
                .find_map(|line| line.unwrap().strip_prefix("data: ").map(str::to_owned))
                .unwrap();
            serde_json::from_str(&data).unwrap()
        }
    }
}

#[test]
fn bytes_served_are_bytes_built_and_one_script() {
    let server = start_at("/");
    let live = server.get("/2022/").body;
    let (page, script) = live.split_once("<script").unwrap();
    assert_eq!(page, built("2022/index.html", "one"));
    assert!(
        script.starts_with(" src=\"/_tenken/live.js\" data-generation=\"")
            && script.ends_with(" defer></script>")
    );
    assert_eq!(script.matches("script").count(), 1, "one element: {script}");

    let exact = server.ask("GET", "/2022/", "\r\nTenken-Live-Reload: off");
    assert_eq!(exact.body, built("2022/index.html", "one"));
    assert_eq!(
        server.get("/a%20b.css").body,
        built("a b.css", "one"),
        "only HTML gets the script"
    );

    let without = start(Ok(Fake::at("/", "one")), false);
    assert_eq!(without.get("/2022/").body, built("2022/index.html", "one"));
}

#[test]
fn every_file_of_the_example_is_served_as_it_is_built() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/src/init_site");
    let tree = Arc::new(tenken::disk::read_tree(root.as_ref()).unwrap());
    let options = pipeline::Options {
        base_url: Some("/review/".to_owned()),
        minify: true,
        theme: None,
    };
    let site = || {
        pipeline::prepare(&tree, &options)
            .site
            .expect("the example has no errors")
    };
    let built = site().render_all().unwrap();
    let server = start(
        Ok(Arc::new(SitePages {
            site: site(),
            tree: tree.clone(),
            lang: Lang::En,
        })),
        true,
    );
    for (path, bytes) in &built.files {
        let path = format!(
            "/review/{}",
            path.strip_suffix("index.html").unwrap_or(path)
        );
        let exact = server.ask("GET", &path, "\r\nTenken-Live-Reload: off");
        assert_eq!(exact.status, 200, "{path}");
        assert!(exact.bytes == **bytes, "{path} differs");
        let live = server.get(&path);
        let rest = live
            .bytes
            .strip_prefix(&**bytes)
            .expect("the page comes first");
        let is_html = live
            .header("content-type")
            .is_some_and(|kind| kind.starts_with("text/html"));
        assert_eq!(
            rest.starts_with(b"<script src=") && rest.ends_with(b" defer></script>"),
            is_html,
            "{path}"
        );
        assert_eq!(rest.is_empty(), !is_html, "{path}");
    }
}

#[test]
fn responses_say_what_they_are_and_are_not_stored() {
    let server = start_at("/");
    for (path, content_type) in [
        ("/", "text/html; charset=utf-8"),
        ("/a%20b.css", "text/css; charset=utf-8"),
        ("/_tenken/live.js", "text/javascript; charset=utf-8"),
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), Some(content_type));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    }
}

#[test]
fn head_is_get_without_the_body() {
    let server = start_at("/");
    let (head, get) = (server.ask("HEAD", "/", ""), server.get("/"));
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(head.header("content-length"), get.header("content-length"));
}

#[test]
fn a_folder_without_slash_is_redirected_with_its_query() {
    let server = start_at("/");
    let answer = server.get("/2022?q=a");
    assert_eq!(
        (answer.status, answer.header("location")),
        (301, Some("/2022/?q=a"))
    );
}

#[test]
fn a_page_that_is_not_there_is_the_site_s_404() {
    let server = start_at("/");
    let answer = server.get("/nowhere/");
    assert_eq!(answer.status, 404);
    assert!(answer.body.starts_with(&built("404.html", "one")));
}

#[test]
fn the_base_path_is_respected() {
    let server = start_at("/review/");
    assert!(
        server
            .get("/review/2022/")
            .body
            .starts_with(&built("2022/index.html", "one"))
    );
    assert_eq!(server.get("/2022/").status, 404);
    let (root, bare, folder) = (
        server.get("/"),
        server.get("/review"),
        server.get("/review/2022"),
    );
    assert_eq!(
        (root.status, root.header("location")),
        (307, Some("/review/"))
    );
    assert_eq!(
        (bare.status, bare.header("location")),
        (301, Some("/review/"))
    );
    assert_eq!(
        (folder.status, folder.header("location")),
        (301, Some("/review/2022/"))
    );
}

#[test]
fn other_hosts_are_misdirected() {
    let server = start_at("/");
    let port = server.address.port();
    for host in ["localhost", "127.0.0.1", "[::1]"] {
        assert_eq!(
            server
                .raw(&format!("GET / HTTP/1.1\r\nHost: {host}:{port}"))
                .status,
            200,
            "{host}"
        );
    }
    for host in [
        format!("evil.example:{port}"),
        "localhost:1".to_owned(),
        format!("localhost.evil.example:{port}"),
    ] {
        for path in ["/", "/_tenken/events", "/_tenken/live.js"] {
            assert_eq!(
                server
                    .raw(&format!("GET {path} HTTP/1.1\r\nHost: {host}"))
                    .status,
                421,
                "{host}{path}"
            );
        }
    }
    assert_eq!(server.raw("GET / HTTP/1.0").status, 421, "no host at all");
    let absolute = format!("GET http://evil.example:{port}/ HTTP/1.1\r\nHost: localhost:{port}");
    assert_eq!(server.raw(&absolute).status, 421);
    let twice = format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nHost: evil.example");
    assert_ne!(server.raw(&twice).status, 200);
}

#[test]
fn only_get_and_head_are_allowed() {
    let server = start_at("/");
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"] {
        let answer = server.ask(method, "/", "");
        assert_eq!(
            (answer.status, answer.header("allow")),
            (405, Some("GET, HEAD")),
            "{method}"
        );
    }
}

#[test]
fn no_path_leaves_the_site() {
    let server = start_at("/");
    for path in [
        "/../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "/2022/%2E%2E/",
        "/..%5cCargo.toml",
        "/%00",
        "/%ff",
        "/2022/..%2f..%2f",
    ] {
        assert_eq!(server.get(path).status, 400, "{path}");
    }
    for path in ["/Cargo.toml", "//etc/passwd", "/%252e%252e/Cargo.toml"] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
}

#[test]
fn a_page_that_fails_is_a_500_with_its_message_escaped() {
    let server = start_at("/");
    let answer = server.get("/broken.html");
    assert_eq!(answer.status, 500);
    assert!(
        answer.body.contains("no field `&lt;b&gt;` &amp; more"),
        "{}",
        answer.body
    );
    assert!(
        answer.body.contains("/_tenken/live.js"),
        "so that it goes away when mended"
    );
    assert_eq!(server.get("/panic.html").status, 500);
    assert_eq!(server.get("/").status, 200, "the server goes on");
}

#[test]
fn a_page_is_rendered_once_a_generation() {
    let fake = Fake::at("/", "one");
    let server = start(Ok(fake.clone()), true);
    for _ in 0..3 {
        server.get("/");
    }
    assert_eq!(fake.renders.load(Ordering::SeqCst), 1);
}

#[test]
fn a_good_edit_shows_at_once_and_browsers_are_told() {
    let server = start_at("/");
    let mut event = server.events();
    let first = event();
    assert!(
        server
            .get("/")
            .body
            .contains(first["generation"].as_str().unwrap())
    );
    server.state.update(Ok(Fake::at("/", "two")));
    let second = event();
    assert_ne!(first["generation"], second["generation"]);
    assert!(
        server
            .get("/")
            .body
            .starts_with(&built("index.html", "two"))
    );
}

#[test]
fn a_bad_edit_lies_over_the_last_good_site_until_it_is_mended() {
    let server = start_at("/");
    let mut event = server.events();
    let first = event();
    assert!(first["problem"].is_null());
    server.state.update(Err("<b> is wrong".to_owned()));
    let bad = event();
    assert_eq!(
        (&bad["generation"], bad["problem"].as_str()),
        (&first["generation"], Some("<b> is wrong"))
    );
    assert!(
        server
            .get("/")
            .body
            .starts_with(&built("index.html", "one"))
    );
    // A browser that comes now learns of it as well.
    assert_eq!(server.events()()["problem"], "<b> is wrong");
    server.state.update(Ok(Fake::at("/", "two")));
    assert!(event()["problem"].is_null());
}

#[test]
fn what_is_shown_while_it_is_checked_stays_only_when_it_is_known_to_be_good() {
    type Then = fn(&State, Shown);
    let cases: [(&str, Then, &str, bool); 4] = [
        ("nothing yet", |_, _| {}, "two", false),
        (
            "good",
            |state, shown| state.settle(shown, Ok(())),
            "two",
            false,
        ),
        (
            "not good",
            |state, shown| state.settle(shown, Err("<b> is wrong".to_owned())),
            "one",
            true,
        ),
        (
            "a bad edit comes before the check has ended",
            |state, shown| {
                state.update(Err("<b> is wrong".to_owned()));
                state.settle(shown, Ok(()));
            },
            "one",
            true,
        ),
    ];
    for (case, then, shows, reloads) in cases {
        let server = start_at("/");
        let shown = server.state.show(Fake::at("/", "two"));
        let mut event = server.events();
        let during = event();
        then(&server.state, shown);
        let page = server.get("/").body;
        assert!(
            page.starts_with(&built("index.html", shows)),
            "{case}: {page}"
        );
        if reloads {
            let after = event();
            assert_ne!(during["generation"], after["generation"], "{case}");
            assert_eq!(after["problem"].as_str(), Some("<b> is wrong"), "{case}");
            continue;
        }
        // Once it is known to be good, a bad edit leaves it as it is.
        server.state.settle(shown, Ok(()));
        server.state.update(Err("<b> is wrong".to_owned()));
        let bad = event();
        assert_eq!(during["generation"], bad["generation"], "{case}");
        assert_eq!(bad["problem"].as_str(), Some("<b> is wrong"), "{case}");
    }
}

#[test]
fn a_first_start_with_errors_shows_them_and_recovers() {
    let server = start(Err("<b> is wrong".to_owned()), true);
    let answer = server.get("/2022/");
    assert_eq!(answer.status, 500);
    assert!(answer.body.contains("&lt;b&gt; is wrong") && answer.body.contains("/_tenken/live.js"));
    let mut event = server.events();
    let bad = event();
    server.state.update(Ok(Fake::at("/", "one")));
    assert_ne!(
        event()["generation"],
        bad["generation"],
        "the page reloads itself"
    );
    assert_eq!(server.get("/2022/").status, 200);
}

#[test]
fn the_next_free_port_is_taken() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let first = listen("127.0.0.1", 0).await.unwrap();
        let second = listen("127.0.0.1", first.address.port()).await.unwrap();
        assert!(second.address.port() > first.address.port());
    });
}
