/** The forms that an identifier of GS1 can take, brought to one: the canonical Digital Link. */
const home = 'https://id.gs1.org';

/** Appends the check digit of GTIN, GLN, SSCC and their like. */
function checked(digits: string): string {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

const gtin = (company = '', item = ''): string =>
  checked(`${item.slice(0, 1)}${company}${item.slice(1)}`);
const encoded = (text = ''): string =>
  text.replace(/[!()*+,:]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
const serial = (prefix: string, text: string | undefined): string =>
  text === undefined || text === '*' ? '' : `${prefix}${encoded(text)}`;

/** By scheme, from the parts between the dots. A pattern has `*` in place of its serial. */
const links: Readonly<Record<string, (parts: readonly string[]) => string>> = {
  sgtin: ([company, item, ...rest]) => `01/${gtin(company, item)}${serial('/21/', rest.join('.'))}`,
  upui: ([company, item, ...rest]) => `01/${gtin(company, item)}${serial('/235/', rest.join('.'))}`,
  lgtin: ([company, item, ...rest]) => `01/${gtin(company, item)}${serial('/10/', rest.join('.'))}`,
  itip: ([company, item, piece, total, ...rest]) =>
    `8006/${gtin(company, item)}${piece}${total}${serial('/21/', rest.join('.'))}`,
  sscc: ([company, reference = '']) =>
    `00/${checked(`${reference.slice(0, 1)}${company}${reference.slice(1)}`)}`,
  sgln: ([company, place, ...rest]) =>
    `414/${checked(`${company}${place}`)}${rest.join('.') === '0' ? '' : serial('/254/', rest.join('.'))}`,
  pgln: ([company, party]) => `417/${checked(`${company}${party}`)}`,
  grai: ([company, asset, ...rest]) =>
    `8003/${checked(`0${company}${asset}`)}${serial('', rest.join('.'))}`,
  giai: ([company, ...rest]) => `8004/${company}${encoded(rest.join('.'))}`,
  gsrn: ([company, service]) => `8018/${checked(`${company}${service}`)}`,
  gsrnp: ([company, service]) => `8017/${checked(`${company}${service}`)}`,
  gdti: ([company, kind, ...rest]) =>
    `253/${checked(`${company}${kind}`)}${serial('', rest.join('.'))}`,
  cpi: ([company, part, number]) => `8010/${company}${encoded(part)}${serial('/8011/', number)}`,
  sgcn: ([company, coupon, number]) => `255/${checked(`${company}${coupon}`)}${serial('', number)}`,
  ginc: ([company, ...rest]) => `401/${company}${encoded(rest.join('.'))}`,
  gsin: ([company, shipper]) => `402/${checked(`${company}${shipper}`)}`,
};

const urnForm = /^urn:epc:(?:id|class|idpat):(\w+):(\d{6,12}\..+)$/;
const linkForm =
  /^https?:\/\/[^/?#]+(?:\/[^?#]*?)?\/((01)\/(\d{8,14})|(?:00\/\d{18}|(?:402|417)\/\d{13,17}|(?:8017|8018)\/\d{18}|(?:253|255|401|8003|8004)\/[^/?#]+|8010\/[^/?#]+|8006\/\d{18}|414\/\d{13}))((?:\/[^?#]*)?)(?:[?#].*)?$/;

/** The canonical Digital Link of an identifier of GS1; any other text as it is. */
export function canonicalKey(text: string): string {
  const [, scheme = '', parts = ''] = urnForm.exec(text) ?? [];
  const link = links[scheme];
  if (link) return `${home}/${link(parts.split('.'))}`;
  const [, key, isGtin, digits = '', rest = ''] = linkForm.exec(text) ?? [];
  if (!key) return text;
  // Of the qualifiers the finest one identifies: a serial, else a lot.
  const [finest = ''] = /\/(?:21|235|254|8011)\/[^/]+/.exec(rest) ?? /\/10\/[^/]+/.exec(rest) ?? [];
  return `${home}/${isGtin ? `01/${digits.padStart(14, '0')}` : key}${finest}`;
}
