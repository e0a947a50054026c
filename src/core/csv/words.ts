import { fold } from '../text/fold.ts'

/** Names that files give to what a CRM calls otherwise. First the built-ins, then fields by what they are usually called here. */
const SYNONYMS: Record<string, string> = {
  title:
    'title|name|subject|deal name|opportunity name|opportunity|deal|lead name|full name|contact name|display name|ឈ្មោះ',
  list: 'list|stage|status|deal stage|opportunity stage|pipeline stage|sales stage|lead status|phase|state|lifecycle stage|ដំណាក់កាល',
  tags: 'tags|tag|labels|label|keywords|ស្លាក',
  assignees:
    'assignees|assignee|owner|deal owner|lead owner|account owner|sales rep|sales agent|assigned to|responsible|salesperson|' +
    'account manager|account executive|record owner|contact owner|company owner|agent|sales owner|seller|' +
    'អ្នកទទួលខុសត្រូវ|អ្នកទទួលបន្ទុក|ម្ចាស់|អ្នកលក់|propietario|responsable|vendedor|propriétaire|commercial|' +
    'verantwortlich|zuständig|besitzer|responsável|proprietário|负责人|負責人|业务员|担当者|담당자|ผู้รับผิดชอบ|' +
    'người phụ trách|nhân viên kinh doanh|المسؤول|المالك|मालिक|ответственный|менеджер',
  description: 'description|notes|note|comments|comment|details|remarks|about|កំណត់ចំណាំ',
  due: 'due|due date|deadline|follow up date|next activity date',
  createdAt:
    'created at|created|create date|created date|date created|engage date|opened|open date|created time|start date|signup date|subscription date|date added|deal created',
  closedAt:
    'closed at|closed|closed date|close date|date closed|closed time|won date|closing date|actual close date|won time|deal closed on',
  'given name':
    'given name|first name|firstname|forename|fname|prénom|vorname|nombre|nome|tên|នាមខ្លួន|នាម|名|名字|имя|ชื่อ|이름|الاسم الأول',
  'family name':
    'family name|last name|lastname|surname|lname|nom|nom de famille|nachname|familienname|apellido|apellidos|sobrenome|cognome|họ|គោត្តនាម|នាមត្រកូល|姓|姓氏|фамилия|นามสกุล|성|اسم العائلة',
  Amount:
    'amount|value|deal value|close value|deal amount|opportunity amount|price|total|total amount|expected revenue|contract value|budget|តម្លៃ',
  Cost: 'cost|costs|expenses',
  'Expected close date':
    'expected close date|close date|expected close|closing date|estimated close date|forecast date',
  Customer:
    'customer|account|account name|company|company name|client|client name|organization|organisation|organization name|customer name|អតិថិជន|ក្រុមហ៊ុន',
  Email: 'email|e mail|email address|mail|work email|អ៊ីមែល|อีเมล|correo|البريد|ईमेल',
  Phone: 'phone|phone number|telephone|tel|mobile|mobile no|mobile phone|cell|phone 1|contact number|ទូរស័ព្ទ|الهاتف|फ़ोन',
  Website: 'website|web site|url|web|site|homepage|domain',
  Address: 'address|street|street address|location|office location|headquarters|city|អាសយដ្ឋាន',
  Source: 'source|lead source|original source|channel|origin',
  'Deal source': 'deal source|source|lead source|original source|channel',
  Category: 'category|sector|industry|segment|type|account type|business type',
  Industry: 'industry|sector|branch|vertical',
  Country: 'country|country region|nation',
  Confidence: 'confidence|likelihood|rating|score',
  'Loss reason': 'loss reason|lost reason|closed lost reason|reason lost|reason',
  'Customer size': 'customer size|company size|size|segment',
  'Proposal URL': 'proposal url|proposal|proposal link|quote url',
}

/** "closeDate", "Close_Date" and "close date" are the same words. */
export const wordsOf = (name: string): string =>
  fold(name.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' '))
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()

const known = new Map(
  Object.entries(SYNONYMS).map(([name, words]) => [
    wordsOf(name),
    words.split('|').map((word, i) => [wordsOf(word), i] as const),
  ]),
)

/**
 * How well a column's name says this target, 0–100: the name itself 100, a name it is known by 90 to 50 (in the order above),
 * all words of the one in the other 40. What stands before a dash may say of what each column is ("Deal - Organization").
 */
export function likeness(column: string, target: string): number {
  const suffix = /^[\p{L}\p{M} ]+ [-–] (.+)$/u.exec(column)?.[1]
  return Math.max(likenessOf(column, target), suffix ? likenessOf(suffix, target) - 1 : 0)
}

function likenessOf(column: string, target: string): number {
  const words = wordsOf(column)
  const wanted = wordsOf(target)
  if (words === '') return 0
  if (words === wanted) return 100
  const synonym = known.get(wanted)?.find(([word]) => word === words)
  if (synonym) return Math.max(50, 90 - synonym[1])
  const [few, many] = [words.split(' '), wanted.split(' ')].sort((a, b) => a.length - b.length) as [string[], string[]]
  return few.every((word) => word.length > 2 && many.includes(word)) ? 40 : 0
}
