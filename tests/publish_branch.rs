#![cfg(unix)]
//! Publishing to a branch of a real repository: nothing of others is lost, and the branch is whole at every moment.

#[path = "support/repository.rs"]
mod repository;

use std::fs;
use std::os::unix::process::CommandExt as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use repository::Bench;

#[test]
fn the_first_publication_makes_the_branch_with_the_bytes_of_the_build() {
    let bench = Bench::new();
    bench.ok(&["publish"]);
    let out = bench.folder.path().join("built");
    bench.ok(&["build", "--out", out.to_str().unwrap()]);
    let published = bench.published();
    for (path, bytes) in &published {
        assert_eq!(fs::read(out.join(path)).unwrap(), *bytes, "{path}");
    }
    let count = walkdir::WalkDir::new(&out)
        .into_iter()
        .filter(|entry| entry.as_ref().unwrap().file_type().is_file())
        .count();
    assert_eq!(published.len(), count);
    assert!(published.contains_key(".nojekyll"));
    assert_eq!(bench.remote(&["rev-list", "--count", "gh-pages"]), "1");
    let source = bench.git(&["rev-parse", "HEAD"]);
    let message = bench.remote(&["log", "-1", "--format=%B", "gh-pages"]);
    assert!(message.starts_with("Publish 2024\n"), "{message}");
    assert!(
        message.contains(&format!("\nSource: {source}\n")),
        "{message}"
    );
}

#[test]
fn a_second_publication_follows_the_first_and_one_without_changes_makes_no_commit() {
    let bench = Bench::new();
    bench.ok(&["publish"]);
    let first = bench.tip();
    let said = bench.ok(&["publish"]);
    assert!(said.contains("nothing to change"), "{said}");
    assert_eq!(bench.tip(), first);

    bench.write("content/2024/projects/hotaru.md", "新しい解説。\n");
    fs::remove_file(bench.site().join("content/2024/projects/tsukiakari.yaml")).unwrap();
    let program = "content/2024/programs/akari.yaml";
    let text = fs::read_to_string(bench.site().join(program)).unwrap();
    bench.write(program, &text.replace(", tsukiakari", ""));
    bench.commit();
    bench.ok(&["publish", "--message", "二度目"]);
    assert_eq!(bench.remote(&["rev-parse", "gh-pages^"]), first);
    assert_eq!(
        bench.remote(&["log", "-1", "--format=%s", "gh-pages"]),
        "二度目"
    );
    let published = bench.published();
    assert!(!published.keys().any(|path| path.contains("tsukiakari")));
    let page = String::from_utf8(published["2024/projects/hotaru/index.html"].clone()).unwrap();
    assert!(page.contains("新しい解説。"));
    // The list of files that readers check is the one of the new site.
    let manifest = String::from_utf8(published[".tenken-manifest"].clone()).unwrap();
    assert_eq!(manifest.lines().count(), published.len());
}

#[test]
fn the_same_sources_give_the_same_tree() {
    let tree = || {
        let bench = Bench::new();
        bench.ok(&["publish"]);
        bench.remote(&["rev-parse", "gh-pages^{tree}"])
    };
    assert_eq!(tree(), tree());
}

#[test]
fn files_of_others_and_the_host_stay() {
    let bench = Bench::new();
    bench.push_files(&[
        ("CNAME", "a.example.org\n"),
        ("tools/run.sh", "#!/bin/sh\n"),
        ("写真.txt", "雪"),
    ]);
    let before = bench.tip();
    bench.ok(&["publish"]);
    let published = bench.published();
    assert_eq!(published["CNAME"], b"a.example.org\n");
    assert_eq!(published["tools/run.sh"], b"#!/bin/sh\n");
    assert_eq!(published["写真.txt"], "雪".as_bytes());
    assert_eq!(bench.remote(&["rev-parse", "gh-pages^"]), before);
    let sitemap = String::from_utf8(published["sitemap.xml"].clone()).unwrap();
    assert!(
        sitemap.contains("<loc>https://a.example.org/"),
        "the site is built for its own host"
    );

    bench.ok(&["publish", "--cname", "B.example.org"]);
    assert_eq!(bench.published()["CNAME"], b"b.example.org\n");
    bench.ok(&["publish"]);
    assert_eq!(bench.published()["CNAME"], b"b.example.org\n");
}

