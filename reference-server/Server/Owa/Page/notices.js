// What the user sees and hears of news: the sign, the pop-up, the sounds, and words for those who listen.

import { PLAY, SHOW, settings } from './settings.js';

const at = id => document.getElementById(id);

/** Says a sentence to whoever listens to the page; the same one twice is said twice. */
export function say(text) {
  const sentence = document.createElement('span');
  sentence.textContent = text;
  at('news').replaceChildren(sentence);
}

/** A browser that has not been touched yet may refuse to play. */
function play(name) {
  new Audio(`/exchweb/img/${name}`).play().catch(() => {});
}

export function showNewMail() {
  if (settings.newMail & SHOW) {
    at('sign').hidden = false;
    at('pop-up').hidden = false;
    say('You have new mail.');
  }
  if (settings.newMail & PLAY) play('notify.wav');
}

export function clearNewMail() {
  at('sign').hidden = true;
  at('pop-up').hidden = true;
}

/** Shows reminders that are due, each `{ path, subject, start }`. */
export function showReminders(due, dismiss) {
  if (settings.reminders & SHOW) {
    const dialog = at('reminders');
    for (const one of due) {
      const line = document.createElement('li');
      line.dataset.path = one.path;
      const subject = document.createElement('strong');
      subject.textContent = one.subject || 'No subject';
      line.append(subject, ` ${one.start ? new Date(one.start).toLocaleString() : ''}`);
      dialog.querySelector('ul').append(line);
    }
    at('reminders-dismiss').onclick = () => {
      const paths = [...dialog.querySelectorAll('li')].map(line => line.dataset.path);
      closeReminders();
      dismiss(paths);
    };
    if (!dialog.open) dialog.showModal();
  }
  if (settings.reminders & PLAY) play('reminder.wav');
}

export function closeReminders() {
  at('reminders').close();
}

export function attach(openInbox) {
  at('pop-up-open').onclick = openInbox;
  at('pop-up-close').onclick = () => { at('pop-up').hidden = true; };
  at('reminders-close').onclick = closeReminders;
  at('reminders').onclose = () => at('reminders').querySelector('ul').replaceChildren();
}
