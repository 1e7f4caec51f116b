// Searches a package registry by its static files:
//
//   const { results } = await createSearch("https://registry.example.org/").search("http client");
//
// Sources/Search of Cairn is the same in Swift, with the reasons. A character of a term is a byte of UTF-8. What an
// answer holds is text, not HTML.

export class SearchError extends Error {
  name = "SearchError";
}

// The tables of Letter.swift; half a character is a separator.
const separators = "\\0-/:-@[-`{-\\xbf\\xd7\\xf7\\u2000-\\u2bff\\u3000-\\u303f\\ud800-\\udfff\\ue000-\\uf8ff"
  + "\\ufe00-\\ufe6f\\uff00-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65\\uffe0-\\uffff\\u{1f000}-\\u{1faff}";
const ideographs = "\\u0e00-\\u0eff\\u3040-\\u31ff\\u3400-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const isIdeograph = new RegExp(`[${ideographs}]`, "u");
const runs = new RegExp(`[${ideographs}]+|[^${separators}${ideographs}]+`, "gu");

const lower = (text, letters) => text.replace(letters, (letter) => letter.toLowerCase());
// Those of which all versions of Unicode say the same.
const lowered = (text) => lower(
  text,
  /[A-Z\xc0-\xde\u0100-\u012f\u0132-\u0137\u0139-\u0148\u014a-\u0177\u0179-\u017e\u0391-\u03a9\u0400-\u042f]/g);
const folded = (text) => lower(text, /[A-Z]/g);

const longestTerm = 59;
const encoder = new TextEncoder();
const term = (text) => String.fromCharCode(...encoder.encode(text));
const hex = (term) => Array.from(term, (byte) => byte.charCodeAt(0).toString(16).padStart(2, "0")).join("");
const termText = (term) => decodeURIComponent(hex(term).replace(/../g, "%$&"));

function words(text, written) {
  return (text.match(runs) ?? []).flatMap((run) => {
    const characters = Array.from(run, term);
    if (isIdeograph.test(run)) {
      return characters.length > 1 ? characters.slice(1).map((next, at) => characters[at] + next) : characters;
    }
    const word = term(lowered(run));
    if (word.length > longestTerm) return [];
    written?.(term(run));
    return word;
  });
}

/** The words within a word that is written as one. */
const pieces = (word) => word.match(/[0-9]+|[A-Z]+(?![^A-Z0-9])|[A-Z]?[^A-Z0-9]+/g).map(folded);

const stopWords = new Set((
  "a an and are as at be by for from has in into is it its of on or s t that the this to with your"
).split(" "));

function stem(term) {
  if (!/^[a-z]{4,}$/.test(term)) return term;
  return dropTense(dropPlural(term)).replace(/^(.{4,})e$/, "$1");
}

function dropPlural(word) {
  if (/..ies$/.test(word)) return word.slice(0, -3) + "y";
  if (/(ss|x|ch|sh|z)es$/.test(word)) return word.slice(0, -2);
  return /(ss|us|is)$/.test(word) ? word : word.replace(/s$/, "");
}

function dropTense(word) {
  const rest = word.replace(/^(.{3,})(ing|ed)$/, "$1");
  if (rest === word) return word.replace(/^(.{4,}[st])ion$/, "$1");
  if (!/[aeiouy]/.test(rest)) return word;
  // `running` is `run`, but `calling` is `call`.
  return rest.replace(/([^aeiouylsz])\1$/, "$1");
}

function nameTerms(name) {
  const parts = name.match(/[A-Za-z0-9]+/g) ?? [];
  const lowered = parts.map(folded);
  const joined = lowered.join("");
  const take = (terms, term) => { if (term && terms.length < 32 && !terms.includes(term)) terms.push(term); };
  const words = [];
  for (const part of lowered) take(words, part);
  for (const piece of parts.flatMap(pieces)) take(words, piece);
  for (const part of lowered) if (part.length >= 6 && part.startsWith("lib")) take(words, part.slice(3));
  const all = [...words];
  take(all, joined);
  for (let at = 1; at < lowered.length; at++) take(all, lowered[at - 1] + lowered[at]);
  return { joined, words, pieces: words.filter((word) => !lowered.includes(word)), all };
}

