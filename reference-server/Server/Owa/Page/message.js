// A message as text: its head read and written. Source: RFC 5322, 2.2; RFC 2047, 2 and 4.1.

const bytesOf = text => Array.from(new TextEncoder().encode(text), byte => String.fromCharCode(byte)).join('');

/** A field with its encoded words read; what cannot be read stays. */
export function decode(field) {
  return (field ?? '').replace(/(=\?[^?]+\?[bq]\?[^?]*\?=)\s+(?==\?)/gi, '$1').replace(/=\?([^?]+)\?([bq])\?([^?]*)\?=/gi, (word, charset, kind, text) => {
    try {
      const raw = kind.toLowerCase() === 'b' ? atob(text)
        : text.replaceAll('_', ' ').replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
      return new TextDecoder(charset, { fatal: true }).decode(Uint8Array.from(raw, c => c.charCodeAt(0)));
    } catch {
      return word;
    }
  });
}

/** A value on one line of a head: no line ends, and encoded words of at most 75 characters where ASCII does not do. */
export function encode(value) {
  const line = value.replace(/[\r\n\t]+/g, ' ').trim();
  if (/^[ -~]*$/.test(line)) return line;
  const words = [];
  let part = '';
  for (const character of line) {
    if (bytesOf(part + character).length > 42) {
      words.push(part);
      part = '';
    }
    part += character;
  }
  return [...words, part].map(word => `=?utf-8?B?${btoa(bytesOf(word))}?=`).join('\r\n ');
}

/** The whole message. */
export function compose({ from, to, subject, text, date }) {
  return [`From: ${encode(from)}`, `To: ${encode(to)}`, `Subject: ${encode(subject)}`, `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '',
    text.replace(/\r?\n/g, '\r\n'), ''].join('\r\n');
}
