//! Lists of checksums in the form that `sha256sum -c` reads: `<64 hexadecimal digits>  <path>`, one file a line.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use super::Files;
use crate::tree::hex;

/// SHA-256 of each file by its path.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Checksums(pub BTreeMap<String, String>);

impl Checksums {
    /// The checksums of `files`.
    pub fn of(files: &Files) -> Checksums {
        Checksums(
            files
                .par_iter()
                .map(|(path, bytes)| (path.clone(), sha256(bytes)))
                .collect(),
        )
    }

    /// Reads a list; lines that begin with `#` are remarks.
    ///
    /// # Errors
    /// The number, from 1, of the first line that is not as [`Checksums::text`] writes it: lower-case digits, two spaces,
    /// a relative path that stays in its folder, each once, a line feed at the end.
    pub fn parse(text: &str) -> Result<Checksums, usize> {
        let mut files = BTreeMap::new();
        for (index, line) in text.split_inclusive('\n').enumerate() {
            if line.starts_with('#') {
                continue;
            }
            let parsed = line
                .strip_suffix('\n')
                .and_then(|line| line.split_once("  "))
                .filter(|(hash, path)| is_sha256(hash) && is_relative(path));
            let Some((hash, path)) = parsed else {
                return Err(index + 1);
            };
            if files.insert(path.to_owned(), hash.to_owned()).is_some() {
                return Err(index + 1);
            }
        }
        Ok(Checksums(files))
    }

    /// The list as text, in the order of the paths.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (path, hash) in &self.0 {
            writeln!(text, "{hash}  {path}").expect("writing to a string does not fail");
        }
        text
    }
}

/// The SHA-256 of a file in lower-case hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

/// True for a relative path that stays inside its folder.
pub(super) fn is_relative(path: &str) -> bool {
    let is_name = |name: &str| !name.is_empty() && name != "." && name != "..";
    path.split('/').all(is_name) && !path.contains(['\\', '\0', '\n', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_reads_back_and_a_slip_is_found_with_its_line() {
        let files = Files::from([
            ("a b/日本.html".to_owned(), b"x"[..].into()),
            ("c".to_owned(), b""[..].into()),
        ]);
        let list = Checksums::of(&files);
        let text = list.text();
        assert!(text.starts_with(
            "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881  a b/日本.html\n"
        ));
        assert_eq!(Checksums::parse(&text), Ok(list));
        assert_eq!(
            Checksums::parse(&format!("# remark\n{text}")).map(|l| l.0.len()),
            Ok(2)
        );
        let slips = [
            text.replacen("  ", " ", 1),
            text.replacen("2d", "2D", 1),
            text.replacen("a b/", "../", 1),
            text.replacen("a b/", "/", 1),
        ];
        for slip in slips {
            assert_eq!(Checksums::parse(&slip), Err(1), "{slip}");
        }
        assert_eq!(Checksums::parse(text.trim_end()), Err(2));
        assert_eq!(Checksums::parse(&text.repeat(2)), Err(3));
    }
}
