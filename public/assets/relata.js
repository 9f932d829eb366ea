// What scripts add: the filter of the home page, the order and the layout of a timeline, copying of
// citations. Every page is whole without them.
//
// No module, and no fetch(): browsers allow neither on pages from the disk. Words of documents become
// text of elements, and never HTML.
'use strict';
{
  /** How many events are shown at once. */
  const AT_ONCE = 50;
  /** The letters that have no mark which could be taken away from them. */
  const PLAIN = { ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i', '’': "'" };
  /** Scripts that put no spaces between words, or hang endings on them. */
  const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

  /** A text in small letters without diacritics, with one space before each word. */
  const plain = (text) =>
    ` ${text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[øłđðþßæœı’]/g, (it) => PLAIN[it])
      .replace(/[^\p{L}\p{N}']+/gu, ' ')
      .trim()}`;

  /**
   * An English word without its ending: "meet" for "meets", "sign" for "signed". Light: what it makes of words
   * need be no word, and is only compared with what it makes of others ("treati", "exchang").
   */
  const stem = (word) =>
    /^[a-z][a-z']*$/.test(word)
      ? word
          .replace(/'s?$/, '')
          .replace(/(?<=..[^s'])es$|(?<=...[^s'])s$/, '')
          .replace(/(?<=[aeiouy].*..)(?:ing|ed)$/, '')
          .replace(/([bdgmnprt])\1$/, '$1')
          .replace(/(?<=...)e+$/, '')
          .replace(/(?<=..)y$/, 'i')
      : word;

  /** The words of a plain text without their endings, each between spaces. */
  const stems = (text) => `${text.split(' ').map(stem).join(' ')} `;

  /** A number as the pages write it. */
  const grouped = (number) =>
    number < 10_000 ? `${number}` : `${number}`.replace(/\B(?=(\d{3})+$)/g, '\u202f');

  /** How many days a month has. `Date` takes years below 100 for others of the same length every 400 years. */
  const lengthOf = (year, month) => new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();

  /** The first and the last day of `2019`, `2019-04` or `2019-04-25`, as the index counts days. */
  function days(text) {
    const [, year, month, day] = /^(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text) ?? [];
    if (year === undefined || month > 12 || month < 1 || day < 1 || day > lengthOf(year, month)) return undefined;
    return { first: year * 10_000 + (month ?? 1) * 100 + +(day ?? 1), last: year * 10_000 + (month ?? 12) * 100 + +(day ?? 31) };
  }

  const looked = (text) => ({ text, stems: stems(text) });

  /** The events of the index, each with what it is looked for by. */
  function eventsOf({ choices, periods, events, sources }) {
    const names = Object.keys(choices);
    // The columns of an event, in the order of src/site/filter.rs.
    const columns = ['type', 'actor', 'place', 'outlet', 'series'];
    return events.map(([title, folder, date, [first, last], at, side, has, told, marks]) => {
      const chosen = (name) => has[columns.indexOf(name)].map((it) => choices[name][it]);
      const [[, type, icon]] = chosen('type');
      const place = chosen('place').map((it) => it[1]).join(', ');
      const [, series] = chosen('series')[0] ?? [];
      const named = [title, type, place, ...chosen('actor').map((it) => it[1])];
      return {
        title, date, first, last, type, icon, place, side, series, marks,
        sources: sources[told],
        url: `events/${folder}/index.html`,
        period: periods[at],
        ...looked(plain(named.join(' '))),
        has: { side: [side], ...Object.fromEntries(names.map((it) => [it, chosen(it).map((one) => one[0])])) },
      };
    });
  }

  /** What the reader asks for, as a list of conditions by the name of their field. */
  function conditionsOf(fields) {
    const conditions = [];
    for (const { name, value, localName } of fields) {
      const asked = value.trim();
      if (!asked) continue;
      if (name === 'words') {
        for (const part of asked.split(/\s+/)) {
          // "-word" leaves out what has the word.
          const without = /^[-–−]./.test(part);
          for (const word of plain(part).split(' ').filter(Boolean)) {
            const begins = UNSPACED.test(word.normalize('NFC')) ? word : ` ${word}`;
            const whole = ` ${stem(word)} `;
            conditions.push([name, (it) => (it.text.includes(begins) || it.stems.includes(whole)) !== without]);
          }
        }
      } else if (localName === 'select') {
        conditions.push([name, (it) => it.has[name].includes(asked)]);
      } else {
        const limit = days(asked);
        if (limit && name === 'from') conditions.push([name, (it) => it.last >= limit.first]);
        if (limit && name === 'to') conditions.push([name, (it) => it.first <= limit.last]);
      }
    }
    return conditions;
  }

  /**
   * The events that meet all conditions, and for each choice how many would be found with it in the
   * place of the one that its field has now.
   */
  function find(events, conditions, facets) {
    const found = [];
    const counts = new Map(facets.map((it) => [it, new Map()]));
    const count = (name, event) => {
      for (const it of event.has[name]) counts.get(name).set(it, (counts.get(name).get(it) ?? 0) + 1);
    };
    for (const event of events) {
      const unmet = new Set(conditions.filter(([, meets]) => !meets(event)).map(([name]) => name));
      if (unmet.size === 0) {
        found.push(event);
        for (const name of facets) count(name, event);
      } else if (unmet.size === 1) {
        const [name] = unmet;
        if (counts.has(name)) count(name, event);
      }
    }
    return { found, counts };
  }

  /** Turns a spine around. A silence stays between the same two events. */
  function turn(timeline) {
    for (const acts of timeline.querySelectorAll('.acts')) acts.append(...[...acts.children].reverse());
    const years = [...timeline.querySelectorAll(':scope > section')];
    for (const part of years.length > 0 ? years : [timeline]) {
      const months = [];
      let gap;
      for (const it of part.children) {
        if (it.matches('.gap')) gap = it;
        if (it.matches('.year')) gap = undefined;
        if (!it.matches('.month')) continue;
        months.push([it, it.nextElementSibling, gap]);
        gap = undefined;
      }
      for (const [month, acts, before] of months.reverse()) part.append(month, acts, ...(before ? [before] : []));
    }
    const gaps = years.map((it) => it.querySelector(':scope > .gap:first-child'));
    for (let at = years.length - 1; at >= 0; at -= 1) {
      timeline.append(years[at]);
      if (at > 0 && gaps[at]) years[at - 1].prepend(gaps[at]);
    }
    headPhases(timeline);
  }

  /** Puts the head of each phase where it begins now: above the year, or within its events. */
  function headPhases(timeline) {
    const heads = new Map();
    for (const it of timeline.querySelectorAll('.phase-head')) {
      if (it.id) heads.set(it.dataset.phase, it);
      (it.closest('.act-phase') ?? it).remove();
    }
    let before, part;
    for (const act of timeline.querySelectorAll('.act:not(.act-gap)')) {
      const { phase } = act.dataset;
      const here = act.closest('section');
      if (heads.has(phase) && phase !== before) {
        const known = heads.get(phase);
        const head = known.isConnected ? known.cloneNode(true) : known;
        if (known !== head) {
          head.removeAttribute('id');
          head.querySelector('.prose')?.remove();
        }
        if (here !== part) {
          here.querySelector(':scope > .year, :scope > .month').before(head);
        } else {
          const item = document.createElement('li');
          item.className = 'act act-phase';
          item.append(head);
          act.before(item);
        }
      }
      before = phase;
      part = here;
    }
  }

  /** What rows tell of an event in a word, each with its number in the index, as in src/site/filter.rs. */
  const MARKS = { key: 1, inferred: 2, disputed: 4, edited: 8 };
  const TOWARD = 16;

  /** What the page shows now. */
  const now = {};

  /** The buttons for order and layout, from their element on the page. */
  function views(panel) {
    const timeline = document.querySelector('.timeline');
    const buttons = [...panel.querySelectorAll('button')];
    const own = { order: panel.dataset.order, layout: panel.dataset.layout };
    Object.assign(now, own);
    const sides = timeline.querySelector('.sides') !== null;

    /** Makes the timeline what the address says. */
    function show() {
      const query = new URLSearchParams(location.search);
      for (const name of ['order', 'layout']) {
        const asked = query.get(name);
        const value = buttons.some((it) => it.name === name && it.value === asked) ? asked : own[name];
        if (value !== now[name] && name === 'order') turn(timeline);
        now[name] = value;
      }
      timeline.classList.toggle('timeline-compact', now.layout === 'compact');
      timeline.classList.toggle('timeline-sides', sides && now.layout !== 'compact');
      for (const it of buttons) it.setAttribute('aria-pressed', now[it.name] === it.value);
    }

    panel.addEventListener('click', ({ target }) => {
      const { name, value } = target;
      if (!name || now[name] === value) return;
      const url = new URL(location.href);
      if (value === own[name]) url.searchParams.delete(name);
      else url.searchParams.set(name, value);
      history.pushState(null, '', url);
      show();
    });
    addEventListener('popstate', show);
    panel.hidden = false;
    show();
  }

  /** The filter, from its element on the page. */
  function filter(panel) {
    const { index, root, found: pattern, loading, failed, undated } = panel.dataset;
    const details = panel.querySelector('details');
    const form = panel.querySelector('form');
    const status = panel.querySelector('[role=status]');
    const results = document.querySelector('.found');
    const more = results.querySelector('button');
    const fields = [...form.elements].filter((it) => it.name);
    /** By what an event's side may be: who acts, in words. */
    const { first, second, both } = panel.dataset;
    const acting = { first, second, both };
    const selects = fields.filter((it) => it.localName === 'select');
    /** By select: its first option, and the others by their value. */
    const options = new Map();
    let events;
    let showing = [];
    /** The text field that was written in last: further letters in it are no new step of the history. */
    let writing;

    const dates = fields.filter((it) => it.name === 'from' || it.name === 'to');
    const wrong = panel.querySelector('.field-wrong');

    /** Whether a field has nothing in it that cannot be read. */
    const readable = (it) => !dates.includes(it) || !it.value.trim() || days(it.value.trim()) !== undefined;

    /** Says what is wrong with the dates. Who still writes one is only told that nothing is wrong any more. */
    function check(telling) {
      const [from, to] = dates.map((it) => days(it.value.trim()));
      const unread = dates.filter((it) => !readable(it));
      const crossed = from && to && from.first > to.last;
      const said = unread.map((it) => wrong.dataset.unread.replace('{date}', () => it.value.trim()));
      if (crossed) said.push(wrong.dataset.crossed);
      if (!telling && said.length > 0) return;
      wrong.textContent = said.join(' ');
      for (const it of dates) {
        if (it.value.trim() || it.hasAttribute('aria-invalid')) it.setAttribute('aria-invalid', unread.includes(it) || Boolean(crossed));
      }
    }

    let script;
    function load() {
      script ??= new Promise((resolve, reject) => {
        const it = document.createElement('script');
        it.src = index;
        it.addEventListener('load', () => (globalThis.relataEvents ? resolve(globalThis.relataEvents) : reject()));
        it.addEventListener('error', reject);
        document.head.append(it);
      });
      return script;
    }

    /** Loads the index, once, and shows what the address asks for. */
    async function begin() {
      if (events) return apply();
      status.textContent = loading;
      try {
        const read = await load();
        if (events) return;
        for (const it of selects) {
          const known = (read.choices[it.name] ?? []).map(([id, name]) => new Option(name, id));
          const [any, ...others] = it.options;
          const all = [...others, ...known];
          for (const option of all) option.name = option.text;
          options.set(it, { any, all });
        }
        events = eventsOf(read);
        readAddress();
        check(true);
        apply();
      } catch {
        script = undefined;
        status.textContent = failed;
      }
    }

    /** Puts what the address says into the form. */
    function readAddress() {
      const query = new URLSearchParams(location.search);
      for (const it of fields) {
        const value = query.get(it.name) ?? '';
        const choice = options.get(it);
        if (choice) {
          const known = choice.all.filter((option) => !option.unknown);
          // Somebody may have a link to what is there no more.
          if (value && !known.some((option) => option.value === value)) {
            known.push(Object.assign(new Option(value, value), { name: value, unknown: true }));
          }
          choice.all = known;
          it.replaceChildren(choice.any, ...known);
        }
        it.value = value;
      }
    }

    /** Puts what the form says into the address; `step` makes it one that the back button leads back from.
     * Returns whether it is another one now. */
    function writeAddress(step) {
      const url = new URL(location.href);
      for (const it of fields) {
        const value = it.value.trim();
        if (value && readable(it)) url.searchParams.set(it.name, value);
        else url.searchParams.delete(it.name);
      }
      if (url.href === location.href) return false;
      if (step) history.pushState(null, '', url);
      else history.replaceState(null, '', url);
      return true;
    }

    /** Looks, and shows what is found. */
    function apply() {
      const conditions = conditionsOf(fields);
      const facets = selects.map((it) => it.name);
      const { found, counts } = find(events, conditions, facets);
      for (const it of selects) offer(it, counts.get(it.name));
      const active = conditions.length > 0;
      status.textContent = active || details.open ? pattern.replace('{n}', grouped(found.length)) : '';
      results.hidden = !active;
      for (const it of document.querySelectorAll('[data-unfiltered]')) it.hidden = active;
      const dated = found.filter((it) => it.period);
      if (now.order === 'newest') dated.reverse();
      showing = active ? [...dated, ...found.filter((it) => !it.period)] : [];
      results.querySelector('.empty').hidden = showing.length > 0;
      results.querySelector('.found-list').replaceChildren();
      show();
    }

    /** Offers the choices of a field with which something is found, each with how much. */
    function offer(select, counts) {
      const { any, all } = options.get(select);
      const chosen = select.value;
      const offered = all.filter((it) => counts.has(it.value) || it.value === chosen);
      for (const it of offered) it.text = `${it.name} (${grouped(counts.get(it.value) ?? 0)})`;
      select.replaceChildren(any, ...offered);
      select.value = chosen;
    }

    /** Shows the next events; returns the first of them. */
    function show() {
      const list = results.querySelector('.found-list');
      const from = list.querySelectorAll('li').length;
      const next = showing.slice(from, from + AT_ONCE).map((event, at) => {
        const before = showing[from + at - 1];
        if (!before || before.period !== event.period) list.append(period(event.period));
        const it = row(event);
        list.lastElementChild.append(it);
        return it;
      });
      more.parentElement.hidden = from + next.length >= showing.length;
      return next[0];
    }

    function period(known) {
      const part = document.getElementById('found-period').content.cloneNode(true);
      const link = part.querySelector('a');
      if (known) {
        link.textContent = known[0];
        link.href = `${root}years/${known[1]}/index.html`;
      } else {
        link.replaceWith(undated);
      }
      return part;
    }

    function row(event) {
      const it = document.getElementById('found-event').content.cloneNode(true).firstElementChild;
      const put = (selector, text) => {
        it.querySelector(selector).textContent = text;
      };
      it.classList.add(`act-${event.side}`);
      put('.row-date', event.date);
      put('.row-title', event.title);
      it.querySelector('a').href = root + event.url;
      it.querySelector('use').setAttribute('href', `#icon-${event.icon}`);
      put('.kind-name', event.type);
      put('.row-sources', event.sources);
      const known = { '.row-place': event.place, '.row-series': event.series, '.row-acts': acting[event.side] };
      for (const [selector, text] of Object.entries(known)) {
        if (text) put(selector, text);
        else it.querySelector(selector).parentElement.remove();
      }
      const other = { first: acting.second, second: acting.first }[event.side];
      if (other && event.marks & TOWARD) put('.row-toward', other);
      else it.querySelector('.toward')?.remove();
      for (const tag of it.querySelectorAll('.tag')) {
        if (!Object.entries(MARKS).some(([name, number]) => event.marks & number && tag.matches(`.tag-${name}`))) tag.remove();
      }
      return it;
    }

    let waiting;
    function changed({ target }) {
      clearTimeout(waiting);
      const text = target.localName === 'input';
      const look = () => {
        if (!events) return;
        check(false);
        if (writeAddress(!text || writing !== target)) writing = text ? target : undefined;
        apply();
      };
      if (text) waiting = setTimeout(look, 200);
      else look();
    }

    form.addEventListener('input', changed);
    form.addEventListener('change', ({ target }) => {
      if (dates.includes(target)) check(true);
      writing = undefined;
    });
    form.addEventListener('reset', () => {
      // The fields are empty after this event, and not yet during it.
      setTimeout(() => {
        check(true);
        for (const it of dates) it.removeAttribute('aria-invalid');
        changed({ target: form });
      });
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (!results.hidden) results.querySelector('h2').focus();
    });
    more.addEventListener('click', () => show()?.querySelector('a').focus());
    details.addEventListener('toggle', () => {
      if (details.open) begin();
      else if (events) apply();
    });
    addEventListener('popstate', () => {
      clearTimeout(waiting);
      writing = undefined;
      if (events) {
        readAddress();
        check(true);
        apply();
      }
    });

    panel.hidden = false;
    const query = new URLSearchParams(location.search);
    if (fields.some((it) => query.get(it.name))) details.open = true;
  }

  /** A button that copies the text of another element. */
  function copying(button) {
    const text = document.getElementById(button.dataset.copy);
    const status = button.closest('details').querySelector('[role=status]');
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(text.textContent);
        status.textContent = button.dataset.copied;
        for (const it of document.querySelectorAll('[data-copy]')) it.classList.toggle('done', it === button);
      } catch {
        // The browser lets the page copy nothing: the text is marked, for the reader's own keys.
        getSelection().selectAllChildren(text);
      }
    });
    button.hidden = false;
  }

  /** A button that hands on the address of what the page shows: by the system's own way, or by copying it. */
  function sharing(button) {
    const status = button.parentElement.querySelector('[role=status]');
    button.addEventListener('click', async () => {
      const { href: url } = location;
      try {
        if (navigator.share) {
          await navigator.share({ title: document.title, url });
        } else {
          await navigator.clipboard.writeText(url);
          status.textContent = button.dataset.copied;
        }
      } catch (failure) {
        // Who closes the dialog of the system wants nothing else. Where nothing can be copied the address is
        // shown, for the reader's own keys.
        if (failure?.name !== 'AbortError') status.textContent = url;
      }
    });
    // What was copied is no longer the address.
    button.form?.addEventListener('input', () => {
      status.textContent = '';
    });
    (button.form ? button : button.parentElement).hidden = false;
  }

  for (const it of document.querySelectorAll('[data-copy]')) copying(it);
  for (const it of document.querySelectorAll('[data-share]')) sharing(it);
  // First the order: what is found is shown in it.
  for (const [selector, begin] of [['.views', views], ['.filter', filter]]) {
    const panel = document.querySelector(selector);
    if (panel) begin(panel);
  }
}
