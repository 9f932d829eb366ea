// Each kind of page of the demo, as readers meet it: in light and dark, wide and narrow, by
// keyboard, without motion, without scripts, from a server's folder and from the disk.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { axe, fresh, NARROW, NARROWEST, open, sideways, WIDE } from './browser.mjs';
import { onDemo } from './demo.mjs';
import { textOf, watchServed } from './text.mjs';
import { walk } from './keyboard.mjs';
import { DEMO, pagesByKind, serve } from './site.mjs';

const PAGES = pagesByKind(DEMO);
/** Each page has its own process in the browser. */
const AT_ONCE = { concurrency: 2 };
/** The page for what is not there is made for a server, and for the place that the site names. */
const MISSING = '404.html';
/** The shortest page of a kind has little that the longest has not: it is looked at less often. */
const isShortest = (kind) => kind.endsWith('the shortest');
const views = (kind) => {
  const all = [[WIDE, 'light'], [NARROW, 'dark'], [WIDE, 'dark'], [NARROW, 'light']];
  return isShortest(kind) ? all.slice(0, 2) : all;
};
const status = (page) => (page === MISSING ? 404 : 200);

const here = onDemo();

/** Opens a page of the demo, and asserts that it does nothing that no page may do. */
async function visit(page, settings, look) {
  // What is not there has another address than the page that says so.
  const url = here.site.url + (page === MISSING ? 'no/such/page' : page);
  const { found, wrong } = await open(here.browser, url, settings, look, status(page));
  assert.deepEqual(wrong, []);
  return found;
}

test('there are pages to look at', () => {
  assert.ok(PAGES.length > 15, `${PAGES.map((it) => it.page)}`);
});

describe('axe finds nothing, and the console stays empty', AT_ONCE, () => {
  for (const { kind, page } of PAGES) {
    test(`${kind}: ${page}`, async () => {
      await visit(page, {}, async (it) => {
        for (const [viewport, colorScheme] of views(kind)) {
          await it.setViewportSize(viewport);
          await it.emulateMedia({ colorScheme });
          assert.deepEqual(await axe(it), [], `${viewport.width} ${colorScheme}`);
        }
      });
    });
  }
});

describe('nothing scrolls sideways at 320 pixels', AT_ONCE, () => {
  for (const { kind, page } of PAGES) {
    test(`${kind}: ${page}`, async () => {
      assert.equal(await visit(page, { viewport: NARROWEST }, sideways), 0);
    });
  }
});

describe('the keyboard reaches everything, in order, and the focus can be seen', AT_ONCE, () => {
  for (const { kind, page } of PAGES) {
    test(`${kind}: ${page}`, async () => {
      for (const viewport of page === 'index.html' ? [WIDE, NARROW] : [isShortest(kind) ? NARROW : WIDE]) {
        assert.deepEqual(await visit(page, { viewport }, walk), [], `${viewport.width}`);
      }
    });
  }
});

describe('the skip link leads past the navigation', AT_ONCE, () => {
  for (const { kind, page } of PAGES) {
    test(`${kind}: ${page}`, async () => {
      const found = await visit(page, { viewport: WIDE }, async (it) => {
        if (!(await it.evaluate(() => document.querySelector('header nav')))) return 'none is needed';
        await it.keyboard.press('Tab');
        const first = await it.evaluate(() => document.activeElement.getAttribute('href'));
        if (first !== '#main') return `the first focus is on ${first}`;
        await it.keyboard.press('Enter');
        const where = await it.evaluate(() => document.activeElement.id);
        if (where !== 'main') return `it leads to ${where}`;
        await it.keyboard.press('Tab');
        const passed = await it.evaluate(() => !document.activeElement.closest('header:has(nav)'));
        return passed ? 'it works' : 'the next focus is in the navigation';
      });
      assert.match(found, /^(it works|none is needed)$/);
    });
  }
});

describe('nothing moves for those who asked for that', AT_ONCE, () => {
  for (const { kind, page } of PAGES) {
    test(`${kind}: ${page}`, async () => {
      const found = await visit(page, { viewport: WIDE, reducedMotion: 'reduce' }, (it) =>
        it.evaluate(() => {
          const moving = document.getAnimations().map((each) => `runs: ${each.effect?.target?.className}`);
          const longest = (value) => Math.max(...value.split(',').map((each) => parseFloat(each) || 0));
          for (const each of document.querySelectorAll('*')) {
            const style = getComputedStyle(each);
            const name = `${each.localName}.${each.getAttribute('class')}`;
            if (style.scrollBehavior !== 'auto') moving.push(`scrolls smoothly: ${name}`);
            if (longest(style.transitionDuration) > 0.01) moving.push(`has a transition: ${name}`);
            if (style.animationName !== 'none' && longest(style.animationDuration) > 0.01) {
              moving.push(`is animated: ${name}`);
            }
          }
          return moving;
        }),
      );
      assert.deepEqual(found, []);
    });
  }
});

