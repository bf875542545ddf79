//! Reads the files of a search index as the search page does, and answers queries: candidates by grams, then the texts.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use serde_json::Value;
use tenken::search::{FOLDER, fold};

const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A record as the files have it.
pub struct Record {
    pub kind: String,
    pub name: String,
    /// Addresses, newest edition first.
    pub paths: Vec<String>,
    names: Vec<String>,
    texts: Vec<String>,
    within: Vec<String>,
}

/// Records that have a gram: in a name, in a text, only in the name of what they belong to.
type Lists = [BTreeSet<usize>; 3];

pub struct Reader {
    pub records: Vec<Record>,
    grams: HashMap<String, Lists>,
}

impl Reader {
    /// # Panics
    /// The files are not what `search::files` writes.
    pub fn open(files: &BTreeMap<String, Arc<[u8]>>) -> Reader {
        let head = read(files, "index");
        let version = head["version"].as_str().expect("a version");
        let mut grams = HashMap::new();
        for shard in 0..head["shards"].as_u64().expect("a number of shards") {
            let lines = read(files, &format!("{version}/g/{shard}"));
            for line in lines.as_str().expect("lines").lines() {
                let mut columns = line.split('\t');
                let gram = columns.next().expect("a gram").to_owned();
                let lists = [0, 1, 2].map(|_| numbers(columns.next().unwrap_or_default()));
                assert!(grams.insert(gram, lists).is_none(), "{line}: stands twice");
            }
        }
        let mut records = Vec::new();
        for kind in head["kinds"].as_array().expect("kinds") {
            let count = kind[2].as_u64().expect("a number of records");
            let size = kind[3].as_u64().expect("records a file");
            let name = kind[0].as_str().expect("a kind");
            assert_eq!(kind[1], records.len(), "records are numbered through");
            for file in 0..count.div_ceil(size) {
                let group = read(files, &format!("{version}/r/{name}-{file}"));
                records.extend(
                    group
                        .as_array()
                        .expect("records")
                        .iter()
                        .map(|it| record(name, it)),
                );
            }
        }
        Reader { records, grams }
    }

    /// The finds of a query, and the candidates of which they are a part.
    pub fn search(&self, query: &str) -> (Vec<&Record>, usize) {
        let words: BTreeSet<String> = query
            .split_whitespace()
            .flat_map(|part| {
                fold(part)
                    .split(['\n', ' '])
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            })
            .filter(|word| !word.is_empty())
            .collect();
        let lists: Vec<Lists> = words.iter().map(|word| self.candidates(word)).collect();
        let all = (0..self.records.len()).filter(|number| {
            let is_in =
                |lists: &Lists, from: usize| lists[..from].iter().any(|list| list.contains(number));
            !words.is_empty()
                && lists.iter().all(|lists| is_in(lists, 3))
                && lists.iter().any(|lists| is_in(lists, 2))
        });
        let candidates: Vec<&Record> = all.map(|number| &self.records[number]).collect();
        let count = candidates.len();
        (
            candidates
                .into_iter()
                .filter(|record| holds(record, &words))
                .collect(),
            count,
        )
    }

    /// The finds of a query, by looking through every text.
    pub fn scan(&self, query: &str) -> Vec<&Record> {
        let words: BTreeSet<String> = query
            .split_whitespace()
            .flat_map(|part| {
                fold(part)
                    .split(['\n', ' '])
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            })
            .filter(|word| !word.is_empty())
            .collect();
        self.records
            .iter()
            .filter(|record| !words.is_empty() && holds(record, &words))
            .collect()
    }

    /// Records with all grams of a word. Lists are made cumulative: a name is as good as a text.
    fn candidates(&self, word: &str) -> Lists {
        let of_gram = |gram: &String| {
            let [names, texts, within] = self.grams.get(gram).cloned().unwrap_or_default();
            let texts: BTreeSet<usize> = &names | &texts;
            [names, texts.clone(), &texts | &within]
        };
        let grams = grams(word);
        grams
            .iter()
            .map(of_gram)
            .reduce(|one, other| [0, 1, 2].map(|list| &one[list] & &other[list]))
            .unwrap_or_default()
    }
}

