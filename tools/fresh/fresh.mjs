// How long it takes until `relata serve` shows an edit of one document among ten thousand.
//
//   cargo build --release --locked
//   node tools/fresh/fresh.mjs target/release/relata [EDITS] [SITE]
//
// SITE is a folder with a folder `content`; one of its documents after the other gets a sentence more, and is
// then as before. Without it ten thousand documents about invented people are made. An edit is timed from the
// writing of the file until a request for the home page brings the new site.

import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const DOCUMENTS = 10_000;
const GIVEN = ['Ada', 'Bo', 'Cai', 'Dag', 'Eva', 'Finn', 'Gro', 'Hal', 'Ida', 'Jon'];
const FAMILY = ['Berg', 'Lind', 'Holt', 'Dahl', 'Moe', 'Ekdal', 'Lund', 'Strand', 'Vik', 'Aas'];
const DAY = (number) => `${1 + (number % 28)} May 2011`;
/** What is added: of those who are known, and of somebody whom no document has named. */
const MORE = {
  'names known people': (number) => `\nNorway condemned Sweden on ${DAY(number)}.\n`,
  'introduces somebody': (number) => `\nNorwegian minister Nils Ny${'abcdefgh'[number % 8]}vik condemned Sweden on ${DAY(number)}.\n`,
};

/** Ten thousand documents of four paragraphs, a twentieth of them about both sides. */
function make(root) {
  const folder = path.join(root, 'content', 'documents');
  fs.mkdirSync(folder, { recursive: true });
  const sides = 'title: Norway and Sweden\nrelationship: { sides: [Norway, Sweden] }\n';
  fs.writeFileSync(path.join(root, 'content', 'site.yaml'), sides);
  for (let at = 0; at < DOCUMENTS; at += 1) {
    const day = new Date(Date.UTC(1990, 0, 1) + at * 86_400_000).toISOString().slice(0, 10);
    const name = (from) => `${GIVEN[(at + from) % 10]} ${FAMILY[Math.floor(at / 10 + from) % 10]}`;
    const other = at % 20 ? `Finnish minister ${name(3)}` : `Swedish minister ${name(3)}`;
    const text = [
      `Norwegian minister ${name(0)} met ${other} in Oslo on ${day}.`,
      `The two spoke of rail freight, of the price of timber and of a bridge that nobody has built.`,
      `${name(0)} visited a school in Bergen the day before. The children sang, and it rained.`,
      `Norwegian minister ${name(0)} condemned the closing of the ferry. The town has two pubs and a museum of nets.`,
    ];
    fs.writeFileSync(path.join(folder, `report-${at}.md`), `---\npublished: ${day}\n---\n\n${text.join('\n\n')}\n`);
  }
}

const [program, edits = '20', given] = process.argv.slice(2);
if (!program) {
  console.error('usage: node tools/fresh/fresh.mjs PROGRAM [EDITS] [SITE]');
  process.exit(2);
}
const room = given ?? fs.mkdtempSync(path.join(os.tmpdir(), 'relata-fresh-'));
if (!given) make(room);
const server = spawn(path.resolve(program), ['serve', '--port', '0'], { cwd: room, stdio: ['ignore', 'pipe', 'ignore'] });
const [line] = await createInterface({ input: server.stdout })[Symbol.asyncIterator]().next().then((it) => [it.value]);
const address = /http:\S+/.exec(line)[0];
const shown = async () => /data-site="(\d+)"/.exec(await (await fetch(`${address}index.html`)).text())[1];

const below = path.join(room, 'content', 'documents');
const documents = fs.readdirSync(below, { recursive: true }).filter((it) => it.endsWith('.md')).sort();
let last = await shown();
const edit = async (file, text) => {
  const begun = performance.now();
  fs.writeFileSync(file, text);
  while ((await shown()) === last) await sleep(2);
  last = await shown();
  return performance.now() - begun;
};
const ms = (it) => `${Math.round(it)} ms`;
for (const [what, more] of Object.entries(MORE)) {
  const times = [];
  for (let at = 0; at < Number(edits); at += 1) {
    const file = path.join(below, documents[(at * 1237 + 500) % documents.length]);
    const before = fs.readFileSync(file, 'utf8');
    times.push(await edit(file, before + more(at)));
    await edit(file, before);
    await sleep(300);
  }
  times.sort((a, b) => a - b);
  const told = `median ${ms(times[times.length >> 1])}, best ${ms(times[0])}, worst ${ms(times.at(-1))}`;
  console.log(`${documents.length} documents, an edit that ${what}, ${times.length} times: ${told}`);
}
server.kill('SIGINT');
if (!given) fs.rmSync(room, { recursive: true });