#[test]
fn a_file_of_others_where_a_page_goes_is_refused_by_name() {
    for path in ["index.html", "2024", "glossary/index.html/x"] {
        let bench = Bench::new();
        bench.push_files(&[(path, "mine"), ("other.txt", "x")]);
        let before = bench.state();
        let said = bench.fails(&["publish"], 2);
        assert!(said.contains(&format!("\n  {path}\n")), "{said}");
        assert!(!said.contains("other.txt"), "{said}");
        assert_eq!(bench.state().remote, before.remote);
    }
}

#[test]
fn a_page_changed_by_hand_on_the_branch_is_named_and_stays_in_the_history() {
    let bench = Bench::new();
    bench.ok(&["publish"]);
    bench.push_files(&[("index.html", "by hand"), ("about/index.html", "by hand")]);
    let by_hand = bench.tip();
    let said = bench.ok(&["publish"]);
    assert!(said.contains("2 files changed by hand"), "{said}");
    assert!(said.contains("about/index.html, index.html"), "{said}");
    assert_eq!(
        bench.remote(&["show", &format!("{by_hand}:index.html")]),
        "by hand"
    );
    assert_ne!(bench.published()["index.html"], b"by hand");
}

#[test]
fn snapshots_of_past_years_outlive_a_publication_without_them() {
    let bench = Bench::new();
    bench.ok(&["publish"]);
    // What an earlier publication with an archive has left: owned files that this build does not bring.
    let old = bench.published();
    let hash = tenken::disk::sha256(b"frozen");
    let manifest = format!(
        "{}{hash}  archive/2021/index.html\n{hash}  old/index.html\n",
        String::from_utf8(old[".tenken-manifest"].clone()).unwrap()
    );
    bench.push_files(&[
        (".tenken-manifest", &manifest),
        ("archive/2021/index.html", "frozen"),
        ("old/index.html", "frozen"),
    ]);
    let said = bench.ok(&["publish"]);
    assert!(said.contains("snapshot 2021 (1 file)"), "{said}");
    let published = bench.published();
    assert_eq!(published["archive/2021/index.html"], b"frozen");
    assert!(!published.contains_key("old/index.html"));
    let manifest = String::from_utf8(published[".tenken-manifest"].clone()).unwrap();
    assert!(
        manifest.contains(&format!("{hash}  archive/2021/index.html\n")),
        "it stays owned"
    );
    let said = bench.ok(&["publish"]);
    assert!(said.contains("nothing to change"), "{said}");
}

#[test]
fn a_dry_run_says_what_would_change_and_touches_nothing() {
    for is_shallow in [false, true] {
        let bench = Bench::new();
        bench.ok(&["publish"]);
        bench.push_files(&[("note.txt", "of others")]);
        if is_shallow {
            bench.make_shallow();
        }
        bench.write("content/2024/projects/hotaru.md", "新しい解説。\n");
        bench.commit();
        let before = bench.state();
        let said = bench.ok(&["publish", "--dry-run"]);
        let (_, counts) = said.split_once("would change origin gh-pages: ").unwrap();
        let counts = counts.lines().next().unwrap().to_owned();
        // The index of the search has another fingerprint: files come and go with it.
        assert!(!counts.contains(" 0 changed"), "{said}");
        assert!(said.contains("2024/projects/hotaru/index.html"), "{said}");
        assert!(said.contains("kept: note.txt"), "{said}");
        assert_eq!(bench.state(), before);
        let published = bench.ok(&["publish"]);
        assert!(
            published.contains(&format!("published ({counts})")),
            "{published}"
        );
        assert_ne!(bench.state(), before, "the comparison can tell");
    }
}

#[test]
fn what_is_not_committed_is_refused_or_told() {
    let bench = Bench::new();
    bench.write(
        "content/2024/projects/neu.yaml",
        "name: 新しい事業\nsource: sample\n",
    );
    bench.write(
        "content/2024/projects/neu.yaml~",
        "a backup that nobody reads",
    );
    bench.write("notes.txt", "not a source");
    bench.write(".git/info/exclude", "hidden.yaml\n");
    bench.write(
        "content/2024/projects/hidden.yaml",
        "name: 見えない事業\nsource: sample\n",
    );
    let before = bench.state();
    let said = bench.fails(&["publish"], 2);
    assert!(said.contains("2 of the sources not committed"), "{said}");
    assert!(
        said.contains("\n  content/2024/projects/hidden.yaml\n"),
        "{said}"
    );
    assert!(
        said.contains("\n  content/2024/projects/neu.yaml\n"),
        "{said}"
    );
    assert_eq!(bench.state(), before);
    bench.ok(&["publish", "--allow-dirty"]);
    let message = bench.remote(&["log", "-1", "--format=%B", "gh-pages"]);
    assert!(
        message.contains("Uncommitted: 2 of the sources"),
        "{message}"
    );
}

