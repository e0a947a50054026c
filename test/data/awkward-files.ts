const utf8 = (text: string) => new TextEncoder().encode(text)
const utf16 = (text: string, little: boolean) => {
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), little)
  return bytes
}
/** Letters up to U+00FF are their own byte in Windows-1252; a few more sit where Latin-1 has control characters. */
const windows1252 = (text: string) => {
  const more: Record<string, number> = {
    '€': 0x80,
    '‚': 0x82,
    '„': 0x84,
    '…': 0x85,
    '’': 0x92,
    '“': 0x93,
    '”': 0x94,
    '–': 0x96,
    œ: 0x9c,
  }
  return Uint8Array.from(text, (letter) => more[letter] ?? letter.charCodeAt(0))
}

interface AwkwardFile {
  name: string
  bytes: Uint8Array
  columns: string[]
  rows: string[][]
}

/** Files as programs and people write them, and the table that each of them is. */
export const AWKWARD_FILES: AwkwardFile[] = [
  {
    name: 'plain, with a last line feed',
    bytes: utf8('id,name,city\n1,Sokha,Kep\n2,Dara,Takeo\n'),
    columns: ['id', 'name', 'city'],
    rows: [
      ['1', 'Sokha', 'Kep'],
      ['2', 'Dara', 'Takeo'],
    ],
  },
  {
    name: 'CRLF, without a last one',
    bytes: utf8('id,name\r\n1,Sokha\r\n2,Dara'),
    columns: ['id', 'name'],
    rows: [
      ['1', 'Sokha'],
      ['2', 'Dara'],
    ],
  },
  {
    name: 'lone carriage returns',
    bytes: utf8('id,name\r1,Sokha\r2,Dara\r'),
    columns: ['id', 'name'],
    rows: [
      ['1', 'Sokha'],
      ['2', 'Dara'],
    ],
  },
  {
    name: 'UTF-8 with its mark',
    bytes: utf8('\ufeffid,name\n1,English\n2,ភាសាខ្មែរ\n'),
    columns: ['id', 'name'],
    rows: [
      ['1', 'English'],
      ['2', 'ភាសាខ្មែរ'],
    ],
  },
  {
    name: 'a mark before quoted names',
    bytes: utf8('\ufeff"id","full name"\n"1","Sokha, Chan"\n'),
    columns: ['id', 'full name'],
    rows: [['1', 'Sokha, Chan']],
  },
  ...([true, false] as const).flatMap((little) => [
    {
      name: `UTF-16 ${little ? 'little' : 'big'}-endian with its mark`,
      bytes: utf16('\ufeffid\tname\r\n1\tទន្លេ\r\n2\t👩‍💻\r\n', little),
      columns: ['id', 'name'],
      rows: [
        ['1', 'ទន្លេ'],
        ['2', '👩‍💻'],
      ],
    },
    {
      name: `UTF-16 ${little ? 'little' : 'big'}-endian without one`,
      bytes: utf16('id,name,note\n1,Sokha,called on Monday\n', little),
      columns: ['id', 'name', 'note'],
      rows: [['1', 'Sokha', 'called on Monday']],
    },
  ]),
  {
    name: 'Windows-1252',
    bytes: windows1252('id;nom;note\n1;Anaïs Dupré;œuvre – 5 €\n2;Zoë;“ça va”…\n'),
    columns: ['id', 'nom', 'note'],
    rows: [
      ['1', 'Anaïs Dupré', 'œuvre – 5 €'],
      ['2', 'Zoë', '“ça va”…'],
    ],
  },
  {
    name: 'Latin-1',
    bytes: windows1252('id,name\n1,English\n2,© Söhne\n'),
    columns: ['id', 'name'],
    rows: [
      ['1', 'English'],
      ['2', '© Söhne'],
    ],
  },
  {
    name: 'semicolons, with commas in the cells',
    bytes: utf8('nom;prix;ville\nPompe;1,5;Kep, Cambodge\nFiltre;22,75;Takeo, Cambodge\n'),
    columns: ['nom', 'prix', 'ville'],
    rows: [
      ['Pompe', '1,5', 'Kep, Cambodge'],
      ['Filtre', '22,75', 'Takeo, Cambodge'],
    ],
  },
  {
    name: 'tabs',
    bytes: utf8('id\tname, title\tcity\n1\tChan, Dr\tKep\n'),
    columns: ['id', 'name, title', 'city'],
    rows: [['1', 'Chan, Dr', 'Kep']],
  },
  {
    name: 'commas within quotes',
    bytes: utf8('first,last,address,zip\nSokha,Chan,"12 St 240, Phnom Penh",012207\n'),
    columns: ['first', 'last', 'address', 'zip'],
    rows: [['Sokha', 'Chan', '12 St 240, Phnom Penh', '012207']],
  },
  {
    name: 'quotes within quotes',
    bytes: utf8('a,b\n1,"he said ""yes"" twice"\n2,""""\n3,""\n'),
    columns: ['a', 'b'],
    rows: [
      ['1', 'he said "yes" twice'],
      ['2', '"'],
      ['3', ''],
    ],
  },
  {
    name: 'JSON in a cell',
    bytes: utf8('key,val\n1,"{""type"": ""Point"", ""at"": [104.9, 11.5]}"\n'),
    columns: ['key', 'val'],
    rows: [['1', '{"type": "Point", "at": [104.9, 11.5]}']],
  },
  {
    name: 'quotes over lines',
    bytes: utf8('a,b,c\n1,2,3\n"Once upon\na time",5,6\n"\n",8,9\n'),
    columns: ['a', 'b', 'c'],
    rows: [
      ['1', '2', '3'],
      ['Once upon\na time', '5', '6'],
      ['\n', '8', '9'],
    ],
  },
  {
    name: 'quotes over lines, in CRLF',
    bytes: utf8('a,b,c\r\n1,2,3\r\n"Once upon\r\na time",5,6\r\n7,"ha\r\n""ha"",\r\nha",9\r\n'),
    columns: ['a', 'b', 'c'],
    rows: [
      ['1', '2', '3'],
      ['Once upon\r\na time', '5', '6'],
      ['7', 'ha\r\n"ha",\r\nha', '9'],
    ],
  },
  {
    name: 'empty cells, quoted and not',
    bytes: utf8('a,b,c\n1,"",\n,,3\n'),
    columns: ['a', 'b', 'c'],
    rows: [
      ['1', '', ''],
      ['', '', '3'],
    ],
  },
  {
    name: 'letters of many scripts',
    bytes: utf8('a,b\nʤ,ទន្លេ\nשלום,👩‍💻\n'),
    columns: ['a', 'b'],
    rows: [
      ['ʤ', 'ទន្លេ'],
      ['שלום', '👩‍💻'],
    ],
  },
  {
    name: 'columns without a name, and with the same',
    bytes: utf8('id,,Phone,phone,,\n1,Sokha,012,013,x,\n'),
    columns: ['id', 'B', 'Phone', 'phone (2)', 'E'],
    rows: [['1', 'Sokha', '012', '013', 'x']],
  },
  {
    name: 'names with line breaks and spaces about them',
    bytes: utf8('"  Company\nname ",\u00a0City \nNaga,Kep\n'),
    columns: ['Company name', 'City'],
    rows: [['Naga', 'Kep']],
  },
  {
    name: 'blank rows before, between and after',
    bytes: utf8('\n,,\nid,name,age\n\n1101,Sokha,30\n ,  ,\n1102,Dara,26\n,,\n,,\n\n'),
    columns: ['id', 'name', 'age'],
    rows: [
      ['1101', 'Sokha', '30'],
      ['1102', 'Dara', '26'],
    ],
  },
  {
    name: 'ragged rows',
    bytes: utf8('site,lon,lat\nKEP,104.3\nPNH,104.9,11.5,extra\nREP\n'),
    columns: ['site', 'lon', 'lat', 'D'],
    rows: [
      ['KEP', '104.3', '', ''],
      ['PNH', '104.9', '11.5', 'extra'],
      ['REP', '', '', ''],
    ],
  },
  {
    name: 'a quote inside a cell that doesn’t begin with one',
    bytes: utf8('item\tsize\nHose\t12" wide\nPipe\t1" thin\n'),
    columns: ['item', 'size'],
    rows: [
      ['Hose', '12" wide'],
      ['Pipe', '1" thin'],
    ],
  },
  {
    name: 'no names, data from the first row on',
    bytes: utf8('Sokha,sokha@a.example,2024-05-01\nDara,dara@a.example,2024-06-01\n'),
    columns: ['A', 'B', 'C'],
    rows: [
      ['Sokha', 'sokha@a.example', '2024-05-01'],
      ['Dara', 'dara@a.example', '2024-06-01'],
    ],
  },
  {
    name: 'cells that a spreadsheet would run',
    bytes: utf8('name,note\n=1+1,+855 12\n@SUM(A1),-5\n"=HYPERLINK(""http://evil.example"")","=cmd|\'/c calc\'!A1"\n'),
    columns: ['name', 'note'],
    rows: [
      ['=1+1', '+855 12'],
      ['@SUM(A1)', '-5'],
      ['=HYPERLINK("http://evil.example")', "=cmd|'/c calc'!A1"],
    ],
  },
  {
    name: 'spaces about cells, which stay',
    bytes: utf8('a,b\n 1 , x\n\u00a0,"  y "\n'),
    columns: ['a', 'b'],
    rows: [
      [' 1 ', ' x'],
      ['\u00a0', '  y '],
    ],
  },
  {
    name: 'one column',
    bytes: utf8('name\nSokha\n"Chan, Dara"\n'),
    columns: ['name'],
    rows: [['Sokha'], ['Chan, Dara']],
  },
  {
    name: 'a very long cell',
    bytes: utf8(`id,note\n1,${'word '.repeat(20_000)}\n`),
    columns: ['id', 'note'],
    rows: [['1', 'word '.repeat(20_000)]],
  },
]

/** The first bytes of what is often chosen by mistake. */
export const NO_TEXT_FILES: { name: string; bytes: Uint8Array }[] = [
  {
    name: 'a zip, as an xlsx is',
    bytes: Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0, 0, 0, 33, 0, 0xbd, 0x1a]),
  },
  {
    name: 'an xls',
    bytes: Uint8Array.from([
      0xd0,
      0xcf,
      0x11,
      0xe0,
      0xa1,
      0xb1,
      0x1a,
      0xe1,
      ...new Uint8Array(16),
      0x3e,
      0,
      3,
      0,
      0xfe,
      0xff,
    ]),
  },
  {
    name: 'a PNG',
    bytes: Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0]),
  },
  { name: 'a gzip', bytes: Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x4b, 0x4c, 0x4a, 6, 0, 0xc2]) },
]
