// The filter of the home page: what it finds, what it says of it, and that it can be reached, shared and
// gone back from. What must be found is worked out here from events.json.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, test } from 'node:test';
import { axe, NARROW, NARROWEST, open, sideways, WIDE } from './browser.mjs';
import { onDemo } from './demo.mjs';
import { walk } from './keyboard.mjs';
import { DEMO, serve } from './site.mjs';

const INDEX = 'assets/events.js';
const { events: ALL } = JSON.parse(fs.readFileSync(path.join(DEMO, 'events.json'), 'utf8'));
const EVENTS = ALL.filter((it) => it.status === 'asserted');

/** First and last day of an EDTF date of days, months, years or spans of these, as comparable texts. */
function span(edtf) {
  const [first, last] = edtf.replace(/[?~%]/g, '').split('/');
  return [first.padEnd(10, '-00'), (last ?? first).padEnd(10, '-99')];
}

const within = (event, from, to) => {
  if (event.date === null) return false;
  const [first, last] = span(event.date);
  return last >= span(from)[0] && first <= span(to)[1];
};

/** The value of a field that most events have. */
function commonest(values) {
  const counts = new Map();
  for (const it of values) counts.set(it, (counts.get(it) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1])[0][0];
}

const titles = (events) => events.map((it) => it.title).sort();

const here = onDemo();

/** Opens the home page with this query, and asserts that it does nothing that no page may do. */
async function visit(query, look, settings = { viewport: WIDE }) {
  const { found, wrong } = await open(here.browser, `${here.site.url}index.html${query}`, settings, look);
  // Who leaves a page early stops what it still loads.
  assert.deepEqual(wrong.filter((it) => !it.endsWith('icon.svg net::ERR_ABORTED')), []);
  return found;
}

const count = (page) => page.locator('.filter-count');
const said = (number) => new RegExp(`^${number} of ${EVENTS.length} events$`);

/** Waits until the page says that so many were found. */
async function found(page, number) {
  await page.waitForFunction(
    (pattern) => new RegExp(pattern).test(document.querySelector('.filter-count').textContent),
    said(number).source,
    { timeout: 5000 },
  );
}

async function unfold(page) {
  await page.locator('.filter summary').click();
  await found(page, EVENTS.length);
}

/** The titles that are listed, in all. */
async function listed(page) {
  while (await page.locator('.found button').isVisible()) await page.locator('.found button').click();
  return (await page.locator('.found .row-title').allTextContents()).sort();
}

/** The value of a choice by its name. */
const valueOf = (page, field, name) =>
  page.locator(`#filter-${field} option`).evaluateAll(
    (all, wanted) => all.find((it) => it.text.replace(/ \(\d+\)$/, '') === wanted)?.value,
    name,
  );

