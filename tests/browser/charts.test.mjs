// Maps, charts and grids of the demo, as they look: names on a map keep apart at every width, graphics
// stand out from what is behind them, and the grid of a series is a table for those who hear it.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { open } from './browser.mjs';
import { onDemo } from './demo.mjs';
import { compressed, DEMO } from './site.mjs';

const MAP = 'places/index.html';
const RELATION = 'relationship/index.html';
const WIDTHS = [320, 390, 520, 700, 799, 800, 1000, 1280];

const here = onDemo();

async function visit(page, settings, look) {
  const { found, wrong } = await open(here.browser, here.site.url + page, settings, look);
  assert.deepEqual(wrong, []);
  return found;
}

test('names on the map are apart, on it, and lead to their pages, at every width', async () => {
  for (const width of WIDTHS) {
    const found = await visit(MAP, { viewport: { width, height: 900 } }, (it) =>
      it.evaluate(() => {
        const frame = document.querySelector('.map-frame').getBoundingClientRect();
        const links = [...document.querySelectorAll('.map a')].filter((each) => each.getClientRects().length);
        const boxes = links.map((each) => ({ name: each.textContent, box: each.getBoundingClientRect() }));
        const wrong = [];
        for (const [at, { name, box }] of boxes.entries()) {
          if (box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom) {
            wrong.push(`${name} is cut off`);
          }
          // Places are in percent, which browsers round.
          if (box.height < 23.9 || box.width < 23.9) wrong.push(`${name} is small to hit`);
          for (const other of boxes.slice(0, at)) {
            const beside = box.right <= other.box.left || other.box.right <= box.left;
            const above = box.bottom <= other.box.top || other.box.bottom <= box.top;
            if (!beside && !above) wrong.push(`${name} meets ${other.name}`);
          }
          const text = links[at].querySelector('text').getBoundingClientRect();
          if (text.left < box.left - 4 || text.right > box.right + 4) wrong.push(`${name} is longer than its box`);
        }
        return { names: boxes.length, wrong };
      }),
    );
    assert.deepEqual(found.wrong, [], `${width}`);
    assert.ok(found.names >= 4, `${width}: ${found.names} names`);
  }
});

test('a page with a map is light', () => {
  const size = compressed(DEMO, [MAP]);
  assert.ok(size <= 40_000, `${size}`);
  const places = fs.readdirSync(path.join(DEMO, 'places'), { withFileTypes: true }).filter((it) => it.isDirectory());
  for (const { name } of places) {
    const one = compressed(DEMO, [`places/${name}/index.html`]);
    assert.ok(one <= 20_000, `${name}: ${one}`);
  }
});

test('what charts and maps draw stands out from what is behind it', async () => {
  for (const colorScheme of ['light', 'dark']) {
    for (const [page, parts] of [
      [RELATION, ['.chart rect', '.panel line', '.line .stroke', '.line circle', '.swatch']],
      [MAP, ['.map circle', '.land', '.land-first', '.land-second']],
    ]) {
      const weak = await visit(page, { colorScheme }, (it) =>
        it.evaluate((selectors) => {
          const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
          const shade = (colour) => {
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
            const parts = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((each) => {
              const part = each / 255;
              return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
            });
            return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
          };
          const contrast = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
          const behind = (element) => {
            const frame = element.closest('.map-frame') ?? document.body;
            return shade(getComputedStyle(frame).backgroundColor);
          };
          const weak = [];
          for (const selector of selectors) {
            const all = [...document.querySelectorAll(selector)];
            if (all.length === 0) weak.push(`there is no ${selector}`);
            for (const each of all) {
              const style = getComputedStyle(each);
              const colours = each.matches('.swatch') ? [style.backgroundColor] : [style.fill, style.stroke];
              const best = Math.max(
                ...colours.filter((colour) => colour !== 'none').map((colour) => contrast(shade(colour), behind(each))),
              );
              if (best < 3) weak.push(`${selector} ${each.getAttribute('class')}: ${best.toFixed(2)}`);
            }
          }
          return [...new Set(weak)];
        }, parts),
      );
      assert.deepEqual(weak, [], `${page} ${colorScheme}`);
    }
  }
});

test('the grid of a series is a table with heads, wide and narrow', async () => {
  const [series] = fs.readdirSync(path.join(DEMO, 'series'), { withFileTypes: true }).filter((it) => it.isDirectory());
  const tree = async (width) =>
    visit(`series/${series.name}/index.html`, { viewport: { width, height: 900 } }, (it) =>
      it.locator('.rhythm').ariaSnapshot(),
    );
  const wide = await tree(1280);
  assert.match(wide, /columnheader "Year"/);
  assert.match(wide, /columnheader "January"/);
  assert.match(wide, /rowheader "\d{4}"/);
  assert.match(wide, /link "\d+ \w+ \d{4}"/);
  assert.match(wide, /no known event/);
  assert.equal(await tree(320), wide);
});