const pairs = (stems) => stems.slice(1).map((next, at) => stems[at] && next && stems[at] + next)
  .filter((pair) => pair && pair.length <= longestTerm);

const packageOf = (name) => name.slice(name.indexOf("/") + 1);

const documentTerms = (document) => document.terms ??= makeTerms(document);

function makeTerms(document) {
  const name = nameTerms(packageOf(document.name));
  const project = nameTerms(document.name.slice(0, document.name.indexOf("/") + 1)).joined;
  const keywords = new Set();
  for (const keyword of document.keywords) {
    const parts = words(keyword), joined = parts.join("");
    for (const word of parts) keywords.add(word).add(stem(word));
    if (parts.length > 1 && joined.length <= longestTerm) keywords.add(joined);
  }
  const within = [];
  const stems = words(document.description ?? "", (word) => {
    const found = pieces(word);
    if (found.length > 1) within.push(...found.filter((piece) => piece.length > 2));
  }).map((word) => stopWords.has(word) ? "" : stem(word));
  const summary = new Set([...stems.filter(Boolean), ...within.map(stem)]);
  return { name, project, keywords, summary, phrases: new Set(pairs(stems.slice(0, 7))) };
}

const compare = (left, right) => left < right ? -1 : left > right ? 1 : 0;

const isWritten = ({ name }, typed) =>
  term(folded(typed.includes("/") ? name : packageOf(name))).startsWith(typed);

class Text {
  constructor(text, path, kind) {
    this.path = path;
    try {
      this.root = JSON.parse(text);
    } catch {
      throw new SearchError(`${path} of the site is not a JSON document`);
    }
    if (this.root?.kind !== kind) throw new SearchError(`${path} of the site is not of kind ${kind}`);
    const format = this.string(this.root.metadata?.format, "format");
    if (format !== "1") throw new SearchError(`${path} is of format ${format}, and this program reads format 1`);
  }

  expect(isSound, value, key) {
    if (!isSound) throw new SearchError(`${this.path} of the site has no sound "${key}" where one belongs`);
    return value;
  }

  string(value, key = "text") { return this.expect(typeof value === "string", value, key); }

  /** The members of an object by their keys, which are sorted: parsing puts numbers first. */
  members(key) {
    const object = this.root[key] ?? {};
    this.expect(typeof object === "object" && !Array.isArray(object), object, key);
    return Object.entries(object).map(([key, value]) => [term(key), value])
      .sort(([left], [right]) => compare(left, right));
  }

  documents(key) {
    return this.expect(Array.isArray(this.root[key]), this.root[key], key).map((value) => {
      const text = (value) => typeof value === "string" ? value : null;
      return {
        name: this.string(value?.name, "name"),
        description: text(value.description),
        keywords: Array.isArray(value.keywords) ? value.keywords.map((keyword) => this.string(keyword)) : [],
        license: text(value.license),
        popularity: isCount(value.popularity) ? Math.min(20, value.popularity) : 0,
      };
    });
  }
}

const isCount = (value) => Number.isSafeInteger(value) && value >= 0;

/** Which shards hold which keys; or the one shard, where there is but one. */
function searchMap(bytes, path) {
  const text = new Text(bytes, path, "SearchMap");
  const cut = new Map(text.members("cut"));
  for (const count of cut.values()) text.expect(isCount(count), count, "number");
  if (!("shards" in text.root)) return { cut, shard: readShard(text), ranges: [] };
  const ranges = text.members("shards").map(([first, name]) => {
    text.expect(/^\w+$/.test(text.string(name)), name, "shards");
    return { first, name };
  });
  return { cut, ranges };
}

const shardsFrom = ({ ranges }, low, high) =>
  ranges.filter(({ first }, at) => first <= high && !(ranges[at + 1]?.first <= low));

const widest = 1, largestTail = 9;

const isWide = (prefix, { ranges }) =>
  ranges.filter(({ first }) => first.startsWith(prefix) && first !== prefix).length > widest;

const searchShard = (bytes, path) => readShard(new Text(bytes, path, "SearchShard"));

const listOf = (kind, key) => (bytes, path) => new Text(bytes, path, kind).documents(key);