describe('it finds', () => {
  test('an English word in its other forms, and nothing that only begins alike', async () => {
    // Each begins no word of the others, so that only its form can be what finds them.
    const forms = ['meet', 'meets', 'meeting', 'meetings'];
    await visit('', async (page) => {
      await unfold(page);
      const told = async (words) => {
        await page.locator('#filter-words').fill(words);
        await page.waitForFunction((it) => new URLSearchParams(location.search).get('words') === it, words);
        return page.locator('.found-list').isVisible().then(() => listed(page));
      };
      const all = await told(forms[0]);
      assert.ok(all.length > 1, 'the demo has meetings');
      for (const it of forms.slice(1)) assert.deepEqual(await told(it), all, it);
      assert.deepEqual((await told('-meets')).length, EVENTS.length - all.length, 'and leaves them out');
      const signed = await told('signed');
      assert.ok(signed.length > 0 && signed.some((it) => /\bsigns?\b/i.test(it)), 'a title has the present');
      assert.deepEqual(await told('russi'), await told('Russi'), 'beginnings are found as before');
      assert.deepEqual(await told('eets'), [], 'a word is not found by its middle');
    });
  });

  test('what meets all conditions', async () => {
    await visit('', async (page) => {
      await unfold(page);
      assert.equal(await page.locator('.timeline').isVisible(), true, 'nothing is asked for yet');
      const type = commonest(EVENTS.map((it) => it.type));
      let expected = EVENTS.filter((it) => it.type === type);
      await page.selectOption('#filter-type', type);
      await found(page, expected.length);
      assert.deepEqual(await listed(page), titles(expected));
      assert.equal(await page.locator('.timeline').isVisible(), false, 'it stands in the place of the timeline');

      const actor = commonest(expected.flatMap((it) => it.actors));
      expected = expected.filter((it) => it.actors.includes(actor));
      await page.selectOption('#filter-actor', await valueOf(page, 'actor', actor));
      await found(page, expected.length);
      assert.deepEqual(await listed(page), titles(expected));

      const outlet = commonest(expected.flatMap((it) => [...new Set(it.evidence.map((one) => one.outlet))]));
      expected = expected.filter((it) => it.evidence.some((one) => one.outlet === outlet));
      await page.selectOption('#filter-outlet', await valueOf(page, 'outlet', outlet));
      await found(page, expected.length);

      const year = commonest(expected.map((it) => it.date.slice(0, 4)));
      expected = expected.filter((it) => within(it, year, year));
      await page.fill('#filter-from', year);
      await page.fill('#filter-to', year);
      await found(page, expected.length);
      assert.ok(expected.length > 0);
      assert.deepEqual(await listed(page), titles(expected));

      await page.click('.filter [type=reset]');
      await found(page, EVENTS.length);
      assert.equal(await page.locator('.timeline').isVisible(), true);
      assert.equal(new URL(page.url()).search, '');
    });
  });

  test('dates as finely as they are known: a year overlaps each of its days', async () => {
    await visit('', async (page) => {
      await unfold(page);
      const precisions = new Set(EVENTS.map((it) => it.date?.length));
      assert.ok(precisions.size > 1, 'the demo has dates of several precisions');
      for (const [from, to] of [['2000', '2001'], ['2019-04', '2019-04'], ['2011-08-24', '2014'], ['2023-09-14', '2023-09-14'], ['2012-06-15', '2012-06-15']]) {
        const expected = EVENTS.filter((it) => within(it, from, to));
        await page.fill('#filter-from', from);
        await page.fill('#filter-to', to);
        await found(page, expected.length);
        assert.deepEqual(await listed(page), titles(expected), `${from} to ${to}`);
      }
    });
  });

  test('words of titles, names, kinds and places, whatever their marks', async () => {
    const event = EVENTS.find((it) => it.place && !it.title.includes(it.place)) ?? EVENTS.find((it) => it.place);
    const [, second] = event.title.split(' ');
    await visit('', async (page) => {
      await unfold(page);
      for (const words of [`${second} ${event.place}`, `${second.toUpperCase()}  ${event.place}`, [...second].join('\u0301')]) {
        await page.fill('#filter-words', words);
        await page.waitForFunction(() => !document.querySelector('.found').hidden);
        await page.waitForTimeout(250);
        assert.ok((await listed(page)).includes(event.title), words);
      }
      await page.fill('#filter-words', 'qqqq');
      await found(page, 0);
      assert.equal(await page.locator('.found .empty').isVisible(), true, 'it says so');
    });
  });

  test('with each choice as many as it says', async () => {
    await visit('', async (page) => {
      await unfold(page);
      await page.fill('#filter-from', '2019');
      await found(page, EVENTS.filter((it) => within(it, '2019', '9999')).length);
      let chosen = 0;
      for (const field of ['type', 'side', 'actor', 'place', 'outlet', 'series']) {
        const offered = await page.locator(`#filter-${field} option`).evaluateAll((all) => all.slice(1).map((it) => [it.value, it.text]));
        assert.ok(offered.length > 0, field);
        for (const [value, text] of offered) {
          await page.selectOption(`#filter-${field}`, value);
          const number = Number(/\((\d+)\)$/.exec(text)[1]);
          assert.ok(number > 0, text);
          await found(page, number);
          chosen += 1;
        }
        await page.selectOption(`#filter-${field}`, '');
      }
      assert.ok(chosen > 20);
    });
  });

  test('nothing in the place of a date that is none, and says so', async () => {
    await visit('', async (page) => {
      await unfold(page);
      await page.fill('#filter-from', 'April');
      await page.locator('#filter-from').blur();
      assert.equal(await page.getAttribute('#filter-from', 'aria-invalid'), 'true');
      await found(page, EVENTS.length);
      await page.fill('#filter-from', '2019-04');
      await page.locator('#filter-from').blur();
      assert.equal(await page.getAttribute('#filter-from', 'aria-invalid'), 'false');
    });
  });

  test('by no date that cannot be read, and says why', async () => {
    await visit('', async (page) => {
      await unfold(page);
      const wrong = page.locator('.field-wrong');
      for (const date of ['2012-13', 'October 2012', '2023-02-29']) {
        await page.fill('#filter-from', date);
        await page.locator('#filter-from').blur();
        await found(page, EVENTS.length);
        assert.equal(await wrong.textContent(), `“${date}” cannot be read as a date, and is left out.`);
        assert.equal(await page.getAttribute('#filter-from', 'aria-invalid'), 'true');
        assert.ok((await page.getAttribute('#filter-from', 'aria-describedby')).includes(await wrong.getAttribute('id')));
        assert.equal(new URL(page.url()).search, '');
      }
      await page.fill('#filter-from', '2024-02-29');
      // It is right again, and is so while it is written.
      await page.waitForFunction(() => document.querySelector('.field-wrong').textContent === '', null, { timeout: 5000 });
      await page.fill('#filter-to', '2019');
      await page.locator('#filter-to').blur();
      assert.equal(await wrong.textContent(), '“From” is later than “Until”.');
      await page.click('.filter [type=reset]');
      await found(page, EVENTS.length);
      assert.equal(await wrong.textContent(), '');
      assert.equal(await page.getAttribute('#filter-to', 'aria-invalid'), null);
    });
    await visit('?from=2012-13', async (page) => {
      await found(page, EVENTS.length);
      assert.match(await page.locator('.field-wrong').textContent(), /2012-13/);
    });
  });

  test('what begins with a word, and not what a word is taken away from', async () => {
    await visit('', async (page) => {
      await unfold(page);
      const has = (it, word) => it.title.toLowerCase().split(/[^\p{L}]+/u).some((one) => one.startsWith(word));
      const [word] = commonest(EVENTS.map((it) => it.title.toLowerCase())).split(' ');
      const letters = word.slice(0, 4);
      await page.fill('#filter-words', letters);
      await page.waitForFunction(() => document.querySelectorAll('.found .row-title').length > 0);
      const withIt = await listed(page);
      assert.ok(EVENTS.filter((it) => has(it, letters)).every((it) => withIt.includes(it.title)));
      await page.fill('#filter-words', `-${letters}`);
      await found(page, EVENTS.length - withIt.length);
    });
  });

  test('rows that tell what the page of an event tells', async () => {
    await visit('?from=0001', async (page) => {
      await page.waitForSelector('.found .row');
      await listed(page);
      const rows = await page.locator('.found .row').evaluateAll((all) =>
        all.map((it) => ({
          url: it.querySelector('a').getAttribute('href'),
          text: it.querySelector('.row-meta').textContent.replace(/\s+/g, ' ').trim(),
          toward: it.querySelector('.arrow') !== null,
          tags: [...it.querySelectorAll('.tag')].map((one) => one.textContent).sort(),
        })),
      );
      assert.ok(rows.length > 40 && rows.some((it) => it.toward) && rows.some((it) => it.tags.length > 1));
      for (const row of rows) {
        const html = fs.readFileSync(path.join(DEMO, row.url), 'utf8');
        const head = html.split('<header class="page-head')[1].split('</header>')[0];
        const tags = [...head.matchAll(/class="tag[^>]*>(?:<svg.*?<\/svg>)?([^<]+)</g)].map((it) => it[1]).sort();
        assert.deepEqual(row.tags, tags, row.url);
        const event = EVENTS.find((it) => row.url.includes(`/${it.id}/`));
        const sources = new Set(event.evidence.map((it) => it.document)).size;
        assert.match(row.text, new RegExp(`(^| )${sources} sources?( |$)`), row.url);
      }
    });
  });
});

describe('the address', () => {
  test('tells what is asked for, and the back button leads back', async () => {
    const type = commonest(EVENTS.map((it) => it.type));
    const ofType = EVENTS.filter((it) => it.type === type);
    const ofYears = ofType.filter((it) => within(it, '2019', '9999'));
    const address = await visit('', async (page) => {
      await unfold(page);
      await page.selectOption('#filter-type', type);
      await found(page, ofType.length);
      // Letter by letter: all of them are one step back.
      await page.locator('#filter-from').pressSequentially('2019', { delay: 250 });
      await found(page, ofYears.length);
      const address = new URL(page.url());
      assert.deepEqual([...address.searchParams], [['type', type], ['from', '2019']]);
      await page.goBack();
      await found(page, ofType.length);
      assert.equal(await page.inputValue('#filter-from'), '');
      await page.goBack();
      await found(page, EVENTS.length);
      assert.equal(await page.inputValue('#filter-type'), '');
      await page.goForward();
      await found(page, ofType.length);
      await page.goForward();
      await found(page, ofYears.length);
      assert.equal(page.url(), address.href);
      return address;
    });
    await visit(address.search, async (page) => {
      await found(page, ofYears.length);
      assert.deepEqual(await listed(page), titles(ofYears));
      await page.locator('.found .row-title').first().click();
      await page.waitForURL(/\/events\//);
      await page.goBack();
      await found(page, ofYears.length);
      assert.deepEqual(await listed(page), titles(ofYears));
    });
  });

  test('may ask for what is not there', async () => {
    await visit('?actor=nobody', async (page) => {
      await found(page, 0);
      assert.equal(await page.locator('#filter-actor option:checked').textContent(), 'nobody (0)');
    });
  });
});

describe('who has no mouse', () => {
  test('reaches all of it with the keyboard', async () => {
    await visit('', async (page) => {
      const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.localName);
      for (let presses = 0; (await focused()) !== 'summary'; presses += 1) {
        assert.ok(presses < 30, 'Tab comes to the filter');
        await page.keyboard.press('Tab');
      }
      await page.keyboard.press('Enter');
      await found(page, EVENTS.length);
      const fields = await page.locator('.filter form :is(input, select)').evaluateAll((all) => all.map((it) => it.id));
      for (const field of fields) {
        await page.keyboard.press('Tab');
        assert.equal(await focused(), field);
        if (field === 'filter-type') {
          await page.keyboard.press('ArrowDown');
          const type = await page.inputValue('#filter-type');
          await found(page, EVENTS.filter((it) => it.type === type).length);
          assert.equal(await focused(), field, 'the focus stays');
        }
      }
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      assert.equal(await focused(), 'found', 'the button leads to what is found');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement.className), 'row-title');
    });
  });

  test('sees where the focus is', async () => {
    for (const viewport of [WIDE, NARROW]) {
      const wrong = await visit('?from=2019', async (page) => {
        await page.waitForFunction(() => !document.querySelector('.found').hidden);
        return walk(page);
      }, { viewport, reducedMotion: 'reduce' });
      assert.deepEqual(wrong, [], `${viewport.width}`);
    }
  });

  test('is told how many are found, once it is settled', async () => {
    await visit('', async (page) => {
      assert.equal(await count(page).getAttribute('role'), 'status');
      assert.equal(await count(page).textContent(), '');
      await unfold(page);
      await page.evaluate(() => {
        globalThis.told = [];
        new MutationObserver(() => globalThis.told.push(document.querySelector('[role=status]').textContent)).observe(
          document.querySelector('.filter-count'),
          { childList: true, characterData: true, subtree: true },
        );
      });
      await page.locator('#filter-from').pressSequentially('2019', { delay: 20 });
      const number = EVENTS.filter((it) => within(it, '2019', '9999')).length;
      await found(page, number);
      const told = await page.evaluate(() => globalThis.told);
      assert.equal(told.length, 1, `${told}`);
      assert.match(told[0], said(number));
    });
  });
});

