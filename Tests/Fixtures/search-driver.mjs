// Runs steps against the search script, and prints an answer a line, as JSON.
//
//   node search-driver.mjs SCRIPT STEPS
//
// A step is a line of JSON: {"site", "stale", "recallsAbsence"} puts a folder in the place of the site, of which each map
// is that of the folder `stale` when it is read for the first time; `recallsAbsence` says that a cache between the two
// remembers which files were not there, and answers so until it is passed by; {"query", "limit"} asks; with "kept" it asks a search that was
// asked before, whose answers say nothing of what was read.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , script, steps] = process.argv;
const { createSearch } = await import(pathToFileURL(script));
const base = "https://registry.example.org/below/";
let site, stale, recallsAbsence;
const seen = new Set(), absent = new Set();

async function fetch(url, { cache }) {
  if (!url.startsWith(base)) throw new Error(`${url} is not of the site`);
  const path = url.slice(base.length);
  const isStale = stale && /^search\/(terms|typos)\/\w+\.json$/.test(path) && !seen.has(path);
  seen.add(path);
  if (cache !== "reload" && absent.has(path)) return { ok: false, status: 404 };
  let bytes;
  try {
    bytes = readFileSync(`${isStale ? stale : site}/${path}`, "utf8");
  } catch {
    if (recallsAbsence) absent.add(path);
    return { ok: false, status: 404 };
  }
  return { ok: true, status: 200, text: async () => bytes };
}

const fresh = () => createSearch(base, { fetch });
const kept = fresh();
for (const line of readFileSync(steps, "utf8").split("\n").filter(Boolean)) {
  const step = JSON.parse(line);
  seen.clear();
  if (step.site) {
    ({ site, stale, recallsAbsence } = step);
    if (!recallsAbsence) absent.clear();
    continue;
  }
  let answer;
  try {
    answer = await (step.kept ? kept : fresh()).search(step.query, { limit: step.limit });
    if (step.kept) delete answer.trips;
  } catch (error) {
    answer = { error: error.message };
  }
  console.log(JSON.stringify(answer));
}
