import { describe, expect, test } from 'vitest'
import type { ProjectAnswer } from '../../../src/core/api/answers.ts'
import { guessMapping, type Member, profileOf } from '../../../src/core/csv/index.ts'
import { customers, field, opportunities } from './projects.ts'

/** What each column of a small table is proposed for. */
function goals(text: string, project: ProjectAnswer = opportunities, people: Member[] = []) {
  const [columns, ...rows] = text.split('\n').map((line) => line.split(','))
  const { mapping } = guessMapping(profileOf({ columns: columns!, rows }), project, { people })
  return Object.fromEntries(mapping.map((one) => [one.column, 'to' in one ? one.to : `new ${one.toNew.type}`]))
}

describe('a column of members', () => {
  const people = [
    { name: 'Sokha Chan', email: 'sokha@team.example' },
    { name: 'Dara Vann', email: 'dara@team.example' },
  ]
  const assigned = (owners: string[], head: string, project?: ProjectAnswer) =>
    goals([`Deal,${head}`, ...owners.map((owner, i) => `Deal ${i},${owner}`)].join('\n'), project, people)[head]

  test.each([
    'Owner',
    'sales_agent',
    'Deal owner',
    'Assignee',
    'Propriétaire',
    'Verantwortlich',
    'អ្នកទទួលខុសត្រូវ',
    '负责人',
  ])('is known by its head %s, also where some are strangers', (head) => {
    expect(assigned(['sokha@team.example', 'a@x.example', 'b@x.example', 'c@x.example'], head)).toBe('assignees')
    expect(assigned(['SOKHA CHAN', 'Nobody', 'Noone', 'Stranger'], head)).toBe('assignees')
  })

  test('is known by its values, whatever its head', () => {
    expect(assigned(['Dara Vann', 'dara@team.example', 'Stranger'], 'Xyz')).toBe('assignees')
    expect(assigned(['Sokha Chan; Dara Vann', 'Sokha Chan'], 'Xyz')).toBe('assignees')
    expect(assigned(['Dara Vann', 'Stranger', 'Other'], 'Xyz')).toBe('new text')
  })

  test('goes to the person field of its name, and to one where records have no assignees', () => {
    const owned = { ...opportunities, fields: [...opportunities.fields, field(30, 'Owner', 'person')] }
    expect(assigned(['sokha@team.example'], 'Owner', owned)).toBe('Owner')
    expect(assigned(['sokha@team.example'], 'Xyz', owned)).toBe('assignees')
    const unassigned = { ...owned, parts: { ...owned.parts, assignees: false } }
    expect(assigned(['sokha@team.example'], 'Xyz', unassigned)).toBe('Owner')
  })

  test('of strangers alone becomes a field of its own', () => {
    expect(assigned(['Stranger', 'Other'], 'Owner')).toBe('new text')
  })

  test('does not take the column of addresses from its field', () => {
    const found = goals('Company,Email\nA,sokha@team.example\nB,dara@team.example', customers, people)
    expect(found.Email).toBe('Email')
  })
})
