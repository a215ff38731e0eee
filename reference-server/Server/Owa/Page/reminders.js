// Reminders of the next two days, kept in a document in memory. Source: "Setting OWA Mail and Calendar Notifications".

import { CALENDAR, MAIL, busy, proppatch, search } from './dav.js';
import { showReminders } from './notices.js';

const DAYS_AHEAD = 2;
const DAY = 24 * 3600 * 1000;

/** The local document: `<reminders><item href subject start next passed/></reminders>`. */
let known = document.implementation.createDocument(null, 'reminders');
let timer = 0;
let calendar = '';

const items = () => [...known.documentElement.children];
const pending = () => items().filter(item => !item.hasAttribute('passed'));
const nextOf = item => Date.parse(item.getAttribute('next'));

/** Searches on start and sets the clock for what was found. */
export async function start(folder) {
  calendar = folder;
  await refresh();
}

/** A calendar POLL found a change. */
export const refresh = async () => {
  const until = new Date(Date.now() + DAYS_AHEAD * DAY).toISOString().replace(/\.\d+/, '');
  const rows = await search(calendar, `SELECT "DAV:href", "${MAIL}subject", "${CALENDAR}dtstart", "${CALENDAR}remindernexttime" `
    + `FROM SCOPE('SHALLOW TRAVERSAL OF "${calendar}"') WHERE "DAV:ishidden" = false `
    + `AND "${CALENDAR}remindernexttime" <= CAST("${until}" AS 'dateTime') ORDER BY "${CALENDAR}remindernexttime" ASC`);
  const shown = new Set(items().filter(item => item.hasAttribute('passed')).map(keyOf));
  known = document.implementation.createDocument(null, 'reminders');
  for (const row of rows) {
    const item = known.createElement('item');
    item.setAttribute('href', row.path);
    item.setAttribute('subject', row.get(MAIL, 'subject') ?? '');
    item.setAttribute('start', row.get(CALENDAR, 'dtstart') ?? '');
    item.setAttribute('next', row.get(CALENDAR, 'remindernexttime') ?? '');
    if (Number.isNaN(nextOf(item))) continue;
    if (shown.has(keyOf(item))) item.setAttribute('passed', '');
    known.documentElement.append(item);
  }
  schedule();
};

/** A calendar POLL was quiet: when every known reminder has passed, later ones may have come within reach. */
export async function quiet() {
  if (pending().length === 0) await refresh();
}

const keyOf = item => `${item.getAttribute('href')} ${item.getAttribute('next')}`;

function schedule() {
  clearTimeout(timer);
  const next = Math.min(...pending().map(nextOf));
  if (Number.isFinite(next)) timer = setTimeout(() => busy(fire), Math.max(0, next - Date.now()));
}

/** Shows what is due out of the document alone; only after the last one is the calendar asked again. */
async function fire() {
  const due = pending().filter(item => nextOf(item) <= Date.now());
  for (const item of due) item.setAttribute('passed', '');
  if (due.length > 0)
    showReminders(due.map(item => ({
      path: item.getAttribute('href'), subject: item.getAttribute('subject'), start: item.getAttribute('start'),
    })), paths => busy(() => dismiss(paths)));
  if (pending().length === 0) await refresh().catch(() => {});
  else schedule();
}

/** An appointment that was dismissed reminds no more. */
async function dismiss(paths) {
  for (const path of paths) await proppatch(path, [[CALENDAR, 'remindernexttime', null]]).catch(() => {});
}
