// Search: candidates of the index → finds that hold every word, with what is marked in them and where they lead.
(() => {
  "use strict";

  const { placesOf } = globalThis.tenkenSearch;
  /** Letters shown before and behind the first hit of a text. */
  const BEFORE = 30;
  const BEHIND = 90;
  /** Candidates that are looked at together, and how often before the reader is asked: long records have files of their own. */
  const FEW = 3;
  const MANY = 6;
  const ROUNDS = 2;

  /** A text with the words that stand in it and the stretches to mark. */
  const marked = (engine, words, text) => {
    const folded = engine.fold(text);
    const found = words.map((word) => placesOf(folded.text, word).map((at) => [folded.from[at], folded.to[at + word.length - 1]]));
    const stretches = found.flat().sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    const marks = [];
    for (const [from, to] of stretches) {
      const last = marks.at(-1);
      if (last && from <= last[1]) last[1] = Math.max(last[1], to);
      else marks.push([from, to]);
    }
    return { text, folded: folded.text, marks, has: found.map((places) => places.length > 0) };
  };

  /** The text in pieces, marked and not; with `short`, only the surroundings of the first mark. */
  const pieces = ({ text, marks }, short) => {
    let from = 0;
    let to = text.length;
    if (short) {
      const [first] = marks[0] || [0];
      from = first <= BEFORE ? 0 : first - BEFORE;
      to = Math.min(text.length, first + BEHIND);
      // No half of a pair is left over.
      if (/[\udc00-\udfff]/.test(text[from])) from += 1;
      if (/[\udc00-\udfff]/.test(text[to] || "")) to += 1;
    }
    const parts = from > 0 ? [["…", false]] : [];
    let at = from;
    for (const [start, end] of marks) {
      if (end <= from || start >= to) continue;
      parts.push([text.slice(at, Math.max(at, start)), false], [text.slice(Math.max(at, start), Math.min(end, to)), true]);
      at = Math.min(end, to);
    }
    parts.push([text.slice(at, to), false]);
    if (to < text.length) parts.push(["…", false]);
    return parts.filter(([part]) => part).map(([part, mark]) => [part.replaceAll("\n", " "), mark]);
  };

  const every = (has) => has.every(Boolean);
  const either = (lists) => lists.reduce((a, b) => a.map((found, index) => found || b[index]));
  const count = (has) => has.filter(Boolean).length;

  /** The better the smaller: the whole name, its beginning, within it, another name, the heading of a text, a text. */
  const rankOf = (words, name, names, best) => {
    if (names.some(({ folded }) => folded === words.join(" ") || folded === words.join(""))) return 0;
    if (every(name.has)) return name.folded.startsWith(words[0]) ? 1 : 2;
    if (every(either(names.map(({ has }) => has)))) return 3;
    return best?.heading.marks.length > 0 ? 4 : 5;
  };

  /** The find that a record is, or nothing where it lacks a word. */
  const findOf = (engine, record, words) => {
    const mark = (text) => marked(engine, words, text);
    const name = mark(record.name);
    const nameEn = mark(record.nameEn);
    const also = record.also.map(mark);
    const within = mark(record.within);
    const inNames = either([name, nameEn, ...also].map(({ has }) => has));
    let best;
    if (!every(inNames)) {
      const passages = record.passages.map(([place, anchor, heading, text]) => ({ place, anchor, heading: mark(heading), text: mark(text) }));
      const inPassage = ({ heading, text }) => either([heading.has, text.has]);
      const own = either([inNames, ...passages.map(inPassage)]);
      // What a record belongs to completes a find but makes none: who looks for a project does not want all of its tasks.
      if (!own.includes(true) || !every(either([own, within.has, mark(record.withinEn).has]))) return undefined;
      const worth = (passage) => count(inPassage(passage).map((found, index) => found && !inNames[index])) + count(inPassage(passage)) / 100;
      best = passages.reduce((a, b) => (a && worth(a) >= worth(b) ? a : b), undefined);
      if (best && worth(best) === 0) best = undefined;
    }
    const [edition, path] = record.places[best ? best.place : 0];
    const anchored = best?.anchor ? `${path.split("#")[0]}#${best.anchor}` : path;
    return {
      record,
      name,
      nameEn,
      also: also.filter(({ marks }) => marks.length > 0),
      within,
      best,
      edition,
      path: anchored,
      others: record.places.filter(([other]) => other !== edition),
      rank: rankOf(words, name, [name, nameEn, ...also], best),
    };
  };

  /**
   * The finds of a group, page by page. `next(wanted)` brings up to so many more, fewer where few of the candidates turn out
   * to be finds; `total` says how many there are, and whether that is known or judged by those that were looked at.
   */
  const findsOf = (engine, group, words) => {
    const step = group.size === 1 ? FEW : MANY;
    const ready = [];
    let looked = 0;
    let verified = 0;
    const look = async () => {
      const numbers = group.numbers.slice(looked, looked + step);
      looked += numbers.length;
      const records = await Promise.all(numbers.map((number) => engine.record(group, number)));
      const finds = records.map((record) => findOf(engine, record, words)).filter(Boolean);
      verified += finds.length;
      ready.push(...finds.sort((a, b) => a.rank - b.rank));
    };
    return {
      kind: group.kind,
      next: async (wanted) => {
        for (let round = 0; round < Math.max(ROUNDS, wanted / step) && ready.length < wanted && looked < group.numbers.length; round += 1) await look();
        return ready.splice(0, wanted);
      },
      get total() {
        if (looked >= group.numbers.length) return { count: verified, known: true };
        const rest = group.numbers.length - looked;
        const likely = group.exact ? rest : Math.round((rest * verified) / looked);
        return { count: verified + likely, known: group.exact };
      },
      get isDone() {
        return ready.length === 0 && looked >= group.numbers.length;
      },
    };
  };

  Object.assign(globalThis.tenkenSearch, { findsOf, findOf, pieces });
})();
