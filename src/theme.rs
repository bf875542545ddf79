//! Themes: templates, assets and words. The default theme is embedded; a theme of the site overrides it file by file.

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};
use tera::{ErrorKind, Kwargs, State, Tera, Value};

use crate::diagnostic::{Diagnostic, Lang, Place, RuleId};
use crate::i18n::{self, Catalogue, Messages};
use crate::say;
use crate::suggest;
use crate::tree::SourceTree;

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");
const DEFAULT_FOLDER: &str = "themes/default/";
/// Folder of the assets that no page loads by itself.
const LAZY: &str = "lazy/";

/// A theme in one language, ready to render.
#[derive(Debug)]
pub struct Theme {
    pub tera: Tera,
    pub messages: Arc<Messages>,
    pub files: Arc<Files>,
}

/// What a theme delivers in all languages alike.
#[derive(Debug)]
pub struct Files {
    /// Files of the site that come from the theme, by output path with fingerprint.
    pub assets: BTreeMap<String, Arc<[u8]>>,
    /// Output paths of the stylesheets, in order.
    pub stylesheets: Vec<String>,
    /// Output paths of the scripts, in order.
    pub scripts: Vec<String>,
    /// Output paths of the files below `assets/lazy/`, which pages load only when a reader needs them, by their path there.
    pub lazy: BTreeMap<String, String>,
    /// Output path of the favicon.
    pub favicon: String,
}

/// Themes by language, and what is wrong with them that keeps no page from being made.
pub type Loaded = (Vec<Arc<Theme>>, Vec<Diagnostic>);

/// The files of a site that its theme may be made of.
pub fn sources(tree: &SourceTree) -> BTreeMap<String, Arc<[u8]>> {
    let paths = tree.below("themes/");
    let files = paths.map(|path| (path.to_owned(), Arc::clone(&tree.files[path])));
    files.collect()
}

/// Loads the theme `name`, or the default one, once for each language.
///
/// # Errors
/// A theme that does not exist, templates or catalogues that cannot be read: each with its place.
pub fn load(
    tree: &SourceTree,
    name: Option<&str>,
    languages: &[Lang],
) -> Result<Loaded, Vec<Diagnostic>> {
    let name = name.unwrap_or("default");
    let files = collect(tree, name)?;
    let catalogues = catalogues(&files)?;
    let delivered = Arc::new(delivered(&files));
    let themes = languages.iter().map(|lang| {
        let messages = Arc::new(Messages::new(*lang, &catalogues)?);
        Ok(Arc::new(Theme {
            tera: templates(&files, name, &messages)?,
            messages,
            files: Arc::clone(&delivered),
        }))
    });
    let themes: Vec<Arc<Theme>> = themes.collect::<Result<_, Vec<Diagnostic>>>()?;
    let missing = match languages {
        [_] => Vec::new(),
        _ => i18n::missing(&catalogues),
    };
    Ok((themes, missing))
}

fn delivered(files: &BTreeMap<String, Arc<[u8]>>) -> Files {
    let (assets, named) = assets(files);
    let of = |ending: &str| {
        named
            .iter()
            .filter(|(name, _)| name.ends_with(ending) && !name.starts_with(LAZY))
            .map(|(_, path)| path.clone())
            .collect()
    };
    let lazy = named
        .iter()
        .filter_map(|(name, path)| Some((name.strip_prefix(LAZY)?.to_owned(), path.clone())))
        .collect();
    let favicon = named.get("favicon.svg").cloned().unwrap_or_default();
    Files {
        assets,
        stylesheets: of(".css"),
        scripts: of(".js"),
        lazy,
        favicon,
    }
}

/// The files of the theme and of the default one, by their path in the site; the site's own win.
fn collect(tree: &SourceTree, name: &str) -> Result<BTreeMap<String, Arc<[u8]>>, Vec<Diagnostic>> {
    let mut files = default_files();
    let folder = format!("themes/{name}/");
    let own: Vec<&str> = tree.below(&folder).collect();
    if own.is_empty() && name != "default" {
        let known: Vec<&str> = tree
            .below("themes/")
            .filter_map(|path| path.split('/').nth(1))
            .collect();
        let message = say!(
            "テーマ「{name}」がありません（themes/{name}/）",
            "there is no theme `{name}` (themes/{name}/)"
        );
        let mut diagnostic = Diagnostic::new(
            RuleId::ThemeError,
            "content/site.yaml",
            Place::File,
            message,
        );
        diagnostic.help = suggest::suggest(name, known.iter().copied());
        return Err(vec![diagnostic]);
    }
    for path in tree.below(DEFAULT_FOLDER).chain(own) {
        files.insert(path.to_owned(), Arc::clone(&tree.files[path]));
    }
    Ok(files)
}

/// The files of the embedded default theme, by the path that a theme of the site overrides them with.
pub fn default_files() -> BTreeMap<String, Arc<[u8]>> {
    let mut files = BTreeMap::new();
    embedded(&DEFAULT, &mut files);
    files
}

fn embedded(dir: &'static Dir<'_>, files: &mut BTreeMap<String, Arc<[u8]>>) {
    for file in dir.files() {
        let path = format!(
            "{DEFAULT_FOLDER}{}",
            file.path().to_string_lossy().replace('\\', "/")
        );
        files.insert(path, Arc::from(file.contents()));
    }
    for sub in dir.dirs() {
        embedded(sub, files);
    }
}