function readShard(text) {
  const packages = text.documents("packages");
  return new Map(text.members("terms").map(([key, places]) => [
    key,
    text.string(places).split(" ").filter(Boolean).map((place) =>
      text.expect(/^\d+$/.test(place) && packages[place], packages[place], "terms")),
  ]));
}

const folderPath = (space, key) => `search/${space}/${hex(key.slice(0, /^lib./.test(key) ? 5 : 2))}`;
const mapPath = (space, key) => `${folderPath(space, key)}.json`;
const shardPath = (space, { first, name }) => `${folderPath(space, first)}/${hex(first)}-${name}.json`;
const mapPaths = (space, keys) => keys.map((key) => mapPath(space, key));
const prefixPath = (prefix) => `search/prefixes/${hex(prefix)}.json`;
/** Whether keys that begin with this stand in several maps. */
const isSpread = (prefix) => /^(.|li|lib\w?)$/.test(prefix);
const tailPath = (term) => `search/tails/${hex(term)}.json`;

function searchQuery(text) {
  let rest = "";
  const filters = [];
  for (const part of Array.from(text.slice(0, 512)).slice(0, 256).join("").match(/[^\0- ]+/g) ?? []) {
    const filter = searchFilter(part);
    if (filter) filters.push(filter);
    else if (!/^(project|keyword|license):$/.test(part)) rest += part + " ";
  }
  const all = words(rest);
  const terms = [...new Set(all)].slice(0, 12);
  const isAllIdle = terms.every((term) => stopWords.has(term));
  const joined = all.join("");
  const typed = term(folded(rest.slice(0, -1)));
  const query = terms.map((term) => ({ term, stem: stem(term), isIdle: !isAllIdle && stopWords.has(term) }));
  const told = query.filter((word) => !word.isIdle);
  const isOne = !typed.includes(" "), isShort = joined.length <= longestTerm;
  const isName = isOne && !filters.length && query.length > 1 && isShort && !/[^\0-\x7f]/.test(typed);
  return {
    words: query,
    joined: isShort ? joined : "",
    filters,
    phrases: isOne ? [] : pairs(told.slice(0, 4).map((word) => word.stem)),
    typed: isOne && typed ? typed : null,
    isName,
    // What leads to packages, each by one or two keys: words that tell, and filters.
    leads: isName
      ? longestFirst(told.map((word) => [word.term])).slice(0, 3)
      : [...told.map((word) => once([word.term, word.stem])), ...filters.flatMap(({ key }) => key ? [[key]] : [])],
  };
}

const longestFirst = (leads) => [...leads].sort(([left], [right]) => right.length - left.length);

const isUnfinished = ({ typed }) => /[^a-z0-9\x80-\xff]$/.test(typed);

const once = (keys) => [...new Set(keys)].filter(Boolean);

const keysOf = ({ joined, phrases }, leads) => once([joined, ...phrases, ...leads.flat()]);

function searchFilter(text) {
  const [kind] = text.split(":", 1), value = text.slice(kind.length + 1);
  const term = words(value).join(""), license = folded(value);
  const key = term.length <= longestTerm && term + (kind === "project" ? "@" : "#");
  if (kind === "project" && term) return { key, accepts: (document) => documentTerms(document).project === term };
  if (kind === "keyword" && term) {
    return { key, accepts: ({ keywords }) => keywords.some((keyword) => words(keyword).join("") === term) };
  }
  if (kind !== "license" || !value) return null;
  return { accepts: (document) => folded(document.license ?? "").split(/[ ()]+/).includes(license) };
}

const isOpenToEdits = (term) => /^[a-z0-9]{4,32}$/.test(term);

function variants(term) {
  const variants = [term];
  for (let at = 0; at < term.length; at++) {
    if (term[at] !== term[at - 1]) variants.push(term.slice(0, at) + term.slice(at + 1));
  }
  return variants;
}

function isOneEdit(one, other) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const left = one.slice(at), right = other.slice(at);
  return one !== other && (
    left.slice(1) === right.slice(1) || left.slice(1) === right || left === right.slice(1)
    || left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2));
}

const tiers = ["exact", "name", "prefix", "keyword", "project", "summary", "typo"];
const [EXACT, NAME, PREFIX, KEYWORD, PROJECT, SUMMARY, TYPO] = tiers.keys();

