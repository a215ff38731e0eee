// The fragment says what is shown: a view, a scenario by its id, or a row of a table by its id.
const rows = [...document.querySelectorAll('li.scenario')];
const views = [...document.querySelectorAll('section.view')];
const tabs = [...document.querySelectorAll('nav a')];
const switches = [...document.querySelectorAll('.switch')];
const words = document.getElementById('words');
const shown = document.getElementById('shown');
const page = document.getElementById('view-scenario');
const title = document.title;
const kept = new Map();
const byId = new Map(rows.map(row => [row.dataset.id, row]));
let current = 'scenarios';

const verdictOf = row => row.classList[1];

// Looked for at first use: opening the page reads the words of no row.
const once = make => { let made; return () => made ??= make(); };
const searchable = {};
const searchedIn = view => (searchable[view.id] ??= once(() =>
  [...view.querySelectorAll('li.scenario, tr.row')].map(row => [row, row.textContent.toLowerCase()])))();

const filter = () => {
  const view = document.getElementById(`view-${current}`);
  if (!view || view === page) return;
  const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
  const pressed = current === 'scenarios' ? switches.filter(s => s.ariaPressed === 'true').map(s => s.dataset.verdict) : [];
  const all = searchedIn(view);
  let count = 0;
  for (const [row, text] of all) {
    row.hidden = (pressed.length > 0 && !pressed.includes(verdictOf(row))) || !wanted.every(word => text.includes(word));
    if (!row.hidden) count++;
  }
  const narrowed = wanted.length > 0 || pressed.length > 0;
  for (const group of view.querySelectorAll('.topic, .face')) {
    group.hidden = narrowed && !group.querySelector('li.scenario:not([hidden]), tr.row:not([hidden])');
    if (narrowed && group.matches('.topic')) group.open = !group.hidden;
  }
  shown.textContent = narrowed ? `${count} of ${all.length} shown` : '';
};

const visible = () => rows.filter(row => !row.hidden);

const neighbours = row => {
  const list = visible().includes(row) ? visible() : rows;
  const at = list.indexOf(row);
  const nav = element('nav', 'neighbours', link('scenarios', '← All scenarios'));
  nav.setAttribute('aria-label', 'Scenarios');
  if (list[at - 1]) nav.append(link(list[at - 1].dataset.id, '‹ Previous'));
  if (list[at + 1]) nav.append(link(list[at + 1].dataset.id, 'Next ›'));
  nav.append(element('small', '', `${at + 1} of ${list.length}`));
  return nav;
};

const fillScenario = async row => {
  const verdict = verdictOf(row);
  const heading = element('h2', '', row.querySelector('span').firstChild.textContent.trim());
  heading.id = 'scenario-title';
  heading.tabIndex = -1;
  page.setAttribute('aria-labelledby', heading.id);
  page.replaceChildren(neighbours(row), heading,
    element('p', 'run', element('b', `verdict ${verdict}`, row.querySelector('b').textContent), ' ', element('code', '', row.dataset.id)));
  try {
    const body = scenarioBody(await detailOf(Number(row.dataset.index)));
    // Who went on in the meantime does not get it.
    if (heading.isConnected) page.append(body);
  } catch (error) {
    page.append(element('p', '', `The exchange cannot be shown by this browser (${error.message}); transcripts/ holds the same as text.`));
  }
  return heading;
};

const show = id => {
  if (current !== id) kept.set(current, scrollY);
  current = id;
  for (const view of views) view.hidden = view.id !== `view-${id}`;
  for (const tab of tabs) {
    const here = tab.hash === `#${id}` || (id === 'scenario' && tab.hash === '#scenarios');
    if (here) tab.ariaCurrent = 'page';
    else tab.ariaCurrent = null;
  }
  document.body.classList.toggle('single', id === 'scenario');
};

// `moved` is true when the reader went there, false when the page was opened there.
const goTo = async moved => {
  let target;
  try {
    target = decodeURIComponent(location.hash.slice(1)) || 'scenarios';
  } catch {
    target = 'scenarios';
  }
  const row = byId.get(target);
  if (row) {
    show('scenario');
    document.title = `${target} - ${title}`;
    scrollTo(0, 0);
    const heading = await fillScenario(row);
    if (moved) heading.focus({ preventScroll: true });
    return;
  }
  document.title = title;
  const place = document.getElementById(`view-${target}`) ?? document.getElementById(target);
  const view = place?.closest('section.view');
  if (!view || view === page) {
    show('scenarios');
    filter();
    return;
  }
  const name = view.id.slice('view-'.length);
  const back = kept.get(name);
  show(name);
  filter();
  if (place === view) {
    scrollTo(0, moved ? back ?? 0 : 0);
    if (moved) view.querySelector('.view-title').focus({ preventScroll: true });
    return;
  }
  if (place.hidden) {
    words.value = '';
    filter();
  }
  for (const row of document.querySelectorAll('tr.here')) row.classList.remove('here');
  place.classList.add('here');
  place.scrollIntoView({ block: 'center' });
  place.querySelector('a')?.focus({ preventScroll: true });
};

words.addEventListener('input', filter);
document.getElementById('filter').addEventListener('submit', event => event.preventDefault());
for (const one of switches)
  one.addEventListener('click', () => {
    one.ariaPressed = one.ariaPressed === 'true' ? 'false' : 'true';
    filter();
  });

// In the list the arrows go from row to row; Escape clears the filter.
document.getElementById('view-scenarios').addEventListener('keydown', event => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const row = event.target.closest('li.scenario');
  if (!step || !row) return;
  const list = visible().filter(r => r.closest('.topic').open);
  const next = list[list.indexOf(row) + step];
  if (!next) return;
  event.preventDefault();
  next.firstElementChild.focus();
});

// Paper shows every failure in full. They are unpacked when the page is idle, since printing waits for nothing.
const printedMax = 100;
const prepared = document.getElementById('failures');
const prepare = async () => {
  for (const row of rows.filter(r => r.matches('.failed, .harness-fault')).slice(0, printedMax)) {
    const detail = await detailOf(Number(row.dataset.index));
    const box = element('section', 'printed', element('h3', '', detail.title, ' ', element('code', '', row.dataset.id)));
    for (const run of detail.cases.filter(c => c.groups.length).slice(0, 3)) box.append(...run.groups.map(groupBox));
    prepared.append(box);
  }
  prepared.dataset.ready = 'yes';
};
(window.requestIdleCallback ?? setTimeout)(() => prepare().catch(() => {}));

addEventListener('hashchange', () => goTo(true));
goTo(false);
