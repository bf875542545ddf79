// Search: folds texts as the index does, reads the index, verifies every find against the text itself. No page is touched
// here: search.js shows what is found. The format of the files is described in src/search/files.rs, folding in
// src/search/fold.rs; a test compares both foldings.
(() => {
  "use strict";

  // ---- Folding: the string that is compared, and for each of its units where it comes from.
  const CLUSTER = /([^])([\u0300-\u036f\u3099\u309a\uff9e\uff9f]*)/gu;
  const ACCENTS = /[\u0300-\u036f]/g;
  const ENCLOSED = /[\u2460-\u24ff\u2776-\u2793]/;
  const LETTER = /[\p{Alphabetic}\p{N}]/u;
  const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;
  const LINK = /[-\u2010-\u2015\u2212'\u2018\u2019・_&]/;
  const SPACE = /\p{White_Space}/u;
  const DIGIT = /^[0-9]$/;
  const LATIN = /^[^\u2e80-\u{10ffff}]$/u;
  const [NOTHING, LINKED, COMMA, POINT, SPACED, BROKEN] = [0, 1, 2, 3, 4, 5];

  const betweenOf = (c) => {
    if (c === "\n") return BROKEN;
    if (LINK.test(c)) return LINKED;
    if (c === ",") return COMMA;
    if (c === ".") return POINT;
    return SPACE.test(c) ? SPACED : BROKEN;
  };

  /** What is left between two letters of what stood there. */
  const joint = (last, between, next) => {
    const digits = DIGIT.test(last) && DIGIT.test(next);
    const latin = LATIN.test(last) && LATIN.test(next);
    if (between === BROKEN) return "\n";
    if (between === SPACED) return latin ? " " : "";
    if (between === POINT && digits) return ".";
    if (between === LINKED && digits) return " ";
    if (between === POINT && !latin) return "\n";
    if (between === COMMA && !digits) return "\n";
    return "";
  };

  const toHiragana = (c) => (/[ァ-ヶヽヾ]/.test(c) ? String.fromCharCode(c.charCodeAt(0) - 0x60) : c);

  /** Letters, with what parts them. */
  const letters = (source, forms) => {
    let text = "";
    let last = "";
    let between = NOTHING;
    const from = [];
    const to = [];
    const push = (c, start, end) => {
      for (let unit = 0; unit < c.length; unit += 1) {
        from.push(start);
        to.push(end);
      }
      text += c;
    };
    for (const cluster of source.matchAll(CLUSTER)) {
      if (ENCLOSED.test(cluster[1])) {
        between = BROKEN;
        continue;
      }
      const start = cluster.index;
      const end = start + cluster[0].length;
      const composed = cluster[0].normalize("NFKD").replace(ACCENTS, "").normalize("NFC").toLowerCase();
      for (const kana of composed) {
        const c = forms.get(toHiragana(kana)) || toHiragana(kana);
        if (!LETTER.test(c)) {
          if (!INVISIBLE.test(c)) between = Math.max(between, betweenOf(c));
          continue;
        }
        if (last) push(joint(last, between, c), start, start);
        between = NOTHING;
        push(c, start, end);
        last = c;
      }
    }
    return { text, from, to };
  };

  // ---- Years of both calendars become western ones.
  const makeYears = (eras) => {
    const names = eras.map(([name]) => name).join("|");
    const digits = new RegExp(`(\\d{4})(?!\\d)(?:年度?|\\n(${names})(\\d{1,2})(?!\\d)\\n年度?)`, "y");
    const fiscal = /fy ?(\d{1,4})(?!\d)(?![a-z.])(?:年度?)?/y;
    const letter = /([rhstm])(\d{1,2})(?!\d)(?![a-z.])(年度?)?/y;
    const era = new RegExp(`(${names})(?:(\\d{1,2})(?!\\d)|(元|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=年))(年度?)?`, "y");
    const western = /\n(\d{4})(?!\d)\n年度?/y;
    const isYear = (year) => year >= 1868 && year <= 2099;
    const at = (pattern, text, index) => {
      pattern.lastIndex = index;
      return pattern.exec(text);
    };
    const inWords = (words) => {
      if (words === "元") return 1;
      const value = (digit) => "一二三四五六七八九".indexOf(digit) + 1;
      const [tens, ones] = words.includes("十") ? words.split("十") : [null, words];
      return (tens === null ? 0 : 10 * (tens ? value(tens) : 1)) + (ones ? value(ones) : 0);
    };
    const inEra = (found, count) => {
      const [, , first, last] = found;
      return count >= 1 && count <= last + 1 ? first + count - 1 : undefined;
    };
    const byName = (name, count) => inEra(eras.find((known) => known[0] === name), Number(count));
    const ofFiscal = (count) => {
      const number = Number(count);
      if (count.length === 4) return isYear(number) ? number : undefined;
      if (count.length > 2) return undefined;
      if (number >= 1 && number <= 12) return 2018 + number;
      if (number >= 13 && number <= 29) return 2000 + number;
      return number === 30 || number === 31 ? 1988 + number : undefined;
    };
    /** The year at a place and where it ends. */
    return (text, index) => {
      const before = text[index - 1] || "";
      const c = text[index];
      let found;
      if (DIGIT.test(c)) {
        if (/[\d.]/.test(before)) return undefined;
        found = at(digits, text, index);
        const year = found && Number(found[1]);
        return found && isYear(year) && (!found[2] || byName(found[2], found[3]) === year) ? [year, digits.lastIndex] : undefined;
      }
      if (/[a-z]/.test(c)) {
        if (/[a-z\d.]/.test(before)) return undefined;
        if (c === "f") {
          found = at(fiscal, text, index);
          const year = found && ofFiscal(found[1]);
          return year ? [year, fiscal.lastIndex] : undefined;
        }
        found = at(letter, text, index);
        if (!found || !(found[3] || /[rh]/.test(found[1]))) return undefined;
        const year = inEra(eras.find((known) => known[1] === found[1]), Number(found[2]));
        return year ? [year, letter.lastIndex] : undefined;
      }
      found = at(era, text, index);
      const year = found && byName(found[1], found[2] || inWords(found[3]));
      if (!year) return undefined;
      const end = era.lastIndex;
      if (found[4]) return [year, end];
      const same = at(western, text, end);
      return [year, same && Number(same[1]) === year ? western.lastIndex : end];
    };
  };

  const makeFold = ({ forms, eras }) => {
    const pairs = [...forms];
    const map = new Map(pairs.flatMap((c, index) => (index % 2 ? [] : [[c, pairs[index + 1]]])));
    const yearAt = makeYears(eras);
    const starts = new Set([..."0123456789f", ...eras.flatMap(([name, letter]) => [name[0], letter])]);
    return (source) => {
      const plain = letters(source, map);
      const folded = { text: "", from: [], to: [] };
      for (let index = 0; index < plain.text.length; ) {
        const year = starts.has(plain.text[index]) && yearAt(plain.text, index);
        const end = year ? year[1] : index + 1;
        const written = year ? `${year[0]}年` : plain.text[index];
        for (let unit = 0; unit < written.length; unit += 1) {
          folded.from.push(plain.from[index]);
          folded.to.push(plain.to[end - 1]);
        }
        folded.text += written;
        index = end;
      }
      return folded;
    };
  };

  // ---- The words of a query, the grams that the index knows of them, and where they stand in a text.
  const isLatin = (c) => LATIN.test(c);

  /** Of very many grams every `step`th and the last, which cover all letters. More grams leave fewer candidates to look at. */
  const thinned = (grams, step) => (grams.length > 12 ? grams.filter((_, index) => index % step === 0 || index === grams.length - 1) : grams);

  const gramsOf = (word) => {
    const chars = [...word];
    const grams = [];
    for (let start = 0; start < chars.length; ) {
      const year = /^\d{4}年/.exec(chars.slice(start, start + 5).join(""));
      if (year && !DIGIT.test(chars[start - 1] || "")) {
        grams.push(`=${year[0].slice(0, 4)}`);
        // 年 stays for its pair with what follows.
        start += 4;
        if (chars.length > start + 1) grams.push(chars[start] + chars[start + 1]);
        start += 1;
        continue;
      }
      let end = start + 1;
      while (end < chars.length && isLatin(chars[end]) === isLatin(chars[start])) end += 1;
      const run = chars.slice(start, end);
      const pairs = run.slice(1).map((c, index) => run[index] + c);
      const triples = run.slice(2).map((c, index) => run[index] + run[index + 1] + c);
      if (!isLatin(run[0])) grams.push(...thinned(pairs, 2));
      else if (run.length < 3) grams.push(`^${run.join("")}`);
      else grams.push(...thinned(triples, 3));
      if (end < chars.length) grams.push(chars[end - 1] + chars[end]);
      start = end;
    }
    return grams.length > 0 ? [...new Set(grams)] : chars.slice(0, 1);
  };

  /** True where having its grams is having the word. */
  const isExact = (word) => {
    const chars = [...word];
    const latin = chars.filter(isLatin).length;
    return (latin === 0 && chars.length <= 2) || (latin === chars.length && (chars.length <= 2 || /^[a-z]{3}$/.test(word))) || /^\d{4}年$/.test(word);
  };

  /** Where a word stands in a folded text: numbers from their first digit on, one or two letters where a word begins. */
  const placesOf = (text, word) => {
    const places = [];
    const run = /^[^\u2e80-\u{10ffff}]*/u.exec(word)[0];
    const forbidden = DIGIT.test(word[0]) ? /[\d.]/ : run.length > 0 && run.length < 3 ? /[^\s\d.\u2e80-\u{10ffff}]/u : undefined;
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
      if (!forbidden || at === 0 || !forbidden.test(text[at - 1])) places.push(at);
    return places;
  };

  // ---- The index.
  const DIGITS = new Map([..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].map((c, value) => [c, value]));

  const numbersOf = (written) => {
    const numbers = [];
    let next = 0;
    let gap = 0;
    let weight = 1;
    for (const c of written) {
      const digit = DIGITS.get(c);
      gap += (digit % 32) * weight;
      weight *= 32;
      if (digit >= 32) continue;
      numbers.push(next + gap);
      next += gap + 1;
      gap = 0;
      weight = 1;
    }
    return numbers;
  };

  const hash = (gram) => {
    let value = 0x811c9dc5;
    for (let unit = 0; unit < gram.length; unit += 1) value = Math.imul(value ^ gram.charCodeAt(unit), 0x01000193) >>> 0;
    return value;
  };

  const common = (lists) =>
    lists.sort((a, b) => a.size - b.size).reduce((kept, list) => new Set([...kept].filter((number) => list.has(number))));

  /**
   * An engine over the files that `load(name)` brings: `index`, then `<version>/g/<n>` and `<version>/r/<kind>-<n>`.
   * Files are asked for once.
   */
  const open = async (load) => {
    const index = await load("index");
    const fold = makeFold(index);
    const files = new Map();
    const file = (name) => {
      if (!files.has(name)) files.set(name, load(`${index.version}/${name}`));
      return files.get(name);
    };

    const postings = async (gram) => {
      const lines = await file(`g/${hash(gram) % index.shards}`);
      const start = `\n${lines}`.indexOf(`\n${gram}\t`);
      const line = start < 0 ? "" : lines.slice(start, lines.indexOf("\n", start));
      const [names, texts, within] = [1, 2, 3].map((column) => numbersOf(line.split("\t")[column] || ""));
      return { names: new Set(names), own: new Set([...names, ...texts]), all: new Set([...names, ...texts, ...within]) };
    };

    /** Records that have all grams of a word: in a name, in a text of their own, or also in the name of what they belong to. */
    const candidatesOf = async (word) => {
      const found = await Promise.all(gramsOf(word).map(postings));
      const of = (kind) => common(found.map((lists) => lists[kind]));
      return { names: of("names"), own: of("own"), all: of("all") };
    };

    const wordsOf = (query) => [...new Set(query.split(/\p{White_Space}+/u).flatMap((part) => fold(part).text.split(/[\n ]/)))].filter(Boolean);

    /** The groups of a query: for each kind its candidates, the best first, and whether their number is exact. */
    const search = async (query) => {
      const words = wordsOf(query);
      if (words.length === 0) return { words, groups: [] };
      const found = await Promise.all(words.map(candidatesOf));
      const all = [...common(found.map((word) => word.all))].filter((number) => found.some(({ own }) => own.has(number)));
      const rank = (number) => found.filter(({ names }) => !names.has(number)).length;
      const exact = words.every(isExact);
      const groups = index.kinds.map(([kind, first, count, size]) => {
        const numbers = all.filter((number) => number >= first && number < first + count);
        const ranks = new Map(numbers.map((number) => [number, rank(number)]));
        numbers.sort((a, b) => ranks.get(a) - ranks.get(b) || a - b);
        return { kind, first, size, numbers, exact };
      });
      return { words, groups: groups.filter(({ numbers }) => numbers.length > 0) };
    };

    const record = async ({ kind, first, size }, number) => {
      const group = Math.floor((number - first) / size);
      const [name, nameEn, within, withinEn, also, places, passages] = (await file(`r/${kind}-${group}`))[(number - first) % size];
      return { number, kind, name, nameEn, within, withinEn, also, places, passages };
    };

    return { index, fold, search, record, wordsOf };
  };

  globalThis.tenkenSearch = { open, makeFold, gramsOf, placesOf };
})();