function searchMatch(document, query, forgives) {
  if (!query.filters.every((filter) => filter.accepts(document))) return null;
  const terms = documentTerms(document);
  const whole = wholePlace(query, terms);
  const { name, summary, phrases } = terms;
  const isPhrase = query.phrases.length === 1 && summary.has(query.phrases[0]);
  let covered = 0, said = 0;
  const places = query.words.map((word, at) => {
    const place = whole ?? placeOf(word, at === query.words.length - 1, terms, forgives) ?? (isPhrase ? SUMMARY : null);
    if ([EXACT, NAME, PREFIX, TYPO].includes(place)) covered += word.term.length;
    if (place === SUMMARY) said++;
    return place;
  });
  const found = places.filter((place) => place !== null);
  const needed = places.filter((_, at) => !query.words[at].isIdle);
  const missing = needed.filter((place) => place === null).length;
  if (places.length && missing === needed.length) return null;
  const isCutShort = places.at(-1) === null && query.words.at(-1).isIdle;
  const tier = Math.max(isCutShort ? SUMMARY : EXACT, ...found);
  const inOrder = query.phrases.filter((phrase) => phrases.has(phrase) || summary.has(phrase)).length;
  const apart = found.reduce((sum, place) => sum + place, 0) - inOrder * SUMMARY;
  const inPieces = tier > NAME && query.words.filter(({ term }) => name.pieces.includes(term)).length;
  const sum = whole === null ? Math.max(0, apart) + inPieces : 0;
  if (whole !== null) covered = query.joined.length;
  const share = (part, all, steps) => Math.min(32, Math.trunc(part * steps / Math.max(1, all)) * 32 / steps);
  const { typed } = query;
  const coverage = covered
    ? share(covered, (typed ? term(packageOf(document.name)) : name.joined).length, 32) : share(said, summary.size, 4);
  const isAsTyped = !typed || isWritten(document, typed);
  const order = ((((missing * 16 + tier) * 256 + sum) * 4 + !isAsTyped) * 64 + 32 - coverage) * 256
    + 20 - document.popularity;
  // Equally good answers are ordered by the package's own name, then by its project.
  const key = term(`${packageOf(document.name)}\0${document.name}`);
  return { document, places, missing, tier, order, key };
}

function wholePlace(query, { name, project }) {
  const { joined } = query;
  if (!joined) return null;
  if ((joined === name.joined || joined === project + name.joined) && !isUnfinished(query)) return EXACT;
  if (name.all.includes(joined)) return NAME;
  if (!name.joined.startsWith(joined)) return null;
  return joined.length >= 3 ? NAME : PREFIX;
}

function placeOf({ term, stem }, isLast, { name, project, keywords, summary, phrases }, forgives) {
  if (name.all.includes(term)) return NAME;
  if (isLast && name.all.some((other) => other.startsWith(term))) return PREFIX;
  if (keywords.has(term) || keywords.has(stem)) return KEYWORD;
  if (term === project) return PROJECT;
  if (summary.has(stem) || phrases.has(term)) return SUMMARY;
  return forgives && isOpenToEdits(term)
    && name.words.some((other) => isOpenToEdits(other) && isOneEdit(other, term)) ? TYPO : null;
}

const mostGuesses = 5;

class Reading {
  trips = [];
  documents = new Map();
  files = new Map();
  known = new Set();

  constructor(fetch) { this.fetch = fetch; }

  async get(paths, isFresh = false) {
    const trip = [];
    await Promise.all(once(paths).map(async (path) => {
      const content = await this.fetch(path, isFresh, trip);
      content ? this.files.set(path, content) : this.files.delete(path);
    }));
    if (trip.length) this.trips.push(trip);
  }

  take(packages) {
    for (const document of packages) {
      if (!this.documents.has(document.name)) this.documents.set(document.name, document);
    }
  }

  async readMaps(keys) {
    await this.get([...mapPaths("terms", keys), ...keys.filter(isSpread).map(prefixPath)]);
  }

  map(space, key) { return this.files.get(mapPath(space, key)); }

  cut(key) { return this.map("terms", key)?.cut.get(key) ?? -1; }

  magnitude(keys) { return Math.max(...keys.map((key) => this.cut(key))); }

