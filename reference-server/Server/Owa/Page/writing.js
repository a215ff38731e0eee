// Forms that make something: a new message, a new appointment, other options.

import { CALENDAR, DAV, MAIL, Refusal, move, proppatch, put } from './dav.js';
import { fault, field, make, show } from './dom.js';
import { mark, places } from './folders.js';
import { compose } from './message.js';
import { say } from './notices.js';
import { settings, write } from './settings.js';

const MINUTE = 60 * 1000;

/** A form whose submit runs a task of its values; a refusal is told where the form is. */
function form(button, task, ...children) {
  const made = make('form', {}, ...children, make('p', { className: 'actions' }, make('button', {}, button)));
  made.onsubmit = event => {
    event.preventDefault();
    made.querySelector('.fault')?.remove();
    const values = Object.fromEntries(new FormData(made));
    document.dispatchEvent(new CustomEvent('owa-task', {
      detail: () => task(values).catch(error => made.prepend(fault(error instanceof Refusal ? told(error) : error.message))),
    }));
  };
  return made;
}

const told = refusal => refusal.status === 409 ? 'Somebody it is addressed to has no mailbox here. Nothing was sent.' : refusal.message;

/** A new message lies in Drafts until it has been sent. Source: SDK, "Sending Messages with WebDAV". */
export function message(sent) {
  mark(places.drafts);
  const user = decodeURIComponent(places.mailbox.split('/').filter(Boolean).pop() ?? '');
  let draft = null;
  show('new', places.drafts, 'New message', form('Send', async values => {
    draft ??= await keep(compose({ from: user, to: values.to, subject: values.subject, text: values.text, date: new Date() }));
    const path = draft;
    try {
      await move(path, places.submission);
    } finally {
      draft = null;
    }
    say('The message was sent.');
    await sent();
  },
  field('to', 'To', { required: true, autocomplete: 'off', maxLength: 1000 }),
  field('subject', 'Subject', { autocomplete: 'off', maxLength: 400 }),
  field('text', 'Text', { rows: 10 }, 'textarea'))).querySelector('#to').focus();
}

async function keep(text) {
  const path = `${places.drafts}${Date.now()}-${crypto.getRandomValues(new Uint32Array(1))[0].toString(16)}.EML`;
  await put(path, 'message/rfc822', text);
  return path;
}

/** A new appointment offers the default reminder time of the mailbox. */
export function appointment(made) {
  mark(places.calendar);
  show('new', places.calendar, 'New appointment', form('Save', async values => {
    const start = new Date(values.start);
    if (Number.isNaN(start.getTime())) throw new Error('Say when it begins.');
    const path = `${places.calendar}${Date.now()}-${crypto.getRandomValues(new Uint32Array(1))[0].toString(16)}.EML`;
    await put(path, 'text/calendar', `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:${values.subject.replace(/[\r\n]+/g, ' ')}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`);
    await proppatch(path, [
      [DAV, 'contentclass', 'urn:content-classes:appointment'],
      [MAIL, 'subject', values.subject],
      [CALENDAR, 'dtstart', stamp(start), 'dateTime.tz'],
      [CALENDAR, 'reminderoffset', Number(values.minutes) * 60, 'int'],
      [CALENDAR, 'remindernexttime', stamp(new Date(start.getTime() - values.minutes * MINUTE)), 'dateTime.tz'],
    ]);
    await made();
  },
  field('subject', 'Subject', { required: true, autocomplete: 'off' }),
  field('start', 'Begins', { type: 'datetime-local', required: true }),
  field('minutes', 'Reminder, minutes before', { type: 'number', min: 0, max: 10080, required: true, value: settings.reminderMinutes })))
    .querySelector('#subject').focus();
}

const stamp = date => date.toISOString().replace(/\.\d+Z/, '.000Z');

/** The two bits of each setting, and the default reminder time. */
export function options() {
  mark('');
  const view = show('options', places.mailbox, 'Options', form('Save', async values => {
    await write(places.mailbox, {
      newMail: (values['mail-message'] ? 1 : 0) + (values['mail-sound'] ? 2 : 0),
      reminders: (values['reminder-message'] ? 1 : 0) + (values['reminder-sound'] ? 2 : 0),
      reminderMinutes: Number(values.minutes),
    });
    say('The options were saved.');
  },
  group('When new mail arrives', 'mail', settings.newMail),
  group('When a reminder is due', 'reminder', settings.reminders),
  make('fieldset', {}, make('legend', {}, 'New appointments'),
    field('minutes', 'Default reminder, minutes before', { type: 'number', min: 0, max: 10080, required: true, value: settings.reminderMinutes }))));
  view.focus();
}

function group(legend, name, bits) {
  return make('fieldset', {}, make('legend', {}, legend),
    choice(`${name}-message`, 'Display a message', (bits & 1) !== 0), choice(`${name}-sound`, 'Play a sound', (bits & 2) !== 0));
}

const choice = (id, label, checked) => make('p', { className: 'choice' },
  make('input', { type: 'checkbox', id, name: id, checked }), make('label', { htmlFor: id }, label));