describe('it is accessible when it is open', () => {
  for (const [viewport, colorScheme] of [[WIDE, 'light'], [WIDE, 'dark'], [NARROW, 'light'], [NARROW, 'dark']]) {
    test(`${viewport.width} ${colorScheme}`, async () => {
      for (const query of ['?from=2019', '?words=qqqq', '?from=never']) {
        const wrong = await visit(query, async (page) => {
          await page.waitForFunction(() => document.querySelector('.filter-count').textContent.includes(' of '));
          if (query.endsWith('never')) {
            await page.focus('#filter-from');
            await page.keyboard.type('x');
            await page.keyboard.press('Tab');
          }
          return axe(page);
        }, { viewport, colorScheme });
        assert.deepEqual(wrong, [], query);
      }
    });
  }

  test('nothing scrolls sideways at 320 pixels', async () => {
    const pixels = await visit('?from=2000', async (page) => {
      await page.waitForFunction(() => !document.querySelector('.found').hidden);
      return sideways(page);
    }, { viewport: NARROWEST });
    assert.equal(pixels, 0);
  });
});

describe('the index', () => {
  test('is loaded when the filter is opened, and not before', async () => {
    const asked = [];
    await visit('', async (page) => {
      page.on('request', (it) => it.resourceType() === 'script' && asked.push(new URL(it.url()).pathname));
      await page.mouse.wheel(0, 500);
      await page.waitForTimeout(100);
      assert.deepEqual(asked, []);
      await unfold(page);
      await page.locator('.filter summary').click();
      await page.locator('.filter summary').click();
    });
    assert.deepEqual(asked.map((it) => it.split('/').slice(-2).join('/')), [INDEX]);
  });

  test('without scripts nothing of the filter is shown', async () => {
    await visit('?type=meeting', async (page) => {
      assert.equal(await page.locator('.filter').isVisible(), false);
      assert.equal(await page.locator('.found').isVisible(), false);
      assert.equal(await page.locator('.timeline').isVisible(), true);
    }, { viewport: WIDE, javaScriptEnabled: false });
  });

  test('works from the disk and under another path', async () => {
    const elsewhere = await serve(DEMO, '/some/other/place/');
    try {
      for (const base of [`${pathToFileURL(DEMO)}/`, elsewhere.url]) {
        const { wrong } = await open(here.browser, `${base}index.html`, { viewport: WIDE }, async (page) => {
          await unfold(page);
          const type = commonest(EVENTS.map((it) => it.type));
          const expected = EVENTS.filter((it) => it.type === type);
          await page.selectOption('#filter-type', type);
          await found(page, expected.length);
          assert.equal(new URL(page.url()).search, `?type=${type}`);
          await page.locator('.found .row-title').first().click();
          await page.waitForURL(/\/events\/.*\/index\.html$/);
          assert.ok(titles(expected).includes(await page.textContent('h1')));
        });
        assert.deepEqual(wrong, [], base);
      }
    } finally {
      await elsewhere.close();
    }
  });

  test('that does not come is told, and asked for again', async () => {
    const page = await here.browser.newPage();
    try {
      await page.route(`**/${INDEX}`, (it) => it.abort(), { times: 1 });
      await page.goto(`${here.site.url}index.html`);
      await page.click('.filter summary');
      await page.waitForFunction(() => document.querySelector('.filter-count').textContent.includes('could not be loaded'));
      await page.click('.filter summary');
      await unfold(page);
    } finally {
      await page.close();
    }
  });

  test('of ten thousand events is looked through at once, and shown in parts; words in it are no HTML', async () => {
    const script = fs.readFileSync(path.join(DEMO, INDEX), 'utf8');
    const index = JSON.parse(script.slice(script.indexOf('=') + 1, script.lastIndexOf(';')));
    const hostile = '<img src=x onerror="globalThis.intruder=1">& "Zoë"';
    const rows = Array.from({ length: 10_000 }, (_, at) => {
      const row = structuredClone(index.events[at % index.events.length]);
      row[0] = `${hostile} ${at}`;
      return row;
    });
    const page = await here.browser.newPage();
    const broken = [];
    page.on('pageerror', (it) => broken.push(it.message));
    try {
      await page.route(`**/${INDEX}`, (it) =>
        it.fulfill({ contentType: 'text/javascript', body: `globalThis.relataEvents=${JSON.stringify({ ...index, events: rows })};` }),
      );
      await page.goto(`${here.site.url}index.html?words=zoe`);
      await page.waitForSelector('.found .row-title');
      assert.match(await count(page).textContent(), /^10\u202f000 of /);
      const shown = page.locator('.found .row-title');
      assert.equal(await shown.count(), 50);
      assert.ok((await shown.first().textContent()).startsWith(hostile));
      assert.equal(await page.locator('.found img').count(), 0);
      await page.focus('.found button');
      await page.keyboard.press('Enter');
      assert.equal(await shown.count(), 100);
      assert.equal(
        await page.evaluate(() => [...document.querySelectorAll('.found .row-title')].indexOf(document.activeElement)),
        50,
        'the focus is on the first of the new ones',
      );
      // Of several looks the fastest, since the machine does other things as well.
      const times = await page.evaluate(async () => {
        const times = [];
        for (const value of ['both', 'first', '', 'second', '']) {
          const side = document.querySelector('#filter-side');
          side.value = value;
          const start = performance.now();
          side.dispatchEvent(new Event('input', { bubbles: true }));
          times.push(performance.now() - start);
        }
        return times;
      });
      assert.ok(Math.min(...times) < 200, `${times}`);
      assert.equal(await page.evaluate(() => globalThis.intruder), undefined);
      assert.deepEqual(broken, []);
    } finally {
      await page.close();
    }
  });
});

