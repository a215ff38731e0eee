// The messages or appointments of a folder, by SEARCH, and one message opened.

import { CALENDAR, DAV, MAIL, move, propfind, proppatch, remove, search } from './dav.js';
import { make, show } from './dom.js';
import { count, mark, places, same } from './folders.js';
import { decode } from './message.js';
import { say } from './notices.js';

/** Lists a folder under a heading; the newest first. */
export async function open(place, title) {
  mark(place);
  const isCalendar = same(place, places.calendar);
  const rows = await search(place, isCalendar ? appointmentsOf(place) : messagesOf(place));
  const list = rows.length === 0
    ? make('p', { className: 'hint' }, 'There is nothing here.')
    : make('ul', { className: 'items' }, ...rows.map(row => isCalendar ? appointment(row) : message(row, place, title)));
  const tools = isCalendar
    ? [make('p', { className: 'actions' }, make('a', { className: 'button', href: `${places.calendar}?cmd=new` }, 'New appointment'))]
    : [];
  show('contents', place, title, ...tools, list);
}

const messagesOf = place => `SELECT "DAV:href", "DAV:creationdate", "${MAIL}subject", "${MAIL}from", "${MAIL}to", "${MAIL}read" `
  + `FROM SCOPE('SHALLOW TRAVERSAL OF "${place}"') WHERE "DAV:ishidden" = false AND "DAV:isfolder" = false ORDER BY "DAV:creationdate" DESC`;

const appointmentsOf = place => `SELECT "DAV:href", "${MAIL}subject", "${CALENDAR}dtstart" FROM SCOPE('SHALLOW TRAVERSAL OF "${place}"') `
  + 'WHERE "DAV:ishidden" = false AND "DAV:isfolder" = false';

function message(row, place, title) {
  const isRead = ['1', 'true'].includes(row.get(MAIL, 'read'));
  const subject = decode(row.get(MAIL, 'subject')) || 'No subject';
  const button = make('button', { className: isRead ? 'item' : 'item unread-item' },
    make('span', { className: 'who' }, decode(row.get(MAIL, 'from')) || '(nobody)'),
    make('span', { className: 'when' }, moment(row.get(DAV, 'creationdate'))),
    make('span', { className: 'what' }, ...isRead ? [] : [make('span', { className: 'spoken' }, 'Unread: ')], subject));
  button.onclick = () => document.dispatchEvent(new CustomEvent('owa-task', { detail: () => read(row.path, place, title) }));
  return make('li', {}, button);
}

function appointment(row) {
  return make('li', {}, make('p', { className: 'item' },
    make('span', { className: 'who' }, row.get(MAIL, 'subject') || 'No subject'),
    make('span', { className: 'when' }, moment(row.get(CALENDAR, 'dtstart')))));
}

const moment = text => text ? new Date(text).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' }) : '';

/** Opens a message: its text is shown as text, whatever it is. */
async function read(path, place, title) {
  const [row] = await propfind(path, 0, [[MAIL, 'subject'], [MAIL, 'from'], [MAIL, 'to'], [MAIL, 'textdescription'], [MAIL, 'read']]);
  const subject = decode(row?.get(MAIL, 'subject')) || 'No subject';
  const act = task => () => document.dispatchEvent(new CustomEvent('owa-task', { detail: task }));
  const back = make('button', { onclick: act(() => open(place, title)) }, `Back to ${title}`);
  const away = make('button', { id: 'delete', onclick: act(() => discard(path, place, title)) }, 'Delete');
  show('read', place, subject,
    make('p', { className: 'actions' }, back, away),
    make('dl', { className: 'head' },
      make('dt', {}, 'From'), make('dd', {}, decode(row?.get(MAIL, 'from')) || ''),
      make('dt', {}, 'To'), make('dd', {}, decode(row?.get(MAIL, 'to')) || '')),
    make('pre', { className: 'body', tabIndex: 0 }, row?.get(MAIL, 'textdescription') ?? '')).focus();
  if (!['1', 'true'].includes(row?.get(MAIL, 'read'))) {
    await proppatch(path, [[MAIL, 'read', 1, 'boolean']]);
    await count(place);
  }
}

/** Out of its folder into Deleted Items, and from there for good. */
async function discard(path, place, title) {
  if (same(place, places.deleted)) await remove(path);
  else await move(path, places.deleted + path.split('/').pop());
  say('The message was deleted.');
  await count(place);
  await open(place, title);
}
