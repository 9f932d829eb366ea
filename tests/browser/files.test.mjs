// The files of the demo, without a browser: valid HTML, few bytes, linked data that can be read.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import jsonld from 'jsonld';
import { compressed, DEMO, filesOf } from './site.mjs';

const RULES = {
  root: true,
  extends: [
    'html-validate:recommended',
    'html-validate:document',
    'html-validate:standard',
    'html-validate:a11y',
  ],
  rules: {
    // The standard takes `<!doctype html>` in either case.
    'doctype-style': 'off',
    // A title is the event's or the document's own: it is as long as what it says.
    'long-title': 'off',
    // All files are the site's own: there is no other host that could change them.
    'require-sri': ['error', { target: 'crossorigin' }],
  },
};

test('every page is valid HTML', async () => {
  const validator = new HtmlValidate(new StaticConfigLoader(RULES));
  const pages = filesOf(DEMO, '.html');
  assert.ok(pages.length > 100);
  const wrong = [];
  for (const page of pages) {
    const { results } = await validator.validateFile(path.join(DEMO, page));
    for (const it of results.flatMap((result) => result.messages)) {
      wrong.push(`${page}:${it.line}:${it.column} ${it.message} (${it.ruleId})`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('scripts are at most 15 KB, styles at most 12 KB, compressed', () => {
  const styles = filesOf(DEMO, '.css');
  assert.ok(styles.length > 0);
  assert.ok(compressed(DEMO, styles) <= 12_000, `styles: ${compressed(DEMO, styles)}`);
  const scripts = filesOf(DEMO, '.js');
  assert.ok(compressed(DEMO, scripts) <= 15_000, `scripts: ${compressed(DEMO, scripts)}`);
});

test('the home page is at most 100 KB compressed and 300 KB in all', () => {
  assert.ok(compressed(DEMO, ['index.html']) <= 100_000);
  assert.ok(fs.statSync(path.join(DEMO, 'index.html')).size <= 300_000);
});

/** The terms of schema.org that events use, with what their values are. A term that is not here is an error. */
const TERMS = {
  type: '@type',
  ...Object.fromEntries(
    [
      'Event', 'Person', 'Organization', 'Country', 'AdministrativeArea', 'Place', 'GeoCoordinates', 'CreativeWork',
      'NewsArticle', 'Article', 'EventSeries', 'ImageObject', 'Thing', 'PostalAddress', 'EventStatusType',
      'additionalType', 'address', 'addressCountry', 'alternateName', 'attendee', 'contributor', 'creditText',
      'citation', 'description', 'geo', 'identifier', 'isPartOf', 'latitude', 'location', 'longitude', 'name',
      'organizer', 'performer', 'publisher', 'subjectOf', 'superEvent', 'temporalCoverage', 'inLanguage', 'keywords',
      'caption', 'isBasedOn', 'about', 'agent', 'participant', 'recipient',
    ].map((it) => [it, `https://schema.org/${it}`]),
  ),
  ...Object.fromEntries(
    ['startDate', 'endDate', 'datePublished'].map((it) => [
      it,
      { '@id': `https://schema.org/${it}`, '@type': 'https://schema.org/Date' },
    ]),
  ),
  ...Object.fromEntries(
    ['url', 'sameAs', 'image', 'contentUrl', 'eventStatus', 'mainEntityOfPage', 'license'].map((it) => [
      it,
      { '@id': `https://schema.org/${it}`, '@type': '@id' },
    ]),
  ),
};

/** What schema.org would answer, in short. Nothing else is loaded. */
async function documentLoader(url) {
  if (!/^https?:\/\/schema\.org\/?$/.test(url)) throw new Error(`not loaded: ${url}`);
  return { documentUrl: url, document: { '@context': TERMS } };
}

const DATA = /<script type="application\/ld\+json">(.*?)<\/script>/gs;
const schema = (term) => `https://schema.org/${term}`;
const values = (node, term) => (node[schema(term)] ?? []).map((it) => it['@value'] ?? it['@id'] ?? it);

test('the linked data of each event says what it is, when, and whence', async () => {
  const { events } = JSON.parse(fs.readFileSync(path.join(DEMO, 'events.json'), 'utf8'));
  assert.ok(events.length > 0);
  for (const { id, title, date, evidence } of events) {
    const html = fs.readFileSync(path.join(DEMO, 'events', id, 'index.html'), 'utf8');
    const scripts = [...html.matchAll(DATA)].map((it) => JSON.parse(it[1]));
    // `safe` lets no term fall away unseen.
    const nodes = await jsonld.expand(scripts, { documentLoader, safe: true });
    const event = nodes.find((it) => it['@type']?.includes(schema('Event')));
    assert.ok(event, id);
    assert.deepEqual(values(event, 'name'), [title]);
    assert.deepEqual(values(event, 'identifier'), [id]);
    assert.match(values(event, 'url')[0], new RegExp(`^https://.*/events/${id}/`));
    assert.equal(values(event, 'subjectOf').length > 0, evidence.length > 0, id);
    assert.ok(values(event, 'contributor').every((it) => it['@type'].length === 1 && values(it, 'name').length === 1));
    const [start] = values(event, 'startDate');
    if (date === null) assert.equal(start, undefined, id);
    else if (/^\d{4}(-\d\d){0,2}$/.test(date)) assert.equal(start, date, id);
    else if (start !== undefined) assert.match(start, /^\d{4}(-\d\d){0,2}$/, id);
  }
});
