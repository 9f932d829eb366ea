// How pages of the demo look: boxes keep apart, the overview fits, long words and large letters break,
// and what is printed is whole.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { NARROW, NARROWEST, open, sideways, WIDE } from './browser.mjs';
import { onDemo } from './demo.mjs';
import { DEMO, filesOf, pagesByKind } from './site.mjs';

const here = onDemo();
/** A word that no column has room for. */
const LONG = 'x'.repeat(300);

async function visit(page, settings, look) {
  const { found, wrong } = await open(here.browser, here.site.url + page, settings, look);
  // Who leaves a page early stops what it still loads.
  assert.deepEqual(wrong.filter((it) => !it.endsWith('icon.svg net::ERR_ABORTED')), []);
  return found;
}

test('no box runs over the column of facts', async () => {
  // A page that only leads on would be left while it is looked at.
  const leadsOn = (it) => fs.readFileSync(path.join(DEMO, it), 'utf8').includes('http-equiv="refresh"');
  const pages = filesOf(DEMO, '.html').filter((it) => /^(events|documents)\/./.test(it) && !leadsOn(it));
  assert.ok(pages.length > 50, `${pages.length}`);
  let boxes = 0;
  await visit('index.html', {}, async (it) => {
    for (const page of pages) {
      await it.goto(here.site.url + page);
      for (const width of [1024, 1280]) {
        await it.setViewportSize({ width, height: 900 });
        const { met, count } = await it.evaluate(() => {
          const facts = document.querySelector('.facts-beside')?.getBoundingClientRect();
          const all = [...document.querySelectorAll('.derivation, .edit, .evidence, .compare')];
          const box = (each) => each.getBoundingClientRect();
          const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
          return { count: all.length, met: facts ? all.filter((each) => meets(box(each), facts)).map((each) => each.className) : [] };
        });
        boxes += count;
        assert.deepEqual(met, [], `${page} at ${width}`);
      }
    }
  });
  assert.ok(boxes > pages.length);
});

test('the overview fits at every width', async () => {
  for (const width of [320, 390, 671, 672, 800, 1055, 1056, 1280]) {
    for (const page of ['index.html', 'years/index.html']) {
      const found = await visit(page, { viewport: { width, height: 900 } }, (it) =>
        it.evaluate(() => {
          const shown = [...document.querySelectorAll('.bars-frame')].filter((each) => each.offsetWidth > 0);
          const bars = shown.flatMap((each) => [...each.querySelectorAll('.bar')]).map((each) => each.getBoundingClientRect());
          return {
            shown: shown.length,
            hangs: shown.some((each) => each.scrollWidth > each.clientWidth),
            least: Math.min(...bars.map((each) => each.width)),
            right: Math.max(...bars.map((each) => each.right)),
            room: document.querySelector('main').getBoundingClientRect().right,
          };
        }),
      );
      assert.equal(found.shown, 1, `${page} ${width}`);
      assert.ok(found.right <= found.room + 0.5 && found.least >= 24, `${page} ${width}: ${JSON.stringify(found)}`);
    }
  }
});

test('a word of 300 letters breaks', async () => {
  const places = [
    ['index.html', ['.phases a', '.phase-head strong', '.title a', '.meta li:not(.tag)', '.when > *', '.spans text']],
    ['types/meeting/index.html', ['.row-title', '.row-meta > span:not(.tag)', 'h1', '.row-date']],
    ['documents/index.html', ['.row-title', '.row-meta > span:not(.tag)']],
  ];
  for (const [page, selectors] of places) {
    for (const selector of selectors) {
      const found = await visit(page, { viewport: NARROWEST }, async (it) => {
        const put = await it.evaluate(([where, word]) => {
          const all = document.querySelectorAll(where);
          for (const each of all) each.textContent = word;
          return all.length;
        }, [selector, LONG]);
        assert.ok(put > 0, `there is no ${selector} on ${page}`);
        return sideways(it);
      });
      assert.equal(found, 0, `${selector} on ${page}`);
    }
  }
});

test('letters of twice the size do not make a page scroll sideways', async () => {
  for (const { page } of pagesByKind(DEMO).filter((it) => it.page !== '404.html')) {
    const found = await visit(page, { viewport: NARROW }, async (it) => {
      await it.evaluate(() => {
        document.documentElement.style.fontSize = '200%';
      });
      return sideways(it);
    });
    assert.equal(found, 0, page);
  }
});

test('what is printed has its bars, and no boxes behind headings', async () => {
  const found = await visit('index.html', { viewport: WIDE }, async (it) => {
    await it.emulateMedia({ media: 'print' });
    return it.evaluate(() => {
      const behind = (selector) => getComputedStyle(document.querySelector(selector)).backgroundColor;
      const height = (selector) => document.querySelector(selector).getBoundingClientRect().height;
      return {
        behind: [...new Set(['body', '.year a', '.month span'].map(behind))],
        bars: [...document.querySelectorAll('.bar rect')].some((each) => each.getBoundingClientRect().height > 5),
        filter: height('.filter'),
        caption: height('.strip-caption') > 0,
      };
    });
  });
  assert.deepEqual(found, { behind: ['rgb(255, 255, 255)'], bars: true, filter: 0, caption: true });
});

test('a year without an event is hatched over all of its months, on a phone too', async () => {
  const pages = filesOf(DEMO, '.html').filter((it) => it.startsWith('series/'));
  let voids = 0;
  for (const page of pages) {
    const widths = await visit(page, { viewport: NARROW }, (it) =>
      it.evaluate(() => [...document.querySelectorAll('.rhythm .void')].map((row) => [
        row.querySelector('td').offsetWidth, row.offsetWidth,
      ])),
    );
    voids += widths.length;
    for (const [cell, row] of widths) assert.ok(cell >= row - 2, `${page}: ${cell} of ${row}`);
  }
  assert.ok(voids > 0);
});