describe('order and layout', () => {
  /** What stands on the spine, from top to bottom: landmarks, silences and events. */
  const spine = (page) =>
    page.locator('.timeline').evaluate((it) =>
      [...it.querySelectorAll('.year, .month, .gap, .phase-head, .act:not(.act-gap, .act-phase)')].map((one) => [
        one.matches('.act') ? 'event' : one.classList[0],
        one.textContent.replace(/\s+/g, ' ').trim(),
        one.dataset.phase,
      ]),
    );
  /** Each silence with the events on its two sides, whatever the order. */
  const silences = (all) =>
    all.flatMap(([kind, text], at) => {
      if (kind !== 'gap') return [];
      const before = all.slice(0, at).findLast((it) => it[0] === 'event')?.[1];
      const next = all.slice(at).find((it) => it[0] === 'event')?.[1];
      return [[text, ...[before, next].sort()].join(' | ')];
    }).sort();

  /** The events that a head of a phase stands before: the first of each run of its events. */
  const headed = (all) =>
    all.flatMap(([kind, , phase], at) => {
      if (kind !== 'phase-head') return [];
      const before = all.slice(0, at).findLast((it) => it[0] === 'event');
      const next = all.slice(at).find((it) => it[0] === 'event');
      return [[phase, next[2] === phase && before?.[2] !== phase]];
    });

  for (const place of ['index.html', 'years/2024/index.html']) {
    test(`can be turned around, and back: ${place}`, async () => {
      const { wrong } = await open(here.browser, here.site.url + place, { viewport: WIDE }, async (page) => {
        const newest = await spine(page);
        const of = (all, kind) => all.filter((it) => it[0] === kind).map((it) => it[1]);
        await page.click('.views [value=oldest]');
        assert.equal(new URL(page.url()).search, '?order=oldest');
        assert.equal(await page.getAttribute('.views [value=oldest]', 'aria-pressed'), 'true');
        assert.equal(await page.getAttribute('.views [value=newest]', 'aria-pressed'), 'false');
        const oldest = await spine(page);
        for (const kind of ['event', 'month', 'year']) {
          assert.deepEqual(of(oldest, kind), of(newest, kind).reverse(), kind);
        }
        const heads = headed(newest);
        assert.ok(heads.length > 0 && heads.every((it) => it[1]));
        assert.deepEqual(headed(oldest), heads.toReversed(), 'the head of a phase stands where it begins');
        assert.deepEqual(silences(oldest), silences(newest), 'a silence stays between the same two events');
        await page.goBack();
        assert.deepEqual(await spine(page), newest);
        await page.goForward();
        assert.deepEqual(await spine(page), oldest);
        await page.click('.views [value=newest]');
        assert.equal(new URL(page.url()).search, '');
        assert.deepEqual(await spine(page), newest);
      });
      assert.deepEqual(wrong, []);
    });
  }

  test('what is found follows the order', async () => {
    await visit('?order=oldest&from=2019', async (page) => {
      await page.waitForSelector('.found .year-small');
      const years = await page.locator('.found .year-small').allTextContents();
      assert.deepEqual(years, [...years].sort());
      await page.click('.filter [type=reset]');
      await found(page, EVENTS.length);
      assert.equal(new URL(page.url()).search, '?order=oldest', 'clearing the filter leaves the order');
    });
  });

  for (const [viewport, colorScheme] of [[WIDE, 'light'], [NARROW, 'dark']]) {
    test(`a compact list is accessible: ${viewport.width} ${colorScheme}`, async () => {
      const wrong = await visit('?layout=compact', async (page) => {
        assert.equal(await page.locator('.timeline').evaluate((it) => it.className), 'timeline timeline-compact');
        const heights = await page.locator('.timeline .act .card').evaluateAll((all) => all.map((it) => it.offsetHeight));
        assert.ok(heights.length > 10);
        return [...(await axe(page)), ...(await walk(page))];
      }, { viewport, colorScheme, reducedMotion: 'reduce' });
      assert.deepEqual(wrong, []);
    });
  }

  test('a compact list is shorter, and does not scroll sideways', async () => {
    const height = (page) => page.evaluate(() => document.querySelector('.timeline').offsetHeight);
    const cards = await visit('', height);
    const compact = await visit('?layout=compact', height);
    assert.ok(compact < 0.8 * cards, `${compact} of ${cards}`);
    assert.equal(await visit('?layout=compact', sideways, { viewport: NARROWEST }), 0);
  });
});