#[test]
fn worktree_and_index_stay_as_they_are_even_half_staged() {
    let bench = Bench::new();
    bench.write("README.md", "staged");
    bench.git(&["add", "README.md"]);
    bench.write("README.md", "and changed again");
    let index = fs::read(bench.site().join(".git/index")).unwrap();
    bench.ok(&["publish"]);
    assert_eq!(fs::read(bench.site().join(".git/index")).unwrap(), index);
    assert_eq!(bench.git(&["status", "--porcelain"]), "MM README.md");
    assert_eq!(bench.git(&["symbolic-ref", "HEAD"]), "refs/heads/main");
}

#[test]
fn a_build_that_fails_publishes_nothing() {
    let bench = Bench::new();
    bench.write(
        "content/2024/projects/hotaru.md",
        "[1億円](figure:budget/2024)\n",
    );
    bench.commit();
    let before = bench.state();
    let said = bench.fails(&["publish"], 2);
    assert!(said.contains("nothing was published"), "{said}");
    assert_eq!(bench.state(), before);
}

#[test]
fn a_remote_that_declines_is_quoted_and_a_retry_succeeds() {
    let bench = Bench::new();
    bench.hook(
        "pre-receive",
        "#!/bin/sh\necho 'only on Mondays' >&2\nexit 1\n",
    );
    let before = bench.state();
    let said = bench.fails(&["publish"], 2);
    assert!(
        said.contains("declined (pre-receive hook declined)"),
        "{said}"
    );
    assert!(said.contains("only on Mondays"), "{said}");
    assert_eq!(bench.state().remote, before.remote);
    fs::remove_file(bench.remote_path().join("hooks/pre-receive")).unwrap();
    bench.ok(&["publish"]);
}

#[test]
fn a_branch_that_moves_before_the_push_is_left_to_the_other() {
    for moves in ["update", "make", "remove"] {
        let bench = Bench::new();
        if moves != "make" {
            bench.ok(&["publish"]);
            bench.write("content/2024/projects/hotaru.md", "新しい解説。\n");
            bench.commit();
        }
        let other = bench.commit_for_remote(&[("other.txt", "x")]);
        // The last moment before the push: git calls this hook when it has decided what to send.
        let remote = bench.remote_path();
        let change = match moves {
            "remove" => "update-ref -d refs/heads/gh-pages".to_owned(),
            _ => format!("update-ref refs/heads/gh-pages {other}"),
        };
        bench.own_hook(
            "pre-push",
            &format!(
                "#!/bin/sh\ncat >/dev/null\ngit --git-dir '{}' {change}\n",
                remote.display()
            ),
        );
        let said = bench.fails(&["publish"], 2);
        assert!(
            said.contains("by somebody else in the meantime"),
            "{moves}: {said}"
        );
        let now = bench.remote(&[
            "for-each-ref",
            "--format=%(objectname)",
            "refs/heads/gh-pages",
        ]);
        assert_eq!(now, if moves == "remove" { "" } else { &other }, "{moves}");
        fs::remove_file(bench.site().join(".git/hooks/pre-push")).unwrap();
        bench.ok(&["publish"]);
        if moves != "remove" {
            assert!(bench.published().contains_key("other.txt"), "{moves}");
        }
    }
}