describe('without scripts the same text is there', AT_ONCE, () => {
  for (const { kind, page } of PAGES) {
    test(`${kind}: ${page}`, async () => {
      const without = await visit(page, { viewport: WIDE, javaScriptEnabled: false }, textOf);
      assert.ok(without.length > 5, 'it has text');
      const withScripts = await visitWatched(page);
      assert.deepEqual(without, withScripts);
    });
  }

  async function visitWatched(page) {
    const it = await fresh(here.browser, { viewport: WIDE });
    await watchServed(it);
    try {
      await it.goto(here.site.url + (page === MISSING ? 'no/such/page' : page), { waitUntil: 'load' });
      return await textOf(it);
    } finally {
      await it.leave();
    }
  }
});

describe('the policy is in force', AT_ONCE, () => {
  for (const { kind, page } of PAGES) {
    test(`${kind}: ${page}`, async () => {
      const { found } = await open(here.browser, here.site.url + page, {}, async (it) => {
        await it.evaluate(() => {
          const script = document.createElement('script');
          script.textContent = 'globalThis.intruder = true';
          const style = document.createElement('style');
          style.textContent = 'body { color: rgb(1, 2, 3) }';
          const image = document.createElement('img');
          image.src = 'https://example.org/pixel.png';
          const handler = document.createElement('p');
          handler.setAttribute('onclick', 'globalThis.intruder = true');
          document.body.append(script, style, image, handler);
          handler.click();
        });
        await it.waitForFunction(() => globalThis.breaches.length >= 4, null, { timeout: 5000 });
        return it.evaluate(() => [globalThis.intruder, getComputedStyle(document.body).color === 'rgb(1, 2, 3)']);
      });
      assert.deepEqual(found, [undefined, false]);
    });
  }
});

/** What a page looks like to one who asks whether its style has come. */
const look = (page) =>
  page.evaluate(() => {
    const { backgroundColor, color, fontFamily, maxWidth } = getComputedStyle(document.body);
    return {
      sheets: [...document.querySelectorAll('link[rel~=stylesheet]')].map((it) => Boolean(it.sheet)),
      style: { backgroundColor, color, fontFamily, maxWidth },
    };
  });

/** All addresses that a page leads to or needs, made whole by the browser. */
const addresses = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('a[href], link[href]:not([rel=canonical]), img[src], script[src], iframe[src]')].map(
      // A link in a picture has an object for its address.
      (it) => new URL(it.getAttribute('href') ?? it.getAttribute('src'), document.baseURI).href,
    ),
  );

const hasFragment = (html, id) => id === '' || html.includes(`id="${id}"`);

/** The addresses within a site that lead nowhere. `read` gives the text of a file of it. */
async function dead(links, base, read) {
  const found = [];
  for (const link of new Set(links)) {
    if (!link.startsWith(base)) {
      // What the site needs must be its own; what it cites may be anywhere.
      if (link.startsWith('file:') || link.startsWith('http://127.0.0.1')) found.push(`outside: ${link}`);
      continue;
    }
    const url = new URL(link);
    const fragment = decodeURIComponent(url.hash.slice(1));
    url.hash = '';
    const html = await read(url);
    if (html === undefined || !hasFragment(html, fragment)) found.push(link);
  }
  return found;
}

/** Remembers what was read. */
function remembering(read) {
  const known = new Map();
  return async (url) => {
    const key = url.href;
    if (!known.has(key)) known.set(key, await read(url));
    return known.get(key);
  };
}

describe('the site stands under any path and on the disk', AT_ONCE, () => {
  let elsewhere, home;
  before(async () => {
    elsewhere = await serve(DEMO, '/some/other/place/');
    home = await visit('index.html', { viewport: WIDE }, look);
    assert.ok(home.sheets.length > 0);
  });
  after(() => elsewhere.close());

  const fromServer = remembering(async (url) => {
    const answer = await fetch(url);
    return answer.ok ? answer.text() : undefined;
  });
  const fromDisk = remembering(async (url) => {
    const file = fileURLToPath(url);
    return fs.existsSync(file) && fs.statSync(file).isFile() ? fs.readFileSync(file, 'utf8') : undefined;
  });

  for (const { kind, page } of PAGES) {
    test(`${kind}: ${page}`, async () => {
      const places = [[elsewhere.url, fromServer], [`${pathToFileURL(DEMO)}/`, fromDisk]];
      // A page for what is not there answers at any depth, so it leads by whole paths.
      if (page === MISSING) places.splice(0, 2, [here.site.url, fromServer]);
      for (const [base, read] of places) {
        const { found, wrong } = await open(here.browser, base + page, { viewport: WIDE }, async (it) => ({
          look: await look(it),
          dead: await dead(await addresses(it), base, read),
        }));
        assert.deepEqual(wrong, []);
        assert.ok(found.look.sheets.length > 0 && found.look.sheets.every(Boolean), 'style sheets load');
        assert.deepEqual(found.dead, []);
        assert.equal(found.look.style.backgroundColor, home.style.backgroundColor);
        assert.equal(found.look.style.color, home.style.color);
        assert.equal(found.look.style.fontFamily, home.style.fontFamily);
      }
    });
  }
});

test('kinds are those of the folder', () => {
  const folders = fs.readdirSync(DEMO, { withFileTypes: true }).filter((it) => it.isDirectory());
  for (const { name } of folders) {
    const any = fs.readdirSync(path.join(DEMO, name), { recursive: true }).some((it) => it.endsWith('.html'));
    assert.equal(PAGES.some((it) => it.page.startsWith(`${name}/`)), any, name);
  }
});
