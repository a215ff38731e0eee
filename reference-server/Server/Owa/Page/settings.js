// What the user chose, kept as properties of the mailbox. The article tells of them and not their names: these are our own.

import { ITEMS, propfind, proppatch } from './dav.js';

/** Two bits: a message, a sound. Both unless the user says otherwise. */
export const SHOW = 1;
export const PLAY = 2;

const NAMES = { newMail: 'newmailnotification', reminders: 'remindernotification', reminderMinutes: 'defaultremindertime' };
const DEFAULTS = { newMail: SHOW | PLAY, reminders: SHOW | PLAY, reminderMinutes: 15 };
const LARGEST = { newMail: 3, reminders: 3, reminderMinutes: 10080 };

export const settings = { ...DEFAULTS };

/** The properties to ask a mailbox for. */
export const asked = Object.values(NAMES).map(name => [ITEMS, name]);

/** Takes the settings from a row that was asked for them; what is none there keeps its default. */
export function take(row) {
  for (const [key, name] of Object.entries(NAMES)) {
    const number = Number(row?.get(ITEMS, name) ?? NaN);
    settings[key] = Number.isInteger(number) && number >= 0 && number <= LARGEST[key] ? number : DEFAULTS[key];
  }
}

export async function read(mailbox) {
  take((await propfind(mailbox, 0, asked))[0]);
}

export async function write(mailbox, changed) {
  await proppatch(mailbox, Object.entries(changed).map(([key, value]) => [ITEMS, NAMES[key], value, 'int']));
  Object.assign(settings, changed);
}
