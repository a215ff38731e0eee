// The folders of the mailbox with their unread counts.

import { DAV, ITEMS, MAIL, propfind } from './dav.js';
import { make } from './dom.js';
import { asked, take } from './settings.js';

const UNREAD = [MAIL, 'unreadcount'];
const HIDDEN = ['IPF.Contact', 'IPF.Journal', 'IPF.StickyNote', 'IPF.Task'];
const ORDER = ['Inbox', 'Drafts', 'Sent Items', 'Deleted Items', 'Calendar'];

/** The well-known folders of a mailbox by name, each an encoded path. */
export const places = { mailbox: '', inbox: '', calendar: '', drafts: '', deleted: '', submission: '' };

export function settle(mailbox) {
  Object.assign(places, {
    mailbox,
    inbox: `${mailbox}Inbox/`,
    calendar: `${mailbox}Calendar/`,
    drafts: `${mailbox}Drafts/`,
    deleted: `${mailbox}Deleted%20Items/`,
    submission: `${mailbox}%23%23DavMailSubmissionURI%23%23/`,
  });
}

/** Whether two encoded paths name one folder. */
export const same = (one, other) => one.replace(/\/$/, '').toLowerCase() === other.replace(/\/$/, '').toLowerCase();

/** Asks once for the folders, their counts and the settings of the mailbox, and shows them. */
export async function load() {
  const rows = await propfind(places.mailbox, 1, [[DAV, 'displayname'], UNREAD, [ITEMS, 'outlookfolderclass'], ...asked]);
  take(rows.find(row => same(row.path, places.mailbox)));
  const folders = rows.filter(row => !same(row.path, places.mailbox)
    && row.get(ITEMS, 'outlookfolderclass') && !HIDDEN.includes(row.get(ITEMS, 'outlookfolderclass')));
  const rank = row => (ORDER.indexOf(row.get(DAV, 'displayname')) + ORDER.length + 1) % (ORDER.length + 1);
  folders.sort((one, other) => rank(one) - rank(other));
  document.getElementById('folders').replaceChildren(...folders.map(row => make('li', {},
    make('a', { href: `${row.path}?cmd=contents`, data: { place: row.path } },
      make('span', { className: 'name' }, row.get(DAV, 'displayname') ?? ''), make('span', { className: 'unread' })))));
  for (const row of folders) write(row.path, Number(row.get(...UNREAD) ?? 0));
}

/** Reads the count of one folder and writes it beside its name. */
export async function count(folder) {
  const [row] = await propfind(folder, 0, [UNREAD]);
  write(folder, Number(row?.get(...UNREAD) ?? 0));
}

/** Marks the folder that is open. */
export function mark(place) {
  for (const link of document.querySelectorAll('#folders a'))
    if (same(link.dataset.place, place)) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
}

function write(folder, unread) {
  const link = [...document.querySelectorAll('#folders a')].find(one => same(one.dataset.place, folder));
  if (!link) return;
  const isCounted = unread > 0 && !same(folder, places.calendar);
  link.querySelector('.unread').replaceChildren(...isCounted ? [String(unread), make('span', { className: 'spoken' }, ' unread')] : []);
  link.classList.toggle('has-unread', isCounted);
}
