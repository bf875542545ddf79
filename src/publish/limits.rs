//! What GitHub takes and what it serves.
//!
//! Source: GitHub Docs, "About large files on GitHub" and "GitHub Pages limits".

use crate::tree::OutputTree;

use super::error::Error;

/// Bytes of a file above which GitHub refuses a push.
const LARGEST_FILE: usize = 100 << 20;

/// Bytes of a site above which GitHub Pages may not serve it.
const LARGEST_SITE: u64 = 1_000_000_000;

/// Refuses a site with files that a push would be refused for.
///
/// # Errors
/// [`Error::TooLarge`] with all of them.
pub fn check_files(site: &OutputTree) -> Result<(), Error> {
    let too_large = site
        .files
        .iter()
        .filter(|(_, bytes)| bytes.len() > LARGEST_FILE);
    let names: Vec<String> = too_large.map(|(path, _)| path.clone()).collect();
    if names.is_empty() {
        Ok(())
    } else {
        Err(Error::TooLarge(names))
    }
}

/// True for a number of bytes that GitHub Pages may not serve.
pub fn is_too_large_to_serve(size: u64) -> bool {
    size > LARGEST_SITE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_more_than_100_mib_is_refused_by_name() {
        let site = |size| OutputTree {
            files: [
                ("index.html".to_owned(), Vec::new().into()),
                ("data/all.csv".to_owned(), vec![0; size].into()),
            ]
            .into(),
        };
        assert!(check_files(&site(100 << 20)).is_ok());
        let Err(Error::TooLarge(names)) = check_files(&site((100 << 20) + 1)) else {
            panic!("the file is too large")
        };
        assert_eq!(names, ["data/all.csv"]);
    }

    #[test]
    fn a_site_of_more_than_a_gigabyte_is_too_large_to_serve() {
        assert!(!is_too_large_to_serve(1_000_000_000));
        assert!(is_too_large_to_serve(1_000_000_001));
    }
}