fn read(files: &BTreeMap<String, Arc<[u8]>>, name: &str) -> Value {
    let bytes = &files[&format!("{FOLDER}{name}.js")];
    let text = std::str::from_utf8(bytes).expect("files are UTF-8");
    let json = text
        .trim_end()
        .strip_prefix("tenkenSearchData(")
        .and_then(|rest| rest.strip_suffix(')'));
    let json = json
        .expect("one call")
        .split_once(',')
        .expect("name and value")
        .1;
    serde_json::from_str(json).expect("the value is JSON")
}

fn numbers(written: &str) -> BTreeSet<usize> {
    let mut numbers = BTreeSet::new();
    let (mut next, mut gap, mut weight) = (0, 0, 1);
    for c in written.chars() {
        let digit = DIGITS.find(c).expect("a digit");
        gap += digit % 32 * weight;
        weight *= 32;
        if digit < 32 {
            numbers.insert(next + gap);
            next += gap + 1;
            (gap, weight) = (0, 1);
        }
    }
    numbers
}

fn record(kind: &str, value: &Value) -> Record {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let list = |value: &Value| value.as_array().expect("a list").clone();
    let mut names = vec![text(&value[0]), text(&value[1])];
    names.extend(list(&value[4]).iter().map(text));
    let passages = list(&value[6]);
    Record {
        kind: kind.to_owned(),
        name: text(&value[0]),
        paths: list(&value[5])
            .iter()
            .map(|place| text(&place[1]))
            .collect(),
        names: names.iter().map(|name| fold(name)).collect(),
        texts: passages
            .iter()
            .flat_map(|passage| [fold(&text(&passage[2])), fold(&text(&passage[3]))])
            .collect(),
        within: vec![fold(&text(&value[2])), fold(&text(&value[3]))],
    }
}

/// True where every word is there, and one of them in more than the name of what the record belongs to.
fn holds(record: &Record, words: &BTreeSet<String>) -> bool {
    let is_in = |texts: &[String], word: &String| texts.iter().any(|text| stands(text, word));
    let own = |word: &String| is_in(&record.names, word) || is_in(&record.texts, word);
    words.iter().any(own)
        && words
            .iter()
            .all(|word| own(word) || is_in(&record.within, word))
}

fn is_latin(c: char) -> bool {
    c < '\u{2E80}'
}

/// True where a word stands in a text: numbers from their first digit on, one or two letters where a word begins.
fn stands(text: &str, word: &str) -> bool {
    let first = word.chars().next().expect("words are not empty");
    let run = word.chars().take_while(|c| is_latin(*c)).count();
    let is_digit = |c: char| c.is_ascii_digit() || c == '.';
    text.match_indices(word)
        .any(|(at, _)| match text[..at].chars().next_back() {
            Some(before) if first.is_ascii_digit() => !is_digit(before),
            Some(before) if (1..3).contains(&run) => {
                !is_latin(before) || is_digit(before) || before.is_whitespace()
            }
            _ => true,
        })
}

/// All grams of a word of a query.
fn grams(word: &str) -> Vec<String> {
    let chars: Vec<char> = word.chars().collect();
    let mut grams = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let run = chars[at..]
            .iter()
            .take_while(|c| is_latin(**c) == is_latin(chars[at]))
            .count();
        let part = &chars[at..at + run];
        let next = chars.get(at + run);
        match (is_latin(part[0]), run) {
            (true, 1 | 2) => grams.push(format!("^{}", part.iter().collect::<String>())),
            (true, _) => grams.extend(
                part.windows(3)
                    .map(|three| three.iter().collect::<String>()),
            ),
            (false, 1) => grams.push(part[0].to_string()),
            (false, _) => grams.extend(part.windows(2).map(|two| two.iter().collect::<String>())),
        }
        grams.extend(next.map(|next| format!("{}{next}", part[run - 1])));
        at += run;
    }
    grams
}
