import { lister, maker, otherCurrencies, type TemplateProject } from './parts.ts'
import type { FieldName, TemplateWords } from './words.ts'

/* What comes after a sale: the work that was sold, and the money for it. */

export function delivery(words: TemplateWords): TemplateProject {
  const field = maker(words)
  const list = lister(words)
  return {
    name: words.deliveries,
    recordName: words.delivery,
    titleName: words.deliveryName,
    icon: 'truck',
    lists: [
      list('planning', 'open', 100, 14, 'blue'),
      list('working', 'open', 100, 30, 'amber'),
      list('review', 'open', 100, 10, 'purple'),
      list('delivered', 'won', 100, null, 'green'),
      list('cancelled', 'void', 0, null, 'grey'),
    ],
    fields: [
      field('opportunity', 'reference', { project: 'opportunities', multiple: false }),
      field('customerName', 'lookup', { reference: 'opportunity', field: 'customerName' }),
      field('customerEmail', 'lookup', { reference: 'opportunity', field: 'customerEmail' }),
      field('amount', 'lookup', { reference: 'opportunity', field: 'amount' }),
      field('start', 'date'),
      field('finish', 'date'),
      field('takes', 'duration', { from: moment('start'), to: moment('finish') }),
    ],
    tags: [],
  }
}

export function invoices(words: TemplateWords, currency: string): TemplateProject {
  const field = maker(words)
  const list = lister(words)
  return {
    name: words.invoices,
    recordName: words.invoice,
    titleName: words.invoiceName,
    icon: 'file',
    lists: [
      list('draft', 'open', 100, 7, 'grey'),
      list('invoiceSent', 'open', 100, 30, 'amber'),
      list('paid', 'won', 100, null, 'green'),
      list('voided', 'void', 0, null, 'grey'),
    ],
    fields: [
      field('invoiceNo', 'uniqueId', { prefix: 'INV-', digits: 4 }),
      field('opportunity', 'reference', { project: 'opportunities', multiple: false }),
      field('customerName', 'lookup', { reference: 'opportunity', field: 'customerName' }),
      field('amount', 'currency', { currency, others: otherCurrencies(currency) }),
      field('issued', 'date'),
      field('payBy', 'date'),
      field('paidOn', 'date'),
      field('daysToPay', 'duration', { from: moment('issued'), to: moment('paidOn'), target: 30 * 86_400_000 }),
    ],
    tags: [],
  }
}

const moment = (field: FieldName) => ({ event: 'field', field })
