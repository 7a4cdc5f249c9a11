//! Font library of the process: the embedded fonts, and those found on the machine by their files'
//! names. A file is read when a text first needs its script, and then kept: it never changes, so
//! this is the one thing here that is shared and not passed in.

use super::face::{Face, Weight};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, MutexGuard, OnceLock, PoisonError};
use unicode_script::{Script, UnicodeScript as _};

/// Inter, under the SIL Open Font License (`server/fonts/LICENSE`).
const REGULAR: &[u8] = include_bytes!("../../../fonts/Inter_400Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../fonts/Inter_600SemiBold.ttf");

/// Where systems keep fonts.
const SYSTEM: [&str; 4] =
    ["/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts"];
/// How deep and how wide a folder is looked through.
const DEPTH_MAX: usize = 6;
const FILES_MAX: usize = 20_000;
/// Bytes of a file that is read: the largest families of Chinese are half of it.
const SIZE_MAX: u64 = 64 * 1024 * 1024;

/// Families for what belongs to no script of its own: symbols and emoji.
const SYMBOLS: [&str; 6] =
    ["notosans", "notoemoji", "notosanssymbols", "notosanssymbols2", "notosansmath", "notomusic"];
/// Families that have a little of everything, for machines without Noto.
const BROAD: [&str; 8] = [
    "dejavusans",
    "droidsansfallbackfull",
    "droidsansfallback",
    "freesans",
    "wqymicrohei",
    "wqyzenhei",
    "unifont",
    "symbola",
];

static FOLDER: OnceLock<PathBuf> = OnceLock::new();
static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::new(folder()));

/// Names a folder with fonts, looked through before the system's own. Said once, at the start.
pub(crate) fn look_in(folder: Option<&Path>) {
    if let Some(folder) = folder {
        let _ = FOLDER.set(folder.to_owned());
    }
}

/// Whether a font of this process has the character.
pub(crate) fn is_drawn(c: char) -> bool {
    library().faces(c.script(), Weight::Regular).iter().any(|face| face.has(c))
}

#[cfg(not(test))]
fn folder() -> Option<PathBuf> {
    FOLDER.get().cloned()
}

/// As the tests are told, which read no configuration.
#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "`cargo xtask test` says where the fonts are")]
fn folder() -> Option<PathBuf> {
    std::env::var_os("FONTS_DIR").map(PathBuf::from)
}

/// A font's file, by what its name says.
#[derive(Debug)]
struct File {
    /// In small letters and digits: `notosansarabic`.
    family: String,
    style: String,
    path: PathBuf,
}

#[derive(Debug)]
pub(super) struct Library {
    folders: Vec<PathBuf>,
    files: OnceLock<Vec<File>>,
    faces: Mutex<HashMap<(Script, Weight), &'static [&'static Face]>>,
    by_file: Mutex<HashMap<(PathBuf, Weight), Option<&'static Face>>>,
    data: Mutex<HashMap<PathBuf, Option<&'static [u8]>>>,
    told: Mutex<HashSet<char>>,
}

/// The library of this process.
pub(super) fn library() -> &'static Library {
    &LIBRARY
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Library {
    pub(super) fn new(folder: Option<PathBuf>) -> Self {
        Self::of(folder.into_iter().chain(SYSTEM.map(PathBuf::from)).collect())
    }

    pub(super) fn of(folders: Vec<PathBuf>) -> Self {
        Self {
            folders,
            files: OnceLock::new(),
            faces: Mutex::default(),
            by_file: Mutex::default(),
            data: Mutex::default(),
            told: Mutex::default(),
        }
    }

    /// Every face that may have characters of a script, the best first; ours is always among them.
    pub(super) fn faces(&self, script: Script, weight: Weight) -> &'static [&'static Face] {
        if let Some(known) = locked(&self.faces).get(&(script, weight)) {
            return known;
        }
        let mut found: Vec<&'static Face> = own(weight).into_iter().collect();
        for family in families(script) {
            found.extend(self.file(&family, weight).and_then(|path| self.load(path, weight)));
        }
        let found: &'static [&'static Face] = Box::leak(found.into_boxed_slice());
        locked(&self.faces).insert((script, weight), found);
        found
    }

    /// The file of a family that comes closest to the weight.
    fn file(&self, family: &str, weight: Weight) -> Option<&Path> {
        let files = self.files.get_or_init(|| index(&self.folders));
        let of_family = files.iter().filter(|file| file.family == family);
        let ranked = of_family.filter_map(|file| Some((rank(&file.style, weight)?, file)));
        ranked.min_by_key(|(rank, _)| *rank).map(|(_, file)| file.path.as_path())
    }

    fn load(&self, path: &Path, weight: Weight) -> Option<&'static Face> {
        let key = (path.to_owned(), weight);
        if let Some(known) = locked(&self.by_file).get(&key) {
            return *known;
        }
        let data = *locked(&self.data).entry(path.to_owned()).or_insert_with(|| read(path));
        let face = data.and_then(|data| Face::parse(data, weight));
        if face.is_none() {
            tracing::warn!(path = %path.display(), "a font cannot be read");
        }
        let face = face.map(|face| &*Box::leak(Box::new(face)));
        locked(&self.by_file).insert(key, face);
        face
    }

    /// Says once of each character that no font has it.
    pub(super) fn tell_missing(&self, c: char) {
        let mut told = locked(&self.told);
        if told.len() < 10_000 && told.insert(c) {
            let character = code_point(c);
            tracing::warn!(character, "no font has this character: see FONTS_DIR");
        }
    }
}

