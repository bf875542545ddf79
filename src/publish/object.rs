//! Names that git gives to bytes, computed here so that comparing writes nothing to the repository.

use std::fmt::Write as _;

use sha1::{Digest, Sha1};
use sha2::Sha256;

/// The hash function by which a repository names its objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Sha1,
    Sha256,
}

impl Format {
    /// The format of the name that `git rev-parse --show-object-format` prints.
    pub(super) fn of(name: &str) -> Option<Format> {
        match name {
            "sha1" => Some(Format::Sha1),
            "sha256" => Some(Format::Sha256),
            _ => None,
        }
    }

    /// The name of a file with these bytes: the hash of `blob <length>`, a zero byte and the bytes, in hexadecimal digits
    /// (Pro Git, 10.2 "Git Objects").
    pub fn id_of(self, bytes: &[u8]) -> String {
        let head = format!("blob {}\0", bytes.len());
        match self {
            Format::Sha1 => digits::<Sha1>(head.as_bytes(), bytes),
            Format::Sha256 => digits::<Sha256>(head.as_bytes(), bytes),
        }
    }

    /// The name that stands for no object.
    pub(super) fn none(self) -> String {
        "0".repeat(match self {
            Format::Sha1 => 40,
            Format::Sha256 => 64,
        })
    }
}

fn digits<D: Digest>(head: &[u8], bytes: &[u8]) -> String {
    let digest = D::new().chain_update(head).chain_update(bytes).finalize();
    digest.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a string does not fail");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::Format;

    /// As printed by `git hash-object` in a repository of each format.
    #[test]
    fn names_are_those_of_git() {
        for (format, bytes, id) in [
            (Format::Sha1, "", "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"),
            (
                Format::Sha1,
                "hello\n",
                "ce013625030ba8dba906f756967f9e9ca394464a",
            ),
            (
                Format::Sha256,
                "",
                "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
            ),
        ] {
            assert_eq!(format.id_of(bytes.as_bytes()), id, "{format:?}");
        }
    }
}
