import { inflateRawSync } from 'node:zlib';

/** The sheets of a workbook as a spreadsheet copies them: each with its name, as rows of cells parted by tabs. */
export function sheetsOf(workbook: Buffer): { name: string; copied: string }[] {
  const parts = unzip(workbook);
  const names = [...(parts.get('xl/workbook.xml') ?? '').matchAll(/<sheet name="([^"]*)"/g)].map(
    ([, name = '']) => name,
  );
  return names.map((name, i) => {
    const rows = (parts.get(`xl/worksheets/sheet${i + 1}.xml`) ?? '').matchAll(/<row [^>]*>(.*?)<\/row>/gs);
    return { name: plain(name), copied: [...rows].map(([, row = '']) => copiedRow(row)).join('\r\n') };
  });
}

function copiedRow(row: string): string {
  const cells: string[] = [];
  for (const [, at = '', inside = ''] of row.matchAll(/<c r="([A-Z]+)\d+"[^>]*>(.*?)<\/c>/gs)) {
    const column = [...at].reduce((n, letter) => 26 * n + letter.charCodeAt(0) - 64, 0) - 1;
    const [, number] = /<v>(.*?)<\/v>/s.exec(inside) ?? [];
    const text = plain(/<t[^>]*>(.*?)<\/t>/s.exec(inside)?.[1] ?? '');
    // A number has a comma where the computer is a Polish one, and a cell of several lines stands in quotation marks.
    cells[column] = number?.replace('.', ',') ?? (/[\n\t"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  }
  return Array.from(cells, (cell) => cell ?? '').join('\t');
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function plain(xml: string): string {
  return xml.replace(/&(#x?)?(\w+);/g, (_, mark: string | undefined, name: string) =>
    mark === undefined ? (entities[name] ?? '') : String.fromCodePoint(Number.parseInt(name, mark === '#x' ? 16 : 10)),
  );
}

/** The files of an archive, by name. */
function unzip(archive: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = archive.readUInt32LE(end + 16);
  for (let n = archive.readUInt16LE(end + 10); n > 0; n--) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const local = archive.readUInt32LE(at + 42);
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const data = archive.subarray(from, from + archive.readUInt32LE(at + 20));
    const packed = archive.readUInt16LE(at + 10) === 8;
    files.set(
      archive.toString('utf8', at + 46, at + 46 + name),
      (packed ? inflateRawSync(data) : data).toString('utf8'),
    );
    at += 46 + name + extra + comment;
  }
  return files;
}
