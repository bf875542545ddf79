//! Addresses of repositories: which site GitHub Pages makes of them, and what of them may be shown.

/// The address of the site that GitHub Pages makes of the repository at `url`: `https://<owner>.github.io/<repository>/`, or
/// without the path where the repository is named after that host. Nothing where the repository is not on GitHub.
///
/// Rule: GitHub Docs, "What is GitHub Pages?", types of sites.
pub fn pages_address(url: &str) -> Option<String> {
    let (host, path) = match url.split_once("://") {
        Some(("https" | "http" | "ssh" | "git", rest)) => rest.split_once('/')?,
        Some(_) => return None,
        // The short form of ssh: git@github.com:owner/repository.git
        None => url.split_once(':')?,
    };
    let host = host.rsplit('@').next()?.split(':').next()?;
    let is_github =
        host.eq_ignore_ascii_case("github.com") || host.eq_ignore_ascii_case("ssh.github.com");
    let path = path.trim_matches('/');
    let (owner, repository) = path
        .strip_suffix(".git")
        .unwrap_or(path)
        .split_once('/')
        .filter(|_| is_github)?;
    let is_name = |name: &str| {
        let is_plain = |b: u8| b.is_ascii_alphanumeric() || b"-._".contains(&b);
        !name.is_empty() && name != "." && name != ".." && name.bytes().all(is_plain)
    };
    if !is_name(owner) || !is_name(repository) {
        return None;
    }
    let site = format!("{}.github.io", owner.to_ascii_lowercase());
    Some(if repository.eq_ignore_ascii_case(&site) {
        format!("https://{site}/")
    } else {
        format!("https://{site}/{repository}/")
    })
}

/// The text with the names and passwords of all addresses in it left out: `https://name:password@host/` → `https://host/`.
pub(super) fn without_secrets(text: &str) -> String {
    let mut parts = text.split("://");
    let mut shown = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part
            .find(|c: char| c == '/' || c.is_whitespace() || matches!(c, '\'' | '"'))
            .unwrap_or(part.len());
        let host = part[..end].rfind('@').map_or(0, |at| at + 1);
        shown.push_str("://");
        shown.push_str(&part[host..]);
    }
    shown
}

/// True for a host name that can stand in a CNAME file: labels of letters, digits and hyphens, at least two (RFC 1123).
pub fn is_host(name: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    name.len() <= 253 && name.contains('.') && name.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repositories_on_github_have_a_site() {
        for (url, site) in [
            (
                "https://github.com/mext/review.git",
                "https://mext.github.io/review/",
            ),
            (
                "https://github.com/MEXT/Review/",
                "https://mext.github.io/Review/",
            ),
            (
                "https://name:secret@github.com/mext/review",
                "https://mext.github.io/review/",
            ),
            (
                "git@github.com:mext/review.git",
                "https://mext.github.io/review/",
            ),
            (
                "ssh://git@github.com:22/mext/review.git",
                "https://mext.github.io/review/",
            ),
            (
                "ssh://git@ssh.github.com:443/mext/review.git",
                "https://mext.github.io/review/",
            ),
            (
                "git@github.com:mext/mext.github.io.git",
                "https://mext.github.io/",
            ),
        ] {
            assert_eq!(pages_address(url).as_deref(), Some(site), "{url}");
        }
        for other in [
            "https://gitlab.com/mext/review.git",
            "https://github.com.example.org/mext/review",
            "https://github.com/mext",
            "https://github.com/mext/a/b",
            "https://github.com/mext/..",
            "https://github.com/me\"xt/review",
            "/srv/git/review.git",
            "file:///srv/github.com/a/b",
            "../review",
            "",
        ] {
            assert_eq!(pages_address(other), None, "{other}");
        }
    }

    #[test]
    fn secrets_are_not_shown() {
        assert_eq!(
            without_secrets(
                "To https://name:pass@word@host/a@b and ssh://git@host:22/x, 'http://t@h'"
            ),
            "To https://host/a@b and ssh://host:22/x, 'http://h'"
        );
        assert_eq!(without_secrets("git@github.com:a/b"), "git@github.com:a/b");
    }

    #[test]
    fn a_host_is_a_name_with_a_dot() {
        for right in ["review.example.go.jp", "a.b", "xn--wgv71a.jp"] {
            assert!(is_host(right), "{right}");
        }
        for wrong in [
            "",
            "localhost",
            "a..b",
            "-a.b",
            "a.b/",
            "https://a.b",
            "a b.c",
            "a.b\nc.d",
            "点検.jp",
        ] {
            assert!(!is_host(wrong), "{wrong}");
        }
    }
}