#[test]
fn of_two_runs_at_once_none_is_lost() {
    let bench = Bench::new();
    bench.ok(&["publish"]);
    bench.write("content/2024/projects/hotaru.md", "新しい解説。\n");
    bench.commit();
    let runs: Vec<_> = (0..3)
        .map(|_| {
            bench
                .command(&["publish"])
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    for run in runs {
        let output = run.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let is_known = ["published (", "nothing to change", "in the meantime"];
        assert!(is_known.iter().any(|words| said.contains(words)), "{said}");
    }
    assert_eq!(bench.remote(&["rev-list", "--count", "gh-pages"]), "2");
    bench.remote(&["fsck", "--full", "--strict"]);
}

#[test]
fn branches_that_people_work_on_are_refused() {
    let bench = Bench::new();
    let said = bench.fails(&["publish", "--branch", "main"], 2);
    assert!(said.contains("the branch main is checked out in"), "{said}");

    bench.git(&[
        "worktree", "add", "-q", "--orphan", "-b", "gh-pages", "../pages",
    ]);
    let said = bench.fails(&["publish", "--remote", "."], 2);
    assert!(
        said.contains("the branch gh-pages is checked out in") && said.contains("/pages"),
        "{said}"
    );
    bench.ok(&["publish"]);

    bench.git(&["push", "-q", "origin", "main:sources"]);
    let said = bench.fails(&["publish", "--branch", "sources"], 2);
    assert!(
        said.contains("holds the sources of a site (content/site.yaml)"),
        "{said}"
    );
}

#[test]
fn a_branch_of_the_same_repository_and_a_checked_out_commit_will_do() {
    let bench = Bench::new();
    bench.git(&["checkout", "-q", "--detach"]);
    bench.ok(&["publish", "--remote", "."]);
    assert_eq!(bench.git(&["rev-list", "--count", "gh-pages"]), "1");
    assert_eq!(bench.git(&["status", "--porcelain"]), "");
    assert!(bench.published().is_empty(), "the remote was not asked for");
}

#[test]
fn a_site_in_a_folder_of_a_shallow_clone_is_published() {
    let bench = Bench::new();
    bench.ok(&["publish"]);
    bench.push_files(&[("note.txt", "of others")]);
    bench.git(&["mv", "content", "moved"]);
    fs::create_dir(bench.site().join("sub")).unwrap();
    bench.git(&["mv", "moved", "sub/content"]);
    bench.commit();
    bench.make_shallow();
    let root = bench.site().join("sub");
    bench.write("sub/content/2024/new.txt", "dirty");
    let said = bench.fails(&["publish", "--root", root.to_str().unwrap()], 2);
    assert!(said.contains("\n  content/2024/new.txt\n"), "{said}");
    fs::remove_file(root.join("content/2024/new.txt")).unwrap();
    let said = bench.ok(&["publish", "--root", root.to_str().unwrap()]);
    // Built for another source commit, but of the same bytes.
    assert!(said.contains("nothing to change"), "{said}");
    bench.write("sub/content/2024/projects/hotaru.md", "新しい解説。\n");
    bench.commit();
    bench.ok(&["publish", "--root", root.to_str().unwrap()]);
    assert_eq!(bench.remote(&["rev-list", "--count", "gh-pages"]), "3");
    assert!(bench.published().contains_key("note.txt"));
}

#[test]
fn what_git_cannot_do_is_said_in_its_words() {
    let bench = Bench::new();
    let said = bench.fails(&["publish", "--branch=-x"], 2);
    assert!(
        said.contains("`-x` cannot be the name of a branch"),
        "{said}"
    );
    let said = bench.fails(&["publish", "--branch", "a..b"], 2);
    assert!(
        said.contains("`a..b` cannot be the name of a branch"),
        "{said}"
    );
    let said = bench.fails(&["publish", "--remote=--upload-pack=touch x"], 2);
    assert!(said.contains("is neither a remote nor a folder"), "{said}");
    let said = bench.fails(&["publish", "--remote", "ext::touch x"], 2);
    assert!(said.contains("cannot work with ext::touch x"), "{said}");
    let said = bench.fails(
        &["publish", "--remote", "http://u:secret@127.0.0.1:9/x.git"],
        2,
    );
    assert!(
        said.contains("cannot work with http://127.0.0.1:9/x.git"),
        "{said}"
    );
    assert!(
        said.contains("Check the network") && !said.contains("secret"),
        "{said}"
    );
    let output = bench
        .command(&["publish"])
        .env("PATH", "")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("there is no git"));
    bench.git(&["config", "user.useConfigOnly", "true"]);
    let mut command = bench.command(&["publish"]);
    for name in [
        "AUTHOR_NAME",
        "AUTHOR_EMAIL",
        "COMMITTER_NAME",
        "COMMITTER_EMAIL",
    ] {
        command.env_remove(format!("GIT_{name}"));
    }
    let said = String::from_utf8(command.output().unwrap().stderr).unwrap();
    assert!(said.contains("in whose name to commit"), "{said}");
}

#[test]
fn a_hook_that_publishes_does_not_lead_astray() {
    let bench = Bench::new();
    let output = bench
        .command(&["publish"])
        .env("GIT_DIR", "/nowhere")
        .env("GIT_INDEX_FILE", "/nowhere/index")
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[cfg(target_os = "linux")]
/// Kills the processes of a group.
fn kill_group(group: u32) {
    // Where the group has ended already, there is nothing to kill.
    let _ = Command::new("kill")
        .args(["-KILL", "--", &format!("-{group}")])
        .stderr(Stdio::null())
        .status();
}

#[cfg(target_os = "linux")]
/// Waits until no process of a group is at work.
fn wait_for_group(group: u32) {
    let is_at_work = |stat: &str| {
        // `<id> (<name>) <state> <parent> <group> …`; Z is one that has ended.
        let mut words = stat.rsplit(") ").next().unwrap_or_default().split(' ');
        words.next() != Some("Z") && words.nth(1) == Some(group.to_string().as_str())
    };
    loop {
        let processes = fs::read_dir("/proc").unwrap();
        let stats =
            processes.filter_map(|entry| fs::read_to_string(entry.ok()?.path().join("stat")).ok());
        if !stats.into_iter().any(|stat| is_at_work(&stat)) {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[cfg(target_os = "linux")]
/// How many times a publication is killed.
const KILLS: u32 = 48;

#[cfg(target_os = "linux")]
#[test]
fn a_kill_at_any_moment_leaves_the_branch_whole_old_or_new() {
    let bench = Bench::new();
    bench.ok(&["publish"]);
    bench.push_files(&[("note.txt", "of others")]);
    let texts = ["一つ目の解説。\n", "二つ目の解説。\n"];
    // How long a publication takes here; the kills are spread over it and a little beyond.
    let timed = || {
        let started = Instant::now();
        bench.ok(&["publish"]);
        started.elapsed()
    };
    bench.write("content/2024/projects/hotaru.md", texts[1]);
    bench.commit();
    let mut took = timed();

    let (mut old, mut new) = (0, 0);
    for kill in 0..KILLS {
        let text = texts[kill as usize % 2];
        bench.write("content/2024/projects/hotaru.md", text);
        bench.commit();
        let before = bench.tip();
        let mut command = bench.command(&["publish"]);
        let mut child = command
            .process_group(0)
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Moments in an order that does not follow the number: 29 has no divisor in common with the number of kills.
        std::thread::sleep(took * (kill * 29 % KILLS) / (KILLS * 9 / 10));
        // In turns: the program alone, so that git which it has started goes on by itself, and all of them.
        if kill % 2 == 0 {
            child.kill().unwrap();
        } else {
            kill_group(child.id());
        }
        child.wait().unwrap();
        wait_for_group(child.id());
        bench.remote(&["fsck", "--full", "--strict"]);
        bench.git(&["fsck", "--full", "--strict"]);
        if bench.tip() == before {
            old += 1;
            // The machine is not as busy at all times.
            took = timed();
        } else {
            new += 1;
            // It may be faster by now than the kills assume.
            took = took * 9 / 10;
        }
        assert_eq!(
            bench.remote(&["rev-parse", "gh-pages^"]),
            before,
            "one commit follows the other"
        );
        let published = bench.published();
        let page = String::from_utf8(published["2024/projects/hotaru/index.html"].clone()).unwrap();
        assert!(page.contains(text.trim()), "kill {kill}");
        assert_eq!(published["note.txt"], b"of others");
        let manifest = tenken::disk::Manifest::parse(
            std::str::from_utf8(&published[".tenken-manifest"]).unwrap(),
        )
        .unwrap();
        for (path, hash) in &manifest.0 {
            assert_eq!(tenken::disk::sha256(&published[path]), *hash, "{path}");
        }
        assert_eq!(bench.git(&["status", "--porcelain"]), "");
    }
    eprintln!(
        "{KILLS} kills, last within {took:?}: {old} times the old branch, {new} times the new one"
    );
    assert!(old > 0, "some kill came before the push");
}
