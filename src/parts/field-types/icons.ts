import ArrowUpRight from 'lucide-solid/icons/arrow-up-right'
import Banknote from 'lucide-solid/icons/banknote'
import Calendar from 'lucide-solid/icons/calendar'
import CalendarClock from 'lucide-solid/icons/calendar-clock'
import CalendarPlus from 'lucide-solid/icons/calendar-plus'
import CalendarSync from 'lucide-solid/icons/calendar-sync'
import CircleDot from 'lucide-solid/icons/circle-dot'
import FingerprintPattern from 'lucide-solid/icons/fingerprint-pattern'
import Globe from 'lucide-solid/icons/globe'
import Hash from 'lucide-solid/icons/hash'
import Hourglass from 'lucide-solid/icons/hourglass'
import Link from 'lucide-solid/icons/link'
import ListChecks from 'lucide-solid/icons/list-checks'
import MapPin from 'lucide-solid/icons/map-pin'
import MousePointerClick from 'lucide-solid/icons/mouse-pointer-click'
import Paperclip from 'lucide-solid/icons/paperclip'
import Percent from 'lucide-solid/icons/percent'
import Phone from 'lucide-solid/icons/phone'
import Sigma from 'lucide-solid/icons/sigma'
import SquareCheck from 'lucide-solid/icons/square-check'
import SquareFunction from 'lucide-solid/icons/square-function'
import Star from 'lucide-solid/icons/star'
import TextAlignStart from 'lucide-solid/icons/text-align-start'
import Timer from 'lucide-solid/icons/timer'
import Type from 'lucide-solid/icons/type'
import User from 'lucide-solid/icons/user'
import UserPen from 'lucide-solid/icons/user-pen'
import UserPlus from 'lucide-solid/icons/user-plus'
import type { Component } from 'solid-js'
import type { IconName } from './contract.ts'

/** Icons by name, in a module of their own: only lists of fields load them. */
export const ICONS: Record<IconName, Component<{ size: number }>> = {
  'arrow-up-right': ArrowUpRight,
  banknote: Banknote,
  calendar: Calendar,
  'calendar-clock': CalendarClock,
  'calendar-plus': CalendarPlus,
  'calendar-sync': CalendarSync,
  'circle-dot': CircleDot,
  'fingerprint-pattern': FingerprintPattern,
  globe: Globe,
  hash: Hash,
  hourglass: Hourglass,
  link: Link,
  'list-checks': ListChecks,
  'map-pin': MapPin,
  'mouse-pointer-click': MousePointerClick,
  paperclip: Paperclip,
  percent: Percent,
  phone: Phone,
  sigma: Sigma,
  'square-check': SquareCheck,
  'square-function': SquareFunction,
  star: Star,
  'text-align-start': TextAlignStart,
  timer: Timer,
  type: Type,
  user: User,
  'user-pen': UserPen,
  'user-plus': UserPlus,
}