describe('a view can be handed on', () => {
  /** Puts the dialog of the system in the place of what the browser has; notes what is handed to it. */
  const withDialog = (fails) => `
    globalThis.handed = [];
    Object.defineProperty(navigator, 'share', { configurable: true, value: async (it) => {
      globalThis.handed.push(it);
      ${fails ? "throw new DOMException('closed', 'AbortError');" : ''}
    } });`;
  const withoutDialog = `Object.defineProperty(navigator, 'share', { configurable: true, value: undefined });
    globalThis.copied = [];
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
      writeText: async (it) => { globalThis.copied.push(it); } } });`;
  const status = (page) => page.locator('.shared');

  test('with its filters, by the clipboard, which is said aloud', async () => {
    await visit('?words=visit', async (page) => {
      await page.evaluate(withoutDialog);
      const button = page.locator('.filter [data-share]');
      await button.waitFor();
      await button.focus();
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.querySelector('.filter .shared').textContent !== '');
      assert.equal(await status(page).getAttribute('role'), 'status');
      assert.equal(await status(page).textContent(), 'The link is copied.');
      const copied = await page.evaluate(() => globalThis.copied);
      assert.deepEqual(copied, [`${here.site.url}index.html?words=visit`]);
      await page.locator('#filter-words').fill('visits');
      await page.waitForFunction(() => document.querySelector('.filter .shared').textContent === '');
    });
  });

  test('by the dialog of the system, and closing it is no mistake', async () => {
    for (const fails of [false, true]) {
      await visit('?words=visit', async (page) => {
        await page.evaluate(withDialog(fails));
        await page.locator('.filter [data-share]').click();
        const handed = await page.evaluate(() => globalThis.handed);
        assert.deepEqual(handed.map((it) => it.url), [`${here.site.url}index.html?words=visit`]);
        assert.equal(await status(page).textContent(), '');
      });
    }
  });

  test('an event by its address, which is shown where nothing can be copied', async () => {
    const url = `${here.site.url}events/${EVENTS[0].id}/index.html`;
    const { wrong } = await open(here.browser, url, { viewport: NARROW }, async (page) => {
      await page.evaluate(`${withoutDialog} navigator.clipboard.writeText = async () => { throw new Error('no'); }`);
      await page.locator('[data-share]').click();
      await page.waitForFunction((it) => document.querySelector('.share .shared').textContent === it, url);
      assert.deepEqual(await axe(page), []);
      assert.equal(await sideways(page), 0, 'the address fits the page');
    });
    assert.deepEqual(wrong, []);
  });

  test('and without scripts there is no button that does nothing', async () => {
    for (const file of ['index.html', `events/${EVENTS[0].id}/index.html`]) {
      await open(here.browser, `${here.site.url}${file}`, { viewport: WIDE, javaScriptEnabled: false }, async (page) => {
        assert.equal(await page.locator('[data-share]:visible').count(), 0, file);
      });
    }
  });
});
