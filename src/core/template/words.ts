import type { Language } from '../model/language.ts'

/** The template's own words, in the languages it can be made in. */
export interface TemplateWords {
  customers: string
  customer: string
  opportunities: string
  opportunity: string
  companyName: string
  personName: string
  opportunityName: string
  deliveries: string
  delivery: string
  deliveryName: string
  invoices: string
  invoice: string
  invoiceName: string
  lists: Record<ListName, string>
  fields: Record<FieldName, string>
  options: Record<string, string>
  charts: Record<ChartName, string>
  sections: Record<'sales' | 'figures' | 'origin' | 'papers' | 'outcome', string>
  tags: string[]
  dashboards: Record<'sales' | 'leader' | 'week' | 'sources', string>
}

export type ListName =
  | 'customers'
  | 'unqualified'
  | 'qualification'
  | 'writing'
  | 'sent'
  | 'negotiation'
  | 'contract'
  | 'won'
  | 'lost'
  | 'void'
  | 'planning'
  | 'working'
  | 'review'
  | 'delivered'
  | 'cancelled'
  | 'draft'
  | 'invoiceSent'
  | 'paid'
  | 'voided'
export type FieldName =
  | 'email'
  | 'phone'
  | 'website'
  | 'address'
  | 'source'
  | 'category'
  | 'amount'
  | 'cost'
  | 'proposal'
  | 'received'
  | 'signed'
  | 'confidence'
  | 'expected'
  | 'customer'
  | 'wonRevenue'
  | 'profit'
  | 'customerName'
  | 'customerEmail'
  | 'dealSource'
  | 'lossReason'
  | 'size'
  | 'opportunity'
  | 'start'
  | 'finish'
  | 'takes'
  | 'invoiceNo'
  | 'issued'
  | 'payBy'
  | 'paidOn'
  | 'daysToPay'
  | 'invoiced'
export type ChartName =
  | 'open'
  | 'openDeals'
  | 'discounted'
  | 'confident'
  | 'pipeline'
  | 'created'
  | 'sales'
  | 'category'
  | 'stages'
  | 'openStages'
  | 'revenue'
  | 'soldThisMonth'
  | 'wonThisMonth'
  | 'sellers'
  | 'openByPerson'
  | 'daysToWin'
  | 'stageConversion'
  | 'stageDays'
  | 'outcomes'
  | 'myOpen'
  | 'myWon'
  | 'closingSoon'
  | 'myExpected'
  | 'myStages'
  | 'leads'
  | 'soldBySource'
  | 'outcomesBySource'
  | 'openBySource'

const en: TemplateWords = {
  customers: 'Customers',
  customer: 'Customer',
  opportunities: 'Opportunities',
  opportunity: 'Opportunity',
  companyName: 'Company name',
  personName: 'Person name',
  opportunityName: 'Opportunity name',
  deliveries: 'Delivery projects',
  delivery: 'Delivery project',
  deliveryName: 'Project name',
  invoices: 'Invoices',
  invoice: 'Invoice',
  invoiceName: 'Invoice for',
  lists: {
    customers: 'Customers',
    unqualified: 'Unqualified',
    qualification: 'Qualification',
    writing: 'Proposal writing',
    sent: 'Proposal sent',
    negotiation: 'Negotiation',
    contract: 'Contract out for signature',
    won: 'Closed won',
    lost: 'Closed lost',
    void: 'Not viable',
    planning: 'Planning',
    working: 'In progress',
    review: 'In review',
    delivered: 'Delivered',
    cancelled: 'Cancelled',
    draft: 'Draft',
    invoiceSent: 'Sent',
    paid: 'Paid',
    voided: 'Void',
  },
  fields: {
    email: 'Email',
    phone: 'Phone',
    website: 'Website',
    address: 'Address',
    source: 'Source',
    category: 'Category',
    amount: 'Amount',
    cost: 'Cost',
    proposal: 'Proposal URL',
    received: 'Files received',
    signed: 'Contract',
    confidence: 'Confidence',
    expected: 'Expected close date',
    customer: 'Customer',
    wonRevenue: 'Won revenue',
    profit: 'Profit',
    customerName: 'Customer name',
    customerEmail: 'Customer email',
    dealSource: 'Deal source',
    lossReason: 'Loss reason',
    size: 'Customer size',
    opportunity: 'Opportunity',
    start: 'Start date',
    finish: 'Finish date',
    takes: 'Takes',
    invoiceNo: 'Invoice no.',
    issued: 'Issued on',
    payBy: 'Pay by',
    paidOn: 'Paid on',
    daysToPay: 'Time to pay',
    invoiced: 'Invoiced',
  },
  options: {
    website: 'Website',
    referral: 'Referral',
    event: 'Event',
    partner: 'Partner',
    coldCall: 'Cold call',
    socialMedia: 'Social media',
    lead: 'Lead',
    active: 'Active',
    former: 'Former',
    strategic: 'Strategic',
    price: 'Price',
    competitor: 'Competitor',
    timing: 'Timing',
    noBudget: 'No budget',
    noDecision: 'No decision',
    other: 'Other',
    small: '1–10',
    medium: '11–50',
    large: '51–250',
    enterprise: 'Over 250',
  },
  charts: {
    open: 'Open pipeline',
    discounted: 'Discounted pipeline',
    pipeline: 'Pipeline generated per month',
    created: 'New opportunities per month',
    sales: 'Sales per month',
    category: 'Sales by category',
    stages: 'Open pipeline by stage',
    openDeals: 'Open deals',
    confident: 'Pipeline by confidence',
    openStages: 'Open deals by stage',
    revenue: 'Revenue received per month',
    soldThisMonth: 'Sold this month',
    wonThisMonth: 'Deals won this month',
    sellers: 'Sales of this quarter by person',
    openByPerson: 'Open pipeline by person',
    daysToWin: 'Days from creation to won',
    stageConversion: 'How many go on from each stage',
    stageDays: 'Days in each stage',
    outcomes: 'Deals closed per month',
    myOpen: 'My open pipeline',
    myWon: 'What I sold this month',
    closingSoon: 'Expected to close this week',
    myExpected: 'My pipeline by expected month',
    myStages: 'My open deals by stage',
    leads: 'New deals per month by source',
    soldBySource: 'Sales by source',
    outcomesBySource: 'What became of each source',
    openBySource: 'Open pipeline by source',
  },
  sections: {
    sales: 'Sales',
    figures: 'Figures',
    origin: 'Where it came from',
    papers: 'Documents',
    outcome: 'Outcome',
  },
  tags: ['Consulting', 'Implementation', 'Support', 'Training'],
  dashboards: { sales: 'Sales', leader: 'Sales team', week: 'My week', sources: 'Lead sources' },
}

