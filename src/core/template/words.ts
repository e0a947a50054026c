/** The template's own words, in the languages it can be made in. */
export interface TemplateWords {
  customers: string
  customer: string
  opportunities: string
  opportunity: string
  companyName: string
  personName: string
  opportunityName: string
  lists: Record<ListName, string>
  fields: Record<FieldName, string>
  options: Record<string, string>
  charts: Record<ChartName, string>
  tags: string[]
  dashboard: string
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
export type ChartName = 'open' | 'discounted' | 'pipeline' | 'created' | 'sales' | 'category' | 'stages'

export const en: TemplateWords = {
  customers: 'Customers',
  customer: 'Customer',
  opportunities: 'Opportunities',
  opportunity: 'Opportunity',
  companyName: 'Company name',
  personName: 'Person name',
  opportunityName: 'Opportunity name',
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
  },
  tags: ['Consulting', 'Implementation', 'Support', 'Training'],
  dashboard: 'Sales',
}

export const km: TemplateWords = {
  customers: 'អតិថិជន',
  customer: 'អតិថិជន',
  opportunities: 'ឱកាសលក់',
  opportunity: 'ឱកាសលក់',
  companyName: 'ឈ្មោះក្រុមហ៊ុន',
  personName: 'ឈ្មោះ',
  opportunityName: 'ឈ្មោះឱកាស',
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
  },
  tags: ['ប្រឹក្សា', 'អនុវត្ត', 'ជំនួយបច្ចេកទេស', 'បណ្ដុះបណ្ដាល'],
  dashboard: 'ការលក់',
}
