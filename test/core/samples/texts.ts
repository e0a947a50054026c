import type { Samples } from './samples.ts'

export const texts: Record<string, Samples> = {
  uniqueId: {
    config: { prefix: 'INV-', digits: 4 },
    good: [
      ['DEAL-0002', 'DEAL-0002'],
      ['inv-0001', 'inv-0001'],
      ['INV-0007', 'INV-0007'],
      ['វិ-0001', 'វិ-0001'],
    ],
    bad: [
      [12, 'notText'],
      ['x'.repeat(41), 'textTooLong'],
    ],
  },
  text: {
    config: {},
    good: [
      [' ', ' '],
      ['007', '007'],
      ['Ångström', 'Ångström'],
      ['ant', 'ant'],
      ['ﷺ x', 'ﷺ x'],
      ['សុខា', 'សុខា'],
      ['សូខៅ', 'សូខៅ'],
      ['🦆 duck', '🦆 duck'],
    ],
    bad: [
      [12, 'notText'],
      [['a'], 'notText'],
      ['a\0b', 'notText'],
      ['\ud800', 'notText'],
      ['two\nlines', 'notOneLine'],
      ['x'.repeat(2001), 'textTooLong'],
    ],
  },
  longText: {
    config: {},
    good: [
      ['a\r\nb', 'a\r\nb'],
      ['ក'.repeat(66_000), 'ក'.repeat(66_000)],
    ],
    bad: [
      [{}, 'notText'],
      ['x'.repeat(2_000_000), 'tooLarge'],
      ['ក'.repeat(66_667), 'tooLarge'],
    ],
  },
  email: {
    config: {},
    good: [
      [' a.b+c@mail.example.com ', 'a.b+c@mail.example.com'],
      ['Sokha@Example.com', 'Sokha@Example.com'],
      ['សុខា@ឧទាហរណ៍.ខ្មែរ', 'សុខា@ឧទាហរណ៍.ខ្មែរ'],
    ],
    bad: [
      ['a@b', 'notEmail'],
      ['a b@c.de', 'notEmail'],
      ['a@b@c.de', 'notEmail'],
      ['Sokha <a@b.co>', 'notEmail'],
      [5, 'notText'],
    ],
  },
  phone: {
    config: {},
    good: [
      ['+1 209 172 7124 x3651', '+12091727124;ext=3651'],
      ['012 345 678', '+85512345678'],
      ['+855 (0)12 345 679', '+85512345679'],
      ['០១២ ៣៤៥ ៦៨០', '+85512345680'],
    ],
    bad: [
      ['12', 'notPhone'],
      ['call 012 345 678', 'notPhone'],
      ['+999 123', 'notPhone'],
      [12345678, 'notText'],
    ],
  },
  url: {
    config: {},
    good: [
      ['http://localhost:8787/x', 'http://localhost:8787/x'],
      ['example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
      ['https://ឧទាហរណ៍.ខ្មែរ', 'https://ឧទាហរណ៍.ខ្មែរ'],
    ],
    bad: [
      ['javascript:alert(1)', 'notUrl'],
      ['https://user@evil.com', 'notUrl'],
      ['data:text/html,x', 'notUrl'],
      ['two words', 'notUrl'],
      ['http://', 'notUrl'],
    ],
  },
  location: {
    config: {},
    good: [
      [
        { lat: 11.5564, lng: 104.9282 },
        { text: '', lat: 11.5564, lng: 104.9282 },
      ],
      [' Phnom Penh ', { text: 'Phnom Penh', lat: null, lng: null }],
      [
        { text: 'សៀមរាប', lat: 13, lng: 0 },
        { text: 'សៀមរាប', lat: 13, lng: 0 },
      ],
    ],
    bad: [
      [{ lat: 91, lng: 0 }, 'notLocation'],
      [{ lat: 1 }, 'notLocation'],
      [['x'], 'notLocation'],
      [{ place: 'x' }, 'notLocation'],
      [5, 'notText'],
    ],
  },
  country: {
    config: {},
    good: [
      ["Cote d'Ivoire", 'CI'],
      ['កម្ពុជា', 'KH'],
      ['Lao PDR', 'LA'],
      ['united states', 'US'],
      ['Viet Nam', 'VN'],
    ],
    bad: [
      ['Philipines', 'notCountry'],
      ['ZZ', 'notCountry'],
      [855, 'notText'],
    ],
  },
}
