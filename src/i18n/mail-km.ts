import type { MailKey } from './mail.ts'

export const MAIL_KM: Record<MailKey, string> = {
  'invitation.subject': '{by} អញ្ជើញអ្នកចូលរួមក្នុង {workspace}',
  'invitation.lead': '{by} ចង់ឱ្យអ្នកធ្វើការជាមួយគ្នាក្នុង {workspace}។',
  'invitation.action': 'ទទួលយកការអញ្ជើញ',
  'invitation.note': 'តំណនេះប្រើបានតែម្ដងគត់ រហូតដល់ {until}។ ប្រសិនបើអ្នកមិនស្គាល់ {by} ទេ អ្នកមិនចាំបាច់ធ្វើអ្វីឡើយ។',
  'link.subject': 'តំណសម្រាប់ចូល {workspace} របស់អ្នក',
  'link.lead': 'សួស្ដី {name} អ្នកអាចចូលប្រើ {workspace} ដោយតំណនេះ។',
  'link.action': 'ចូលគណនី',
  'link.note':
    'តំណនេះប្រើបានតែម្ដងគត់ ក្នុងរយៈពេលដប់នាទីខាងមុខ។ ប្រសិនបើអ្នកមិនបានស្នើសុំវាទេ មានន័យថានរណាម្នាក់បានវាយអាសយដ្ឋានរបស់អ្នកដោយច្រឡំ៖ អ្នកមិនចាំបាច់ធ្វើអ្វីឡើយ។',
}
