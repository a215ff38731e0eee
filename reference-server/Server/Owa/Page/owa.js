// The mailbox page. It watches the Inbox and the calendar, and shows what the user opens.

import { Refusal, busy } from './dav.js';
import { fault } from './dom.js';
import * as contents from './contents.js';
import * as folders from './folders.js';
import * as notices from './notices.js';
import * as reminders from './reminders.js';
import * as writing from './writing.js';
import { NEW_MAIL, UPDATE, Watch } from './watch.js';

const { places } = folders;
const SIGNED_OUT = [401, 440];

folders.settle(document.body.dataset.mailbox);
const main = document.getElementById('main');

const secondsOf = name => Number(document.querySelector(name).getAttribute('pollinterval'));

const inbox = new Watch({
  folder: places.inbox, type: NEW_MAIL, seconds: secondsOf('owa-notification'), onLost: lost,
  onNews: async () => {
    notices.showNewMail();
    await folders.count(places.inbox);
  },
});

const calendar = new Watch({
  folder: places.calendar, type: UPDATE, seconds: secondsOf('owa-reminder'), onLost: lost,
  onNews: reminders.refresh, onQuiet: reminders.quiet,
});

/** A session that is over is said, and nothing is asked any more than before. */
function lost(status) {
  if (SIGNED_OUT.includes(status)) notices.say('You are signed out. Open the page again to sign in.');
}

/** Carries out what the user asked for; what goes wrong is told above the view. */
function run(task) {
  return busy(async () => {
    main.querySelector(':scope > .fault')?.remove();
    try {
      await task();
    } catch (error) {
      if (error instanceof Refusal && SIGNED_OUT.includes(error.status)) lost(error.status);
      main.prepend(fault(error.message));
    }
  });
}

/** The view that an address of this page stands for. */
async function view(address) {
  const command = address.searchParams.get('cmd');
  if (command === 'options') return writing.options();
  if (command === 'new') {
    return folders.same(address.pathname, places.calendar)
      ? writing.appointment(() => go(new URL(`${places.calendar}?cmd=contents`, location.href)))
      : writing.message(() => go(new URL(`${places.inbox}?cmd=contents`, location.href)));
  }
  const place = folders.same(address.pathname, places.mailbox) ? places.inbox : address.pathname;
  await contents.open(place, decodeURIComponent(place.split('/').filter(Boolean).pop() ?? ''));
}

async function go(address) {
  if (address.href !== location.href) history.pushState(null, '', address);
  await view(address);
  main.focus();
}

/** Opens the contents of the Inbox as their address gives them, and takes the sign away. */
async function openInbox() {
  const address = new URL(document.getElementById('sign').href);
  notices.clearNewMail();
  const answer = await fetch(address, { credentials: 'same-origin' });
  if (!answer.ok) throw new Refusal('GET', answer.status);
  await go(address);
}

document.addEventListener('click', event => {
  const link = event.target.closest('a[href*="?cmd="]');
  if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  run(link.id === 'sign' ? openInbox : () => go(new URL(link.href)));
});
document.addEventListener('owa-task', event => run(event.detail));
window.addEventListener('popstate', () => run(() => view(new URL(location.href))));
document.getElementById('sign-out').hidden = document.body.dataset.signedIn !== 'form';
notices.attach(() => run(openInbox));

await run(async () => {
  await Promise.all([inbox.start(), calendar.start()]);
  await folders.load();
  await reminders.start(places.calendar);
  await view(new URL(location.href));
});
