import type { RecipeWords } from './recipe-words.ts'

export const RECIPES_EN = {
  assign: {
    name: 'Assign new opportunities',
    description: 'A new record that nobody has goes to whoever the rules name, and else in turn.',
    text: '',
  },
  followUp: {
    name: 'Follow up after a week of silence',
    description: 'When nobody has done anything about an open record for 7 days, who has it is reminded.',
    text: '{title} has been quiet for a week. Call, write, or close it.',
  },
  stageChange: {
    name: 'Tell when the stage changes',
    description: 'Who has a record, made it, or wrote about it hears when it moves to another list.',
    text: '{title} is now in {list}.',
  },
  stuck: {
    name: 'Alert for a deal stuck in its stage',
    description: 'A record that stays in one list for 14 days is brought to who has it and to the owner.',
    text: '{title} has been in {list} for two weeks.',
  },
  customerChanged: {
    name: 'Tell when important customer data changes',
    description: 'When a customer’s address, email or phone changes, who works on their opportunities hears of it.',
    text: 'The contact data of the customer of {title} has changed.',
  },
  largeDeal: {
    name: 'Announce large deals',
    description: 'When an amount reaches 10,000, the owner hears of it.',
    text: '{title} is a large one.',
  },
  won: {
    name: 'Celebrate what is won',
    description: 'Everybody who worked on a record hears when it is won.',
    text: '{title} is won. Well done!',
  },
  lost: {
    name: 'Look back at what is lost',
    description: 'Two days after a record is lost, who had it is asked what could have gone better.',
    text: '{title} was lost. What can we learn from it?',
  },
  closingSoon: {
    name: 'Remind before a date',
    description: 'Three days before the date, at nine in the morning, who has the record is reminded.',
    text: 'The date of {title} is in three days.',
  },
  overdue: {
    name: 'Remind when a date has passed',
    description: 'The day after the date, an open record’s people are asked to set a new one.',
    text: 'The date of {title} has passed. Set a new one, or close it.',
  },
  weekly: {
    name: 'Monday: what has no owner',
    description: 'Each Monday at nine, the owner hears of every open record that nobody has.',
    text: 'Nobody has {title}.',
  },
  welcome: {
    name: 'Note the first steps',
    description: 'A new record gets a comment with what is to be done first.',
    text: 'First steps: call, note what they need, agree on a next date.',
  },
  commented: {
    name: 'Tell who has it about comments',
    description: 'Who has a record hears when somebody comments it.',
    text: 'There is a new comment on {title}.',
  },
  returning: {
    name: 'Look again after a quarter',
    description: 'What was lost is brought back to mind 90 days later.',
    text: 'A quarter ago {title} was lost. Is it time to ask again?',
  },
  escalate: {
    name: 'Escalate what nobody moves',
    description: 'A record that stays in one list for 30 days is given to the owner as well.',
    text: '{title} has not moved for a month.',
  },
} satisfies Record<string, RecipeWords>

export type RecipeKey = keyof typeof RECIPES_EN
