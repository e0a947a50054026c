import type { Samples } from './samples.ts'

const options = {
  options: [
    { id: 'z', name: 'New' },
    { id: 'b2', name: 'Ångström' },
    { id: 'a1', name: 'សុខា' },
  ],
}
const [fresh, angstrom, sokha] = options.options as [Named, Named, Named]
type Named = { id: string; name: string }

export const choices: Record<string, Samples> = {
  select: {
    config: options,
    good: [
      ['new', { ...fresh }],
      ['b2', { ...angstrom }],
      ['ÅNGSTRÖM', { ...angstrom }],
      [{ id: 'a1', name: 'whatever' }, { ...sokha }],
    ],
    bad: [
      ['Nwe', 'unknownOption'],
      [['z'], 'unknownOption'],
      [true, 'unknownOption'],
    ],
  },
  multiSelect: {
    config: options,
    good: [
      ['New', [fresh]],
      [
        ['a1', 'new', 'New'],
        [fresh, sokha],
      ],
      [['b2'], [angstrom]],
      [
        [{ id: 'a1' }, 'ÅNGSTRÖM'],
        [angstrom, sokha],
      ],
    ],
    bad: [
      [['New', 'Nwe'], 'unknownOption'],
      [[['z']], 'unknownOption'],
    ],
  },
  person: {
    config: {},
    good: [
      ['me', [{ id: '1', name: 'Sokha' }]],
      [
        ['bopha@example.com', 'me', 1],
        [
          { id: '2', name: 'បុប្ផា' },
          { id: '1', name: 'Sokha' },
        ],
      ],
      ['បុប្ផា', [{ id: '2', name: 'បុប្ផា' }]],
      [{ id: '3' }, [{ id: '3', name: 'Twin' }]],
    ],
    bad: [
      ['Nobody', 'unknownPerson'],
      [99, 'unknownPerson'],
      [['twin'], 'ambiguousPerson'],
    ],
  },
  file: {
    config: {},
    good: [[['12'], [{ id: '12' }]]],
    bad: [
      ['12', 'notList'],
      [['x'], 'notId'],
      [[{}], 'notId'],
    ],
  },
  reference: {
    config: { project: '2', multiple: true },
    good: [[[{ id: '12', title: 'Acme' }], [{ id: '12', title: '' }]]],
    bad: [
      [true, 'notId'],
      [[{ id: 'x' }], 'notId'],
      [-5, 'notId'],
    ],
  },
}
