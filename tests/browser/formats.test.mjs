// What a site gives to other programs, read by the programs' own libraries: TimelineJS, Markwhen, the
// calendar library of Thunderbird, a reader of feeds.
//
// Needs from npm: @knight-lab/timelinejs, @markwhen/parser, ical.js, feedsmith, and to load TimelineJS,
// which is written for browsers, esbuild and jsdom.
//
// Run: node --test tests/browser/formats.test.mjs
// It reads public/, or the sites in RELATA_SITES (folders, parted by colons). tests/formats.rs writes a
// site with every kind of date to the folder in RELATA_SHOW, as hard/.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { AT_REGEX, IMAGE_REGEX, LINK_REGEX, LOCATION_REGEX, parse as parseMarkwhen } from '@markwhen/parser';
import { build } from 'esbuild';
import { parseAtomFeed, parseJsonFeed } from 'feedsmith';
import ICAL from 'ical.js';
import { JSDOM } from 'jsdom';

const demo = fileURLToPath(new URL('../../public', import.meta.url));
const sites = (process.env.RELATA_SITES ?? demo).split(':').filter(Boolean);

let TimelineConfig;
let folder;

// TimelineJS as one module, with the window that it cleans HTML in.
before(async () => {
  const { window } = new JSDOM('<!doctype html>');
  const { document, DOMParser } = window;
  const getComputedStyle = window.getComputedStyle.bind(window);
  Object.assign(globalThis, { window, document, DOMParser, getComputedStyle });
  const entry = createRequire(import.meta.url).resolve('@knight-lab/timelinejs/src/js/core/TimelineConfig.js');
  folder = await mkdtemp(join(tmpdir(), 'timelinejs-'));
  const outfile = join(folder, 'config.mjs');
  await build({ entryPoints: [entry], outfile, bundle: true, format: 'esm', platform: 'node', logLevel: 'error' });
  ({ TimelineConfig } = await import(pathToFileURL(outfile)));
});

after(() => rm(folder, { recursive: true, force: true }));

// First and last day of an EDTF date as [year, month, day], for the forms that programs are compared in.
function days(edtf) {
  const [from, to] = edtf.replace(/[?~%]/g, '').split('/');
  const parts = (it) => it.split('-').map(Number);
  const plain = /^\d{4}(-(0\d|1[0-2])(-\d{2})?)?$/;
  if (!plain.test(from) || (to !== undefined && !plain.test(to))) return undefined;
  return { from: parts(from), to: parts(to ?? from) };
}

