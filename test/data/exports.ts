/** Small files with the headers that other programs export, and what their columns are proposed for. */
interface ExportFile {
  name: string
  project: 'customers' | 'opportunities'
  text: string
  expected: Record<string, string>
}

export const EXPORT_FILES: ExportFile[] = [
  {
    name: 'contacts of a marketing program',
    project: 'customers',
    text: [
      'Record ID,First Name,Last Name,Email,Phone Number,Lead Status,Lifecycle Stage,Original Source',
      '20001,Sokha,Chan,sokha@hub.example,+855 12 345 678,NEW,lead,ORGANIC_SEARCH',
      '20002,Dara,Vann,dara@hub.example,+855 12 345 679,OPEN,lead,PAID_SEARCH',
      '20003,Bopha,Lim,bopha@hub.example,,IN_PROGRESS,lead,SOCIAL_MEDIA',
    ].join('\n'),
    expected: {
      'First Name': 'title',
      'Last Name': 'title',
      Email: 'Email',
      'Phone Number': 'Phone',
      'Original Source': 'Source',
      'Lead Status': 'new select',
    },
  },
  {
    name: 'leads of a large CRM',
    project: 'opportunities',
    text: [
      'Lead ID,FirstName,LastName,Email,Phone,Company,LeadSource,Status,OwnerId',
      '00Q1,Sokha,Chan,sokha@sf.example,012 345 678,Angkor Foods,Web,Open - Not Contacted,005xx',
      '00Q2,Dara,Vann,dara@sf.example,012 345 679,Naga Hotel,Partner Referral,Working - Contacted,005xy',
      '00Q3,,Unknown,invalid,,Lotus School,Cold Call,Closed - Not Converted,005xx',
    ].join('\n'),
    expected: { FirstName: 'title', LastName: 'title', Company: 'Customer', LeadSource: 'Deal source', Status: 'list' },
  },
  {
    name: 'leads of a small CRM',
    project: 'opportunities',
    text: [
      'Lead Name,Email,Phone,Lead Source,Lead Owner,Lead Status,Industry',
      'Chan Sokha,sokha@z.example,012345678,Website,Rithy Sok,Contacted,Farming',
      'Vann Dara,dara@z.example,,Referral,Nimol Keo,Not Contacted,Hotels',
    ].join('\n'),
    expected: { 'Lead Name': 'title', Phone: 'new phone', 'Lead Source': 'Deal source' },
  },
  {
    name: 'a sheet by hand, blank rows about it',
    project: 'customers',
    text: [
      ',,,,',
      'Lead ID,Contact,Email / Phone,Owner,Status,Notes',
      'LD-001,Sokha Chan,sokha@a.example / 012345678,Rithy,Hot,Call on Monday',
      'LD-003,Dara,,Nimol,Cold,Wrong number',
      ',,,,',
    ].join('\n'),
    expected: { 'Lead ID': 'title', Notes: 'description', Status: 'new select' },
  },
  {
    name: 'names in capitals, with marks and in two languages',
    project: 'customers',
    text: [
      'Name,EMAIL ADDRESS,☎ Contact,Whatsapp Number,Mobile No.,Sales Rep,Interested?,ឈ្មោះ,អ៊ីមែល',
      'Sokha,sokha@h.example,012 345 671,012 345 671,012 345 671,Rithy,Yes,សុខា,sokha@h.example',
      ',,012 345 673,012 345 673,012 345 673,Nimol,Maybe,,',
    ].join('\n'),
    expected: { Name: 'title', 'EMAIL ADDRESS': 'Email', 'Mobile No.': 'Phone', អ៊ីមែល: 'new email' },
  },
  {
    name: 'dates of several shapes',
    project: 'customers',
    text: [
      'Name,Email,Phone,Signup Date,Last Contact',
      'Sokha,sokha@d.example,012345671,2024-01-15,15-Jan-2024',
      'Dara,dara@d.example,012345672,01/20/2024,2024-01-20T14:30:00Z',
      'Bopha,bopha@d.example,012345673,20.03.2024,Mar 20 2024',
    ].join('\n'),
    expected: { Name: 'title', 'Signup Date': 'new text', 'Last Contact': 'new dateTime' },
  },
  {
    name: 'from right to left',
    project: 'customers',
    text: [
      'الاسم,البريد,الهاتف,Company,Notes',
      'محمد أحمد,mohammed@email.example,+971 50 123 4567,Emirates LLC,Interested in pumps',
    ].join('\n'),
    expected: { Company: 'title', البريد: 'Email', الهاتف: 'Phone', Notes: 'description' },
  },
]
