/* Credentials: user and password, found in whatever Hacienda wrote about them. */

const HOST = "comprobanteselectronicos.go.cr";
const SHORTEST = 8; // characters of a password that is found without its label's colon
const LABEL = "contrase(?:ñ|n|Ã±)a|password|clave(?!\\s*(?:num|cripto|de\\s+acceso\\s+a))";
const OTHERS = /tribu|ovi\b|oficina\s+virtual|correo|\bpin\b|llave/i; // other secrets of theirs

/** Take away what mail programs add: soft line breaks and bytes written as =C3=B1. */
const decoded = (text) => {
  if (!/=\n|=3D|=C3=|=40/.test(text)) return text;
  const joined = text.replace(/=[ \t]*\n/g, "");
  const bytes = joined.replace(/%/g, "%25").replace(/=([0-9A-F]{2})/g, "%$1");
  try {
    return decodeURIComponent(bytes);
  } catch {
    return joined.replace(/=3D/g, "=").replace(/=40/g, "@");
  }
};

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#64": "@", nbsp: " " };

/** Read HTML as its text, when that is what was pasted. */
const plain = (text) => {
  if (!/<\/(p|td|div|b|strong|span|li|html)>|<br/i.test(text)) return text;
  return text
    .replace(/<(br|\/p|\/div|\/tr|\/li|\/td|\/th|\/h\d)\b[^>]*>/gi, "\n")
    .replace(/<\/?[a-z][^>]*>/gi, "")
    .replace(/&(amp|lt|gt|quot|#39|#64|nbsp);/g, (_, name) => ENTITIES[name]);
};

const normal = (text) =>
  plain(decoded(text.normalize("NFC").replace(/\r\n?/g, "\n")))
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, "")
    .replace(/[\u00a0\u2000-\u200a\u202f]/g, " ");

const spaced = (word) => [...word].map((char) => char.replace(".", "\\.")).join("\\s*");
const ACCOUNT = "(?:c\\s*p\\s*[fj]\\s*-[\\d\\sa-z-]{9,24}?|[a-z0-9][a-z0-9._-]{0,63})";
const USER = new RegExp(`${ACCOUNT}\\s*@\\s*(?:p\\s*r\\s*o\\s*d|s\\s*t\\s*a\\s*g)\\s*\\.\\s*${spaced(HOST)}`, "i");

const userIn = (text) => {
  const [found] = USER.exec(text) ?? [""];
  return { found, user: found.replace(/\s/g, "").toLowerCase() };
};

const QUOTES = { "«": "»", "“": "”", "‘": "’" };

/** Give a value as it stands; only typographic quotes around it are not part of it. */
const unquoted = (value) =>
  value.length > 2 && QUOTES[value[0]] === value.at(-1) ? value.slice(1, -1) : value;

const isWord = (value) => /^[a-záéíóúñü]+[:.,;]?$/i.test(value);
const first = (text) => text.trim().split(/\s+/)[0] ?? "";

/** Take the first thing behind a label that can be a password. */
const valueAfter = (rest) => {
  const [line, ...below] = rest.split("\n");
  const beside = first(line);
  if (beside) return beside;
  return first(below.find((each) => each.trim()) ?? "");
};

const labelled = (text) => {
  const labels = new RegExp(`(?:${LABEL})([\\p{L}()./ ]{0,40}?)(?:\\s?[:=]|\\t| {2,}| [-–—] |\\n)`, "giu");
  for (const label of text.matchAll(labels)) {
    const before = text.slice(0, label.index).split("\n").at(-1);
    if (OTHERS.test(`${before.slice(-20)} ${label[1]}`)) continue;
    const sure = /[:=]$/.test(label[0]);
    const value = unquoted(valueAfter(text.slice(label.index + label[0].length)));
    if (!value || USER.test(value) || (sure ? value.length < 4 : isWord(value))) continue;
    if (sure ? !/^(usuario|user|pin)\b/i.test(value) : value.length >= SHORTEST) return value;
  }
  return "";
};

/** Take what stands alone right below the user, as in a copied table. */
const below = (text, found) => {
  const rest = found ? text.slice(text.indexOf(found) + found.length) : "";
  const line = rest.split("\n").find((each) => each.trim()) ?? "";
  const value = line.trim();
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^\sA-Za-z\d]/].filter((kind) => kind.test(value));
  return /\s/.test(value) || value.length < 12 || kinds.length < 3 ? "" : unquoted(value);
};

/** Find the user and the password of a text; each is empty when it is not there. */
export const credentialsIn = (pasted) => {
  const text = normal(pasted);
  const { found, user } = userIn(text);
  return { user, password: labelled(text) || below(text, found) };
};