/// As characters are named: `U+1F389`.
pub(super) fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// Inter.
fn own(weight: Weight) -> Option<&'static Face> {
    static OWN: LazyLock<[Option<Face>; 2]> =
        LazyLock::new(|| [Face::parse(REGULAR, Weight::Regular), Face::parse(BOLD, Weight::Bold)]);
    let [regular, bold] = &*OWN;
    match weight {
        Weight::Regular => regular.as_ref(),
        Weight::Bold => bold.as_ref(),
    }
}

/// The bytes of a font, kept for as long as the process runs.
fn read(path: &Path) -> Option<&'static [u8]> {
    let size = std::fs::metadata(path).ok()?.len();
    if size > SIZE_MAX {
        return None;
    }
    std::fs::read(path).ok().map(|data| &*data.leak())
}

/// The families that a script is drawn with. Noto names its families after Unicode's scripts.
fn families(script: Script) -> Vec<String> {
    let own: Vec<String> = match script {
        Script::Han | Script::Hiragana | Script::Katakana | Script::Hangul | Script::Bopomofo => {
            let korean = script == Script::Hangul;
            let japanese = matches!(script, Script::Hiragana | Script::Katakana);
            let mut regions = ["sc", "jp", "kr", "tc"];
            if korean {
                regions.swap(0, 2);
            } else if japanese {
                regions.swap(0, 1);
            }
            let one = std::iter::once("notosanscjk".to_owned());
            one.chain(regions.iter().map(|region| format!("notosanscjk{region}")))
                .chain(regions.iter().map(|region| format!("notosans{region}")))
                .collect()
        }
        Script::Common | Script::Inherited | Script::Unknown => Vec::new(),
        script => {
            let name = script.full_name().replace('_', "").to_ascii_lowercase();
            vec![format!("notosans{name}"), format!("notoserif{name}"), format!("noto{name}")]
        }
    };
    own.into_iter().chain(SYMBOLS.iter().chain(&BROAD).map(ToString::to_string)).collect()
}

/// How well a style suits the weight, the least first; none for what is slanted, narrow and the
/// like.
fn rank(style: &str, weight: Weight) -> Option<u8> {
    let varies = style.starts_with("variable") || style.starts_with("vf");
    Some(match (style, weight) {
        ("bold", Weight::Bold) | ("regular", Weight::Regular) => 1,
        ("semibold", Weight::Bold) => 0,
        _ if varies => 1,
        ("" | "regular" | "medium" | "book" | "full", _) => 3,
        ("bold" | "semibold" | "light", _) => 4,
        _ => return None,
    })
}

/// The fonts in the folders, those of the first folder first.
fn index(folders: &[PathBuf]) -> Vec<File> {
    let mut files = Vec::new();
    for folder in folders {
        list(folder, DEPTH_MAX, &mut files);
    }
    files
}

fn list(folder: &Path, depth: usize, files: &mut Vec<File>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        if files.len() >= FILES_MAX {
            return;
        }
        if path.is_dir() {
            if depth > 0 {
                list(&path, depth - 1, files);
            }
        } else {
            files.extend(named(path));
        }
    }
}

/// What a file's name says: `NotoSansArabic-Regular.ttf`, `NotoSansThai[wght].ttf`.
fn named(path: PathBuf) -> Option<File> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    if !matches!(extension.as_str(), "ttf" | "otf" | "ttc" | "otc") {
        return None;
    }
    let stem = path.file_stem()?.to_str()?;
    let (family, style) = match stem.find(['-', '[', '_']) {
        Some(at) if stem[at..].starts_with('[') => (&stem[..at], "variable"),
        Some(at) => (&stem[..at], &stem[at + 1..]),
        None => (stem, ""),
    };
    // wqy-microhei and the like are hyphenated families, without a style.
    let (family, style) = if family.len() > 3 { (family, style) } else { (stem, "") };
    let plain = |text: &str| -> String {
        text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
    };
    Some(File { family: plain(family), style: plain(style), path })
}
