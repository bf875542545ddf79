//! A bag as one zip file: the same bytes for the same bag, wherever and whenever it is made.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::checksum::is_relative;
use super::{Bag, Files};

/// The bag as a zip file whose entries lie in the folder `name`, in the order of their paths, with the first date that zip
/// knows (1980-01-01).
///
/// # Errors
/// The zip writer refuses, in its own words: a bag that is too large for the form.
pub fn zip(bag: &Bag, name: &str) -> Result<Vec<u8>, String> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in &bag.files {
        writer
            .start_file(format!("{name}/{path}"), options)
            .map_err(|error| error.to_string())?;
        writer.write_all(bytes).map_err(|error| error.to_string())?;
    }
    let written = writer.finish().map_err(|error| error.to_string())?;
    Ok(written.into_inner())
}

/// The files of a zip file and the folder in which all of them lie.
///
/// # Errors
/// It is no zip file, a file in it is damaged, its files do not lie in one folder, or a path would leave it.
pub fn unzip(bytes: &[u8]) -> Result<(String, Bag), String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut files = Files::new();
    let mut folder: Option<String> = None;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(|error| error.to_string())?;
        if entry.is_dir() {
            continue;
        }
        let path = entry
            .name()
            .map_err(|error| error.to_string())?
            .into_owned();
        let split = path
            .split_once('/')
            .filter(|(first, rest)| is_relative(rest) && is_relative(first));
        let Some((first, rest)) = split else {
            return Err(format!("`{path}` lies in no folder"));
        };
        if folder.get_or_insert_with(|| first.to_owned()) != first {
            return Err(format!("`{path}` lies in another folder than the rest"));
        }
        // What the entry claims of its size is not believed: memory grows with what is really there.
        let mut content = Vec::new();
        entry
            .read_to_end(&mut content)
            .map_err(|error| format!("{path}: {error}"))?;
        if files.insert(rest.to_owned(), content.into()).is_some() {
            return Err(format!("`{path}` stands in it twice"));
        }
    }
    let folder = folder.ok_or_else(|| "it is empty".to_owned())?;
    Ok((folder, Bag { files }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bag() -> Bag {
        let payload = Files::from([
            ("data/a.txt".to_owned(), b"a"[..].into()),
            ("data/\u{65e5}\u{672c}/b.txt".to_owned(), b"b"[..].into()),
        ]);
        Bag::seal(payload, &[])
    }

    #[test]
    fn a_zip_reads_back_and_is_the_same_twice() {
        let bytes = zip(&bag(), "2022").expect("it can be written");
        assert_eq!(zip(&bag(), "2022").expect("again"), bytes);
        assert_eq!(
            unzip(&bytes).expect("it can be read"),
            ("2022".to_owned(), bag())
        );
    }

    #[test]
    fn a_damaged_zip_is_refused_or_gives_another_bag() {
        let bytes = zip(&bag(), "2022").expect("it can be written");
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x20;
            // Some bytes of the form (times, permissions, versions) say nothing about the content.
            if let Ok((_, read)) = unzip(&damaged) {
                assert!(
                    read == bag() || !super::super::check_bag(&read).is_empty(),
                    "byte {at}"
                );
            }
        }
        assert!(unzip(b"no zip").is_err());
        assert!(unzip(&bytes[..bytes.len() / 2]).is_err());
    }
}