const km: TemplateWords = {
  customers: 'អតិថិជន',
  customer: 'អតិថិជន',
  opportunities: 'ឱកាសលក់',
  opportunity: 'ឱកាសលក់',
  companyName: 'ឈ្មោះក្រុមហ៊ុន',
  personName: 'ឈ្មោះ',
  opportunityName: 'ឈ្មោះឱកាស',
  deliveries: 'គម្រោងអនុវត្ត',
  delivery: 'គម្រោងអនុវត្ត',
  deliveryName: 'ឈ្មោះគម្រោង',
  invoices: 'វិក្កយបត្រ',
  invoice: 'វិក្កយបត្រ',
  invoiceName: 'វិក្កយបត្រសម្រាប់',
  lists: {
    customers: 'អតិថិជន',
    unqualified: 'មិនទាន់វាយតម្លៃ',
    qualification: 'កំពុងវាយតម្លៃ',
    writing: 'កំពុងរៀបចំសំណើ',
    sent: 'បានផ្ញើសំណើ',
    negotiation: 'កំពុងចរចា',
    contract: 'រង់ចាំចុះកិច្ចសន្យា',
    won: 'លក់បាន',
    lost: 'លក់មិនបាន',
    void: 'មិនសមស្រប',
    planning: 'កំពុងរៀបផែនការ',
    working: 'កំពុងអនុវត្ត',
    review: 'កំពុងពិនិត្យ',
    delivered: 'បានប្រគល់',
    cancelled: 'បានបោះបង់',
    draft: 'សេចក្ដីព្រាង',
    invoiceSent: 'បានផ្ញើ',
    paid: 'បានបង់ប្រាក់',
    voided: 'លុបចោល',
  },
  fields: {
    email: 'អ៊ីមែល',
    phone: 'លេខទូរស័ព្ទ',
    website: 'គេហទំព័រ',
    address: 'អាសយដ្ឋាន',
    source: 'ប្រភព',
    category: 'ប្រភេទ',
    amount: 'ទឹកប្រាក់',
    cost: 'ថ្លៃដើម',
    proposal: 'តំណសំណើ',
    received: 'ឯកសារដែលបានទទួល',
    signed: 'កិច្ចសន្យា',
    confidence: 'កម្រិតជឿជាក់',
    expected: 'ថ្ងៃរំពឹងថាបិទ',
    customer: 'អតិថិជន',
    wonRevenue: 'ចំណូលពីការលក់បាន',
    profit: 'ប្រាក់ចំណេញ',
    customerName: 'ឈ្មោះអតិថិជន',
    customerEmail: 'អ៊ីមែលអតិថិជន',
    dealSource: 'ប្រភពឱកាស',
    lossReason: 'មូលហេតុដែលបាត់បង់',
    size: 'ទំហំអតិថិជន',
    opportunity: 'ឱកាសលក់',
    start: 'ថ្ងៃចាប់ផ្ដើម',
    finish: 'ថ្ងៃបញ្ចប់',
    takes: 'រយៈពេល',
    invoiceNo: 'លេខវិក្កយបត្រ',
    issued: 'ថ្ងៃចេញវិក្កយបត្រ',
    payBy: 'ត្រូវបង់មុនថ្ងៃ',
    paidOn: 'ថ្ងៃបង់ប្រាក់',
    daysToPay: 'រយៈពេលរហូតដល់បង់ប្រាក់',
    invoiced: 'បានចេញវិក្កយបត្រ',
  },
  options: {
    website: 'គេហទំព័រ',
    referral: 'ការណែនាំ',
    event: 'ព្រឹត្តិការណ៍',
    partner: 'ដៃគូ',
    coldCall: 'ការទូរស័ព្ទទៅដោយផ្ទាល់',
    socialMedia: 'បណ្ដាញសង្គម',
    lead: 'អតិថិជនសក្ដានុពល',
    active: 'កំពុងទិញ',
    former: 'អតីតអតិថិជន',
    strategic: 'អតិថិជនសំខាន់',
    price: 'តម្លៃ',
    competitor: 'ដៃគូប្រកួតប្រជែង',
    timing: 'ពេលវេលាមិនត្រូវ',
    noBudget: 'គ្មានថវិកា',
    noDecision: 'មិនបានសម្រេច',
    other: 'ផ្សេងៗ',
    small: '១–១០ នាក់',
    medium: '១១–៥០ នាក់',
    large: '៥១–២៥០ នាក់',
    enterprise: 'លើសពី ២៥០ នាក់',
  },
  charts: {
    open: 'ឱកាសកំពុងដំណើរការ',
    discounted: 'តម្លៃរំពឹងទុក',
    pipeline: 'តម្លៃឱកាសថ្មីប្រចាំខែ',
    created: 'ចំនួនឱកាសថ្មីប្រចាំខែ',
    sales: 'ការលក់ប្រចាំខែ',
    category: 'ការលក់តាមសេវាកម្ម',
    stages: 'ឱកាសតាមដំណាក់កាល',
    openDeals: 'ចំនួនឱកាសកំពុងដំណើរការ',
    confident: 'តម្លៃតាមទំនុកចិត្ត',
    openStages: 'ចំនួនឱកាសតាមដំណាក់កាល',
    revenue: 'ប្រាក់ដែលទទួលបានប្រចាំខែ',
    soldThisMonth: 'ការលក់ក្នុងខែនេះ',
    wonThisMonth: 'ឱកាសដែលឈ្នះក្នុងខែនេះ',
    sellers: 'ការលក់ក្នុងត្រីមាសនេះតាមបុគ្គល',
    openByPerson: 'ឱកាសកំពុងដំណើរការតាមបុគ្គល',
    daysToWin: 'ចំនួនថ្ងៃពីបង្កើតដល់ឈ្នះ',
    stageConversion: 'អត្រាបន្តពីដំណាក់កាលនីមួយៗ',
    stageDays: 'ចំនួនថ្ងៃក្នុងដំណាក់កាលនីមួយៗ',
    outcomes: 'ឱកាសដែលបិទប្រចាំខែ',
    myOpen: 'ឱកាសកំពុងដំណើរការរបស់ខ្ញុំ',
    myWon: 'អ្វីដែលខ្ញុំលក់បានក្នុងខែនេះ',
    closingSoon: 'រំពឹងថាបិទក្នុងសប្ដាហ៍នេះ',
    myExpected: 'ឱកាសរបស់ខ្ញុំតាមខែដែលរំពឹងទុក',
    myStages: 'ឱកាសរបស់ខ្ញុំតាមដំណាក់កាល',
    leads: 'ឱកាសថ្មីប្រចាំខែតាមប្រភព',
    soldBySource: 'ការលក់តាមប្រភព',
    outcomesBySource: 'លទ្ធផលតាមប្រភព',
    openBySource: 'ឱកាសកំពុងដំណើរការតាមប្រភព',
  },
  sections: {
    sales: 'ការលក់',
    figures: 'តួលេខ',
    origin: 'ប្រភព',
    papers: 'ឯកសារ',
    outcome: 'លទ្ធផល',
  },
  tags: ['ប្រឹក្សា', 'អនុវត្ត', 'ជំនួយបច្ចេកទេស', 'បណ្ដុះបណ្ដាល'],
  dashboards: { sales: 'ការលក់', leader: 'ក្រុមលក់', week: 'សប្ដាហ៍របស់ខ្ញុំ', sources: 'ប្រភពអតិថិជន' },
}

export const TEMPLATE_WORDS: Record<Language, TemplateWords> = { en, km }
