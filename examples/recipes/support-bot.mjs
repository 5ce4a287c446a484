// A customer pastes what a program said, with anything around it; the bot says what it means. node support-bot.mjs < message.txt
import { readFileSync } from 'node:fs';
import { explain } from 'chainwhy';

export function reply(message) {
  const { recognised, findings } = explain({ paste: message, clients: false });
  if (recognised.length === 0) return 'I do not know this error. Could you send what the program printed, with a few lines around it?';
  const [error] = recognised;
  const fixes = findings.flatMap(({ fixes }) => fixes).map(({ text, command }) => (command === null ? `- ${text}` : `- ${text}\n  ${command}`));
  return [`“${error.quoted}” is what ${error.client} says. ${error.message}`, ...new Set(fixes)].join('\n');
}

if (process.argv[1] === new URL(import.meta.url).pathname) console.log(reply(readFileSync(0, 'utf8')));