  tail(keys) { return keys.find((key) => this.cut(key) >= 0 && this.cut(key) <= largestTail); }

  isWide(prefix) { return isSpread(prefix) || isWide(prefix, this.map("terms", prefix) ?? { ranges: [] }); }

  async readShards(lookup, typos) {
    await this.get([...this.paths(lookup), ...mapPaths("typos", typos.flatMap(variants))]);
    await this.takeShards(lookup);
  }

  async suggest(lookup, words) {
    const keys = words.flatMap(variants);
    await this.get(this.paths(lookup, keys));
    await this.takeShards(lookup, keys);
    return keys.flatMap((key) => this.places("typos", key).flatMap((place) => this.shard(place)?.get(key) ?? []));
  }

  /** The paths of shards that may hold keys, or the one in the map. */
  places(space, low, high = low) {
    const map = this.map(space, low);
    if (!map || map.shard) return map ? [map] : [];
    return shardsFrom(map, low, high).slice(0, widest + 1).map((range) => ({ path: shardPath(space, range) }));
  }

  beginning(prefix) {
    return this.isWide(prefix)
      ? { list: prefixPath(prefix) } : { places: this.places("terms", prefix, prefix + "\xff") };
  }

  paths({ keys, prefixes }, typos = []) {
    const paths = keys.flatMap((key) => this.places("terms", key));
    for (const prefix of prefixes) {
      const { list, places } = this.beginning(prefix);
      if (places) paths.push(...places);
      else if (!isSpread(prefix)) paths.push({ path: list });
    }
    paths.push(...typos.flatMap((key) => this.places("typos", key)));
    return paths.flatMap(({ path }) => path && !this.files.has(path) ? path : []);
  }

  /** A file that is not there though a map names it; lists need not be. */
  gone(lookup, typos) { return this.paths(lookup, typos).find((path) => !path.startsWith("search/prefixes/")); }

  async takeShards(lookup, typos = []) {
    const { keys, prefixes } = lookup;
    if (this.gone(lookup, typos)) {
      // A newer index took the place of the one that the maps are of.
      await this.get([...mapPaths("terms", [...keys, ...prefixes]), ...mapPaths("typos", typos)], true);
      await this.get(this.paths(lookup, typos), true);
      const path = this.gone(lookup, typos);
      if (path) throw gone(path);
    }
    for (const key of keys) {
      for (const place of this.places("terms", key)) {
        const packages = this.shard(place).get(key);
        if (packages) this.known.add(key), this.take(packages);
      }
    }
    for (const prefix of prefixes) {
      const { list, places } = this.beginning(prefix);
      if (list) this.take(this.files.get(list) ?? []);
      for (const place of places ?? []) {
        for (const [key, packages] of this.shard(place)) if (key.startsWith(prefix)) this.take(packages);
      }
    }
  }

  shard({ shard, path }) { return shard ?? this.files.get(path); }

  async readTail(term) {
    const path = tailPath(term);
    await this.get([path]);
    if (!this.files.has(path)) throw gone(path);
    this.take(this.files.get(path));
  }
}

const gone = (path) => new SearchError(`${path} is missing from the site, though its map names it`);

async function answer(query, limit, reading) {
  const keys = keysOf(query, query.leads);
  if (!keys.length) return searchAnswer(query, [], reading);
  await reading.readMaps(keys);
  const plan = searchPlan(query, reading);
  await reading.readShards(plan.first, plan.suspect);
  let matches = makeMatches(query, reading.documents);
  const complete = () => matches.filter((match) => !match.missing).length;
  // Only the best of each lead are known. Others may have all words.
  if (plan.rarest && complete() < (query.filters.length ? limit : 1)) {
    await reading.readTail(plan.rarest);
    matches = makeMatches(query, reading.documents);
  }
  if (!complete() && query.words.length) {
    matches = makeMatches(query, reading.documents, []);
    if (!complete()) {
      const suspect = plan.suspect.filter((term) => !reading.known.has(term));
      matches = makeMatches(query, reading.documents, await reading.suggest(plan.others, suspect));
    }
  }
  return searchAnswer(query, best(matches, limit), reading);
}