for (const site of sites) {
  const read = (name) => readFileSync(join(site, name), 'utf8');
  const has = (name) => existsSync(join(site, name));
  const events = JSON.parse(read('events.json')).events;
  const happened = events.filter((it) => it.status !== 'planned');
  const dated = happened.filter((it) => it.date !== null);
  const byId = new Map(events.map((it) => [it.id, it]));

  describe(site, () => {
    test('TimelineJS takes every slide, with dates as fine as they are known', () => {
      const config = new TimelineConfig(JSON.parse(read('timelinejs.json')));
      if (dated.length > 0) config.validate();
      assert.deepEqual(config.getErrors(), []);
      assert.equal(config.events.length, dated.length);
      assert.equal(config.scale, 'human');
      assert.ok(config.title.text.headline.length > 0);
      for (const slide of config.events) {
        const event = byId.get(slide.unique_id);
        assert.ok(event, `${slide.unique_id} is an event`);
        const shown = document.createElement('p');
        shown.innerHTML = slide.text.headline;
        assert.equal(shown.textContent, event.title, 'cleaning the HTML takes nothing away');
        assert.equal(shown.children.length, 0, 'words of documents are no HTML');
        const known = days(event.date);
        if (!known) {
          assert.ok(slide.display_date, `${event.date} is told in words`);
          continue;
        }
        const [year, month, day] = known.from;
        const { data } = slide.start_date;
        assert.deepEqual([data.year, data.month, data.day], [year, month, day], event.date);
        const date = data.date_obj;
        assert.deepEqual([date.getFullYear(), date.getMonth() + 1, date.getDate()], [year, month ?? 1, day ?? 1]);
        assert.equal(Boolean(slide.end_date), event.date.includes('/'), event.date);
      }
    });

    test('Markwhen reads a line an event, with its date, its tag, and no other', () => {
      const parsed = parseMarkwhen(read('timeline.mw'));
      assert.deepEqual(parsed.parseMessages, []);
      assert.equal(typeof parsed.header.title, 'string');
      const found = [];
      const walk = (node) => (node.children ? node.children.forEach(walk) : found.push(node));
      walk(parsed.events);
      assert.equal(found.length, dated.length);
      // Both are in order of time, and within a year's section in that of the timeline.
      for (const [at, event] of dated.entries()) {
        const line = found[at];
        assert.deepEqual(line.tags, [event.type.replace(/[^A-Za-z0-9]/g, '_')]);
        assert.equal(line.id, undefined, `${line.firstLine.restTrimmed} has no id`);
        assert.equal(line.completed, undefined);
        assert.equal(line.percent, undefined);
        // Before our era Markwhen leaves the colon behind the date in the text.
        const words = line.firstLine.restTrimmed.replace(/^: /, '').replaceAll('\u200b', '');
        assert.ok(words.startsWith(event.title.replace(/\s+/g, ' ')), `${words} is ${event.title}`);
        for (const sign of [AT_REGEX, IMAGE_REGEX, LINK_REGEX, LOCATION_REGEX, /<\w/]) {
          assert.equal(line.firstLine.restTrimmed.match(sign), null, `${line.firstLine.restTrimmed} is only text`);
        }
        const known = days(event.date);
        if (!known) {
          assert.match(words, /\(.+\)/, `${event.date} is told in words`);
          continue;
        }
        const from = new Date(line.dateRangeIso.fromDateTimeIso);
        const last = new Date(new Date(line.dateRangeIso.toDateTimeIso).getTime() - 1);
        const [year, month = 1, day = 1] = known.from;
        assert.deepEqual([from.getFullYear(), from.getMonth() + 1, from.getDate()], [year, month, day], event.date);
        const [endYear, endMonth = 12, endDay] = known.to;
        const lastDay = endDay ?? new Date(endYear, endMonth, 0).getDate();
        assert.deepEqual([last.getFullYear(), last.getMonth() + 1, last.getDate()], [endYear, endMonth, lastDay], event.date);
      }
    });

    test('a calendar program reads the calendar', () => {
      const calendar = new ICAL.Component(ICAL.parse(read('calendar.ics')));
      const parts = calendar.getAllSubcomponents('vevent').map((it) => new ICAL.Event(it));
      const left = Number(/(\d+) events? left out/.exec(calendar.getFirstPropertyValue('x-wr-caldesc') ?? '')?.[1] ?? 0);
      assert.equal(parts.length + left, events.length);
      assert.equal(new Set(parts.map((it) => it.uid)).size, parts.length);
      for (const it of parts) {
        const event = byId.get(it.uid.slice(0, it.uid.lastIndexOf('@')));
        assert.ok(event, `${it.uid} is an event`);
        assert.ok(it.startDate.isDate && it.endDate.isDate, 'all day');
        assert.equal(it.summary, event.title);
        assert.equal(it.location, event.place);
        const known = days(event.date);
        const [year, month, day = 1] = known.from;
        assert.deepEqual([it.startDate.year, it.startDate.month, it.startDate.day], [year, month, day]);
        const last = it.endDate.clone();
        last.adjust(-1, 0, 0, 0);
        const [endYear, endMonth, endDay = new Date(endYear, endMonth, 0).getDate()] = known.to;
        assert.deepEqual([last.year, last.month, last.day], [endYear, endMonth, endDay]);
        assert.equal(it.component.getFirstPropertyValue('dtstamp').zone, ICAL.Timezone.utcTimezone);
      }
    });

    test('a reader of feeds reads both feeds', { skip: !has('atom.xml') }, () => {
      const atom = parseAtomFeed(read('atom.xml'));
      const json = parseJsonFeed(read('feed.json'));
      assert.equal(json.version ?? JSON.parse(read('feed.json')).version, 'https://jsonfeed.org/version/1.1');
      assert.equal(atom.entries?.length ?? 0, Math.min(dated.length, 50));
      assert.equal(json.items.length, atom.entries?.length ?? 0);
      for (const [at, item] of json.items.entries()) {
        const entry = atom.entries[at];
        assert.equal(item.id, entry.id);
        assert.equal(item.title, typeof entry.title === 'string' ? entry.title : entry.title.value);
        assert.equal(new Date(item.date_published).getTime(), new Date(entry.updated).getTime());
      }
    });
  });
}