/// Catalogues: the default's first, so that the theme's own words win.
fn catalogues(files: &BTreeMap<String, Arc<[u8]>>) -> Result<Vec<Catalogue<'_>>, Vec<Diagnostic>> {
    let mut catalogues = Vec::new();
    let mut problems = Vec::new();
    for (file, bytes) in files {
        let language = |lang: &Lang| file.ends_with(&format!("/i18n/{}.ftl", lang.code()));
        let Some(lang) = Lang::ALL.into_iter().find(language) else {
            continue;
        };
        match std::str::from_utf8(bytes) {
            Ok(text) => catalogues.push(Catalogue { lang, file, text }),
            Err(_) => problems.push(not_text(file)),
        }
    }
    catalogues.sort_by_key(|catalogue| !catalogue.file.starts_with(DEFAULT_FOLDER));
    if problems.is_empty() {
        Ok(catalogues)
    } else {
        Err(problems)
    }
}

fn not_text(path: &str) -> Diagnostic {
    Diagnostic::new(
        RuleId::FileEncoding,
        path,
        Place::File,
        say!("文字コードが UTF-8 ではありません", "the file is not UTF-8"),
    )
}

fn templates(
    files: &BTreeMap<String, Arc<[u8]>>,
    name: &str,
    messages: &Arc<Messages>,
) -> Result<Tera, Vec<Diagnostic>> {
    let mut tera = Tera::default();
    let prefixes = [
        format!("themes/{name}/templates/"),
        format!("{DEFAULT_FOLDER}templates/"),
    ];
    tera.set_fallback_prefixes(prefixes)
        .expect("no template was added yet");
    let words = Arc::clone(messages);
    tera.register_function("t", move |kwargs: Kwargs, _: &State| {
        translate(&words, &kwargs)
    });
    let mut sources = Vec::new();
    for (path, bytes) in files
        .iter()
        .filter(|(path, _)| path.contains("/templates/") && path.ends_with(".html"))
    {
        let text = std::str::from_utf8(bytes).map_err(|_| vec![not_text(path)])?;
        sources.push((path.as_str(), text));
    }
    tera.add_raw_templates(sources)
        .map_err(|error| vec![template_error(&error)])?;
    Ok(tera)
}

/// `t(key="nav-skip", n=3)`: a message with its arguments.
fn translate(messages: &Messages, kwargs: &Kwargs) -> tera::TeraResult<String> {
    let key: String = kwargs.must_get("key")?;
    let mut arguments = Vec::new();
    for (name, value) in kwargs.iter() {
        let name = name.to_string();
        if name != "key" {
            arguments.push((name, argument(value)));
        }
    }
    if arguments.is_empty()
        && let Some(text) = messages.find(&key)
    {
        return Ok(text.to_owned());
    }
    let borrowed: Vec<(&str, &str)> = arguments
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    messages.format(&key, &borrowed).ok_or_else(|| {
        tera::Error::message(format!(
            "message `{key}` is not in the catalogue, or lacks an argument"
        ))
    })
}

fn argument(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// What is wrong with a template, where Tera tells.
pub fn template_error(error: &tera::Error) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span = report.span();
            let place = Place::Bytes {
                start: span.range.start,
                end: span.range.end,
            };
            let text = report.message();
            Diagnostic::new(
                RuleId::ThemeError,
                report.filename(),
                place,
                say!("テンプレートの誤り：{text}", "template error: {text}"),
            )
        }
        other => {
            let text = other.to_string();
            Diagnostic::new(
                RuleId::ThemeError,
                "themes",
                Place::File,
                say!("テンプレートの誤り：{text}", "template error: {text}"),
            )
        }
    }
}

/// Assets by output path, and the output path of each by its name; the theme's own win over the default's.
#[expect(
    clippy::type_complexity,
    reason = "two maps that belong together and are taken apart at once"
)]
fn assets(
    files: &BTreeMap<String, Arc<[u8]>>,
) -> (BTreeMap<String, Arc<[u8]>>, BTreeMap<String, String>) {
    let mut chosen: BTreeMap<String, &Arc<[u8]>> = BTreeMap::new();
    let (default, own): (Vec<_>, Vec<_>) = files
        .iter()
        .filter(|(path, _)| path.contains("/assets/"))
        .partition(|(path, _)| path.starts_with(DEFAULT_FOLDER));
    for (path, bytes) in default.into_iter().chain(own) {
        if let Some((_, name)) = path.split_once("/assets/") {
            chosen.insert(name.to_owned(), bytes);
        }
    }
    let mut outputs = BTreeMap::new();
    let mut named = BTreeMap::new();
    for (name, bytes) in chosen {
        let path = format!("assets/{}", fingerprinted(&name, bytes));
        outputs.insert(path.clone(), Arc::clone(bytes));
        named.insert(name, path);
    }
    (outputs, named)
}

/// `style.css` → `style.1a2b3c4d.css`: the name changes with the bytes, so that browsers may keep files for ever.
fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    let short: String = hash
        .iter()
        .take(4)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{short}.{extension}"),
        None => format!("{name}.{short}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lazy_assets_are_delivered_but_loaded_by_no_page() {
        let mut tree = SourceTree::default();
        for (path, bytes) in [
            ("themes/own/assets/lazy/charts.js", "own"),
            ("themes/own/assets/more.js", "more"),
        ] {
            tree.files.insert(path.into(), Arc::from(bytes.as_bytes()));
        }
        let (themes, _) = load(&tree, Some("own"), &[Lang::Ja]).expect("the theme loads");
        let theme = &themes[0].files;
        assert!(theme.scripts.iter().any(|path| path.contains("/more.")));
        assert!(!theme.scripts.iter().any(|path| path.contains("lazy")));
        let charts = &theme.lazy["charts.js"];
        assert!(charts.starts_with("assets/lazy/charts.") && charts.ends_with(".js"));
        assert_eq!(&*theme.assets[charts], b"own", "the theme's own file wins");
        assert!(theme.lazy.contains_key("charts-licences.txt"));
    }
}
