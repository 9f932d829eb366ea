// Sites of no, few and very many events, built for this test from documents with invented pairs.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { axe, launch, NARROW, NARROWEST, open, sideways, WIDE } from './browser.mjs';
import { compressed, RELATA, serve } from './site.mjs';

const GIVEN = ['Ada', 'Bo', 'Cai', 'Dag', 'Eva', 'Finn', 'Gro', 'Hal', 'Ida', 'Jon'];
const FAMILY = ['Berg', 'Lind', 'Holt', 'Dahl', 'Moe', 'Ekdal', 'Lund', 'Strand', 'Vik', 'Aas'];
const MONTHS = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November',
  'December',
];
/** Happenings in one document. */
const TOLD_AT_ONCE = 40;

/** The sentence that tells of the happening with this number: on a day of its own, between a pair of its own. */
function sentence(number) {
  const day = new Date(Date.UTC(1945, 0, 1) + number * 3 * 86_400_000);
  const date = `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
  const one = `${GIVEN[number % 10]} ${FAMILY[Math.floor(number / 10) % 10]}`;
  const other = `${GIVEN[(number + 3) % 10]} ${FAMILY[(Math.floor(number / 10) + 5) % 10]}`;
  return [
    `On ${date} Norwegian minister ${one} met Swedish minister ${other} in Oslo.`,
    `On ${date} Swedish minister ${other} met Norwegian minister ${one} in Stockholm.`,
    `On ${date} Norwegian minister ${one} and Swedish minister ${other} signed an agreement on rail freight.`,
    `On ${date} Swedish minister ${other} condemned Norwegian minister ${one}.`,
  ][number % 4];
}

/** Writes documents that tell of so many happenings, and builds their site. Returns its folder. */
function build(root, happenings) {
  const content = path.join(root, `content-${happenings}`);
  fs.mkdirSync(path.join(content, 'documents'), { recursive: true });
  const settings = 'title: Norway and Sweden\ndescription: Invented.\nrelationship:\n  sides: [Norway, Sweden]\n';
  fs.writeFileSync(path.join(content, 'site.yaml'), settings);
  const lines = [];
  for (let first = 0; first < happenings; first += TOLD_AT_ONCE) {
    const numbers = Array.from({ length: Math.min(TOLD_AT_ONCE, happenings - first) }, (_, it) => first + it);
    const text = numbers.map(sentence).join('\n\n');
    lines.push(JSON.stringify({ title: `Report ${first}`, outlet: 'Nordic Wire', published: '2030-01-01', text }));
  }
  fs.writeFileSync(path.join(content, 'documents', 'reports.jsonl'), lines.map((it) => `${it}\n`).join(''));
  const out = path.join(root, `public-${happenings}`);
  const folders = ['--content', content, '--templates', path.join(root, 'none'), '--out', out];
  execFileSync(RELATA, ['build', '--quiet', ...folders], { stdio: 'pipe' });
  return out;
}

/** How many pixels of the overview lie beyond the page's column. */
const beyond = (page) =>
  page.evaluate(() => {
    const right = (each) => each.getBoundingClientRect().right;
    return Math.max(0, ...[...document.querySelectorAll('.bar')].map(right)) - right(document.querySelector('main'));
  });

let browser, root;
before(async () => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'relata-sizes-'));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  fs.rmSync(root, { recursive: true, force: true });
});

for (const [happenings, pages] of [
  [0, ['index.html', 'years/index.html', 'relationship/index.html', 'actors/index.html', 'documents/index.html']],
  [12, ['index.html', 'years/1945/index.html', 'relationship/index.html', 'places/index.html']],
  [10_000, ['index.html', 'years/index.html', 'years/2000/index.html', 'relationship/index.html', 'places/index.html']],
]) {
  test(`a site of ${happenings} events`, async () => {
    const folder = build(root, happenings);
    const { events } = JSON.parse(fs.readFileSync(path.join(folder, 'events.json'), 'utf8'));
    assert.equal(events.length, happenings);
    const home = compressed(folder, ['index.html']);
    assert.ok(home <= 100_000, `compressed: ${home}`);
    // What the filter loads when it is opened: so much for each event, and nothing before.
    const index = compressed(folder, ['assets/events.js']);
    assert.ok(index <= 1_000 + 60 * happenings, `the index, compressed: ${index}`);
    const { size } = fs.statSync(path.join(folder, 'index.html'));
    assert.ok(size <= 300_000, `in all: ${size}`);
    const site = await serve(folder);
    try {
      for (const page of pages.filter((it) => fs.existsSync(path.join(folder, it)))) {
        for (const [viewport, colorScheme] of [[WIDE, 'light'], [NARROW, 'dark']]) {
          const { found, wrong } = await open(browser, site.url + page, { viewport, colorScheme }, axe);
          assert.deepEqual([...found, ...wrong], [], `${page} ${viewport.width} ${colorScheme}`);
        }
        const { found } = await open(browser, site.url + page, { viewport: NARROWEST }, sideways);
        assert.equal(found, 0, `${page} scrolls sideways`);
        for (const viewport of [NARROWEST, WIDE]) {
          const { found } = await open(browser, site.url + page, { viewport }, beyond);
          assert.ok(found <= 0.5, `the overview of ${page} is too wide by ${found} at ${viewport.width}`);
        }
      }
    } finally {
      await site.close();
    }
  });
}