/** First a whole name; or a word that leads to all of its packages: those that have all words are among them. */
function searchPlan(query, reading) {
  const { leads, joined, isName, words } = query;
  const [leader] = longestFirst(leads.filter((keys) =>
    reading.magnitude(keys) < 0 && !(keys[0] === words.at(-1)?.term && reading.isWide(keys[0]))));
  const rare = [...leads].sort((left, right) =>
    reading.magnitude(left) - reading.magnitude(right) || compare(left[0], right[0]));
  const leading = leader ? [leader] : rare.slice(0, 2);
  return {
    first: isName ? { keys: [joined], prefixes: [joined] } : searchLookup(query, leading),
    others: searchLookup(query, isName ? leads : leads.filter((keys) => !leading.includes(keys))),
    suspect: leader && isOpenToEdits(leader[0]) ? [leader[0]] : [],
    rarest: !isName && !leader && leads.length > 1 && rare.map((keys) => reading.tail(keys)).find(Boolean),
  };
}

const searchLookup = (query, leads) => ({
  keys: keysOf(query, leads),
  prefixes: leads.map(([key]) => key).filter((key) => key === query.words.at(-1)?.term),
});

function makeMatches(query, known, suggestions) {
  const documents = new Map([...(suggestions ?? []).map((document) => [document.name, document]), ...known]);
  return Array.from(documents.values(), (document) => searchMatch(document, query, suggestions))
    .filter(Boolean).sort((left, right) => left.order - right.order || compare(left.key, right.key));
}

const isGuess = ([first]) => first?.missing > 0 || first?.tier === TYPO;

const best = (matches, limit) => matches.filter((match) => match.missing === matches[0].missing)
  .slice(0, isGuess(matches) ? Math.min(limit, mostGuesses) : limit);

function searchAnswer(query, results, { trips }) {
  const [first] = results;
  return {
    results: results.map(({ document: { terms, ...shown }, tier, places }) => ({
      ...shown, keywords: [...shown.keywords], tier: tiers[tier], why: places.map((place) => tiers[place] ?? null),
    })),
    exact: query.words.length > 0 && first?.tier === EXACT && !first.missing,
    guess: isGuess(results),
    words: query.words.map((word) => termText(word.term)),
    trips,
  };
}

const readers = {
  terms: searchMap,
  typos: searchMap,
  prefixes: listOf("SearchPrefix", "packages"),
  tails: listOf("SearchTail", "items"),
};
const mostKept = 200, longestKept = 60_000;

/** A search of the site at this URL; `options.fetch` is used instead of the global one. */
export function createSearch(base, options = {}) {
  const root = new URL(base, globalThis.location?.href);
  if (!root.pathname.endsWith("/")) root.pathname += "/";
  const kept = new Map();

  async function load(path, init = {}) {
    try {
      const response = await (options.fetch ?? fetch)(new URL(path, root).href, init);
      if (response.ok) return await response.text();
      if (response.status === 404) return null;
      throw Error(`the server answers ${response.status}`);
    } catch (error) {
      throw new SearchError(`${path} of the site cannot be read: ${error.message}`);
    }
  }

  /** A file as it is parsed; null for one that is not there. */
  async function read(path, isFresh, trip) {
    const known = kept.get(path);
    if (!isFresh && known?.until > Date.now()) return known.content;
    trip.push(path);
    // Another look must not be one into a cache.
    const text = await load(path, isFresh ? { cache: "reload" } : {});
    const [, space, , isShard] = path.split("/");
    const content = text === null ? null : (isShard ? searchShard : readers[space])(text, path);
    kept.delete(path);
    if (kept.size >= mostKept) kept.delete(kept.keys().next().value);
    kept.set(path, { content, until: isShard && content ? Infinity : Date.now() + longestKept });
    return content;
  }

  return {
    async search(text, { limit = 20 } = {}) {
      try {
        const reading = new Reading(read);
        const found = await answer(searchQuery(String(text)), Math.max(0, limit), reading);
        // Where there is no site, there is nothing of any word.
        if (reading.trips.length && !reading.files.size && !/"templates":/.test(await load("index.json"))) {
          throw new SearchError(`${root} is no registry`);
        }
        return found;
      } catch (error) {
        kept.clear();
        throw error;
      }
    },
  };
}
